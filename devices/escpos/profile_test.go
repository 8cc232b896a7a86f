package escpos

import (
	"os"
	"strings"
	"testing"
	"testing/fstest"
)

func TestTheBuiltInProfilesLoad(t *testing.T) {
	if _, err := LoadProfiles(os.DirFS("profiles")); err != nil {
		t.Fatal(err)
	}
	var ids []string
	for _, p := range Profiles() {
		ids = append(ids, p.ID)
	}
	if got := strings.Join(ids, " "); got != "custom-kpm plain-58mm tm-t20iii tm-t88v" {
		t.Errorf("profiles %q", got)
	}
	p := profileFor(t, "custom-kpm")
	if p.Presenter == nil || p.Presenter.steps() != 96 || string(p.Cut) != "\x1DVB\x00" || p.CodePages.PC858 != 19 {
		t.Errorf("custom-kpm is read as %+v", p)
	}
	if _, err := ProfileByID(Profiles(), "tm-x"); err == nil || !strings.Contains(err.Error(), "tm-t20iii") {
		t.Errorf("an unknown profile: %v", err)
	}
}

func TestAllFaultsOfAllProfilesAreToldAtOnce(t *testing.T) {
	good, err := profileFiles.ReadFile("profiles/tm-t88v.toml")
	if err != nil {
		t.Fatal(err)
	}
	bad := strings.NewReplacer(
		`dots = 512`, `dots = 510`, `proof = "process_id"`, `proof = "hope"`, `chunk = 64`, `chunk = 65`, `baud = 38400`, `bauds = 38400`,
	).Replace(string(good))
	profiles, err := LoadProfiles(fstest.MapFS{
		"a.toml":      {Data: good},
		"bad.toml":    {Data: []byte(bad)},
		"cut.toml":    {Data: []byte(strings.Replace(string(good), "1D 56", "1D 5X", 1))},
		"syntax.toml": {Data: []byte("id = \"x\"\ndots = = 3\n")},
		"twice.toml":  {Data: good},
		"notes.txt":   {Data: []byte("not a profile")},
	})
	if len(profiles) != 1 || profiles[0].ID != "tm-t88v" {
		t.Errorf("%d profiles are good, want one", len(profiles))
	}
	if err == nil {
		t.Fatal("no error")
	}
	for _, want := range []string{
		"bad.toml: dots: 510 is not a multiple of 8", "bad.toml: proof: \"hope\"", "bad.toml: chunk: 65", "bad.toml: bauds: this key is not known",
		"bad.toml: baud: 0", "cut.toml:", "hexadecimal", "syntax.toml: line 2:", "twice.toml: id: \"tm-t88v\" is taken by a.toml",
	} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("the error does not say %q:\n%v", want, err)
		}
	}
}
