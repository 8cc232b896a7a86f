package main

import (
	"fmt"
	"path/filepath"
	"strings"
)

func (c *config) checkSound(fault func(key, reason string)) {
	if strings.TrimSpace(c.Sound.Device) == "" {
		fault("sound.device", "must name a device that aplay -L lists, such as default")
	}
	if j := c.Sound.Jack; j != "" && !filepath.IsAbs(j) {
		fault("sound.jack", fmt.Sprintf("%q is no path such as /dev/input/by-path/…; leave it empty where there are no headphones", j))
	}
}
