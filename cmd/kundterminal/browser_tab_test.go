package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// tab is a page in a Chromium of its own. A test fails where its console says
// anything: an error, or a violation of the pages' Content-Security-Policy.
type tab struct {
	testing.TB
	ctx context.Context
}

// open shows a page in a window of so many pixels.
func open(t testing.TB, address string, w, h int64) *tab {
	t.Helper()
	path, err := exec.LookPath("chromium")
	if err != nil {
		t.Skip("chromium not installed")
	}
	options := []chromedp.ExecAllocatorOption{
		chromedp.ExecPath(path), chromedp.UserDataDir(t.TempDir()), chromedp.NoFirstRun, chromedp.NoDefaultBrowserCheck,
		chromedp.Headless, chromedp.DisableGPU, chromedp.Flag("disable-background-networking", true),
		chromedp.Flag("disable-component-update", true), chromedp.Flag("disable-sync", true),
	}
	if os.Geteuid() == 0 {
		options = append(options, chromedp.NoSandbox)
	}
	allocator, stop := chromedp.NewExecAllocator(context.Background(), options...)
	t.Cleanup(stop)
	ctx, cancel := chromedp.NewContext(allocator)
	b := &tab{t, ctx}
	if err := chromedp.Do(ctx); err != nil { // the browser lives as long as the context that starts it
		t.Fatal(err)
	}
	b.do(chromedp.EmulateViewport(w, h))
	said := make(chan []string)
	messages := chromedp.Console(ctx)
	go func() {
		var list []string
		for m, err := range messages {
			if err != nil {
				break
			}
			list = append(list, m.String())
		}
		said <- list
	}()
	t.Cleanup(func() {
		cancel()
		for _, message := range <-said {
			t.Errorf("console: %s", message)
		}
	})
	b.do(chromedp.Navigate(address))
	b.until(`document.getElementById("kt-lost").hidden && document.fonts.status === "loaded"`)
	return b
}

// do carries actions out within a time that no good page needs.
func (b *tab) do(actions ...chromedp.Action[chromedp.Void]) {
	b.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, 30*time.Second)
	defer cancel()
	if err := chromedp.Do(ctx, actions...); err != nil {
		b.Fatal(err)
	}
}

// eval returns the value of an expression on the page.
func eval[T any](b *tab, expression string) T {
	b.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, 30*time.Second)
	defer cancel()
	v, err := chromedp.Run(ctx, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
	if err != nil {
		b.Fatalf("%s: %v", expression, err)
	}
	return v
}

// until waits for a condition on the page.
func (b *tab) until(condition string) {
	b.Helper()
	for end := time.Now().Add(30 * time.Second); time.Now().Before(end); time.Sleep(10 * time.Millisecond) {
		if eval[bool](b, "!!("+condition+")") {
			return
		}
	}
	b.Fatalf("never true: %s\n%s", condition, eval[string](b, "document.body.innerText"))
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
	b.do(chromedp.MouseClickXY(at[0], at[1]))
}

// press walks to what has the id by the tabulator key alone, and presses Enter.
func (b *tab) press(id string) {
	b.Helper()
	for range 120 {
		if eval[string](b, "document.activeElement.id") == id {
			b.do(chromedp.KeyEvent(kb.Enter))
			return
		}
		b.do(chromedp.KeyEvent(kb.Tab))
	}
	b.Fatalf("the tabulator key never reaches %s on\n%s", id, b.shown())
}
