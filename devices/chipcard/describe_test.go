package chipcard

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"pgregory.net/rapid"

	"kundterminal/devices"
	"kundterminal/devices/serialport"
	"kundterminal/devices/sim"
)

var noon = time.Date(2026, 11, 26, 12, 0, 0, 0, time.UTC)

// tappedPort keeps what goes over it.
type tappedPort struct {
	devices.Port
	mu     sync.Mutex
	chunks []said
}

type said struct {
	toDevice bool
	bytes    []byte
}

func (p *tappedPort) keep(toDevice bool, b []byte) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.chunks = append(p.chunks, said{toDevice, bytes.Clone(b)})
}

func (p *tappedPort) Read(b []byte) (int, error) {
	n, err := p.Port.Read(b)
	if n > 0 {
		p.keep(false, b[:n])
	}
	return n, err
}

func (p *tappedPort) Write(b []byte) (int, error) {
	p.keep(true, b)
	return p.Port.Write(b)
}

// overheard is what goes over the line while a card is read.
func overheard(t testing.TB, card sim.ChipCard) []said {
	t.Helper()
	reader, err := sim.NewCardReader(sim.CardReaderOptions{})
	if err != nil {
		t.Fatal(err)
	}
	defer reader.Close()
	below, err := serialport.Open(reader.Path(), serialport.Mode{Baud: 115200, StopBits: 2, ReadTimeout: 5 * time.Millisecond})
	if err != nil {
		t.Fatal(err)
	}
	port := &tappedPort{Port: below}
	defer port.Close()
	ctx, cancel := context.WithCancel(t.Context())
	read := make(chan struct{}, 1)
	driver := NewDriver(quick(Options{OnEvent: func(e Event) {
		if e, is := e.(CardRead); is {
			e.Card.Wipe()
			read <- struct{}{}
		}
	}}))
	done := make(chan struct{})
	go func() { defer close(done); _ = driver.Serve(ctx, port) }()
	reader.Insert(card)
	<-read
	cancel()
	<-done
	return port.chunks
}

func holderCard(t testing.TB, old bool) (sim.CardHolder, sim.ChipCard) {
	t.Helper()
	h := sim.CardHolder{Surname: "Meikäläinen-Ståhl", GivenNames: "Åke Žofia", SATU: sim.SATU(12_345_678), DocumentNumber: "XT7264183"}
	card, err := sim.FINEIDCard(h, 2025)
	if old {
		card, err = sim.OldFINEIDCard(h)
	}
	if err != nil {
		t.Fatal(err)
	}
	return h, card
}

// wholly checks that the pieces of each direction are its bytes, and that only
// personal bytes have stand-ins.
func wholly(t interface{ Fatalf(string, ...any) }, pieces []devices.Piece, chunks []said) {
	var all, want [2][]byte
	way := map[bool]int{true: 1}
	for _, c := range chunks {
		want[way[c.toDevice]] = append(want[way[c.toDevice]], c.bytes...)
	}
	for _, p := range pieces {
		all[way[p.ToDevice]] = append(all[way[p.ToDevice]], p.Bytes...)
		for i, c := range p.Recorded() {
			if !p.Secret(i) && c != p.Bytes[i] {
				t.Fatalf("% X [%s]: byte %d has a stand-in and is not personal", p.Bytes, p.Meaning, i)
			}
		}
	}
	for i := range all {
		if !bytes.Equal(all[i], want[i]) {
			t.Fatalf("the pieces are % X\nof % X", all[i], want[i])
		}
	}
}

func tells(pieces []devices.Piece, secrets ...string) string {
	var seen, kept []byte
	for _, p := range pieces {
		kept = append(kept, p.Recorded()...)
		for i, c := range p.Bytes {
			if p.Secret(i) {
				c = '*'
			}
			seen = append(seen, c)
		}
		seen = append(seen, p.Meaning...)
	}
	for _, s := range secrets {
		for i := 0; i+4 <= len(s); i++ {
			if part := s[i : i+4]; bytes.Contains(seen, []byte(part)) || bytes.Contains(kept, []byte(part)) {
				return part
			}
		}
	}
	return ""
}

