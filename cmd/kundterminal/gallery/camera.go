package gallery

import (
	"bufio"
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"time"
)

// camera is Chromium without a window, driven by its DevTools protocol over a pipe:
// messages are JSON with a zero byte behind each.
type camera struct {
	program *exec.Cmd
	to      *os.File
	from    *bufio.Reader
	folder  string // Chromium's own, thrown away
	session string
	last    int
}

// message is a command, its answer or an event.
type message struct {
	ID      int             `json:"id,omitempty"`
	Session string          `json:"sessionId,omitempty"`
	Method  string          `json:"method,omitempty"`
	Params  any             `json:"params,omitempty"`
	Result  json.RawMessage `json:"result,omitempty"`
	Error   *struct {
		Message string `json:"message"`
	} `json:"error,omitempty"`
}

// slowest is how long one answer of Chromium may take.
const slowest = 30 * time.Second

// openCamera starts Chromium.
func openCamera(ctx context.Context, program string) (*camera, error) {
	folder, err := os.MkdirTemp("", "kundterminal-screens")
	if err != nil {
		return nil, err
	}
	reads, to, err := os.Pipe()
	if err != nil {
		return nil, err
	}
	from, writes, err := os.Pipe()
	if err != nil {
		return nil, err
	}
	args := []string{
		"--headless", "--remote-debugging-pipe", "--disable-gpu", "--no-first-run", "--disable-extensions",
		"--disable-background-networking", "--disable-component-update", "--hide-scrollbars", "--user-data-dir=" + folder,
	}
	if os.Geteuid() == 0 {
		args = append(args, "--no-sandbox")
	}
	c := &camera{program: exec.CommandContext(ctx, program, append(args, "about:blank")...), to: to, from: bufio.NewReaderSize(from, 1<<20), folder: folder}
	c.program.ExtraFiles = []*os.File{reads, writes} // its files 3 and 4
	c.program.Env = append(os.Environ(), "TMPDIR="+folder)
	err = c.program.Start()
	reads.Close()
	writes.Close()
	if err != nil {
		return nil, errors.Join(fmt.Errorf("%s does not start: %w", program, err), to.Close(), from.Close(), os.RemoveAll(folder))
	}
	if err := c.attach(); err != nil {
		c.close()
		return nil, fmt.Errorf("%s does not answer: %w", program, err)
	}
	return c, nil
}

// attach opens a page and takes hold of it.
func (c *camera) attach() error {
	var target struct{ TargetID string }
	if err := c.call("Target.createTarget", map[string]any{"url": "about:blank"}, &target); err != nil {
		return err
	}
	var held struct{ SessionID string }
	if err := c.call("Target.attachToTarget", map[string]any{"targetId": target.TargetID, "flatten": true}, &held); err != nil {
		return err
	}
	c.session = held.SessionID
	return c.call("Page.enable", nil, nil)
}

func (c *camera) close() {
	c.session = ""
	_ = c.call("Browser.close", nil, nil) // what is left is ended below
	c.to.Close()
	ended := time.AfterFunc(5*time.Second, func() { _ = c.program.Process.Kill() })
	_ = c.program.Wait()
	ended.Stop()
	os.RemoveAll(c.folder)
}

// take writes a picture of a page, half as large as the glass in pixels.
func (c *camera) take(ctx context.Context, page, picture string, f Frame) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	page, err := filepath.Abs(page)
	if err != nil {
		return err
	}
	address := url.URL{Scheme: "file", Path: filepath.ToSlash(page)}
	size := map[string]any{"width": f.WidthPx / 2, "height": f.HeightPx / 2, "deviceScaleFactor": 1, "mobile": false}
	if err := c.call("Emulation.setDeviceMetricsOverride", size, nil); err != nil {
		return err
	}
	if err := c.call("Page.navigate", map[string]any{"url": address.String()}, nil); err != nil {
		return err
	}
	ready := map[string]any{
		"expression":   `new Promise((done) => { const wait = () => document.readyState === "complete" && document.querySelector("#kt-stage") ? document.fonts.ready.then(() => requestAnimationFrame(() => done(1))) : setTimeout(wait, 2); wait(); })`,
		"awaitPromise": true,
	}
	if err := c.call("Runtime.evaluate", ready, nil); err != nil {
		return err
	}
	var shot struct{ Data string }
	if err := c.call("Page.captureScreenshot", map[string]any{"format": "png", "optimizeForSpeed": true}, &shot); err != nil {
		return err
	}
	data, err := base64.StdEncoding.DecodeString(shot.Data)
	if err != nil {
		return err
	}
	return os.WriteFile(picture, data, 0o644)
}

// call sends a command and waits for its answer.
func (c *camera) call(method string, params, result any) error {
	c.last++
	sent, err := json.Marshal(message{ID: c.last, Session: c.session, Method: method, Params: params})
	if err != nil {
		return err
	}
	hung := time.AfterFunc(slowest, func() { _ = c.program.Process.Kill() }) // reading ends then
	defer hung.Stop()
	if _, err := c.to.Write(append(sent, 0)); err != nil {
		return fmt.Errorf("%s: %w", method, err)
	}
	for {
		data, err := c.from.ReadBytes(0)
		if err != nil {
			return fmt.Errorf("%s: Chromium has ended: %w", method, err)
		}
		var got message
		if err := json.Unmarshal(data[:len(data)-1], &got); err != nil {
			return fmt.Errorf("%s: %w", method, err)
		}
		switch {
		case got.ID != c.last:
			continue // an event
		case got.Error != nil:
			return fmt.Errorf("%s: %s", method, got.Error.Message)
		case result != nil:
			return json.Unmarshal(got.Result, result)
		}
		return nil
	}
}
