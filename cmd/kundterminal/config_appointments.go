package main

import (
	"strings"
	"time"

	"kundterminal/kiosk"
)

// appointmentsConfig is where booked times come from, and when people can check
// in.
type appointmentsConfig struct {
	Folder    string `toml:"folder"`
	URL       string `toml:"url" secret:"true"` // it may hold what opens it
	EveryS    int    `toml:"every_s"`
	BeforeMin int    `toml:"before_min"`
	AfterMin  int    `toml:"after_min"`
}

// used reports whether people with an appointment can check in.
func (c appointmentsConfig) used() bool { return c.Folder != "" || c.URL != "" }

func (c appointmentsConfig) check(fault func(key, reason string), between func(key string, v, least, most int)) {
	between("appointments.every_s", c.EveryS, 10, 3600)
	between("appointments.before_min", c.BeforeMin, 0, 240)
	between("appointments.after_min", c.AfterMin, 0, 240)
	if c.Folder != "" && c.URL != "" {
		fault("appointments.url", "a folder is given too; give one of them")
	}
	if c.URL != "" && !strings.HasPrefix(c.URL, "https://") {
		fault("appointments.url", "must begin with https://; what is not encrypted is not fetched")
	}
}

// rules sets when people can check in.
func (c appointmentsConfig) rules(r *kiosk.Rules) {
	r.Early = time.Duration(c.BeforeMin) * time.Minute
	r.Late = time.Duration(c.AfterMin) * time.Minute
}
