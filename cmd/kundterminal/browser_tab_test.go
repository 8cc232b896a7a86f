package main

import (
	"fmt"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"kundterminal/internal/chromium"
)

// tab is the terminal's page in Chromium.
type tab struct{ *chromium.Tab }

// open shows the terminal's page in a window of so many pixels.
func open(t testing.TB, address string, w, h int64) *tab {
	t.Helper()
	b := &tab{chromium.Open(t, address, w, h)}
	b.Until(`document.getElementById("kt-lost").hidden && document.fonts.status === "loaded"`)
	return b
}

func eval[T any](b *tab, expression string) T {
	b.Helper()
	return chromium.Eval[T](b.Tab, expression)
}

func (b *tab) shown() string {
	b.Helper()
	return eval[string](b, `document.getElementById("kt-stage").textContent`)
}

// click presses with the mouse what has the id, where it is seen.
func (b *tab) click(id string) {
	b.Helper()
	at := eval[[]float64](b, fmt.Sprintf(`(e => {
		e.scrollIntoView({block: "nearest"});
		const r = e.getBoundingClientRect();
		return [r.left + r.width / 2, r.top + r.height / 2];
	})(document.getElementById(%q))`, id))
	b.Do(chromedp.MouseClickXY(at[0], at[1]))
}

// press walks to what has the id by the tabulator key alone, and presses Enter.
func (b *tab) press(id string) {
	b.Helper()
	for range 120 {
		if eval[string](b, "document.activeElement.id") == id {
			b.Do(chromedp.KeyEvent(kb.Enter))
			return
		}
		b.Do(chromedp.KeyEvent(kb.Tab))
	}
	b.Fatalf("the tabulator key never reaches %s on\n%s", id, b.shown())
}
