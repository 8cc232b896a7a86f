package catalogue

import (
	"fmt"
	"strings"
	"text/tabwriter"

	"kundterminal/kiosk"
)

// Report describes a catalogue in a table for a technician: each authority and
// queue with its number of services on the day d, in the language l.
func Report(c *kiosk.Catalogue, l kiosk.Language, d kiosk.Date) string {
	var b strings.Builder
	w := tabwriter.NewWriter(&b, 0, 0, 2, ' ', 0)
	queued := map[kiosk.QueueID]int{}
	valid := 0
	for _, s := range c.Services {
		if s.ValidOn(d) {
			queued[s.Queue]++
			valid++
		}
	}
	fmt.Fprintln(w, "AUTHORITY\tNAME\tSERVICES")
	for _, a := range c.Authorities {
		fmt.Fprintf(w, "%s\t%s\t%d\n", a.ID, a.Name.String(l), len(c.ServicesOf(a.ID, d)))
	}
	fmt.Fprintln(w, "\t\t\nQUEUE\tNAME\tSERVICES")
	for _, q := range c.Queues {
		joint := ""
		if q.Joint {
			joint = " (joint)"
		}
		fmt.Fprintf(w, "%s %s\t%s%s\t%d\n", q.Series, q.ID, q.Name.String(l), joint, queued[q.ID])
	}
	_ = w.Flush() // a strings.Builder takes everything
	fmt.Fprintf(&b, "\n%d authorities, %d services (%d on %s), %d life events, %d queues\n",
		len(c.Authorities), len(c.Services), valid, d, len(c.LifeEvents), len(c.Queues))
	return b.String()
}
