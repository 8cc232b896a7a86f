package gallery

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"kundterminal/kiosk"
	"kundterminal/ui"
	"kundterminal/ui/tour"
	"kundterminal/ui/web"
)

// Gallery is what is to be written, and where to.
type Gallery struct {
	Folder     string // it and those above it are made
	Presenter  *ui.Presenter
	Catalogue  *kiosk.Catalogue
	Trees      []kiosk.FaultTree
	Languages  []kiosk.Language
	Modes      []Mode
	Frames     []Frame
	Only       []string // patterns of names as of files; none: every screen
	Technician bool     // the screens of a technician as well
	Icons      fs.FS
	Fonts      fs.FS
	Chromium   string    // the program; empty: no pictures
	Progress   io.Writer // is told of each finished part
}

// shown is one screen of the index.
type shown struct {
	Name string
	Page int
	Base string // address of its files, without the ending
	Lang kiosk.Language
}

// part is what has one language, mode and frame.
type part struct {
	lang  kiosk.Language
	mode  Mode
	frame Frame
}

// Write writes everything, and returns how many screens there are. The error says
// which file could not be written or which screen not drawn.
func (g *Gallery) Write(ctx context.Context) (int, error) {
	stills, err := web.NewStills(g.Icons, "../../../fonts")
	if err != nil {
		return 0, err
	}
	if err := g.copyFonts(); err != nil {
		return 0, err
	}
	var camera *camera
	if g.Chromium != "" {
		if camera, err = openCamera(ctx, g.Chromium); err != nil {
			return 0, err
		}
		defer camera.close()
	}
	n := 0
	var sheets []sheet
	for _, m := range g.Modes {
		for _, f := range g.Frames {
			sheet := newSheet(m, f, camera != nil)
			for _, l := range g.Languages {
				list, err := g.writePart(ctx, part{l, m, f}, stills, camera)
				if err != nil {
					return n, err
				}
				n += len(list)
				sheet.add(list)
				fmt.Fprintf(g.Progress, "%s %s %s: %d screens\n", m.Name, f.Name, l, len(list))
			}
			sheets = append(sheets, sheet)
		}
	}
	if n == 0 {
		return 0, fmt.Errorf("no screen has a name like %s", strings.Join(g.Only, " or "))
	}
	return n, g.writeIndex(sheets)
}

func (g *Gallery) copyFonts() error {
	folder := filepath.Join(g.Folder, "fonts")
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	for _, name := range []string{"NotoSans-Regular.ttf", "NotoSans-Bold.ttf"} {
		data, err := fs.ReadFile(g.Fonts, name)
		if err == nil {
			err = os.WriteFile(filepath.Join(folder, name), data, 0o644)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// writePart writes the screens of one language, mode and frame.
func (g *Gallery) writePart(ctx context.Context, p part, stills *web.Stills, camera *camera) ([]shown, error) {
	stops := tour.Stops(g.Catalogue, p.lang)
	if g.Technician {
		stops = append(stops, tour.Technician(g.Trees, p.lang)...)
	}
	stops = slices.DeleteFunc(stops, func(s tour.Stop) bool { return !g.wanted(s.Name) || turnsOnly(s.Name) })
	folder := filepath.Join(g.Folder, p.mode.Name, p.frame.Name, string(p.lang))
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return nil, err
	}
	known := catalogueTexts(g.Catalogue)
	var said []Source
	presenter := *g.Presenter
	presenter.Noted = func(text, key string, in kiosk.Language) {
		s := Source{File: "texts/" + string(in) + ".toml", Key: key, Language: in, Text: text, bare: bare(text)}
		if key == "" {
			at := known[text] // the name of the service point is in no catalogue
			s.File, s.Key = at.File, at.Key
		}
		if !slices.Contains(said, s) {
			said = append(said, s)
		}
	}
	var list []shown
	for _, stop := range tour.In(p.mode.Comfort, stops) {
		said = nil
		pages := tour.Pages(stop, func(s kiosk.State) ui.Scene { return presenter.Scene(s, p.frame.Glass) })
		for _, page := range pages {
			page.Scene.Name = stop.Name
			one, err := g.writeScreen(folder, p, page, said, stills)
			if err == nil && camera != nil {
				err = camera.take(ctx, one+".html", one+".png", p.frame)
			}
			if err != nil {
				return list, fmt.Errorf("the screen %s in %s: %w", stop.Name, p.lang, err)
			}
			base, err := filepath.Rel(g.Folder, one)
			if err != nil {
				return list, err
			}
			list = append(list, shown{stop.Name, page.Turn + 1, filepath.ToSlash(base), p.lang})
		}
	}
	return list, nil
}

// writeScreen writes a page of a screen, and returns the name of its files without
// the ending.
func (g *Gallery) writeScreen(folder string, p part, page tour.Page, said []Source, stills *web.Stills) (string, error) {
	name := page.Scene.Name
	if page.Turn > 0 {
		name = fmt.Sprintf("%s.%d", name, page.Turn+1)
	}
	name = filepath.Join(folder, name)
	drawn, err := stills.Page(page.Scene)
	if err != nil {
		return "", err
	}
	data, err := json.MarshalIndent(dataOf(page.Scene, p.mode, page.Turn+1, said), "", "\t")
	if err != nil {
		return "", err
	}
	if err := os.WriteFile(name+".html", drawn, 0o644); err != nil {
		return "", err
	}
	return name, os.WriteFile(name+".json", append(data, '\n'), 0o644)
}

// wanted reports whether a name is one of those that were asked for.
func (g *Gallery) wanted(name string) bool {
	return len(g.Only) == 0 || slices.ContainsFunc(g.Only, func(pattern string) bool {
		ok, _ := filepath.Match(pattern, name)
		return ok
	})
}

// turnsOnly reports whether a stop is a later page of a list, which is reached by
// turning the first.
func turnsOnly(name string) bool {
	for _, list := range []string{"life-events-", "authorities-", "services-", "home-"} {
		if n := name[strings.LastIndexByte(name, '-')+1:]; strings.HasPrefix(name, list) && len(n) == 1 && n > "1" && n <= "9" {
			return true
		}
	}
	return false
}
