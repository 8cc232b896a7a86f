package keypad

import (
	"strings"
	"testing"
	"time"
)

func TestWhatGoesOverTheLineIsDescribedWithoutTheKeys(t *testing.T) {
	d := NewDescriber(profile(t, "serial-frames"))
	pieces := append(d.Describe(true, time.Unix(1, 0), []byte{5}), d.Describe(false, time.Unix(1, 0), []byte("\x06\x02N\x03zz\x02"))...)
	pieces = append(pieces, d.Quiet(time.Unix(99, 0))...)
	var got []string
	for _, p := range pieces {
		got = append(got, p.Meaning)
		if strings.Contains(string(p.Recorded()), "N") {
			t.Errorf("a recording keeps %q", p.Recorded())
		}
	}
	if s := strings.Join(got, ", "); s != "are you there?, it is there, a key goes down, not understood, not understood" {
		t.Errorf("it says %s", s)
	}
}
