package main

import (
	"cmp"
	"fmt"
	"regexp"

	"kundterminal/kiosk"
)

// feedbackConfig is how people are asked, and who reads it.
type feedbackConfig struct {
	Ask        bool         `toml:"ask"`
	KeepMonths int          `toml:"keep_months"`
	KeyFile    string       `toml:"key_file"`
	Route      kiosk.Routes `toml:"route"`
}

// address is what feedback can be sent to: an authority's id, or another of its kind.
var address = regexp.MustCompile(`^[a-z][a-z0-9-]*$`)

func (c *config) checkFeedback(fault func(key, reason string)) {
	if m := c.Feedback.KeepMonths; m < 1 || m > 60 {
		fault("feedback.keep_months", fmt.Sprintf("%d is not between 1 and 60", m))
	}
	for on, to := range c.Feedback.Route {
		if on != kiosk.AnyAuthority && !address.MatchString(string(on)) {
			fault("feedback.route."+string(on), "is neither an authority's id such as kela, nor *")
		}
		for _, a := range to {
			if !address.MatchString(string(a)) {
				fault("feedback.route."+string(on), fmt.Sprintf("%q is no address such as kela or point", a))
			}
		}
	}
}

// feedbackKeyFile is where the key is that seals what people write.
func (c config) feedbackKeyFile() string { return cmp.Or(c.Feedback.KeyFile, c.Store.Path+".key") }
