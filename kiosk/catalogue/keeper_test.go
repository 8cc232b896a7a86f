package catalogue_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"kundterminal/kiosk/catalogue"
)

const copyName = "catalogue.last-good.json"

// point is a service point's disk: a folder over the embedded files, and the
// folder of the last good copy.
type point struct {
	t            *testing.T
	folder, copy string
	changes      int
}

func newPoint(t *testing.T) *point {
	return &point{t: t, folder: t.TempDir(), copy: t.TempDir()}
}

// put writes a file of the folder, with a time of its own as a real change has.
func (p *point) put(name, text string) {
	p.t.Helper()
	full := filepath.Join(p.folder, name)
	if err := os.MkdirAll(filepath.Dir(full), 0o755); err != nil {
		p.t.Fatal(err)
	}
	if err := os.WriteFile(full, []byte(text), 0o644); err != nil {
		p.t.Fatal(err)
	}
	p.changes++
	at := time.Date(2026, 11, 26, 12, 0, p.changes, 0, time.UTC)
	if err := os.Chtimes(full, at, at); err != nil {
		p.t.Fatal(err)
	}
}

func (p *point) open() *catalogue.Keeper {
	p.t.Helper()
	k, err := catalogue.Open(files(small()), p.folder, p.copy)
	if err != nil {
		p.t.Fatal(err)
	}
	return k
}

// vero is the tax authority's file with another name for the service.
func vero(name string) string {
	return strings.ReplaceAll(small()["authorities/vero.toml"], `"Verokortti"`, `"`+name+`"`)
}

func cardName(o catalogue.Outcome) string {
	s, _ := o.Catalogue.Service("v-card")
	return s.Name["fi"]
}

func expect(t *testing.T, o catalogue.Outcome, name string, from catalogue.Source, faulty bool) {
	t.Helper()
	if cardName(o) != name || o.Source != from || (len(o.Faults) > 0) != faulty {
		t.Errorf("in use is %q from %s with faults %v, want %q from %s, faulty %v",
			cardName(o), o.Source, o.Faults, name, from, faulty)
	}
}

func TestTheFolderOverridesTheEmbeddedFileByFile(t *testing.T) {
	p := newPoint(t)
	p.put("authorities/vero.toml", vero("Oma verokortti"))
	o := p.open().Current()
	expect(t, o, "Oma verokortti", catalogue.FromFolder, false)
	if len(o.Catalogue.Authorities) != 2 {
		t.Errorf("%d authorities, want the embedded one too", len(o.Catalogue.Authorities))
	}
}

func TestABrokenFolderStartsOnTheLastGoodCopy(t *testing.T) {
	p := newPoint(t)
	p.put("authorities/vero.toml", vero("Oma verokortti"))
	good := p.open().Current()
	p.put("authorities/vero.toml", "id = ")
	o := p.open().Current()
	expect(t, o, "Oma verokortti", catalogue.FromLastGood, true)
	if o.Digest != good.Digest || o.Faults[0].File != "authorities/vero.toml" {
		t.Errorf("digest %s and faults %v, want digest %s and the broken file named", o.Digest, o.Faults, good.Digest)
	}
}

func TestAFolderThatIsGoneStartsOnTheLastGoodCopy(t *testing.T) {
	p := newPoint(t)
	p.put("authorities/vero.toml", vero("Oma verokortti"))
	p.open()
	if err := os.RemoveAll(p.folder); err != nil {
		t.Fatal(err)
	}
	o := p.open().Current()
	expect(t, o, "Oma verokortti", catalogue.FromLastGood, true)
	if o.Faults[0].File != p.folder {
		t.Errorf("faults %v, want the folder named", o.Faults)
	}
}

func TestABrokenFolderWithoutACopyStartsOnTheEmbeddedFiles(t *testing.T) {
	p := newPoint(t)
	p.put("authorities/vero.toml", "id = ")
	expect(t, p.open().Current(), "Verokortti", catalogue.FromEmbedded, true)
	if _, err := os.Stat(filepath.Join(p.copy, copyName)); err == nil {
		t.Error("a copy was kept of what is not good")
	}
}

func TestADamagedCopyIsNotUsed(t *testing.T) {
	for name, damage := range map[string]func(string) string{
		"torn":      func(s string) string { return s[:len(s)/2] },
		"altered":   func(s string) string { return strings.Replace(s, "Oma", "Ama", 1) },
		"empty":     func(string) string { return "" },
		"of zeroes": func(s string) string { return strings.Repeat("\x00", len(s)) },
	} {
		t.Run(name, func(t *testing.T) {
			p := newPoint(t)
			p.put("authorities/vero.toml", vero("Oma verokortti"))
			p.open()
			file := filepath.Join(p.copy, copyName)
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(file, []byte(damage(string(text))), 0o644); err != nil {
				t.Fatal(err)
			}
			p.put("authorities/vero.toml", "id = ")
			o := p.open().Current()
			expect(t, o, "Verokortti", catalogue.FromEmbedded, true)
			if o.Copy == nil || !strings.Contains(o.Copy.Error(), copyName) {
				t.Errorf("the copy's fault is %v, want the file named", o.Copy)
			}
		})
	}
}

