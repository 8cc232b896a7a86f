package workshop

import (
	"bufio"
	"bytes"
	"context"
	"encoding/hex"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"strings"
	"testing"

	"kundterminal/devices"
	"kundterminal/devices/chipcard"
	"kundterminal/devices/idreader"
	"kundterminal/devices/serialport"
	"kundterminal/devices/sim"
	"kundterminal/devices/trace"
)

const asHolder = "WORKSHOP_TEST_AS_HOLDER"

// TestHolder plays a reader and somebody with a document in a process of their own,
// for the test that searches this one's memory: there nobody must know whose it is.
// By itself it tests nothing.
func TestHolder(t *testing.T) {
	kind := os.Getenv(asHolder)
	if kind == "" {
		return
	}
	text := func(n int, from string) string {
		b := make([]byte, n)
		for i := range b {
			b[i] = from[rand.IntN(len(from))]
		}
		return string(b)
	}
	const letters, digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZ", "0123456789"
	h := sim.CardHolder{Surname: text(12, letters), GivenNames: text(12, letters), SATU: sim.SATU(rand.IntN(90_000_000) + 10_000_000), DocumentNumber: text(9, letters)}
	var path string
	var show func()
	if kind == "document" {
		reader, err := sim.NewReader(sim.ReaderOptions{Kind: sim.ElyctisMRZ})
		if err != nil {
			t.Fatal(err)
		}
		defer reader.Close()
		path = reader.Path()
		h.SATU = text(9, digits)
		show = func() {
			reader.Present("I<UTO"+h.DocumentNumber+"0"+h.SATU+"<<<<<<", "7001010F3001010UTO<<<<<<<<<<<0", h.Surname+"<<"+h.GivenNames+"<<<<")
		}
	} else {
		reader, err := sim.NewCardReader(sim.CardReaderOptions{})
		if err != nil {
			t.Fatal(err)
		}
		defer reader.Close()
		card, err := sim.FINEIDCard(h, 2025)
		if err != nil {
			t.Fatal(err)
		}
		path, show = reader.Path(), func() { reader.Insert(card) }
	}
	fmt.Println("path", path)
	for _, secret := range []string{h.Surname, h.GivenNames, h.SATU, h.DocumentNumber} {
		fmt.Println("secret", hex.EncodeToString(disguise([]byte(secret))))
	}
	in := bufio.NewReader(os.Stdin)
	_, _ = in.ReadByte()
	show()
	_, _ = in.ReadByte()
}

// disguise is its own inverse.
func disguise(b []byte) []byte {
	out := bytes.Clone(b)
	for i := range out {
		out[i] ^= 0xA5
	}
	return out
}

// holder starts the other process.
func holder(t *testing.T, kind string) (path string, secrets [][]byte, show func()) {
	t.Helper()
	program := exec.Command(os.Args[0], "-test.run=^TestHolder$")
	program.Env = append(os.Environ(), asHolder+"="+kind)
	input, err := program.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	output, err := program.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := program.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = input.Close()
		_ = program.Wait()
	})
	for lines := bufio.NewScanner(output); len(secrets) < 4 && lines.Scan(); {
		word, rest, _ := strings.Cut(lines.Text(), " ")
		switch word {
		case "path":
			path = rest
		case "secret":
			b, err := hex.DecodeString(rest)
			if err != nil {
				t.Fatal(err)
			}
			secrets = append(secrets, b)
		}
	}
	if len(secrets) < 4 {
		t.Fatal("the other process has not said whose document it is")
	}
	return path, secrets, func() { _, _ = io.WriteString(input, "!") }
}

func TestNothingOfAPersonIsInMemoryWhenAMonitorHasStopped(t *testing.T) {
	profile, err := idreader.ProfileByID(idreader.Profiles(), "elyctis")
	if err != nil {
		t.Fatal(err)
	}
	for _, kind := range []string{"document", "chip"} {
		t.Run(kind, func(t *testing.T) {
			path, secrets, show := holder(t, kind)
			var tap trace.Tap
			read := make(chan func(), 1) // wipes what was read
			var serve func(context.Context, devices.Port) error
			var describer devices.Describer
			if kind == "document" {
				describer = idreader.NewDescriber(profile)
				serve = idreader.NewDriver(profile, idreader.Options{OnDocument: func(d idreader.Document) { read <- d.Wipe }}).Serve
			} else {
				describer = chipcard.NewDescriber()
				serve = chipcard.NewDriver(chipcard.Options{OnEvent: func(e chipcard.Event) {
					if e, is := e.(chipcard.CardRead); is {
						read <- e.Card.Wipe
					}
				}}).Serve
			}
			end := linked(t, &tap, path, serialport.Mode{Baud: 115200}, serve)
			m := &Monitor{Tap: &tap, Describer: describer}
			var wipe func()
			monitored(t, m, func() {
				show()
				wipe = await(t, "the document", read)
			})
			end()
			if traces(t, secrets) == 0 {
				t.Error("nothing was found while the document is still kept: the search does not work")
			}
			wipe()
			if n := traces(t, secrets); n > 0 {
				t.Errorf("%d traces of the holder are in memory", n)
			}
			if len(m.Lines()) == 0 {
				t.Error("nothing was monitored")
			}
		})
	}
}

// traces counts how many of the secrets are somewhere in the memory that this
// process can write to.
func traces(t *testing.T, secrets [][]byte) int {
	t.Helper()
	maps, err := os.ReadFile("/proc/self/maps")
	if err != nil {
		t.Fatal(err)
	}
	memory, err := os.Open("/proc/self/mem")
	if err != nil {
		t.Fatal(err)
	}
	defer memory.Close()
	buf := make([]byte, 1<<20)
	defer clear(buf)
	found := map[int]bool{}
	for line := range strings.Lines(string(maps)) {
		var from, to int64
		var mode string
		if n, _ := fmt.Sscanf(line, "%x-%x %s", &from, &to, &mode); n != 3 || !strings.HasPrefix(mode, "rw") || to-from > 65<<20 { // larger ones are the race detector's
			continue
		}
		for at := from; at < to; at += int64(len(buf) - 64) {
			n, _ := memory.ReadAt(buf[:min(int64(len(buf)), to-at)], at)
			for which, secret := range secrets {
				found[which] = found[which] || holds(buf[:n], secret)
			}
		}
	}
	n := 0
	for _, is := range found {
		if is {
			n++
		}
	}
	return n
}

// holds searches for a secret without ever making it plain.
func holds(b, secret []byte) bool {
	for i := 0; i+len(secret) <= len(b); i++ {
		next := bytes.IndexByte(b[i:], secret[0]^0xA5)
		if next < 0 || i+next+len(secret) > len(b) {
			return false
		}
		i += next
		same := true
		for j, v := range secret {
			same = same && b[i+j]^0xA5 == v
		}
		if same {
			return true
		}
	}
	return false
}
