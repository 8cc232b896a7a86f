package idreader

import (
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

func TestTheBuiltInProfilesLoad(t *testing.T) {
	if _, err := LoadProfiles(os.DirFS("profiles")); err != nil {
		t.Fatal(err)
	}
	want := []string{
		"barcode-aim", "barcode-generic", "datalogic", "desko", "elyctis", "generic-mrz", "honeywell-ocr", "magtek-insert", "magtek-swipe",
	}
	var ids []string
	for _, p := range Profiles() {
		ids = append(ids, p.ID)
		if p.AppointmentPrefix != DefaultAppointmentPrefix || p.BadgePrefix != DefaultBadgePrefix || p.Maker == "" || p.Model == "" {
			t.Errorf("%s: %+v", p.ID, p)
		}
	}
	if !slices.Equal(ids, want) {
		t.Errorf("profiles %q, want %q", ids, want)
	}
}

func TestCommandsOfTheProfilesAreThoseOfTheMakers(t *testing.T) {
	honeywell, elyctis := profile(t, "honeywell-ocr"), profile(t, "elyctis")
	if string(honeywell.Trigger) != "\x16T\r" || string(honeywell.Untrigger) != "\x16U\r" || string(honeywell.Start[0]) != "\x16M\rocrena1!" {
		t.Errorf("% X", honeywell.Trigger)
	}
	if string(elyctis.Rearm) != "C\x00\x01\x01" || string(elyctis.Start[0]) != "C\x00\x01\x01" {
		t.Errorf("% X", elyctis.Rearm)
	}
}

func TestAnUnknownProfileIsNamedWithThoseThereAre(t *testing.T) {
	_, err := ProfileByID(Profiles(), "abacus")
	if err == nil || !strings.Contains(err.Error(), `"abacus" is not known; known are barcode-aim, `) {
		t.Error(err)
	}
}

const goodProfile = "id = \"good\"\nreads = [\"barcode\"]\nbaud = 9600\n"

var faultyProfiles = fstest.MapFS{
	"good.toml":  {Data: []byte(goodProfile)},
	"twice.toml": {Data: []byte(goodProfile)},
	"torn.toml":  {Data: []byte("id = \"torn")},
	"hex.toml":   {Data: []byte(goodProfile + "trigger = \"16 5\"\n")},
	"wild.toml": {Data: []byte(`
id = ""
reads = ["mrz", "tarot"]
framing = "morse"
baud = 17
data_bits = 9
stop_bits = 3
parity = "mark"
silence_ms = 1
aim = true
sensor = true
prefix = "02"
suffix = "41"
trigger = "16 54 0D"
start = [""]
appointment_prefix = "K T"
badge_prefix = "ABCDEFGHIJKLMNOPQ"
colour = "red"
`)},
	"same.toml":    {Data: []byte(goodProfile + "badge_prefix = \"AV-\"\nsuffix = \"0D 0D 0D 0D 0D 0D 0D 0D 0D\"\n")},
	"nothing.toml": {Data: []byte("")},
	"other.toml":   {Data: []byte("id = \"o\"\nframing = \"elyctis\"\nreads = [\"mrz\", \"barcode\"]\nbaud = 9600\nprefix = \"" + strings.Repeat("41", 17) + "\"\n")},
	"ignored.txt":  {Data: []byte("not a profile")},
}

func TestAllFaultsOfAllFilesAreNamedAtOnce(t *testing.T) {
	profiles, err := LoadProfiles(faultyProfiles)
	if len(profiles) != 1 || profiles[0].ID != "good" {
		t.Errorf("loaded %d profiles", len(profiles))
	}
	for _, want := range []string{
		`twice.toml: id: "good" is taken by good.toml`, "torn.toml: line 1: ", `hex.toml: line 4: "16 5" is not a row of hexadecimal pairs`,
		"wild.toml: id: is missing", `wild.toml: reads: "tarot" is not one of`, `wild.toml: framing: "morse" is not one of`,
		"wild.toml: baud: 17 is not between", "wild.toml: data_bits: 9 is not", "wild.toml: stop_bits: 3 is not", `wild.toml: parity: "mark"`,
		"wild.toml: silence_ms: 1 is not", "wild.toml: aim: ", "wild.toml: sensor: ", "wild.toml: prefix: STX", "wild.toml: suffix: its last",
		"wild.toml: trigger: ", "wild.toml: start: command 1 is empty", `wild.toml: appointment_prefix: "K T"`, "wild.toml: badge_prefix: ",
		"wild.toml: colour: this key is not known", `same.toml: badge_prefix: "AV-" is the prefix of appointments too`,
		"same.toml: suffix: 9 bytes", "nothing.toml: id: is missing", "nothing.toml: reads: is missing", "nothing.toml: baud: 0 is not",
		"other.toml: framing: elyctis goes with", "other.toml: prefix: 17 bytes",
	} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q is not in the error", want)
		}
	}
	if t.Failed() {
		t.Log(err)
	}
}

func TestEveryNameIsThere(t *testing.T) {
	seen := map[string]bool{}
	for c := range checkCount {
		if name := c.String(); name == "" || seen[name] {
			t.Errorf("check %d is called %q", c, name)
		} else {
			seen[name] = true
		}
		if c.Sentence(Failed) == "" && c.Sentence(Warned) == "" || c.Sentence(Passed) != "" {
			t.Errorf("%v has no sentence", c)
		}
	}
	for k := range kindCount {
		if k.String() == "" || k != KindNone && seen[k.String()] {
			t.Errorf("kind %d is called %q", k, k)
		}
	}
	for v := range verdictCount {
		if v.String() == "" {
			t.Errorf("verdict %d has no name", v)
		}
	}
	for k := DocumentRead; k <= RearmDue; k++ {
		if k.String() == "" {
			t.Errorf("event %d has no name", k)
		}
	}
	for _, text := range []string{
		Check(200).String(), Kind(200).String(), Verdict(200).String(), EventKind(200).String(), Result(9).String(), LongNumber(9).String(),
	} {
		if !strings.Contains(text, "(") {
			t.Errorf("%s for a value that there is not", text)
		}
	}
}
