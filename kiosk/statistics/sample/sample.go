// Package sample makes days as a service point has them, to measure, test and show
// statistics with. The same date gives the same day.
package sample

import (
	"fmt"
	"math/rand/v2"
	"time"

	"kundterminal/kiosk"
	"kundterminal/kiosk/queue"
	"kundterminal/kiosk/statistics"
)

// authorities are whose errands people come for, each as often as it stands here.
var authorities = []kiosk.AuthorityID{"kela", "kela", "kela", "vero", "vero", "tyo", "tyo", "dvv", "poliisi", "kunta", "migri"}

// channels are by whom they are served, each as often as it stands here.
var channels = []queue.Channel{queue.ByAdvisor, queue.ByAdvisor, queue.ByAdvisor, queue.ByAdvisor, queue.ByAdvisor, queue.ByExpert, queue.ByVideo}

// languages are what they speak, each as often as it stands here.
var languages = []kiosk.Language{kiosk.Finnish, kiosk.Finnish, kiosk.Finnish, kiosk.Finnish, kiosk.Finnish, kiosk.Swedish, kiosk.English}

// A Point is what a service point's days are made of.
type Point struct {
	Visits    int // a day, more or less
	Terminals int
	Catalogue *kiosk.Catalogue // whose errands people have; nil: no errand is told
}

// Records are the ended parts of the visits of a date. There are none on weekends.
func (p Point) Records(date kiosk.Date) []queue.Record {
	if d := date.Weekday(); d == time.Saturday || d == time.Sunday {
		return nil
	}
	r := dice{rand.New(rand.NewPCG(uint64(date.Year*400+int(date.Month)*32+date.Day), 7))}
	visits := p.Visits * (90 + r.IntN(20)) / 100
	list := make([]queue.Record, 0, visits*5/4)
	for range visits {
		list = append(list, p.visit(r, date)...)
	}
	return list
}

type dice struct{ *rand.Rand }

func of[T any](r dice, list []T) T { return list[r.IntN(len(list))] }

// minutes is a time that is mostly short, and sometimes long.
func (r dice) minutes(mean float64) time.Duration {
	return time.Duration(r.ExpFloat64() * mean * float64(time.Minute))
}

func (p Point) visit(r dice, date kiosk.Date) []queue.Record {
	parts := 1
	if r.IntN(5) == 0 {
		parts = 2
	}
	hour := 9 + min(r.IntN(8), r.IntN(8))
	busy := 8 + 10*float64((hour-8)%4)/4 + float64(date.Month)/2
	language, class := of(r, languages), kiosk.WalkIn
	switch r.IntN(12) {
	case 0:
		class = kiosk.Priority
	case 1, 2:
		class, busy = kiosk.ByAppointment, 3
	}
	terminal := kiosk.TerminalID(1 + r.IntN(max(p.Terminals, 1)))
	var list []queue.Record
	var stayed time.Duration
	for i := range parts {
		rec := p.part(r, busy)
		rec.Date, rec.Hour, rec.Terminal, rec.Language, rec.Class = date, hour, terminal, language, class
		stayed += rec.Waited + rec.Walked + rec.Served
		rec.First, rec.Last = i == 0, i == parts-1
		if rec.First {
			rec.Had = rec.Waited
			middle := (rec.Waited + r.minutes(busy)/2).Round(5 * time.Minute)
			rec.Promise = kiosk.Span{Least: max(middle-10*time.Minute, 0), Most: middle + 10*time.Minute}
		}
		if rec.Last {
			rec.Stayed = stayed
			rec.Whole = kiosk.Span{Least: stayed.Truncate(10 * time.Minute), Most: stayed.Truncate(10*time.Minute) + r.minutes(30)}
		}
		list = append(list, rec)
	}
	return list
}

func (p Point) part(r dice, busy float64) queue.Record {
	rec := queue.Record{Authority: of(r, authorities), Channel: of(r, channels), Stage: queue.Done, Outcome: of(r, []queue.Outcome{queue.Settled, queue.Settled, queue.Settled, queue.Partly, queue.Referred, queue.Unserved})}
	if rec.Authority == "kunta" && rec.Channel == queue.ByVideo {
		rec.Channel = queue.ByAdvisor
	}
	if p.Catalogue != nil {
		rec.Services = []kiosk.ServiceID{of(r, p.errands(rec.Authority))}
	}
	rec.Waited, rec.Reached = r.minutes(busy), true
	switch n := r.IntN(100); {
	case n < 6:
		rec.Stage, rec.Outcome = queue.NoShow, ""
	case n < 9:
		rec.Stage, rec.Outcome, rec.Reached = queue.Left, "", false
	case n < 12:
		rec.Stage, rec.Begun = queue.Transferred, true
	case n < 13:
		rec.Stage, rec.Outcome, rec.Reached = queue.Expired, "", false
	default:
		rec.Begun, rec.Wrong = true, r.IntN(60) == 0
	}
	if rec.Begun {
		rec.Walked, rec.Served = r.minutes(1), 2*time.Minute+r.minutes(9)
	}
	return rec
}

func (p Point) errands(a kiosk.AuthorityID) []kiosk.ServiceID {
	var list []kiosk.ServiceID
	for _, s := range p.Catalogue.Services {
		if s.Authority == a && !s.Private {
			list = append(list, s.ID)
		}
	}
	if len(list) == 0 {
		list = append(list, "")
	}
	return list
}

// Day is the figures of a date, those of the terminals with them.
func (p Point) Day(date kiosk.Date) statistics.Day {
	d := statistics.NewDay(date, p.Records(date), p.Catalogue)
	if d.Days == 0 {
		return d
	}
	r := dice{rand.New(rand.NewPCG(uint64(date.Year*400+int(date.Month)*32+date.Day), 8))}
	for id := 1; id <= p.Terminals; id++ {
		n := d.By[statistics.ByTerminal][fmt.Sprint(id)]
		if n == nil {
			continue
		}
		t := d.Terminal(kiosk.TerminalID(id))
		down := int64(r.IntN(600))
		*t = statistics.Terminal{
			Up: 86_400 - down, Down: down, Starts: 1, Sessions: n.Visits * 6 / 5, Calls: n.Visits / 50, Tickets: n.Visits,
			Printed: n.Visits * 97 / 100, Shown: n.Visits / 100, Copies: n.Visits / 40, Failed: n.Visits / 80, Slips: n.Visits / 9,
			Faults: map[string]int{"paper_out": r.IntN(2), "cover_open": r.IntN(2)}, Unread: map[string]int{"badly": n.Visits / 30, "expired": n.Visits / 90},
			GivenUp:   map[string]int{"services": n.Visits / 15, "summary": n.Visits / 20, "identify": n.Visits / 40},
			EServices: map[string]int{"kela": n.Visits / 20, "vero": n.Visits / 30, "tyo": n.Visits / 60},
			Issued:    map[string]int{},
		}
	}
	return d
}
