package main

import (
	"errors"
	"fmt"
	"io"
	"net"
	"path/filepath"
	"syscall"

	"kundterminal/cmd/kundterminal/staff"
	"kundterminal/cmd/kundterminal/workshop"
	"kundterminal/kiosk"
	frontdesk "kundterminal/ui/desk"
)

// demoPassword is everybody's in a demonstration, which only this machine reaches.
const demoPassword = "asiointipiste"

// demoCrew are those who work at the demonstration's service point.
var demoCrew = []staff.Entry{
	{ID: "s-001", Role: frontdesk.Lead},
	{ID: "s-014", Role: frontdesk.Advisor, Languages: []kiosk.Language{kiosk.Finnish, kiosk.Swedish}},
	{ID: "s-015", Role: frontdesk.Advisor},
	{ID: "t-001", Role: frontdesk.Technician},
}

// demoStaff writes the demonstration's staff file, and has the point's pages served.
func (d *demoCmd) demoStaff(c *config, dir string) error {
	c.Point.Listen, c.Point.Staff = freeOr(d.Point), filepath.Join(dir, "staff.toml")
	hash, err := workshop.NewPasswordHash([]byte(demoPassword))
	if err != nil {
		return err
	}
	var list []staff.Entry
	for _, e := range demoCrew {
		e.Password = hash.String()
		list = append(list, e)
	}
	text, err := staff.Text(list)
	if err != nil {
		return err
	}
	return writeWhole(c.Point.Staff, text)
}

// freeOr is an address, or another port of its host where it is in use.
func freeOr(address string) string {
	l, err := net.Listen("tcp", address)
	if err == nil {
		l.Close()
		return address
	}
	host, _, split := net.SplitHostPort(address)
	if split != nil || !errors.Is(err, syscall.EADDRINUSE) {
		return address // told when it is opened
	}
	return net.JoinHostPort(host, "0")
}

// tellPoint says how to log in.
func (d *demoCmd) tellPoint(w io.Writer, p *pointServer) {
	if p == nil {
		return
	}
	fmt.Fprintf(w, "The service point's pages: https://%s/desk, account s-014 (advisor) or s-001 (lead), password %s.\n"+
		"Their certificate is a local one: let the browser trust it.\n", p.listener.Addr(), demoPassword)
}
