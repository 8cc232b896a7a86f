package desk_test

import (
	"context"
	"os"
	"os/exec"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// chromium is one browser for all tests of the package. Each test has a tab of
// its own.
var chromium struct {
	sync.Once
	ctx  context.Context
	stop func()
	err  error
}

func TestMain(m *testing.M) {
	code := m.Run()
	if chromium.stop != nil {
		chromium.stop()
	}
	os.Exit(code)
}

func start() {
	dir, err := os.MkdirTemp("", "chromium")
	if err != nil {
		chromium.err = err
		return
	}
	path, _ := exec.LookPath("chromium")
	options := []chromedp.ExecAllocatorOption{
		chromedp.ExecPath(path), chromedp.UserDataDir(dir), chromedp.NoFirstRun, chromedp.NoDefaultBrowserCheck,
		chromedp.Headless, chromedp.DisableGPU, chromedp.WindowSize(1000, 1000),
		chromedp.Env("TMPDIR=" + dir), chromedp.Flag("ignore-certificate-errors", true),
	}
	for _, flag := range []string{
		"disable-quic", "disable-background-networking", "disable-component-update", "disable-sync", "disable-extensions",
	} {
		options = append(options, chromedp.Flag(flag, true))
	}
	if os.Geteuid() == 0 {
		options = append(options, chromedp.NoSandbox)
	}
	ctx, cancel := chromedp.NewExecAllocator(context.Background(), options...)
	ctx, cancelBrowser := chromedp.NewContext(ctx)
	chromium.ctx, chromium.err = ctx, chromedp.Do(ctx)
	chromium.stop = func() {
		if chromium.err == nil { // gracefully, so that it leaves no files behind
			closing, done := context.WithTimeout(ctx, 5*time.Second)
			_ = chromedp.Cancel(closing) // what is left is ended below
			done()
		}
		cancelBrowser()
		cancel()
		os.RemoveAll(dir)
	}
}

// tab is a page in Chromium. A test fails where its console says anything.
type tab struct {
	testing.TB
	ctx context.Context
}

// open shows a page in a window of so many pixels.
func open(t testing.TB, address string, w, h int64) *tab {
	t.Helper()
	b := blank(t, w, h)
	b.do(chromedp.Navigate(address))
	return b
}

// isolated shows a page in a browser of its own: it shares no cookies.
func isolated(t testing.TB, address string, w, h int64) *tab {
	t.Helper()
	b := blank(t, w, h, chromedp.WithNewBrowserContext())
	b.do(chromedp.Navigate(address))
	return b
}

// blank is an empty window of so many pixels.
func blank(t testing.TB, w, h int64, options ...chromedp.ContextOption) *tab {
	t.Helper()
	if _, err := exec.LookPath("chromium"); err != nil {
		t.Skip("chromium not installed")
	}
	if chromium.Do(start); chromium.err != nil {
		t.Fatal(chromium.err)
	}
	ctx, cancel := chromedp.NewContext(chromium.ctx, options...)
	b := &tab{t, ctx}
	if err := chromedp.Do(ctx, chromedp.EmulateViewport(w, h)); err != nil {
		t.Fatal(err)
	}
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
	return b
}

// do carries actions out within a time that no good page needs.
func (b *tab) do(actions ...chromedp.Action[chromedp.Void]) {
	b.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, 20*time.Second)
	defer cancel()
	if err := chromedp.Do(ctx, actions...); err != nil {
		b.Fatal(err)
	}
}

// eval returns the value of an expression on a page, a promise's when it is kept.
func eval[T any](b *tab, expression string) T {
	b.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, 20*time.Second)
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
	for end := time.Now().Add(15 * time.Second); time.Now().Before(end); time.Sleep(10 * time.Millisecond) {
		if eval[bool](b, "!!("+condition+")") {
			return
		}
	}
	b.Fatalf("never true: %s\n%s", condition, eval[string](b, "document.body.outerHTML"))
}

var keys = map[string]string{
	"Tab": kb.Tab, "Enter": kb.Enter, "Space": " ", "Escape": kb.Escape, "Backspace": kb.Backspace,
	"Up": kb.ArrowUp, "Down": kb.ArrowDown, "Left": kb.ArrowLeft, "Right": kb.ArrowRight,
}

// key presses keys one after the other: names of keys, or letters.
func (b *tab) key(names ...string) {
	b.Helper()
	for _, name := range names {
		if code, ok := keys[name]; ok {
			name = code
		}
		b.do(chromedp.KeyEvent(name))
	}
}

// write types into a field.
func (b *tab) write(id, text string) {
	b.Helper()
	eval[bool](b, `document.getElementById("`+id+`").focus(), true`)
	b.do(chromedp.KeyEvent(text))
}

// press clicks an element as a script does, wherever it is.
func (b *tab) press(css string) {
	b.Helper()
	eval[bool](b, "document.querySelector(`"+css+"`).click(), true")
}
