package web_test

import (
	"testing"

	"github.com/chromedp/chromedp"

	"kundterminal/internal/chromium"
)

// tab is a page in Chromium.
type tab struct{ *chromium.Tab }

func TestMain(m *testing.M) { chromium.Main(m) }

// open shows a page in a window of so many pixels.
func open(t testing.TB, address string, w, h int64) *tab {
	t.Helper()
	return &tab{chromium.Open(t, address, w, h)}
}

func eval[T any](b *tab, expression string) T {
	b.Helper()
	return chromium.Eval[T](b.Tab, expression)
}

// blank is an empty window of so many pixels.
func blank(t testing.TB, w, h int64) *tab {
	t.Helper()
	return &tab{chromium.Blank(t, w, h)}
}

// focus is the id of what has focus.
func (b *tab) focus() string {
	b.Helper()
	return eval[string](b, "document.activeElement.id")
}

// middle is the middle of an element in pixels.
func (b *tab) middle(id string) (x, y float64) {
	b.Helper()
	at := eval[[]float64](b, `(r => [r.left + r.width / 2, r.top + r.height / 2])(document.getElementById("`+id+`").getBoundingClientRect())`)
	return at[0], at[1]
}

// mouse sends one event of the mouse.
func (b *tab) mouse(kind string, x, y float64) {
	b.Helper()
	event := map[string]chromedp.Action[chromedp.Void]{
		"down": chromedp.MouseEvent(chromedp.MousePressed, x, y, chromedp.ButtonLeft, chromedp.ClickCount(1)),
		"up":   chromedp.MouseEvent(chromedp.MouseReleased, x, y, chromedp.ButtonLeft, chromedp.ClickCount(1)),
		"move": chromedp.MouseEvent(chromedp.MouseMoved, x, y, chromedp.ButtonLeft),
	}[kind]
	b.Do(event)
}

func (b *tab) click(id string) {
	b.Helper()
	x, y := b.middle(id)
	b.mouse("down", x, y)
	b.mouse("up", x, y)
}
