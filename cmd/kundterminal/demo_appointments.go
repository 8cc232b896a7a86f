package main

import (
	"fmt"
	"path/filepath"
	"strings"
	"time"
)

// demoCodes are the codes of a demonstration's appointments.
var demoCodes = []string{"K4T9WX3", "M7R2QPY", "H5N8VJ="}

// demoAppointments writes the calendar of a demonstration: one to check in for
// now, which is also that of the test person on the identity card, one for which
// it is too early, and a private one.
func demoAppointments(c *config, dir string) error {
	key, err := loadKey("identity.key_file", c.Identity.KeyFile)
	if err != nil {
		return err
	}
	person := newIdentifier(key).pseudonym([]byte("010594Y9032"))
	now := onWorkingDay(time.Now()).UTC()
	var b strings.Builder
	b.WriteString("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Kundterminal//Demonstration//EN\r\n")
	for i, more := range []string{
		"X-KIOSK-SERVICE:k-housing\r\nLOCATION:A 102\r\nX-KIOSK-PERSON:" + person,
		"X-KIOSK-SERVICE:v-card\r\nLOCATION:A 103\r\nCATEGORIES:REMOTE",
		"X-KIOSK-SERVICE:o-debt\r\nLOCATION:A 107\r\nCLASS:PRIVATE",
	} {
		at := now.Add([]time.Duration{15 * time.Minute, 3 * time.Hour, 10 * time.Minute}[i])
		fmt.Fprintf(
			&b, "BEGIN:VEVENT\r\nUID:demo-%d\r\nDTSTAMP:%s\r\nDTSTART:%s\r\nX-KIOSK-CODE:%s\r\n%s\r\nEND:VEVENT\r\n",
			i+1, now.Format("20060102T150405Z"), at.Format("20060102T150405Z"), demoCodes[i], more,
		)
	}
	b.WriteString("END:VCALENDAR\r\n")
	c.Appointments.Folder = filepath.Join(dir, "appointments")
	return writeWhole(filepath.Join(c.Appointments.Folder, "demo.ics"), []byte(b.String()))
}
