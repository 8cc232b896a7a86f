package escpos

import (
	"bytes"
	"image"
	"image/color"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"kundterminal/devices"
	"kundterminal/devices/sim"
)

// noisyPicture is one of which no row or column is like the next.
func noisyPicture(width, height int) image.Image {
	rng := rand.New(rand.NewPCG(1, 2))
	img := image.NewGray(image.Rect(0, 0, width, height))
	for i := range img.Pix {
		img.Pix[i] = byte(rng.IntN(2) * 255)
	}
	return img
}

// everything is a document with one of each element.
func everything() Document {
	doc := longTicket("A 042", "K7TA042X")
	return append(doc[:len(doc)-1:len(doc)-1],
		Text{Content: "ođđa ŋ"}, Text{Content: "big", Style: Style{Height: 3}}, Text{}, Text{Content: "small", Style: Style{Font: FontB}},
		Columns{Left: "left", Right: "right"}, Logo{Key: "K1", Image: sampleLogo()},
		Picture{Image: noisyPicture(300, 40), Align: Right}, Barcode{Data: "KT4", ModuleDots: 4}, QR{Data: "KT", ModuleDots: 2}, QR{Data: "KT"}, Cut{})
}

func TestThePaperThatIsCountedIsThePaperThatCameOut(t *testing.T) {
	for profile := range models {
		t.Run(profile, func(t *testing.T) {
			t.Parallel()
			b := newBench(t, profile, sim.Options{Baud: 460800}, Options{Logo: &Logo{Key: "K1", Image: sampleLogo()}})
			doc := everything()
			for range 3 {
				if err := b.print(t, doc); err != nil {
					t.Fatal(err)
				}
			}
			mm := 0.0
			for _, paper := range b.printer.Tickets() {
				mm += paper.LengthMM
			}
			counts := b.driver.Counts()
			if math.Abs(counts.PaperMM-mm) > 1 || mm < 300 {
				t.Errorf("%.1f mm are counted, and %.1f mm came out", counts.PaperMM, mm)
			}
			if counts.Proved != 3 || counts.Cuts != 3 || counts.Failed != 0 || counts.Faults != 0 || counts.Bytes < 6000 {
				t.Errorf("the counts are %+v", counts)
			}
			if each, err := Length(b.driver.Profile(), doc); err != nil || math.Abs(each*3-mm) > 1 {
				t.Errorf("the document takes %.1f mm by its length (%v), and %.1f mm in truth", each, err, mm/3)
			}
		})
	}
}

func TestJobsThatFailAndFaultsAreCounted(t *testing.T) {
	b := newBench(t, "tm-t20iii", sim.Options{Baud: 38400, Speed: 1}, Options{})
	b.printer.PaperOutAfter(100)
	if err := b.print(t, ticket("A 042", "K7TA042X")); err == nil {
		t.Fatal("it was printed on no paper")
	}
	b.until(t, devices.FaultPaperOut)
	if c := b.driver.Counts(); c.Failed != 1 || c.Proved != 0 || c.Cuts != 0 || c.PaperMM <= 10 || c.PaperMM > 120 {
		t.Errorf("after half a ticket the counts are %+v", c)
	}
	if err := b.printer.Set(sim.PaperOut, false); err != nil {
		t.Fatal(err)
	}
	b.until(t, devices.FaultNone)
	if err := b.print(t, ticket("A 042", "K7TA042X")); err != nil {
		t.Fatal(err)
	}
	if c := b.driver.Counts(); c.Failed != 1 || c.Proved != 1 || c.Cuts != 2 || c.Faults != 1 {
		t.Errorf("after the second ticket, before which half of the first was cut off, the counts are %+v", c)
	}
}

