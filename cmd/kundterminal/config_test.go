package main

import (
	"bytes"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/BurntSushi/toml"
	"github.com/google/go-cmp/cmp"
)

// keysOf lists the dotted keys of a configuration's shape.
func keysOf(t reflect.Type, prefix string) []string {
	var keys []string
	for _, f := range reflect.VisibleFields(t) {
		key := prefix + f.Tag.Get("toml")
		switch {
		case !f.IsExported():
		case f.Type.Kind() == reflect.Struct:
			keys = append(keys, keysOf(f.Type, key+".")...)
		case f.Type.Kind() == reflect.Slice && f.Type.Elem().Kind() == reflect.Struct:
			keys = append(keys, keysOf(f.Type.Elem(), key+"[1].")...)
		default:
			keys = append(keys, key)
		}
	}
	return keys
}

func TestTheDefaultConfigurationHasEveryKeyWithAComment(t *testing.T) {
	var c config
	text := strings.NewReplacer("\n# [[", "\n[[", "\n# port", "\nport", "\n# profile", "\nprofile", "\n# baud", "\nbaud").Replace(defaultConfig)
	meta, err := toml.Decode(text, &c) // with the tables that a terminal may have several of
	if err != nil {
		t.Fatal(err)
	}
	if unknown := meta.Undecoded(); len(unknown) > 0 {
		t.Errorf("keys that no program reads: %v", unknown)
	}
	lines := strings.Split(text, "\n")
	for _, key := range keysOf(reflect.TypeFor[config](), "") {
		n := lineOf(text, key)
		if n == 0 {
			t.Errorf("%s is not in default.toml", key)
		} else if line := lines[n-1]; !strings.Contains(line, "#") && !selfExplaining[key] {
			t.Errorf("default.toml:%d: %s has no comment", n, key)
		}
	}
}

// selfExplaining are keys whose names say all.
var selfExplaining = map[string]bool{"terminal.time_zone": true, "screen.width_px": true, "screen.height_px": true, "store.path": true, "reader[1].port": true}

func TestTheDefaultConfigurationIsSound(t *testing.T) {
	without, err := loadConfig("")
	if err != nil {
		t.Fatal(err)
	}
	var printed bytes.Buffer
	if code := execute(t.Context(), []string{"config"}, &printed, &printed); code != 0 {
		t.Fatalf("config ends with %d", code)
	}
	path := filepath.Join(t.TempDir(), "terminal.toml")
	if err := os.WriteFile(path, printed.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	with, err := loadConfig(path)
	if err != nil {
		t.Fatal(err)
	}
	without.source, with.source = nil, nil
	if diff := cmp.Diff(without, with, cmp.AllowUnexported(config{}), cmp.Comparer(func(a, b *time.Location) bool { return a.String() == b.String() })); diff != "" {
		t.Errorf("the printed configuration is another than the one without a file:\n%s", diff)
	}
}

func TestWrongConfigurationsAreRefusedAllAtOnceWithTheirLines(t *testing.T) {
	const text = `[terminal]
id = 0
colour = "blue"
time_zone = "Mars/Olympus"
languages = ["fi", "xx", "fi"]

[session]
quiet_s = 59
guard_ms = -1

[printer]
profile = "inkjet"

[web]
listen = "everywhere"

[log]
level = "loud"

[coffee]
sugar = 2

[sound]
device = " "
jack = "event3"
`
	_, err := parseConfig("terminal.toml", text)
	if err == nil {
		t.Fatal("it is taken")
	}
	wants := []string{
		`:2: terminal.id`, `:3: terminal.colour`, `:4: terminal.time_zone`, `:5: terminal.languages: "xx"`,
		`:5: terminal.languages: "fi" stands twice`, `:8: session.quiet_s`, `:9: session.guard_ms`, `:12: printer.profile`,
		`:15: web.listen`, `:18: log.level`, `:20: coffee`, `:24: sound.device`,
		`:25: sound.jack: "event3" is no path`,
	}
	for _, want := range wants {
		if !strings.Contains(err.Error(), "terminal.toml"+want) {
			t.Errorf("the error has no %q:\n%v", want, err)
		}
	}
}

func TestAReachThatTheControlsDoNotFitIntoIsRefused(t *testing.T) {
	for text, want := range map[string]string{
		"reach_mm = 299":                      "299 is not between 300 and 1500",
		"reach_mm = -1":                       "-1 is not between",
		"width_px = 2000\nreach_mm = 300":     "lying glass",
		"reach_mm = 300":                      "",
		"width_px = 1920\nheight_px = 1080\n": "",
	} {
		_, err := parseConfig("terminal.toml", "[screen]\n"+text)
		if want == "" && err != nil || want != "" && (err == nil || !strings.Contains(err.Error(), want)) {
			t.Errorf("%q: %v", text, err)
		}
	}
}

func TestAConfigurationThatIsNoTOMLIsRefusedWithItsLine(t *testing.T) {
	for text, want := range map[string]string{
		"[terminal]\nid = = 1\n":       `terminal\.toml:2: `,
		"[terminal]\nid = \"one\"\n":   `terminal\.toml:2: `,
		"[terminal]\nid = 1\nid = 2\n": `terminal\.toml:3: `,
	} {
		_, err := parseConfig("terminal.toml", text)
		if err == nil || !regexp.MustCompile(want).MatchString(err.Error()) {
			t.Errorf("%q: %v", text, err)
		}
	}
}

func TestAMissingConfigurationSaysHowToMakeOne(t *testing.T) {
	_, err := loadConfig(filepath.Join(t.TempDir(), "none.toml"))
	if err == nil || !strings.Contains(err.Error(), "kundterminal config >") {
		t.Error(err)
	}
}
