package workshop

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestWhatLooksLikeAPersonsIsTakenOutOfAnyText(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		code := fmt.Sprintf("%02d%02d%02d%c%03d%c",
			rapid.IntRange(1, 31).Draw(t, "day"), rapid.IntRange(1, 12).Draw(t, "month"), rapid.IntRange(0, 99).Draw(t, "year"),
			rapid.SampledFrom([]rune("-+ABCDEFUVWXY<")).Draw(t, "century"), rapid.IntRange(2, 999).Draw(t, "number"),
			rapid.SampledFrom([]rune("0123456789ABCDEFHJKLMNPRSTUVWXY")).Draw(t, "check"))
		around := rapid.StringMatching(`[ -~åäöÅÄÖ"\n]{0,20}`)
		text := around.Draw(t, "before") + code + around.Draw(t, "after")
		if got := string(redact([]byte(text))); strings.Contains(got, code) {
			t.Errorf("%q becomes %q", text, got)
		}
	})
}

func TestAMachineReadableZoneAndAnAddressAreTakenOut(t *testing.T) {
	for _, text := range []string{
		"I<FINEE9999999<<1<<<<<<<<<<<<<", "8210127F3008010FIN<<<<<<<<<<<2", "MEIKAELAEINEN<<MATTI<<<<<<<<<<", "matti.meikalainen@example.fi",
	} {
		if got := string(redact(fmt.Appendf(nil, "cause=%q", text))); got != `cause="[redacted]"` {
			t.Errorf("%q becomes %q", text, got)
		}
	}
}

func TestALogLineKeepsItsTimesPathsAndNames(t *testing.T) {
	const line = `{"time":"2026-11-26T13:05:12.123456789+02:00","level":"INFO","msg":"device connected","device":"reader /dev/serial/by-id/usb-EPSON_TM-T20III_583958433031060000-if00","ticket":"17.7GQ2M4XA.17","inode":"2056:1049921"}`
	if got := string(redact([]byte(line))); got != line {
		t.Errorf("it becomes %s", got)
	}
}