func TestAJobThatFlowControlHoldsUpIsCounted(t *testing.T) {
	port := newMemoryPort(nil)
	stopped := false
	port.script = func(b []byte) []byte {
		if !stopped && bytes.Contains(b, []byte("hello")) {
			stopped = true
			return append(idle(b), xoff)
		}
		return idle(b)
	}
	served(t, epson(t), Options{}, port, func(t *testing.T, d *Driver) {
		time.AfterFunc(800*time.Millisecond, func() { port.answers <- []byte{xon} })
		doc := slices.Concat(slices.Repeat(Document{Text{Content: "hello, as often as it takes"}}, 20), Document{Cut{}})
		for range 2 {
			if err := d.Print(t.Context(), doc); err != nil {
				t.Fatal(err)
			}
		}
		if c := d.Counts(); c.Stops != 1 || c.Proved != 2 {
			t.Errorf("the counts are %+v", c)
		}
	})
}

func TestAPictureIsSentDotByDot(t *testing.T) {
	for profile := range models {
		b := newBench(t, profile, sim.Options{Baud: 460800}, Options{})
		p := b.driver.Profile()
		img := noisyPicture(p.Dots, 64)
		if err := b.print(t, Document{Picture{Image: img}, Cut{}}); err != nil {
			t.Fatal(err)
		}
		paper := b.printer.Tickets()[0].Image
		top := b.printer.Model().CutterMM * float64(p.DPI) / 25.4
		different := 0
		for y := range 64 {
			for x := range p.Dots {
				if dark := img.At(x, y) == (color.Gray{}); dark != paper.Black(x, y+int(top+0.5)) {
					different++
				}
			}
		}
		if different > 40 { // those that would have been commands
			t.Errorf("%s: %d dots are unlike the picture", profile, different)
		}
	}
}

func TestModulesAreAsWideAsIsWished(t *testing.T) {
	p := profileFor(t, "tm-t20iii")
	for wish, bad := range map[int]bool{0: false, 2: false, 4: false, 6: false, 1: true, 7: true, -1: true} {
		if _, err := Encode(p, Document{Barcode{Data: "KT4", ModuleDots: wish}}); (err != nil) != bad {
			t.Errorf("a barcode of %d dots: %v", wish, err)
		}
	}
	for wish, bad := range map[int]bool{0: false, 2: false, 3: false, 16: false, 1: true, 17: true, -1: true} {
		if _, err := Encode(p, Document{QR{Data: "KT4", ModuleDots: wish}}); (err != nil) != bad {
			t.Errorf("a QR code of %d dots: %v", wish, err)
		}
	}
	if got := string(encode(t, "tm-t20iii", QR{Data: "KT-TEST-QR-2", ModuleDots: 2})); !contains([]string{got[5 : 5+2]}, "\x1BJ") {
		t.Errorf("% X", got)
	}
	if _, err := Encode(p, Document{Picture{Image: image.NewGray(image.Rect(0, 0, 577, 1))}}); err == nil {
		t.Error("a picture wider than the paper is no error")
	}
	if _, err := Encode(p, Document{Picture{}}); err == nil {
		t.Error("no picture is no error")
	}
}

func TestLettersThatThePrinterHasAreKnown(t *testing.T) {
	p := profileFor(t, "tm-t20iii")
	for line, want := range map[string]bool{"ÅÄÖåäö€": true, "ŠŽšž": true, "Š│": false, "đŋŧ": false, "": true} {
		if got := p.Prints(line); got != want {
			t.Errorf("%q: %v", line, got)
		}
	}
	p.CodePages = CodePages{PC858: -1, WPC1252: -1}
	if p.Prints("ä") || !p.Prints("a") {
		t.Error("a printer without code pages has ASCII and no more")
	}
}

func TestATestPieceIsThrownOut(t *testing.T) {
	b := newBench(t, "custom-kpm", sim.Options{}, Options{})
	if err := b.print(t, Document{Text{Content: "1"}, Cut{Eject: true}}); err != nil {
		t.Fatal(err)
	}
	if c := b.printer.Counts(); c.Ejected != 1 || c.Presented != 0 || b.printer.AtOutput() {
		t.Errorf("the printer counts %+v", c)
	}
	if got := string(encode(t, "tm-t20iii", Cut{Eject: true})[5:]); got != "\x1DVB\x00" {
		t.Errorf("without a presenter the cut is % X", got)
	}
}
