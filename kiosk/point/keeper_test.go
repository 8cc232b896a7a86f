package point_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"kundterminal/kiosk/catalogue"
	"kundterminal/kiosk/point"
)

func TestAFolderWithAFaultyPlanIsNotTakenIntoUseAndOneThatIsMendedIs(t *testing.T) {
	folder := t.TempDir()
	write := func(name, text string) {
		t.Helper()
		if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	desks := func(o catalogue.Outcome) int {
		plan, faults := point.Read(o.Files, o.Catalogue)
		if faults != nil {
			t.Fatal(faults)
		}
		return len(plan.Desks)
	}
	write("desks.toml", "[[desk]]\nid = \"1\"\n[[desk]]\nid = \"2\"\n")
	k, err := catalogue.Open(os.DirFS("../../assets/catalogue"), folder, t.TempDir(), point.Check)
	if err != nil || desks(k.Current()) != 2 {
		t.Fatalf("%v, %+v", err, k.Current().Faults)
	}
	write("desks.toml", "[[desk]]\nid = \"1\"\n[[desk]]\nid = \"1\"\n[[desk]]\nid = \"3\"\n")
	o, changed := k.Poll()
	if !changed || len(o.Faults) != 1 || !strings.Contains(o.Faults.Error(), "desks.toml:4") || desks(o) != 2 {
		t.Errorf("with a fault: %v, %+v, %d desks", changed, o.Faults, desks(o))
	}
	write("desks.toml", "[[desk]]\nid = \"1\"\n[[desk]]\nid = \"2\"\n[[desk]]\nid = \"30\"\n")
	if o, changed = k.Poll(); !changed || len(o.Faults) > 0 || desks(o) != 3 {
		t.Errorf("mended: %v, %+v, %d desks", changed, o.Faults, desks(o))
	}
}
