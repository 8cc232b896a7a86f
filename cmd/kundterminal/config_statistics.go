package main

import (
	"fmt"
	"time"

	"kundterminal/kiosk"
	"kundterminal/kiosk/bolt"
)

// statisticsConfig is how long the past is kept.
type statisticsConfig struct {
	VisitHours  int `toml:"visit_hours"`
	JournalDays int `toml:"journal_days"`
	Years       int `toml:"years"`
}

func (c statisticsConfig) check(fault func(key, reason string), between func(key string, n, least, most int)) {
	between("statistics.visit_hours", c.VisitHours, 24, 24*90)
	between("statistics.journal_days", c.JournalDays, 7, 3650)
	between("statistics.years", c.Years, 3, 30)
	if c.JournalDays*24 < c.VisitHours {
		fault("statistics.journal_days", fmt.Sprintf("%d days are shorter than visit_hours", c.JournalDays))
	}
}

// limits are what is kept no longer at a time.
func (c statisticsConfig) limits(now time.Time) bolt.Limits {
	y, m, d := now.Add(-time.Duration(c.VisitHours) * time.Hour).Date()
	return bolt.Limits{
		Visits: time.Date(y, m, d, 0, 0, 0, 0, now.Location()), // a day is closed at its midnight
		Rest:   now.AddDate(0, 0, -c.JournalDays),
		Days:   kiosk.DateOf(now.AddDate(-c.Years, 0, 0)),
	}
}
