package main

import (
	"fmt"
	"net"
	"path/filepath"
	"slices"
	"strings"

	"kundterminal/cmd/kundterminal/workshop"
)

// diagnosticsConfig is what the technician's mode may do and how it is entered.
type diagnosticsConfig struct {
	Badges     []string `toml:"badges" secret:"true"`
	PINFile    string   `toml:"pin_file"`
	Recipients []string `toml:"recipients"`
	Serve      string   `toml:"serve"`
	Socket     string   `toml:"socket"`
	Folder     string   `toml:"folder"`
}

// checkDiagnostics reports what the technician's mode cannot work with. Badges
// are secret, and only counted.
func (c *config) checkDiagnostics(fault func(key, reason string)) {
	d := c.Diagnostics
	for i, b := range d.Badges {
		switch {
		case strings.TrimSpace(b) == "":
			fault("diagnostics.badges", fmt.Sprintf("badge %d is empty, which is none", i+1))
		case slices.Contains(c.Identity.Badges, b):
			fault("diagnostics.badges", fmt.Sprintf("badge %d is a service advisor's too; a technician's must be another", i+1))
		case slices.Contains(d.Badges[:i], b):
			fault("diagnostics.badges", fmt.Sprintf("badge %d stands twice", i+1))
		}
	}
	for _, r := range d.Recipients {
		if _, err := workshop.ParseRecipients([]string{r}); err != nil {
			fault("diagnostics.recipients", err.Error())
		}
	}
	if _, port, err := net.SplitHostPort(d.Serve); d.Serve != "" && (err != nil || port == "") {
		fault("diagnostics.serve", fmt.Sprintf("%q is not an address such as :8461", d.Serve))
	} else if d.Serve != "" && d.Serve == c.Web.Listen {
		fault("diagnostics.serve", fmt.Sprintf("%q is where the screens are served; give another port", d.Serve))
	}
	whole := func(key, path string) {
		if path != "" && !filepath.IsAbs(path) {
			fault(key, fmt.Sprintf("%q is not a whole path: it must begin with /", path))
		}
	}
	whole("diagnostics.pin_file", d.PINFile)
	whole("identity.pin_file", c.Identity.PINFile)
	if d.PINFile != "" && d.PINFile == c.Identity.PINFile {
		fault("identity.pin_file", "is the technician's PIN too; give service advisors a file of their own")
	}
	whole("diagnostics.socket", d.Socket)
	if len(d.Socket) > 100 { // sun_path holds 108 bytes
		fault("diagnostics.socket", "the path of a socket has at most 100 bytes")
	}
	if d.Folder == "" {
		fault("diagnostics.folder", "must name a folder")
	}
}
