package main

import "kundterminal/devices/keypad"

// keypadConfig is the tactile keypad.
type keypadConfig struct {
	Port    string `toml:"port"`
	Profile string `toml:"profile"`
	Baud    int    `toml:"baud"`
}

func (c *config) checkKeypad(fault func(key, reason string), between func(key string, v, least, most int)) {
	if _, err := keypad.ProfileByID(keypad.Profiles(), c.Keypad.Profile); err != nil {
		fault("keypad.profile", err.Error())
	}
	between("keypad.baud", c.Keypad.Baud, 0, 921600)
	if c.Keypad.Port == "" {
		return
	}
	taken := c.Keypad.Port == c.Printer.Port
	for _, r := range c.Readers {
		taken = taken || r.Port == c.Keypad.Port
	}
	if taken {
		fault("keypad.port", "is taken by another device")
	}
}