func TestATornTemporaryFileDoesNotMatter(t *testing.T) {
	p := newPoint(t)
	if err := os.WriteFile(filepath.Join(p.copy, "."+copyName+".tmp"), []byte("{torn"), 0o644); err != nil {
		t.Fatal(err)
	}
	p.put("authorities/vero.toml", vero("Oma verokortti"))
	p.open()
	p.put("authorities/vero.toml", "id = ")
	expect(t, p.open().Current(), "Oma verokortti", catalogue.FromLastGood, true)
}

func TestChangesAreTakenIntoUseWhileRunning(t *testing.T) {
	p := newPoint(t)
	p.put("authorities/vero.toml", vero("Yksi"))
	k := p.open()
	if _, changed := k.Poll(); changed {
		t.Error("nothing has changed, and Poll says it has")
	}

	p.put("authorities/vero.toml", vero("Kaksi"))
	o, changed := k.Poll()
	expect(t, o, "Kaksi", catalogue.FromFolder, false)
	if !changed {
		t.Error("Poll does not report the change")
	}

	p.put("authorities/vero.toml", "id = ")
	o, changed = k.Poll()
	expect(t, o, "Kaksi", catalogue.FromFolder, true)
	if !changed {
		t.Error("Poll does not report the faults")
	}
	if _, changed = k.Poll(); changed {
		t.Error("Poll reports the same faults twice")
	}

	p.put("authorities/vero.toml", vero("Kaksi"))
	o, changed = k.Poll()
	expect(t, o, "Kaksi", catalogue.FromFolder, false)
	if !changed {
		t.Error("Poll does not report that the faults are gone")
	}

	p.put("authorities/vero.toml", vero("Kaksi")) // only touched
	if _, changed = k.Poll(); changed {
		t.Error("Poll takes a touched file for a change")
	}
}

func TestTheLastGoodCopyFollowsTheFolder(t *testing.T) {
	p := newPoint(t)
	p.put("authorities/vero.toml", vero("Yksi"))
	k := p.open()
	p.put("authorities/vero.toml", vero("Kaksi"))
	k.Poll()
	p.put("authorities/vero.toml", "id = ")
	expect(t, p.open().Current(), "Kaksi", catalogue.FromLastGood, true)
}

func TestACopyThatCannotBeKeptIsTriedAgain(t *testing.T) {
	p := newPoint(t)
	parent := p.copy
	p.copy = filepath.Join(parent, "state")
	if err := os.WriteFile(p.copy, nil, 0o644); err != nil { // a file is in the way
		t.Fatal(err)
	}
	p.put("authorities/vero.toml", vero("Yksi"))
	k := p.open()
	expect(t, k.Current(), "Yksi", catalogue.FromFolder, false)
	if k.Current().Copy == nil {
		t.Fatal("nobody is told that there is no copy")
	}
	if err := os.Remove(p.copy); err != nil {
		t.Fatal(err)
	}
	if o, _ := k.Poll(); o.Copy != nil {
		t.Errorf("the copy still fails: %v", o.Copy)
	}
	p.put("authorities/vero.toml", "id = ")
	expect(t, p.open().Current(), "Yksi", catalogue.FromLastGood, true)
}

func TestAnUnreadableFileIsNotReplacedByTheEmbeddedOne(t *testing.T) {
	p := newPoint(t)
	if err := os.MkdirAll(filepath.Join(p.folder, "queues.toml"), 0o755); err != nil { // even root cannot read a folder as a file
		t.Fatal(err)
	}
	o := p.open().Current()
	if len(o.Faults) != 1 || o.Faults[0].File != "queues.toml" || !strings.Contains(o.Faults[0].Reason, "is a folder") {
		t.Errorf("faults %v, want queues.toml named", o.Faults)
	}
}

func TestWithoutAFolderTheEmbeddedFilesAreUsed(t *testing.T) {
	k, err := catalogue.Open(files(small()), "", t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	expect(t, k.Current(), "Verokortti", catalogue.FromEmbedded, false)
	if o, changed := k.Poll(); changed || o.Catalogue == nil {
		t.Error("Poll finds a change without a folder")
	}
}

func TestABrokenProgramSaysSo(t *testing.T) {
	for _, folder := range []string{"", t.TempDir()} {
		k, err := catalogue.Open(files(nil), folder, "")
		if k != nil || err == nil || !strings.Contains(err.Error(), "install the program again") {
			t.Errorf("keeper %v and error %v", k, err)
		}
	}
}
