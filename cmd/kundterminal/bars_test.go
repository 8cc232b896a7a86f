package main

import (
	"bytes"
	"encoding/xml"
	"errors"
	"os/exec"
	"path/filepath"
	"testing"

	"kundterminal/devices/sim"
)

// scannedFiles is what a barcode reader finds in the pictures of a folder, by
// their names.
func scannedFiles(t *testing.T, dir string) map[string][]string {
	t.Helper()
	if _, err := exec.LookPath("zbarimg"); err != nil {
		t.Skip("zbarimg not installed")
	}
	files, err := filepath.Glob(filepath.Join(dir, "*.png"))
	if err != nil {
		t.Fatal(err)
	}
	var said bytes.Buffer
	cmd := exec.Command("zbarimg", append([]string{"--quiet", "--xml"}, files...)...)
	cmd.Stderr = &said
	out, err := cmd.Output()
	if exit := new(exec.ExitError); err != nil && !(errors.As(err, &exit) && exit.ExitCode() == 4) { // 4: none in some
		t.Fatalf("zbarimg: %v %s", err, said.String())
	}
	var result struct {
		Sources []struct {
			Href  string   `xml:"href,attr"`
			Found []string `xml:"index>symbol>data"`
		} `xml:"source"`
	}
	if err := xml.Unmarshal(out, &result); err != nil {
		t.Fatalf("zbarimg says %q: %v", out, err)
	}
	found := map[string][]string{}
	for _, s := range result.Sources {
		found[filepath.Base(s.Href)] = s.Found
	}
	return found
}

// soundBars measures the barcode on a paper: quiet zones of ten modules, modules
// of two dots or more, all bars and spaces whole modules.
func soundBars(t *testing.T, paper *sim.Bitmap, m sim.Model) {
	t.Helper()
	runs, left, right := barcodeRow(paper, m)
	if runs == nil {
		t.Error("no row of a barcode is on the paper")
		return
	}
	module := runs[0]
	for _, run := range runs {
		module = min(module, run)
	}
	modules := 0
	for _, run := range runs {
		if run%module != 0 {
			t.Errorf("a bar or space is %d dots wide where a module is %d", run, module)
		}
		modules += run / module
	}
	if module < 2 || left < 10*module || right < 10*module || modules%11 != 2 {
		t.Errorf("%d modules of %d dots, quiet zones of %d and %d dots", modules, module, left, right)
	}
}

// barcodeRow finds the rows that a barcode must have, since they repeat for five
// millimetres, and returns the widths of bars and spaces and of the white on both
// sides, in dots.
func barcodeRow(paper *sim.Bitmap, m sim.Model) (runs []int, left, right int) {
	row := func(y int) []byte { return paper.Bits[y*paper.Stride : (y+1)*paper.Stride] }
	const fewest = 20 // bars and spaces; letters and the logo have fewer over so many rows
	for y := 0; y < paper.Height; {
		from := y
		for y++; y < paper.Height && bytes.Equal(row(from), row(y)); y++ {
		}
		if float64(y-from) < 5*float64(m.DPI)/25.4 {
			continue
		}
		if runs, left, right = runsOf(paper, from); len(runs) >= fewest {
			return runs, left, right
		}
	}
	return nil, 0, 0
}

// runsOf measures a row from its first black dot to its last.
func runsOf(paper *sim.Bitmap, y int) (runs []int, left, right int) {
	for left < paper.Width && !paper.Black(left, y) {
		left++
	}
	for right < paper.Width-left && !paper.Black(paper.Width-1-right, y) {
		right++
	}
	for x := left; x < paper.Width-right; {
		from := x
		for x++; x < paper.Width-right && paper.Black(x, y) == paper.Black(from, y); x++ {
		}
		runs = append(runs, x-from)
	}
	return runs, left, right
}
