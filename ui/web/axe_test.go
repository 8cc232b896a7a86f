package web_test

import (
	"crypto/sha512"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"kundterminal/assets"
	"kundterminal/kiosk"
	"kundterminal/kiosk/faulttree"
	"kundterminal/ui"
	"kundterminal/ui/tour"
	"kundterminal/ui/web"
)

// The program that looks for what a page keeps from people: axe-core, of Deque,
// under the MPL 2.0. It is not part of this project: the check script fetches it
// into the user's cache.
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

// judged has axe-core look at the stage once it shows a screen. Each line names a
// rule, what it means and the elements.
const judged = `new Promise((done) => {
	const look = async () => {
		if (document.querySelector("[name=screen]").value !== %q) return requestAnimationFrame(look);
		const found = await axe.run(document, {resultTypes: ["violations"], runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]});
		done(found.violations.map((v) => v.id + ": " + v.help + ": " + v.nodes.map((n) => n.html.slice(0, 120)).join(" | ")));
	};
	look();
})`

// TestNoScreenKeepsAnythingFromAnyone has every screen of a visit judged in three
// languages and modes, and those of a technician in one.
func TestNoScreenKeepsAnythingFromAnyone(t *testing.T) {
	program := axe(t)
	p, c := presenter(t)
	trees, err := faulttree.LoadAll(assets.FaultTrees())
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		language kiosk.Language
		comfort  kiosk.Comfort
		frame    ui.Frame
	}{
		{kiosk.Finnish, kiosk.Comfort{}, upright},
		{kiosk.Swedish, kiosk.Comfort{Contrast: true}, lying},
		{kiosk.English, kiosk.Comfort{Text: kiosk.TextLargest, Simple: true}, upright},
	} {
		t.Run(fmt.Sprintf("%s %+v", test.language, test.comfort), func(t *testing.T) {
			stops := tour.In(test.comfort, tour.Stops(c, test.language))
			if test.comfort == (kiosk.Comfort{}) {
				stops = append(stops, slices.DeleteFunc(tour.Technician(trees, test.language), func(s tour.Stop) bool {
					return strings.Count(s.Name, "-") > 1 && strings.HasPrefix(s.Name, "tree-")
				})...)
			}
			judge(t, p, program, test.frame, stops)
		})
	}
}

func judge(t *testing.T, p *ui.Presenter, program string, frame ui.Frame, stops []tour.Stop) {
	t.Helper()
	shown, scene := named(p)
	on := newTerminal(stops[0].State)
	b := open(t, serve(t, on, web.Options{Scene: scene, Frame: frame, Icons: assets.Icons()}).URL, int64(frame.W*2), int64(frame.H*2))
	eval[bool](b, program+"; true")
	begun, looks := time.Now(), map[string]bool{}
	for _, stop := range stops {
		if look := shapeOf(p.Scene(stop.State, frame)); looks[look] {
			continue // the same elements with other words
		} else {
			looks[look] = true
		}
		shown.Store(stop.Name)
		on.set(stop.State)
		for _, fault := range eval[[]string](b, fmt.Sprintf(judged, stop.Name)) {
			t.Errorf("%s: %s", stop.Name, fault)
		}
	}
	t.Logf("%d of %d screens have elements of their own; %d ms each", len(looks), len(stops), time.Since(begun).Milliseconds()/int64(len(looks)))
}
