package main

import (
	"fmt"
	"net"
	"strings"
)

// pointConfig is the service point's own web server, for its staff and its displays.
type pointConfig struct {
	Listen string   `toml:"listen"`
	Hosts  []string `toml:"hosts"`
	Cert   string   `toml:"cert"`
	Key    string   `toml:"key"`
	Staff  string   `toml:"staff"`
}

// used reports whether the server runs.
func (c pointConfig) used() bool { return c.Listen != "" }

// check reports what the server cannot work with. Listen is where the screens are
// served, which nobody else may reach.
func (c pointConfig) check(fault func(key, reason string), screens string) {
	if c.Listen != "" {
		if _, port, err := net.SplitHostPort(c.Listen); err != nil || port == "" {
			fault("point.listen", fmt.Sprintf("%q is not an address such as 0.0.0.0:8470", c.Listen))
		} else if c.Listen == screens {
			fault("point.listen", fmt.Sprintf("%q is where the screens are served; give another port", c.Listen))
		}
	}
	for _, h := range c.Hosts {
		if h != strings.ToLower(h) || strings.ContainsAny(h, ":/ *") || h == "" {
			fault("point.hosts", fmt.Sprintf("%q is not a name such as point.example.fi: small letters, without port or path", h))
		}
	}
	if (c.Cert == "") != (c.Key == "") {
		fault("point.cert", "a certificate and its key belong together: give both, or none for a local one")
	}
	if c.Staff == "" {
		fault("point.staff", "must name a file")
	}
}
