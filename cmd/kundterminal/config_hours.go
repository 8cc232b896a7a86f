package main

import (
	"slices"

	"kundterminal/kiosk"
)

// weekdays are the keys of [hours], as time.Weekday counts.
var weekdays = []string{"sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"}

func (c *config) checkHours(fault func(key, reason string)) {
	for day, text := range c.Hours {
		if !slices.Contains(weekdays, day) {
			fault("hours."+day, "is no day of the week, such as monday")
		} else if _, err := kiosk.ParseOpenDay(text); err != nil {
			fault("hours."+day, err.Error())
		}
	}
}

// alwaysOpen has the point open at any hour, for what is shown and played at any hour.
func (c *config) alwaysOpen() {
	for _, day := range weekdays {
		c.Hours[day] = "00:00-24:00"
	}
}

// openHours are when the service point is open.
func (c config) openHours() kiosk.OpenHours {
	var h kiosk.OpenHours
	for i, day := range weekdays {
		h[i], _ = kiosk.ParseOpenDay(c.Hours[day]) // checked when it was read
	}
	return h
}