func TestNothingOfACardsHolderIsShownOrKeptHoweverItCameAndWithWhateverGarbage(t *testing.T) {
	for _, old := range []bool{false, true} {
		h, card := holderCard(t, old)
		chunks := overheard(t, card)
		t.Run(fmt.Sprint("old ", old), func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
				size := rapid.IntRange(1, 300).Draw(t, "chunk")
				noiseEvery := rapid.IntRange(0, 9).Draw(t, "noise every")
				var fed []said
				for i, c := range chunks {
					if noiseEvery > 0 && i%noiseEvery == 0 {
						fed = append(fed, said{c.toDevice, rapid.SliceOfN(rapid.Byte(), 0, 5).Draw(t, "noise")})
					}
					for part := range slices.Chunk(c.bytes, size) {
						fed = append(fed, said{c.toDevice, part})
					}
				}
				d := NewDescriber()
				var pieces []devices.Piece
				for i, c := range fed {
					pieces = append(pieces, d.Describe(c.toDevice, noon.Add(time.Duration(i)*time.Millisecond), c.bytes)...)
				}
				pieces = append(pieces, d.Quiet(noon.Add(time.Hour))...)
				wholly(t, pieces, fed)
				if part := tells(pieces, h.Surname, h.GivenNames, h.SATU, h.DocumentNumber); part != "" {
					t.Fatalf("%q is told", part)
				}
			})
		})
	}
}

func TestWhatIsSaidToACardIsNamed(t *testing.T) {
	var names []string
	for _, old := range []bool{false, true} {
		_, card := holderCard(t, old)
		d := NewDescriber()
		for i, c := range overheard(t, card) {
			for _, p := range d.Describe(c.toDevice, noon.Add(time.Duration(i)*time.Millisecond), c.bytes) {
				names = append(names, p.Meaning)
			}
		}
	}
	all := strings.Join(names, "\n")
	for _, want := range []string{
		"CCID PC_to_RDR_IccPowerOn", "echo of CCID PC_to_RDR_IccPowerOn", "CCID RDR_to_PC_DataBlock, answer to reset",
		"CCID PC_to_RDR_XfrBlock, T=0 SELECT file 4331", "T=0 READ BINARY at 0", "T=1 I-block 5 bytes, READ BINARY at 0", "T=1 S-block",
		", 9000", "CCID RDR_to_PC_SlotStatus, card without power",
	} {
		if !strings.Contains(all, want) {
			t.Errorf("nothing means %q of\n%s", want, all)
		}
	}
	if strings.Contains(all, notUnderstood) {
		t.Errorf("something was not understood:\n%s", all)
	}
}

func TestTheStandInOfACertificateIsOneOfSomebodyElse(t *testing.T) {
	h, card := holderCard(t, false)
	wrong := bytes.Replace(card.Files["4331"], []byte(h.SATU), []byte("123456780"), 2)
	for _, v := range []struct {
		file []byte
		read bool
	}{{card.Files["4331"], true}, {wrong, false}} {
		for size := 1; size < 300; size += 7 {
			w, out := walk{cards: 3}, make([]byte, len(v.file))
			for from := 0; from < len(out); from += size {
				to := min(len(out), from+size)
				w.standIn(v.file[from:to], out[from:to])
			}
			var c Card
			err := c.take(out)
			if w.lost || (c.Kind == KindFINEID) != v.read || v.read != (err == nil) {
				t.Fatalf("in parts of %d: lost %t, %v, %v", size, w.lost, c.Kind, err)
			}
			if v.read && (string(c.SATU) == h.SATU || !ValidSATU(c.SATU) || string(c.Surname) != "Xxxxxxxxxxxxx-Xxxxxx") {
				t.Fatalf("%q %q", c.SATU, c.Surname)
			}
		}
	}
}

