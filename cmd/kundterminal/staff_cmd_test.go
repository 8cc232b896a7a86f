package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"kundterminal/cmd/kundterminal/staff"
)

// at runs a command with what is typed.
func at(t *testing.T, typed string, c interface{ Run(*surroundings) error }) (out string, err error) {
	t.Helper()
	var b, errs bytes.Buffer
	err = c.Run(&surroundings{t.Context(), strings.NewReader(typed), &b, &errs})
	return b.String() + errs.String(), err
}

func TestStaffIsAddedListedGivenPasswordsAndRemoved(t *testing.T) {
	file := staffFlag{File: filepath.Join(t.TempDir(), "staff.toml")}
	add := func(id, role, typed string) error {
		_, err := at(t, typed, &staffAddCmd{staffFlag: file, ID: id, Role: role, Languages: []string{"fi", "sv"}})
		return err
	}
	if err := add("s-014", "advisor", "blue heron 17\n"); err != nil {
		t.Fatal(err)
	}
	for _, wrong := range []struct{ id, typed, want string }{
		{"s-014", "blue heron 17\n", "already"},
		{"s-015", "short\n", "10 to 256"},
		{"s-015", "aaaaaaaaaaaaaa\n", "not all of them the same"},
		{"Liisa", "blue heron 17\n", "small letters"},
	} {
		if err := add(wrong.id, "advisor", wrong.typed); err == nil || !strings.Contains(err.Error(), wrong.want) {
			t.Errorf("%s with %q is answered with %v", wrong.id, wrong.typed, err)
		}
	}
	if info, err := os.Stat(file.File); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the file is %v, %v", info.Mode(), err)
	}
	before, _ := os.ReadFile(file.File)
	if strings.Contains(string(before), "heron") {
		t.Error("the password is in the file")
	}
	if _, err := at(t, "green heron 18\n", &staffPasswdCmd{file, "s-014"}); err != nil {
		t.Error(err)
	}
	if after, _ := os.ReadFile(file.File); bytes.Equal(before, after) {
		t.Error("another password leaves the file as it was")
	}
	if out, err := at(t, "", &staffListCmd{file}); err != nil || !strings.Contains(out, "s-014  advisor  fi sv      all") {
		t.Errorf("the list is %q, %v", out, err)
	}
	if _, err := at(t, "", &staffRemoveCmd{file, "s-014"}); err != nil {
		t.Error(err)
	}
	if list, err := staff.Read(file.File); err != nil || len(list) != 0 {
		t.Errorf("after the removal there are %v, %v", list, err)
	}
	if _, err := at(t, "", &staffRemoveCmd{file, "s-014"}); err == nil {
		t.Error("to remove nobody is no fault")
	}
}
