package catalogue

import (
	"net/url"
	"slices"
	"strings"

	"kundterminal/kiosk"
)

// The files that a catalogue may have.
const (
	rosterFile = "roster.toml"
	roomsFile  = "places.toml"
)

// MaxAddress is the longest address of an e-service, in bytes: a longer one makes a
// QR code that telephones do not read from a screen, and nobody types.
const MaxAddress = 60

// address reads the optional addresses of an e-service: of each language that has
// one. A terminal shows them as they are, so that everybody sees where they lead.
func (t *Table) address(key string) kiosk.Text {
	text := t.Text(key, true)
	for l, address := range text {
		at := key + "." + string(l)
		u, err := url.Parse(address)
		switch {
		case err != nil || u.Scheme != "https" || u.Host == "" || u.User != nil:
			t.Fault(at, "%q is no address that begins with https://", address)
		case strings.ContainsFunc(address, func(r rune) bool { return r <= ' ' || r > '~' }):
			t.Fault(at, "%q has a letter that not every keyboard has: write the address in ASCII", address)
		case len(address) > MaxAddress:
			t.Fault(at, "%q has %d characters and may have %d: name the front page of the e-service", address, len(address), MaxAddress)
		}
	}
	return text
}

var servedBy = map[string]kiosk.Served{
	"on_site": kiosk.ServedByExpert, "remote": kiosk.ServedRemotely,
}

// readRoster reads when which authority's experts can be met. A point without the
// file has none.
func (r *reading) readRoster() {
	if _, there := r.texts[rosterFile]; !there {
		return
	}
	t, ok := r.open(rosterFile)
	if !ok {
		return
	}
	for _, c := range t.Children("shift") {
		r.roster = append(r.roster, r.readShift(c))
	}
	t.Done()
}

func (r *reading) readShift(t *Table) kiosk.Shift {
	var s kiosk.Shift
	if id, ok := Required[string](t, "authority", "the id of an authority, in quotes"); ok {
		s.Authority = kiosk.AuthorityID(id)
		if !slices.ContainsFunc(r.authorities, func(a authority) bool { return a.ID == s.Authority }) {
			t.Fault("authority", "%q is the id of no authority: correct it", id)
		}
	}
	if by, ok := Required[string](t, "by", `"on_site" or "remote"`); ok {
		if s.By, ok = servedBy[by]; !ok {
			t.Fault("by", `%q is no way: write "on_site" or "remote"`, by)
		}
	}
	s.Days = t.days()
	if hours, ok := Required[string](t, "hours", `a time in quotes, such as "09:00-15:00"`); ok {
		day, err := kiosk.ParseOpenDay(hours)
		switch {
		case err != nil:
			t.Fault("hours", "%v", err)
		case day == kiosk.OpenDay{}:
			t.Fault("hours", "are empty: write when the shift begins and ends")
		}
		s.From, s.To = day.Opens, day.Closes
	}
	s.First, s.Last = t.date("from"), t.date("to")
	if !s.First.IsZero() && !s.Last.IsZero() && s.Last.Compare(s.First) < 0 {
		t.Fault("to", "%s is before from %s: exchange or correct them", s.Last, s.First)
	}
	t.Done()
	return s
}
