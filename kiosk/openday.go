package kiosk

import (
	"fmt"
	"strings"
	"time"
)

// ParseOpenDay reads hours of one day, such as "09:00-16:15"; "24:00" is its end. An
// empty text is a day on which it is closed.
func ParseOpenDay(text string) (OpenDay, error) {
	if strings.TrimSpace(text) == "" {
		return OpenDay{}, nil
	}
	from, to, _ := strings.Cut(text, "-")
	opens, begins := clockTime(from)
	closes, ends := clockTime(to)
	switch {
	case !begins || !ends:
		return OpenDay{}, fmt.Errorf("%q is not like 09:00-16:15", text)
	case closes <= opens:
		return OpenDay{}, fmt.Errorf("%q ends before it begins", text)
	}
	return OpenDay{Opens: opens, Closes: closes}, nil
}

func clockTime(text string) (time.Duration, bool) {
	text = strings.TrimSpace(text)
	if text == "24:00" {
		return 24 * time.Hour, true
	}
	at, err := time.Parse("15:04", text)
	return time.Duration(at.Hour())*time.Hour + time.Duration(at.Minute())*time.Minute, err == nil
}
