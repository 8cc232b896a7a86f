package simulate_test

import (
	"os"
	"testing"

	"kundterminal/kiosk"
	"kundterminal/kiosk/catalogue"
	"kundterminal/kiosk/point"
	"kundterminal/kiosk/simulate"
)

func known(t testing.TB) (*kiosk.Catalogue, point.Plan) {
	t.Helper()
	c, err := catalogue.Load(os.DirFS("../../assets/catalogue"), point.Check)
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]string{}
	for _, name := range []string{"desks.toml", "rules.toml"} {
		text, err := os.ReadFile("../../assets/catalogue/" + name)
		if err != nil {
			t.Fatal(err)
		}
		files[name] = string(text)
	}
	p, faults := point.Read(files, c)
	if len(faults) > 0 {
		t.Fatal(faults)
	}
	return c, p
}

func day(t testing.TB, name string) (simulate.Day, *kiosk.Catalogue) {
	t.Helper()
	c, p := known(t)
	text, err := os.ReadFile("../../assets/days/" + name + ".toml")
	if err != nil {
		t.Fatal(err)
	}
	d, err := simulate.Load(name+".toml", string(text), c, p)
	if err != nil {
		t.Fatal(err)
	}
	return d, c
}
