package catalogue_test

import (
	"os"
	"testing"

	"kundterminal/kiosk"
	"kundterminal/kiosk/catalogue"
)

func shipped(t testing.TB) *kiosk.Catalogue {
	t.Helper()
	c, err := catalogue.Load(os.DirFS("../../assets/catalogue"))
	if err != nil {
		t.Fatalf("the shipped catalogue has faults:\n%v", err)
	}
	return c
}

func TestTheShippedCatalogueIsWhole(t *testing.T) {
	c := shipped(t)
	if a, s, e, q := len(c.Authorities), len(c.Services), len(c.LifeEvents), len(c.Queues); a != 16 || s != 77 || e != 23 || q != 8 {
		t.Errorf("%d authorities, %d services, %d life events and %d queues, want 16, 77, 23 and 8", a, s, e, q)
	}
}
