package chipcard

import (
	"bufio"
	"context"
	"encoding/hex"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"runtime"
	"testing"
	"time"

	"kundterminal/devices/serialport"
	"kundterminal/devices/sim"
	"kundterminal/internal/memory"
	"kundterminal/internal/registers"
)

const asReader = "CHIPCARD_TEST_AS_READER"

// TestMain lets the test program play a reader with a card in it, for the test that
// searches this process's memory: there the card's owner must not be known.
func TestMain(m *testing.M) {
	if kind := os.Getenv(asReader); kind != "" {
		playReader(kind)
		return
	}
	os.Exit(m.Run())
}

// playReader writes where the reader is and whose card is in it, disguised, and
// stays until its standard input is closed.
func playReader(kind string) {
	text := func(n int) string {
		b := make([]byte, n)
		for i := range b {
			b[i] = byte('a' + rand.IntN(26))
		}
		return string(b)
	}
	h := sim.CardHolder{Surname: text(12), GivenNames: text(12), SATU: sim.SATU(rand.IntN(90_000_000) + 10_000_000), DocumentNumber: "X" + text(9)}
	reader, err := sim.NewCardReader(sim.CardReaderOptions{})
	if err != nil {
		panic(err)
	}
	defer reader.Close()
	card, err := sim.FINEIDCard(h, 2025)
	if kind == "old" {
		card, err = sim.OldFINEIDCard(h)
	}
	if err != nil {
		panic(err)
	}
	reader.Insert(card)
	fmt.Println(reader.Path())
	for _, secret := range []string{h.Surname, h.GivenNames, h.SATU, h.DocumentNumber} {
		fmt.Println(hex.EncodeToString(memory.Disguise([]byte(secret))))
	}
	_, _ = bufio.NewReader(os.Stdin).ReadByte()
}

func TestNothingOfACardIsInMemoryAfterItsWipe(t *testing.T) {
	t.Parallel()
	for _, kind := range []string{"new", "old"} {
		t.Run(kind, func(t *testing.T) {
			path, secrets := otherProcess(t, kind)
			card := readOne(t, path)
			if found, err := memory.Search(os.Getpid(), secrets...); len(found) < len(secrets) || err != nil {
				t.Fatalf("found %v (%v) while the card is still kept: the search does not work", found, err)
			}
			card.Wipe()
			runtime.KeepAlive(card)
			if found, err := memory.Remaining(os.Getpid(), registers.Scrub, 5*time.Second, secrets...); len(found) > 0 || err != nil {
				t.Errorf("in memory after Wipe: %v (%v)", found, err)
			}
		})
	}
}

// otherProcess starts a reader in a process of its own.
func otherProcess(t *testing.T, kind string) (path string, disguised [][]byte) {
	t.Helper()
	program := exec.Command(os.Args[0])
	program.Env = append(os.Environ(), asReader+"="+kind)
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
	lines := bufio.NewScanner(output)
	for len(disguised) < 4 && lines.Scan() {
		if path == "" {
			path = lines.Text()
			continue
		}
		b, err := hex.DecodeString(lines.Text())
		if err != nil {
			t.Fatal(err)
		}
		disguised = append(disguised, b)
	}
	if len(disguised) < 4 {
		t.Fatal("the other process has not said whose card it is")
	}
	return path, disguised
}

func readOne(t *testing.T, path string) *Card {
	t.Helper()
	port, err := serialport.Open(path, serialport.Mode{Baud: 115200, StopBits: 2, ReadTimeout: 5 * time.Millisecond})
	if err != nil {
		t.Fatal(err)
	}
	defer port.Close()
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	var card *Card
	d := NewDriver(Options{Name: path, OnEvent: func(e Event) {
		if r, is := e.(CardRead); is {
			card = r.Card
			cancel()
		}
	}})
	_ = d.Serve(ctx, port)
	if card == nil || card.Kind != KindFINEID {
		t.Fatalf("read %v", card)
	}
	return card
}
