package workshop

import (
	"bufio"
	"context"
	"encoding/hex"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"kundterminal/devices"
	"kundterminal/devices/chipcard"
	"kundterminal/devices/idreader"
	"kundterminal/devices/serialport"
	"kundterminal/devices/sim"
	"kundterminal/devices/trace"
	"kundterminal/internal/memory"
	"kundterminal/internal/registers"
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
		fmt.Println("secret", hex.EncodeToString(memory.Disguise([]byte(secret))))
	}
	in := bufio.NewReader(os.Stdin)
	_, _ = in.ReadByte()
	show()
	_, _ = in.ReadByte()
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
			if found, err := memory.Search(os.Getpid(), secrets...); len(found) == 0 || err != nil {
				t.Errorf("found %v (%v) while the document is still kept: the search does not work", found, err)
			}
			wipe()
			if found, err := memory.Remaining(os.Getpid(), registers.Scrub, 5*time.Second, secrets...); len(found) > 0 || err != nil {
				t.Errorf("of the holder is in memory: %v (%v)", found, err)
			}
			if len(m.Lines()) == 0 {
				t.Error("nothing was monitored")
			}
		})
	}
}
