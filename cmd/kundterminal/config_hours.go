package main

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"kundterminal/kiosk"
)

// weekdays are the keys of [hours], as time.Weekday counts.
var weekdays = []string{"sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"}

// parseHours reads "09:00-16:15"; an empty text is a closed day.
func parseHours(text string) (kiosk.OpenDay, error) {
	if strings.TrimSpace(text) == "" {
		return kiosk.OpenDay{}, nil
	}
	from, to, _ := strings.Cut(text, "-")
	var day kiosk.OpenDay
	for _, side := range []struct {
		text string
		at   *time.Duration
	}{{from, &day.Opens}, {to, &day.Closes}} {
		at, err := time.Parse("15:04", strings.TrimSpace(side.text))
		if err != nil {
			return day, fmt.Errorf("%q is not like 09:00-16:15", text)
		}
		*side.at = time.Duration(at.Hour())*time.Hour + time.Duration(at.Minute())*time.Minute
	}
	if day.Closes <= day.Opens {
		return day, fmt.Errorf("%q ends before it begins", text)
	}
	return day, nil
}

func (c *config) checkHours(fault func(key, reason string)) {
	for day, text := range c.Hours {
		if !slices.Contains(weekdays, day) {
			fault("hours."+day, "is no day of the week, such as monday")
		} else if _, err := parseHours(text); err != nil {
			fault("hours."+day, err.Error())
		}
	}
}

// openHours are when the service point is open.
func (c config) openHours() kiosk.OpenHours {
	var h kiosk.OpenHours
	for i, day := range weekdays {
		h[i], _ = parseHours(c.Hours[day]) // checked when it was read
	}
	return h
}
