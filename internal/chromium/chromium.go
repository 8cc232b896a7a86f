// Package chromium drives a real Chromium, and has axe-core judge its pages. It serves
// tests only.
package chromium

import (
	"context"
	"crypto/sha512"
	"encoding/hex"
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// running is one browser for all tests of a package. Each test has a tab of its own.
var running struct {
	sync.Once
	options []chromedp.ExecAllocatorOption
	ctx     context.Context
	stop    func()
	err     error
}

// Main is the TestMain of a package whose browser is started with further options.
func Main(m *testing.M, options ...chromedp.ExecAllocatorOption) {
	running.options = options
	code := m.Run()
	Close()
	os.Exit(code)
}

// Close ends the browser, if a test has started it. A TestMain of its own calls it
// after the tests.
func Close() {
	if running.stop != nil {
		running.stop()
	}
}

func start() {
	dir, err := os.MkdirTemp("", "chromium")
	if err != nil {
		running.err = err
		return
	}
	path, _ := exec.LookPath("chromium")
	options := []chromedp.ExecAllocatorOption{
		chromedp.ExecPath(path), chromedp.UserDataDir(dir), chromedp.NoFirstRun, chromedp.NoDefaultBrowserCheck,
		chromedp.Headless, chromedp.DisableGPU, chromedp.WindowSize(1000, 1000),
		chromedp.Env("TMPDIR=" + dir),
	}
	options = append(options, running.options...)
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
	running.ctx, running.err = ctx, chromedp.Do(ctx)
	running.stop = func() {
		if running.err == nil { // gracefully, so that it leaves no files behind
			closing, done := context.WithTimeout(ctx, 5*time.Second)
			_ = chromedp.Cancel(closing) // what is left is ended below
			done()
		}
		cancelBrowser()
		cancel()
		os.RemoveAll(dir)
	}
}

// Tab is a page in Chromium. A test fails where its console says anything.
type Tab struct {
	testing.TB
	Ctx   context.Context
	Meant string // what the console may say, such as of a page that is meant not to be there
}

// Open shows a page in a window of so many pixels.
func Open(t testing.TB, address string, w, h int64) *Tab {
	t.Helper()
	b := Blank(t, w, h)
	b.Do(chromedp.Navigate(address))
	return b
}

// Blank is an empty window of so many pixels.
func Blank(t testing.TB, w, h int64, options ...chromedp.ContextOption) *Tab {
	t.Helper()
	if _, err := exec.LookPath("chromium"); err != nil {
		t.Skip("chromium not installed")
	}
	if running.Do(start); running.err != nil {
		t.Fatal(running.err)
	}
	ctx, cancel := chromedp.NewContext(running.ctx, options...)
	b := &Tab{TB: t, Ctx: ctx}
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
			if b.Meant == "" || !strings.Contains(message, b.Meant) {
				t.Errorf("console: %s", message)
			}
		}
	})
	return b
}

// Do carries actions out within a time that no good page needs.
func (b *Tab) Do(actions ...chromedp.Action[chromedp.Void]) {
	b.Helper()
	ctx, cancel := context.WithTimeout(b.Ctx, 20*time.Second)
	defer cancel()
	if err := chromedp.Do(ctx, actions...); err != nil {
		b.Fatal(err)
	}
}

// Eval returns the value of an expression on a page, a promise's when it is kept.
func Eval[T any](b *Tab, expression string) T {
	b.Helper()
	ctx, cancel := context.WithTimeout(b.Ctx, 20*time.Second)
	defer cancel()
	v, err := chromedp.Run(ctx, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
	if err != nil {
		b.Fatalf("%s: %v", expression, err)
	}
	return v
}

// Until waits for a condition on a page that has loaded: before that its scripts do
// not run, and a key would be lost.
func (b *Tab) Until(condition string) {
	b.Helper()
	condition = `document.readyState === "complete" && (` + condition + `)`
	ctx, cancel := context.WithTimeout(b.Ctx, 30*time.Second)
	defer cancel()
	for ; ctx.Err() == nil; time.Sleep(10 * time.Millisecond) {
		is, err := chromedp.Run(ctx, chromedp.Evaluate[bool]("!!("+condition+")"))
		switch {
		case is && err == nil:
			return
		case err != nil && ctx.Err() == nil && !strings.Contains(err.Error(), "navigated"): // the page is on its way to another
			b.Fatalf("%s: %v", condition, err)
		}
	}
	b.Fatalf("never true: %s\n%s", condition, Eval[string](b, "document.body.outerHTML"))
}

var keys = map[string]string{
	"Tab": kb.Tab, "Enter": kb.Enter, "Space": " ", "Escape": kb.Escape, "Backspace": kb.Backspace,
	"Up": kb.ArrowUp, "Down": kb.ArrowDown, "Left": kb.ArrowLeft, "Right": kb.ArrowRight,
}

// Key presses keys one after the other: names of keys, or letters.
func (b *Tab) Key(names ...string) {
	b.Helper()
	for _, name := range names {
		if code, ok := keys[name]; ok {
			name = code
		}
		b.Do(chromedp.KeyEvent(name))
	}
}

// The program that looks for what a page keeps from people: axe-core, of Deque,
// under the MPL 2.0. It is not part of this project: the check script fetches it
// into the user's cache.
const (
	axeFile = "kundterminal/axe-core-4.14.1.min.js"
	axeSum  = "e63e659f9806d7ae5bd40899043b0871a5062c5442b01b3f1a3edf5eaf50bf5c3a7104a72463293b4ad1b77c661a0d4e40e850dec89de9d6ece70a8c13a9af17"
)

// Axe returns the program, or skips the test where it was not fetched.
func Axe(t testing.TB) string {
	t.Helper()
	cache, err := os.UserCacheDir()
	if err != nil {
		t.Fatal(err)
	}
	program, err := os.ReadFile(filepath.Join(cache, axeFile))
	if errors.Is(err, fs.ErrNotExist) {
		t.Skip("axe-core not installed: .ci/run fetches it")
	}
	if err != nil {
		t.Fatal(err)
	}
	if sum := sha512.Sum512(program); hex.EncodeToString(sum[:]) != axeSum {
		t.Fatalf("%s is not the axe-core that was expected: remove it and run .ci/run again", axeFile)
	}
	return string(program)
}

// Judged names what axe-core finds on a page that has run it: a rule, what it means
// and the elements.
const Judged = `axe.run(document, {resultTypes: ["violations"], runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}).then((found) =>
	found.violations.map((v) => v.id + ": " + v.help + ": " + v.nodes.map((n) => n.html.slice(0, 160)).join(" | ")))`

// Shot writes a picture of the whole page into the folder that SHOTS names, where
// somebody wants to look at it.
func (b *Tab) Shot(name string) {
	b.Helper()
	dir := os.Getenv("SHOTS")
	if dir == "" {
		return
	}
	w, h := Eval[int64](b, "window.innerWidth"), Eval[int64](b, "document.documentElement.scrollHeight")
	b.Do(chromedp.EmulateViewport(w, h))
	data, err := chromedp.Run(b.Ctx, chromedp.CaptureScreenshot())
	if err == nil {
		err = os.WriteFile(filepath.Join(dir, name+".png"), data, 0o600)
	}
	if err != nil {
		b.Fatal(err)
	}
}
