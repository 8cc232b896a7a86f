package workshop

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strings"
	"time"

	"kundterminal/kiosk"
)

const (
	journaldLimit = 20 * time.Second
	journaldMost  = 24 << 20 // bytes
	traceLargest  = 8 << 20  // bytes of one recording
	traceMost     = 12       // recordings, the newest
)

// Terminal is what a support bundle is made from.
type Terminal struct {
	Unit      string // of systemd: "kundterminal"; empty: no journal daemon is asked
	Log       *LogRing
	Reports   func(context.Context) ([]kiosk.DeviceReport, error)
	Journal   Events
	Config    []ConfigValue
	Folder    string // of recordings, *.trace, which are masked when they are made
	Database  Database
	System    System
	Catalogue func() []string // its faults
}

// Sources lists what goes into a bundle, in order.
func (t Terminal) Sources() []BundleSource {
	sections := func(f func(ctx context.Context) []kiosk.FactSection) func(context.Context) ([]byte, error) {
		return func(ctx context.Context) ([]byte, error) { return asJSON(f(ctx)) }
	}
	return []BundleSource{
		File("bundle_log", "log.jsonl", func(context.Context) ([]byte, error) { return t.Log.Lines(), nil }),
		File("bundle_journald", "journald.jsonl", func(ctx context.Context) ([]byte, error) { return journald(ctx, t.Unit) }),
		File("bundle_devices", "devices.json", func(ctx context.Context) ([]byte, error) {
			list, err := t.Reports(ctx)
			return append([]byte{}, must(asJSON(list))...), err
		}),
		File("bundle_journal", "journal.jsonl", func(ctx context.Context) ([]byte, error) { return ExportJournal(ctx, t.Journal, t.System.now()) }),
		File("bundle_configuration", "configuration.txt", func(context.Context) ([]byte, error) { return t.configuration(), nil }),
		{Key: "bundle_traces", Read: t.traces},
		File("bundle_database", "database.json", sections(func(ctx context.Context) []kiosk.FactSection {
			return append(t.Database.Findings().Sections, kiosk.FactSection{Key: "store_check", Facts: []kiosk.Fact{t.Database.Check(ctx)}})
		})),
		File("bundle_catalogue", "catalogue.txt", func(context.Context) ([]byte, error) { return lines(t.Catalogue()), nil }),
		File("bundle_system", "system.json", sections(t.System.Sections)),
		File("bundle_versions", "versions.txt", func(context.Context) ([]byte, error) { return versions(), nil }),
	}
}

// asJSON leaves < as it is: redact would not know a zone or a code by \u003c.
func asJSON(v any) ([]byte, error) {
	var out bytes.Buffer
	e := json.NewEncoder(&out)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	err := e.Encode(v)
	return out.Bytes(), err
}

// must is for what always can be written as JSON.
func must(data []byte, err error) []byte {
	if err != nil {
		return []byte(err.Error())
	}
	return data
}

func lines(list []string) []byte {
	if len(list) == 0 {
		return nil
	}
	return []byte(strings.Join(list, "\n") + "\n")
}

func (t Terminal) configuration() []byte {
	var list []string
	for _, v := range t.Config {
		list = append(list, v.String())
	}
	return lines(list)
}

// journald asks the machine's journal daemon for what the terminal logged in the
// last week, in earlier runs too. A machine without one is no fault.
func journald(ctx context.Context, unit string) ([]byte, error) {
	if unit == "" {
		return nil, nil
	}
	path, err := exec.LookPath("journalctl")
	if err != nil {
		return nil, nil
	}
	ctx, cancel := context.WithTimeout(ctx, journaldLimit)
	defer cancel()
	cmd := exec.CommandContext(ctx, path, "--unit", unit, "--output", "json", "--output-fields", "MESSAGE,PRIORITY,_PID",
		"--since", "-7d", "--no-pager", "--quiet")
	out := &capped{most: journaldMost}
	var complaint bytes.Buffer
	cmd.Stdout, cmd.Stderr, cmd.WaitDelay = out, &complaint, time.Second
	if err := cmd.Run(); err != nil {
		return out.Bytes(), fmt.Errorf("journalctl: %w: %s", err, strings.TrimSpace(complaint.String()))
	}
	return out.Bytes(), nil
}

// capped keeps the last bytes of what is written to it, about most of them.
type capped struct {
	bytes.Buffer
	most int
}

// Write implements io.Writer.
func (c *capped) Write(p []byte) (int, error) {
	n, err := c.Buffer.Write(p)
	if c.Len() > c.most {
		c.Next(c.Len() - c.most/2)
		_, _ = c.ReadBytes('\n') // begin with a whole line
	}
	return n, err
}

// traces reads the newest recordings.
func (t Terminal) traces(context.Context) ([]BundlePart, error) {
	entries, err := os.ReadDir(t.Folder)
	if errors.Is(err, fs.ErrNotExist) || t.Folder == "" {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	type recording struct {
		name string
		at   time.Time
	}
	var list []recording
	for _, e := range entries {
		if info, err := e.Info(); err == nil && info.Mode().IsRegular() && strings.HasSuffix(e.Name(), ".trace") && info.Size() <= traceLargest {
			list = append(list, recording{e.Name(), info.ModTime()})
		}
	}
	slices.SortFunc(list, func(a, b recording) int { return b.at.Compare(a.at) })
	var parts []BundlePart
	for _, r := range list[:min(len(list), traceMost)] {
		data, e := os.ReadFile(filepath.Join(t.Folder, r.name))
		err = errors.Join(err, e)
		// As it is: masked when it was made, and of hexadecimal digits, among which
		// something would always look like a code.
		parts = append(parts, BundlePart{Name: "traces/" + r.name, Data: data})
	}
	return parts, err
}

// versions names the program, the modules that it was built from, and how.
func versions() []byte {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return []byte("?\n")
	}
	return []byte(Version() + "\n\n" + info.String())
}
