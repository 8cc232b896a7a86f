package display_test

import (
	"crypto/sha512"
	"encoding/hex"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
	"time"

	"kundterminal/kiosk"
	"kundterminal/ui/display"
)

// The program that looks for what a page keeps from people: axe-core, of Deque, under
// the MPL 2.0. The check script fetches it into the user's cache.
const (
	axeFile = "kundterminal/axe-core-4.14.1.min.js"
	axeSum  = "e63e659f9806d7ae5bd40899043b0871a5062c5442b01b3f1a3edf5eaf50bf5c3a7104a72463293b4ad1b77c661a0d4e40e850dec89de9d6ece70a8c13a9af17"
)

func axe(t testing.TB) string {
	t.Helper()
	cache, err := os.UserCacheDir()
	if err != nil {
		t.Fatal(err)
	}
	program, err := os.ReadFile(filepath.Join(cache, axeFile))
	if errors.Is(err, fs.ErrNotExist) {
		t.Skip("axe-core not installed")
	}
	if err != nil {
		t.Fatal(err)
	}
	if sum := sha512.Sum512(program); hex.EncodeToString(sum[:]) != axeSum {
		t.Fatalf("%s is not the axe-core that was expected: remove it and run .ci/run again", axeFile)
	}
	return string(program)
}

const judged = `axe.run(document, {resultTypes: ["violations"], runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}).then((found) =>
	found.violations.map((v) => v.id + ": " + v.help + ": " + v.nodes.map((n) => n.html.slice(0, 120)).join(" | ")))`

func TestThePageKeepsNothingFromAnybody(t *testing.T) {
	program := axe(t)
	w := newWall(widest()...)
	b := show(t, w, fullHD)
	eval[bool](b, program+"; true")
	for i, board := range []display.Board{
		{Calls: widest(), Notices: []kiosk.Notice{{Text: kiosk.Text{"fi": "Hissi on rikki.", "sv": "Hissen är sönder."}}}},
		{Waiting: true},
		{},
		{Closed: true, Opens: morning},
	} {
		before := eval[string](b, `document.documentElement.lang`)
		w.change(func(w *wall) { w.board, w.now = board, w.now.Add(8*time.Second) })
		b.until(`document.documentElement.lang !== "` + before + `"`)
		for _, fault := range eval[[]string](b, judged) {
			t.Errorf("board %d: %s", i, fault)
		}
	}
}
