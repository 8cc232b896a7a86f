package main

import (
	"fmt"
	"os/exec"
	"path/filepath"
	"slices"

	"kundterminal/assets"
	"kundterminal/cmd/kundterminal/gallery"
	"kundterminal/kiosk"
	"kundterminal/kiosk/catalogue"
	"kundterminal/kiosk/faulttree"
	"kundterminal/ui"
	"kundterminal/ui/texts"
)

// screensCmd writes every screen into a folder, for those who translate and judge.
type screensCmd struct {
	Out        string   `help:"Folder to write to; it is made." required:"" type:"path" placeholder:"DIR"`
	Lang       []string `help:"Languages with commas between them, or all." default:"fi"`
	Mode       []string `help:"How a person wants the screen: plain, large, largest, contrast, low, simple, left, or several with commas. More than one --mode writes each." default:"plain" sep:"none"`
	Frame      []string `help:"The glass: portrait, landscape, or pixels and inches as in 1080x1920@21.5." default:"portrait"`
	Only       []string `help:"Names of screens only, as in summary*." placeholder:"NAME"`
	Technician bool     `help:"The screens of a technician as well."`
	Pictures   string   `help:"PNG pictures by Chromium: auto writes them where it is installed." enum:"auto,yes,no" default:"auto"`
	Config     string   `help:"Configuration file of a service point: its name, catalogue and reach." type:"path" short:"c"`
}

// Run implements the command.
func (r *screensCmd) Run(s *surroundings) error {
	g := gallery.Gallery{
		Folder: r.Out, Only: r.Only, Technician: r.Technician, Icons: assets.Icons(), Fonts: assets.Fonts(), Progress: s.out,
	}
	if err := r.choose(&g); err != nil {
		return fmt.Errorf("%w: %w", errUse, err)
	}
	program, err := exec.LookPath("chromium")
	switch {
	case r.Pictures == "no":
	case err == nil:
		g.Chromium = program
	case r.Pictures == "yes":
		return fmt.Errorf("pictures need Chromium: install the package chromium, or write --pictures no (%w)", err)
	default:
		fmt.Fprintln(s.errors, "kundterminal: Chromium is not installed: there are no pictures, and the index shows the pages themselves")
	}
	if err := r.fill(&g); err != nil {
		return err
	}
	n, err := g.Write(s.ctx)
	if err != nil {
		return err
	}
	fmt.Fprintf(s.out, "%d screens: %s\n", n, filepath.Join(r.Out, "index.html"))
	return nil
}

// choose reads what was asked for.
func (r *screensCmd) choose(g *gallery.Gallery) error {
	for _, text := range r.Lang {
		l := kiosk.Language(text)
		switch {
		case text == "all":
			g.Languages = append(g.Languages, kiosk.AllLanguages()...)
		case slices.Contains(kiosk.AllLanguages(), l):
			g.Languages = append(g.Languages, l)
		default:
			return fmt.Errorf("the language %q is not known: there are %v, or all", text, kiosk.AllLanguages())
		}
	}
	for _, text := range r.Mode {
		m, err := gallery.ParseMode(text)
		if err != nil {
			return err
		}
		g.Modes = append(g.Modes, m)
	}
	for _, text := range r.Frame {
		f, err := gallery.ParseFrame(text)
		if err != nil {
			return err
		}
		g.Frames = append(g.Frames, f)
	}
	for _, pattern := range r.Only {
		if _, err := filepath.Match(pattern, ""); err != nil {
			return fmt.Errorf("the name %q cannot be read: %w", pattern, err)
		}
	}
	return nil
}

// fill reads the service point's own names and the texts.
func (r *screensCmd) fill(g *gallery.Gallery) error {
	c, err := loadConfig(r.Config)
	if err != nil {
		return err
	}
	keeper, err := catalogue.Open(assets.Catalogue(), c.Catalogue.Folder, "")
	if err != nil {
		return err
	}
	g.Catalogue = keeper.Current().Catalogue
	if g.Trees, err = faulttree.LoadAll(assets.FaultTrees()); err != nil {
		return err
	}
	words, err := texts.Load(assets.Texts())
	if err != nil {
		return err
	}
	regular, bold, err := typefaces()
	if err != nil {
		return err
	}
	font, err := ui.NewFont(regular, bold)
	if err != nil {
		return err
	}
	g.Presenter = &ui.Presenter{Texts: words, Font: font, Place: c.place(), Languages: c.Terminal.Languages, Reach: float64(c.Screen.ReachMM)}
	for _, l := range g.Languages {
		if !slices.Contains(g.Presenter.Languages, l) {
			g.Presenter.Languages = append(g.Presenter.Languages, l)
		}
	}
	return nil
}