func TestWhatIsNoDERIsRecordedAsZeros(t *testing.T) {
	for _, text := range []string{"Meikäläinen Maija", "anna maria annala", "0000100001", "_ab_cd_ef"} {
		var w walk
		out := make([]byte, len(text))
		w.standIn([]byte(text), out)
		if n := bytes.Count(out, []byte{0}); n < len(out)-3 {
			t.Errorf("%q became %q", text, out)
		}
	}
}

func TestASecretCommandToACardIsMasked(t *testing.T) {
	d := NewDescriber()
	verify := message{kind: transferBlock, data: []byte("\x00\x20\x00\x11\x081234\x00\x00\x00\x00")}
	pieces := d.Describe(true, noon, appendFrame(nil, verify.append(nil)))
	if part := tells(pieces, "1234"); part != "" || len(pieces) != 1 || !strings.Contains(pieces[0].Meaning, "command 20") {
		t.Errorf("%v", pieces)
	}
	if lrc(pieces[0].Recorded()) != 0 {
		t.Error("the stand-in's check byte does not fit")
	}
}

func TestCardMovementsAreNamed(t *testing.T) {
	d := NewDescriber()
	var got []string
	for _, b := range []string{"\x50\x02", "\x50\x03", "\x80", "\x03\x15\x16", "\xff\x01"} {
		for _, p := range d.Describe(false, noon, []byte(b)) {
			got = append(got, p.Meaning)
		}
	}
	for _, p := range d.Quiet(noon.Add(time.Minute)) {
		got = append(got, p.Meaning)
	}
	want := "card removed, card inserted, card inserted, the card needs more time, NAK, the card needs more time, not understood"
	if strings.Join(got, ", ") != want {
		t.Errorf("%s, want %s", strings.Join(got, ", "), want)
	}
}

// FuzzDescriber: whatever goes over the line, the pieces are the bytes, and text in a
// card's file is not told.
func FuzzDescriber(f *testing.F) {
	good := func(m message) []byte { return appendFrame(nil, m.append(nil)) }
	f.Add(good(message{kind: transferBlock, data: []byte{0, 0xB0, 0, 0, 16}}), good(message{kind: dataBlock, data: []byte("\x30\x0e\x0c\x0cMEIKALAINENX\x90\x00")}), byte(9), false)
	f.Add([]byte("\x03\x06\x6f"), []byte("\x50\x02\x80\x03\x15\x16\x03\x06\x80\xff"), byte(1), true)
	f.Add(good(message{kind: setParameters, specific: [3]byte{1}, data: make([]byte, 7)}), good(message{kind: dataBlock, data: []byte("\x00\x20\x04abcd\x44")}), byte(40), true)
	f.Fuzz(func(t *testing.T, to, from []byte, size byte, late bool) {
		d := NewDescriber()
		var pieces []devices.Piece
		var fed []said
		at := noon
		feed := func(toDevice bool, b []byte) {
			for part := range slices.Chunk(b, int(size)+1) {
				at = at.Add(time.Millisecond)
				if late {
					at = at.Add(time.Duration(size) * 10 * time.Millisecond)
				}
				fed = append(fed, said{toDevice, part})
				pieces = append(pieces, d.Describe(toDevice, at, part)...)
			}
		}
		feed(true, to)
		feed(false, from)
		pieces = append(pieces, d.Quiet(at.Add(time.Minute))...)
		wholly(t, pieces, fed)
		before := len(pieces)
		feed(true, good(message{kind: transferBlock, data: []byte{0, 0xB0, 0, 0, 16}}))
		feed(false, good(message{kind: dataBlock, data: []byte("\x30\x0e\x0c\x0cMEIKALAINENX\x90\x00")}))
		pieces = append(pieces, d.Quiet(at.Add(time.Minute))...)
		wholly(t, pieces, fed)
		if part := tells(pieces[before:], "MEIKALAINENX"); part != "" {
			t.Fatalf("%q is told", part)
		}
	})
}
