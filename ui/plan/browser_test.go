package plan_test

import (
	"context"
	"crypto/sha512"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"kundterminal/kiosk"
	"kundterminal/ui/plan"
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

// judged names what axe-core finds: a rule, what it means and the elements.
const judged = `axe.run(document, {resultTypes: ["violations"], runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}).then((found) =>
	found.violations.map((v) => v.id + ": " + v.help + ": " + v.nodes.map((n) => n.html.slice(0, 160)).join(" | ")))`

// browser starts Chromium for a test.
func browser(t *testing.T) context.Context {
	t.Helper()
	path, err := exec.LookPath("chromium")
	if err != nil {
		t.Skip("chromium not installed")
	}
	dir, err := os.MkdirTemp("", "chromium") // a short path: it holds a socket
	if err != nil {
		t.Fatal(err)
	}
	o := []chromedp.ExecAllocatorOption{
		chromedp.ExecPath(path), chromedp.UserDataDir(dir), chromedp.NoFirstRun, chromedp.NoDefaultBrowserCheck,
		chromedp.Headless, chromedp.DisableGPU, chromedp.Env("TMPDIR=" + dir),
	}
	for _, flag := range []string{"disable-quic", "disable-background-networking", "disable-component-update", "disable-sync", "disable-extensions"} {
		o = append(o, chromedp.Flag(flag, true))
	}
	if os.Geteuid() == 0 {
		o = append(o, chromedp.NoSandbox)
	}
	ctx, cancel := chromedp.NewExecAllocator(context.Background(), o...)
	ctx, cancelBrowser := chromedp.NewContext(ctx)
	t.Cleanup(func() {
		closing, done := context.WithTimeout(ctx, 5*time.Second)
		_ = chromedp.Cancel(closing) // what is left is ended below
		done()
		cancelBrowser()
		cancel()
		os.RemoveAll(dir)
	})
	if err := chromedp.Do(ctx); err != nil {
		t.Fatal(err)
	}
	return ctx
}

func eval[T any](t *testing.T, ctx context.Context, expression string) T {
	t.Helper()
	ctx, cancel := context.WithTimeout(ctx, 20*time.Second)
	defer cancel()
	v, err := chromedp.Run(ctx, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// TestThePageKeepsNothingFromAnyoneAndFitsAPhone has every kind of page judged, in a
// language of its own.
func TestThePageKeepsNothingFromAnyoneAndFitsAPhone(t *testing.T) {
	program := axe(t)
	ctx := browser(t)
	s := httptest.NewServer(plan.New(options(t)))
	defer s.Close()
	for i, query := range []string{"?day=small", "?day=remote", "?day=missing&draw=7&if=desk%3Dback", "?day=broken", "?day=none"} {
		l := kiosk.Languages()[i%3]
		for _, w := range []int64{390, 1280} {
			if err := chromedp.Do(ctx, chromedp.EmulateViewport(w, 844), chromedp.Navigate(s.URL+plan.Root+query+"&lang="+string(l))); err != nil {
				t.Fatal(err)
			}
			if got := eval[int64](t, ctx, "document.documentElement.scrollWidth"); got > w {
				t.Errorf("%s at %d pixels is %d wide", query, w, got)
			}
			shot(t, ctx, fmt.Sprintf("plan-%d-%d", i, w))
			if w == 390 {
				continue // the same elements
			}
			eval[bool](t, ctx, program+"; true")
			for _, fault := range eval[[]string](t, ctx, judged) {
				t.Errorf("%s: %s", query, fault)
			}
		}
	}
}

// shot writes a picture of the page where somebody wants to look at it.
func shot(t *testing.T, ctx context.Context, name string) {
	t.Helper()
	dir := os.Getenv("SHOTS")
	if dir == "" {
		return
	}
	h := eval[int64](t, ctx, "document.documentElement.scrollHeight")
	w := eval[int64](t, ctx, "window.innerWidth")
	if err := chromedp.Do(ctx, chromedp.EmulateViewport(w, h)); err != nil {
		t.Fatal(err)
	}
	data, err := chromedp.Run(ctx, chromedp.CaptureScreenshot())
	if err == nil {
		err = os.WriteFile(filepath.Join(dir, name+".png"), data, 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
}
