package staff_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"kundterminal/cmd/kundterminal/staff"
	"kundterminal/cmd/kundterminal/workshop"
	"kundterminal/kiosk"
	"kundterminal/kiosk/queue"
	"kundterminal/ui/desk"
)

const password = "blue heron 17"

func hash(t *testing.T, word string) string {
	t.Helper()
	h, err := workshop.NewPasswordHash([]byte(word))
	if err != nil {
		t.Fatal(err)
	}
	return h.String()
}

func write(t *testing.T, path string, list []staff.Entry) {
	t.Helper()
	text, err := staff.Text(list)
	if err == nil {
		err = os.WriteFile(path, text, 0o600)
	}
	if err == nil {
		soon := time.Now().Add(time.Duration(len(text)) * time.Second) // another time than before
		err = os.Chtimes(path, soon, soon)
	}
	if err != nil {
		t.Fatal(err)
	}
}

func TestWhatIsWrittenIsReadAgain(t *testing.T) {
	path := filepath.Join(t.TempDir(), "staff.toml")
	h := hash(t, password)
	list, err := staff.Add(nil, staff.Entry{
		ID: "s-014", Role: desk.Advisor, Password: h,
		Languages: []kiosk.Language{kiosk.Finnish}, Competences: []kiosk.AuthorityID{"kela", "vero"},
	})
	if err == nil {
		list, err = staff.Add(list, staff.Entry{ID: "s-001", Role: desk.Lead, Password: h})
	}
	if err != nil {
		t.Fatal(err)
	}
	write(t, path, list)
	again, err := staff.Read(path)
	if err != nil || len(again) != 2 || again[0].ID != "s-001" || again[1].Competences[1] != "vero" {
		t.Errorf("read again it is %+v, %v", again, err)
	}
	if _, err := staff.Add(list, staff.Entry{ID: "s-014", Role: desk.Lead, Password: h}); !errors.Is(err, staff.ErrThere) {
		t.Errorf("a second s-014 is answered with %v", err)
	}
	if _, err := staff.Remove(list, "s-999"); !errors.Is(err, staff.ErrNotThere) {
		t.Errorf("to remove nobody is answered with %v", err)
	}
}

func TestAFaultyFileIsRefusedAndItsPasswordsAreNotRepeated(t *testing.T) {
	h := hash(t, password)
	for name, text := range map[string]string{
		"its id stands twice":         `[[staff]]` + "\n" + `id="s-1"` + "\nrole=\"lead\"\npassword=\"" + h + "\"\n[[staff]]\nid=\"s-1\"\nrole=\"lead\"\npassword=\"" + h + `"`,
		"no argon2id hash":            "[[staff]]\nid=\"s-1\"\nrole=\"lead\"\npassword=\"tulipan-sommar\"",
		"the role is none of":         "[[staff]]\nid=\"s-1\"\nrole=\"king\"\npassword=\"" + h + `"`,
		"small letters":               "[[staff]]\nid=\"Liisa Virtanen\"\nrole=\"lead\"\npassword=\"" + h + `"`,
		"a language is none of":       "[[staff]]\nid=\"s-1\"\nrole=\"lead\"\nlanguages=[\"xx\"]\npassword=\"" + h + `"`,
		"there is no such key":        "[[staff]]\nid=\"s-1\"\nrole=\"lead\"\nname=\"Liisa\"\npassword=\"" + h + `"`,
		"staff.toml:4: it is no TOML": "[[staff]]\nid=\"s-1\"\nrole=\"lead\"\npassword=tulipan-sommar",
		"has a value of another type": "[[staff]]\nid=\"s-1\"\nrole=\"lead\"\npassword=[\"tulipan-sommar\"]",
	} {
		_, err := staff.Parse("staff.toml", []byte(text))
		if err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("%q is not in %v", name, err)
		}
		if err != nil && (strings.Contains(err.Error(), "tulipan") || strings.Contains(err.Error(), h)) {
			t.Errorf("the error repeats the password: %v", err)
		}
	}
	path := filepath.Join(t.TempDir(), "staff.toml")
	if err := os.WriteFile(path, nil, 0o640); err != nil {
		t.Fatal(err)
	}
	if _, err := staff.Read(path); err == nil || !strings.Contains(err.Error(), "chmod 600") {
		t.Errorf("a file that others read is answered with %v", err)
	}
}

func TestTheRollFollowsTheFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "staff.toml")
	r, err := staff.Open(path) // before there is anybody
	if err != nil {
		t.Fatal(err)
	}
	prove := func(id queue.StaffID, word string) error {
		_, err := r.Prove(t.Context(), id, []byte(word))
		return err
	}
	if err := prove("s-014", password); !errors.Is(err, desk.ErrWrong) {
		t.Errorf("an empty staff is answered with %v", err)
	}
	write(t, path, []staff.Entry{{ID: "s-014", Role: desk.Advisor, Password: hash(t, password)}})
	if err := prove("s-014", password); err != nil {
		t.Errorf("the right password is answered with %v", err)
	}
	if err := prove("s-014", password+"x"); !errors.Is(err, desk.ErrWrong) {
		t.Errorf("a wrong password is answered with %v", err)
	}
	before, _ := r.Person("s-014")
	write(t, path, []staff.Entry{{ID: "s-014", Role: desk.Lead, Password: hash(t, "green heron 18")}})
	if after, ok := r.Person("s-014"); !ok || after.Role != desk.Lead || after.Proof == before.Proof {
		t.Errorf("another role and password make %+v of %+v", after, before)
	}
	if err := os.WriteFile(path, []byte("[[staff"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := prove("s-014", "green heron 18"); err == nil || errors.Is(err, desk.ErrWrong) {
		t.Errorf("with a faulty file a login is answered with %v", err)
	}
	if _, ok := r.Person("s-014"); !ok {
		t.Error("with a faulty file those who are in are put out")
	}
}

func TestAnAccountThatIsNotThereTakesAsLongAsAWrongPassword(t *testing.T) {
	path := filepath.Join(t.TempDir(), "staff.toml")
	write(t, path, []staff.Entry{{ID: "s-014", Role: desk.Advisor, Password: hash(t, password)}})
	r, err := staff.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	best := func(id queue.StaffID) time.Duration {
		least := time.Hour
		for range 3 {
			begun := time.Now()
			_, _ = r.Prove(t.Context(), id, []byte("wrong wrong"))
			least = min(least, time.Since(begun))
		}
		return least
	}
	there, not := best("s-014"), best("s-999")
	if not < there/2 || there < not/2 {
		t.Errorf("a wrong password takes %v, an account that is not there %v", there, not)
	}
}
