package main

import (
	"context"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"strings"

	"kundterminal/assets"
	"kundterminal/cmd/kundterminal/staff"
	"kundterminal/internal/logbook"
	"kundterminal/ui/desk"
	"kundterminal/ui/texts"
)

// pointServer is the service point's own web server.
type pointServer struct {
	pages       *desk.Server
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
	hosts := c.Hosts
	if name, err := os.Hostname(); err == nil {
		hosts = append(hosts, strings.ToLower(name))
	}
	t.point = &pointServer{
		listener: listener, certificate: cert, terminal: t,
		pages: desk.New(desk.Options{
			Hall: t.hall, Settings: t.hall.Settings, Staff: roll, Desks: t.desks, Points: t.points,
			Catalogue: t.current.Load, Texts: words, Languages: deskLanguages(t.config), Place: t.config.place(),
			Location: t.config.location, Icons: assets.Icons(), Fonts: assets.Fonts(), Log: t.log,
			Hosts: hosts, TLS: cert.config(), Mounts: t.mounts(),
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

// mounts are the pages of others on the point's server.
func (t *terminal) mounts() []desk.Mount { return nil }
