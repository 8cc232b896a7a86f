package workshop

import (
	"strings"
	"testing"

	"kundterminal/kiosk"
)

func TestWhatLooksLikeAPersonsIsTakenOutOfJSONToo(t *testing.T) {
	for _, secret := range []string{"P<FINMEIKALAINEN<<MAIJA<<<<<<<<", "131052<308T"} {
		data, err := asJSON(kiosk.Fact{Value: "unexpected: " + secret})
		if err != nil {
			t.Fatal(err)
		}
		if got := string(redact(data)); !strings.Contains(got, redacted) {
			t.Errorf("%s stays: %s", secret, got)
		}
	}
}
