package idreader

import (
	"bytes"
	"encoding/json"
	"slices"
	"testing"
	"time"
)

// sound holds what is true of every document, whatever it was read from.
func sound(t *testing.T, d Document) {
	t.Helper()
	if d.Kind == KindNone || d.Kind >= kindCount || d.Verdict >= verdictCount {
		t.Fatalf("kind %v, verdict %v", d.Kind, d.Verdict)
	}
	if d.Verdict == VerdictValid && d.Checks.Worst() != Passed {
		t.Fatalf("%v with %v", d.Verdict, d.Checks.Worst())
	}
	if (d.Verdict == VerdictDropped || d.Verdict == VerdictUnreadable) && d.Personal != nil {
		t.Fatalf("%v kept something", d.Verdict)
	}
	if p := d.Personal; p != nil && !p.PersonalCode.IsZero() && !codeFormed(p.PersonalCode.Bytes()) {
		t.Fatalf("%q is no code", p.PersonalCode.Bytes())
	}
	if _, err := json.Marshal(d.Line(true)); err != nil {
		t.Fatal(err)
	}
	d.Wipe()
	d.Wipe()
}

func FuzzMRZ(f *testing.F) {
	for _, v := range slices.Concat(icaoVectors, nationalVectors, brokenVectors) {
		f.Add([]byte(v.text))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		was := bytes.Clone(text)
		sound(t, ParseMRZ(text, today))
		sound(t, ParseMRZ(text, Date{}))
		if !bytes.Equal(was, text) {
			t.Fatal("the caller's bytes were changed")
		}
	})
}

func FuzzPersonalCode(f *testing.F) {
	for _, text := range slices.Concat(newSeparators, testPersons, []string{"010195-112X", "131052−308T"}) {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		d := ParsePersonalCode(text, today)
		if d.Verdict != VerdictInvalid && !bytes.Equal(d.Personal.PersonalCode.Bytes(), text) {
			t.Fatalf("%q became %q", text, d.Personal.PersonalCode.Bytes())
		}
		sound(t, d)
		sound(t, ParseElectronicID(text))
	})
}

func FuzzTracks(f *testing.F) {
	for _, text := range []string{payment1 + payment2, "%E?;E?+E?", "%KT-1?;1=2?+3?", ";1?;2?;3?", "%;+?", "%B1 2^A^1?"} {
		f.Add([]byte(text))
	}
	p := defaultProfile()
	f.Fuzz(func(t *testing.T, text []byte) { sound(t, ParseTracks(text, &p)) })
}

func FuzzCode(f *testing.F) {
	for _, text := range []string{"]C0131052-308T", "AV-7K3XM2U", "KT-1", "0123456789AB", payment2, "käynti", "\x1d\xff"} {
		f.Add([]byte(text))
	}
	p := profileOf("barcode-aim")
	f.Fuzz(func(t *testing.T, text []byte) {
		sound(t, ParseCode(text, &p, today))
		sound(t, ParseAppointmentCode(text, p.AppointmentPrefix))
	})
}

// FuzzParser gives bytes to every profile in pieces with silences between them, then
// a silence and a good frame, which has to be found.
func FuzzParser(f *testing.F) {
	for i, good := range frames {
		f.Add([]byte(good.bytes), uint8(7), uint8(i))
		f.Add([]byte(good.bytes[:len(good.bytes)/2]), uint8(200), uint8(i))
	}
	f.Add([]byte("\x02\x1b%E?;E?0\r\x03I\x00\x5aC\x00\x01\x01L\x00\x00OCRENA1\x06."), uint8(3), uint8(9))
	profiles := map[string]Profile{}
	for _, p := range Profiles() {
		profiles[p.ID] = p
	}
	f.Fuzz(func(t *testing.T, noise []byte, size, which uint8) {
		good := frames[int(which)%len(frames)]
		found := false
		parser := NewParser(profiles[good.profile], today, func(e Event) {
			if e.Kind == DocumentRead {
				found = found || e.Document.Kind == good.kind
				sound(t, e.Document)
			}
		})
		at := time.Duration(0)
		for chunk := range slices.Chunk(noise, int(size)+1) {
			at += time.Duration(chunk[0]) * time.Millisecond
			parser.Feed(chunk, at)
		}
		at += ResetAfter
		parser.Quiet(at)
		if _, pending := parser.Deadline(); pending {
			t.Fatal("something is waited for after two seconds of silence")
		}
		found = false
		parser.Feed([]byte(good.bytes), at)
		parser.Quiet(at + ResetAfter)
		if !found {
			t.Fatalf("%s: %q was not found behind %q", good.profile, good.bytes, noise)
		}
	})
}

func profileOf(id string) Profile {
	p, _ := ProfileByID(Profiles(), id)
	return p
}
