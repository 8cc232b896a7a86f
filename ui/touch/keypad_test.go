//go:build fyne

package touch

import (
	"testing"

	"fyne.io/fyne/v2"

	"kundterminal/ui"
)

func TestTheKeypadHasTheOneRingAndATouchHasItAway(t *testing.T) {
	h := newTheatre(t)
	h.play(t, sample())
	h.key(fyne.KeyTab)
	s := sample()
	round := func(id string) {
		t.Helper()
		s.Focus = id
		h.play(t, s)
		on, _ := s.Focused()
		if h.marks.inner.Hidden || inner(h.marks.inner) != h.stage.glass.rect(on.Box) {
			t.Errorf("on %s the ring is hidden: %t, round %v", id, h.marks.inner.Hidden, inner(h.marks.inner))
		}
	}
	round("search")
	round("off")
	s.Groups = []ui.Group{{ID: "keys:0", Keys: []string{"letter"}, Box: ui.Box{X: 10, Y: 160, W: 180, H: 40}}}
	round("keys:0")
	if len(h.pressed) != 0 || h.focus.id != "life" {
		t.Errorf("the keypad's ring pressed %v, and moved the keyboard to %q", h.pressed, h.focus.id)
	}
	h.tap(199, 299)
	if !h.marks.inner.Hidden {
		t.Error("after a touch the ring is there")
	}
	round("next")
	h.key(fyne.KeyTab)
	if on, _ := itemOf(s, h.focus.id); inner(h.marks.inner) != h.stage.glass.rect(on.Box) || h.focus.id == "next" {
		t.Errorf("a key of a keyboard leaves the ring round %v", inner(h.marks.inner))
	}
}
