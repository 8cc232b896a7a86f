package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"kundterminal/assets"
	"kundterminal/cmd/kundterminal/staff"
	"kundterminal/internal/logbook"
	"kundterminal/kiosk"
	frontdesk "kundterminal/ui/desk"
	"kundterminal/ui/plan"
	shown "kundterminal/ui/statistics"
	"kundterminal/ui/texts"
	"kundterminal/ui/web"
)

// pointServer is the service point's own web server.
type pointServer struct {
	pages       *frontdesk.Server
	listener    net.Listener
	certificate *certificate
	terminal    *terminal
}

// wirePoint opens the server's port, so that a fault is told at the start. Without
// [point] listen there is none.
func (t *terminal) wirePoint() error {
	c := t.config.Point
	if !c.used() {
		return nil
	}
	words, err := texts.Load(assets.DeskTexts())
	if err != nil {
		return err
	}
	rules, err := pointTexts()
	if err != nil {
		return err
	}
	roll, err := staff.Open(c.Staff)
	if err != nil {
		return fmt.Errorf("point.staff: %w", err)
	}
	cert, err := newCertificate(c, filepath.Dir(t.config.Store.Path), t.log)
	if err != nil {
		return err
	}
	listener, err := net.Listen("tcp", c.Listen)
	if err != nil {
		return fmt.Errorf("point.listen: %w; another terminal may be running", err)
	}
	mounts, err := t.mounts()
	if err != nil {
		return errors.Join(err, listener.Close())
	}
	hosts := c.Hosts
	if name, err := os.Hostname(); err == nil {
		hosts = append(hosts, strings.ToLower(name))
	}
	t.point = &pointServer{
		listener: listener, certificate: cert, terminal: t,
		pages: frontdesk.New(frontdesk.Options{
			Hall: t.hall, Settings: t.hall.Settings, Staff: roll, Plan: t.plan.Load,
			Catalogue: t.current.Load, Texts: words, RuleTexts: rules, Languages: deskLanguages(t.config), Place: t.config.place(),
			Location: t.config.location, Icons: assets.Icons(), Fonts: assets.Fonts(), Log: t.log,
			Hosts: hosts, TLS: cert.config(), Mounts: mounts,
		}),
	}
	return nil
}

// run serves the pages until the context ends.
func (p *pointServer) run(ctx context.Context) error {
	pair := p.certificate.pair
	logbook.Write(p.terminal.log, logbook.PointServed{
		Address: p.listener.Addr().String(), Fingerprint: fingerprint(pair), Until: pair.Leaf.NotAfter,
	})
	return p.pages.Serve(ctx, p.listener)
}

// deskLanguages are those of the terminal that the pages of the staff are in.
func deskLanguages(c config) []kiosk.Language {
	var list []kiosk.Language
	for _, l := range c.Terminal.Languages {
		if slices.Contains(kiosk.Languages(), l) {
			list = append(list, l)
		}
	}
	if len(list) == 0 {
		return kiosk.Languages()
	}
	return list
}

// mounts are the pages of others on the point's server.
func (t *terminal) mounts() ([]frontdesk.Mount, error) {
	figures, err := t.statisticsPages("/desk")
	if err != nil {
		return nil, err
	}
	planning, err := t.planPage()
	if err != nil {
		return nil, err
	}
	return []frontdesk.Mount{
		{Path: "/assist/", Role: frontdesk.Advisor, Handler: http.StripPrefix("/assist", t.mirror()), Name: "link_assist"},
		{Path: "/display", Role: frontdesk.Everybody, Handler: t.display.pages, Name: "link_display"},
		{Path: "/display/", Role: frontdesk.Everybody, Handler: t.display.pages},
		{Path: shown.Root, Role: frontdesk.Lead, Handler: figures, Name: "link_statistics"},
		{Path: plan.Root, Role: frontdesk.Lead, Handler: planning},
	}, nil
}

// mirror is where an advisor sees a person's screen and presses for them, while the
// person allows it.
func (t *terminal) mirror() http.Handler {
	return web.Mirror(front{t}, web.MirrorOptions{
		Scene: t.presenter.Mirrored, Frame: t.config.frame(), Icons: assets.Icons(), Fonts: assets.Fonts(), Log: t.log,
		Post:     func(e kiosk.Event) { t.engine.Post(e) },
		Desk:     func(r *http.Request) string { return string(frontdesk.SeatOf(r).Desk) },
		Language: func(r *http.Request) kiosk.Language { return frontdesk.SeatOf(r).Language },
		Home:     "/desk",
	})
}

// front is the terminal's engine, which is made after the pages that watch it.
type front struct{ t *terminal }

// Watch implements web.Terminal.
func (f front) Watch() (states <-chan kiosk.State, stop func()) { return f.t.engine.Watch() }

// Press implements web.Terminal.
func (f front) Press(p kiosk.Press) { f.t.engine.Press(p) }
