package catalogue_test

import (
	"testing"

	"kundterminal/kiosk"
	"kundterminal/kiosk/catalogue"
)

func TestAGrownCatalogueHasWhatItGrewFromAndServicesWithWordsOfTheirOwn(t *testing.T) {
	c := shipped(t)
	grown := catalogue.Grown(c, 5000)
	if len(grown.Services) != 5000 {
		t.Fatalf("%d services", len(grown.Services))
	}
	names := map[string]bool{}
	for _, s := range grown.Services {
		names[s.Name[kiosk.Finnish]] = true
		if _, ok := grown.Queue(s.Queue); !ok || s.Name[kiosk.English] == "" {
			t.Errorf("the service %+v cannot be had", s)
		}
	}
	for _, s := range c.Services {
		if same, ok := grown.Service(s.ID); !ok || same.Name[kiosk.Swedish] != s.Name[kiosk.Swedish] {
			t.Errorf("%s is not as it was", s.ID)
		}
	}
	if len(names) < 4500 {
		t.Errorf("only %d names", len(names))
	}
	if again := catalogue.Grown(c, 5000); again.Services[4321].Name[kiosk.Finnish] != grown.Services[4321].Name[kiosk.Finnish] {
		t.Error("it grows otherwise each time")
	}
	if catalogue.Grown(c, 3) != c {
		t.Error("a catalogue that has as many is changed")
	}
}
