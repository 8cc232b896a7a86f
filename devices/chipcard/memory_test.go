package chipcard

import (
	"bufio"
	"bytes"
	"context"
	"encoding/hex"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"testing"
	"time"

	"kundterminal/devices/serialport"
	"kundterminal/devices/sim"
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
		fmt.Println(hex.EncodeToString(disguise([]byte(secret))))
	}
	_, _ = bufio.NewReader(os.Stdin).ReadByte()
}

// disguise is its own inverse.
func disguise(b []byte) []byte {
	out := bytes.Clone(b)
	for i := range out {
		out[i] ^= 0xA5
	}
	return out
}

func TestNothingOfACardIsInMemoryAfterItsWipe(t *testing.T) {
	t.Parallel()
	for _, kind := range []string{"new", "old"} {
		t.Run(kind, func(t *testing.T) {
			path, secrets := otherProcess(t, kind)
			card := readOne(t, path)
			if found := traces(t, secrets); found < len(secrets) {
				t.Fatalf("only %d traces of %d while the card is still kept: the search does not work", found, len(secrets))
			}
			card.Wipe()
			runtime.KeepAlive(card)
			if found := traces(t, secrets); found > 0 {
				t.Errorf("%d traces in memory after Wipe", found)
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

// traces counts how many of the secrets are somewhere in the memory that this
// process can write to.
func traces(t *testing.T, disguised [][]byte) int {
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
			look(buf[:n], disguised, found)
		}
	}
	return len(found)
}

// look searches without ever making the secrets plain.
func look(b []byte, disguised [][]byte, found map[int]bool) {
	for which, secret := range disguised {
		if found[which] {
			continue
		}
		first := secret[0] ^ 0xA5
		for i := 0; ; i++ {
			next := bytes.IndexByte(b[i:], first)
			if next < 0 || i+next+len(secret) > len(b) {
				break
			}
			i += next
			same := true
			for j, v := range secret {
				if b[i+j]^0xA5 != v {
					same = false
					break
				}
			}
			if same {
				found[which] = true
				break
			}
		}
	}
}
