package workshop_test

import (
	"strings"
	"testing"

	"kundterminal/cmd/kundterminal/workshop"
)

func TestEveryValueIsListedWithItsOriginAndNoSecret(t *testing.T) {
	type port struct {
		Path string `toml:"path"`
	}
	var c struct {
		Screen struct {
			Wide  int      `toml:"wide"`
			Names []string `toml:"names"`
		} `toml:"screen"`
		Place  map[string]string `toml:"place"`
		Ports  []port            `toml:"port"`
		Badges []string          `toml:"badges" secret:"true"`
		Word   string            `toml:"word" secret:"true"`
		hidden int
	}
	c.hidden, c.Screen.Wide, c.Screen.Names, c.Word = 1, 7, []string{"a", "b"}, "swordfish"
	c.Place = map[string]string{"sv": "Här", "fi": "Tässä"}
	c.Ports, c.Badges = []port{{"/dev/x"}, {"/dev/y"}}, []string{"KT-1", "KT-2"}
	var got []string
	for _, v := range workshop.ConfigValues(&c, func(key string) string { return "f:" + key }) {
		got = append(got, v.String())
	}
	want := `screen.wide = 7 (f:screen.wide)
screen.names = ["a", "b"] (f:screen.names)
place.fi = "Tässä" (f:place.fi)
place.sv = "Här" (f:place.sv)
port[1].path = "/dev/x" (f:port[1].path)
port[2].path = "/dev/y" (f:port[2].path)
badges = [***, ***] (f:badges)
word = "***" (f:word)`
	if text := strings.Join(got, "\n"); text != want {
		t.Errorf("it lists\n%s", text)
	}
}
