package main

import (
	"cmp"
	"context"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"slices"
	"time"

	"kundterminal/assets"
	"kundterminal/devices/sound"
	"kundterminal/internal/logbook"
	"kundterminal/kiosk"
	"kundterminal/kiosk/point"
	"kundterminal/kiosk/queue"
	"kundterminal/ui"
	"kundterminal/ui/display"
)

// demoDisplay is where a demonstration shows the display.
const demoDisplay = "127.0.0.1:8480"

// callShown is how long a call stays on the display once its person is served, or did
// not come.
const callShown = 15 * time.Minute

// callDisplay serves the display on the wall to whoever reaches its address.
type callDisplay struct {
	pages    http.Handler
	listener net.Listener // nil: it has no address of its own
	log      *slog.Logger
}

// run serves the display at its own address until ctx ends.
func (d *callDisplay) run(ctx context.Context) error {
	logbook.Write(d.log, logbook.DisplayServed{Address: d.listener.Addr().String()})
	return display.Serve(ctx, d.listener, d.pages, d.log)
}

// Close lets go of the address, served or not.
func (d *callDisplay) Close() {
	if d.listener != nil {
		d.listener.Close()
	}
}

// queueReader is as much of the hall as the display needs.
type queueReader interface {
	Read(read func(b *queue.Book, at time.Time))
	Watch() (changed <-chan struct{}, stop func())
}

// calls is the display's Feed.
type calls struct {
	queueReader
	plan      func() *point.Plan
	catalogue func() *kiosk.Catalogue
	hours     kiosk.OpenHours
}

// Board implements display.Feed.
func (c calls) Board() display.Board {
	var b display.Board
	c.Read(func(book *queue.Book, at time.Time) {
		for _, v := range book.Visits() {
			if call, ok := c.call(v, at); ok {
				b.Calls = append(b.Calls, call)
			}
			b.Waiting = b.Waiting || slices.ContainsFunc(v.Parts, func(p *queue.Part) bool {
				return p.Stage == queue.Waiting || p.Stage == queue.AwaitingExpert
			})
		}
		b.Closed, b.Opens = closed(c.hours, at)
		b.Notices = c.catalogue().NoticesAt(at)
	})
	slices.SortStableFunc(b.Calls, func(x, y display.Call) int { return y.At.Compare(x.At) })
	return b
}

// call is the last call of a visit: a person is called to one place at a time. Nothing
// of what the visit is for goes into it.
func (c calls) call(v *queue.Visit, at time.Time) (display.Call, bool) {
	if len(v.Parts) == 0 {
		return display.Call{}, false
	}
	p := slices.MaxFunc(v.Parts, func(x, y *queue.Part) int { return x.LastCall.Compare(y.LastCall) })
	if p.LastCall.IsZero() || p.Stage != queue.Called && at.Sub(p.LastCall) > callShown {
		return display.Call{}, false
	}
	call := display.Call{
		Series: v.Ticket.Series, Number: v.Ticket.Number, Language: cmp.Or(p.Language, v.Ticket.Language),
		At: p.LastCall, Sign: string(p.Desk), Room: p.Room != "",
	}
	plan := c.plan()
	var way point.Way
	if call.Room {
		room, _ := plan.Room(p.Room)
		call.Sign, way = string(p.Room), room.Way
	} else if desk, ok := plan.Desk(p.Desk); ok {
		call.Room, way = desk.Door, desk.Way
	}
	call.Direction, call.Paint = way.Direction, way.Paint
	return call, true
}

// closed reports whether the point is closed at a time, and when it opens next.
func closed(hours kiosk.OpenHours, at time.Time) (closed bool, opens time.Time) {
	if hours == (kiosk.OpenHours{}) {
		return false, time.Time{}
	}
	if from, to := hours.On(at); !at.Before(from) && at.Before(to) {
		return false, time.Time{}
	}
	for day := range 8 {
		from, to := hours.On(time.Date(at.Year(), at.Month(), at.Day()+day, 12, 0, 0, 0, at.Location()))
		if from.After(at) && to.After(from) {
			return true, from
		}
	}
	return true, time.Time{}
}

// gong is two soft tones downwards, shorter than a second.
func gong() []byte {
	return sound.WAV(
		sound.Tone{Hz: sound.E5, For: 280 * time.Millisecond, Level: gongLevel},
		sound.Tone{Hz: sound.A4, For: 520 * time.Millisecond, Level: gongLevel},
	)
}

const gongLevel = 0.6

// wireDisplay makes the display, and opens its own port where it has one, so that a
// fault is told at the start.
func (t *terminal) wireDisplay() error {
	words, err := pointTexts()
	if err != nil {
		return err
	}
	c := t.config.Display
	options := display.Options{
		Feed:  calls{t.hall, t.plan.Load, t.current.Load, t.config.openHours()},
		Place: t.config.place(), Languages: c.Languages, Words: words, Screen: c.screen(), Fonts: assets.Fonts(),
		Gong: gong(), Turn: time.Duration(c.TurnS) * time.Second, Now: func() time.Time { return t.hall.Now() }, Log: t.log,
	}
	if len(c.Languages) == 0 {
		options.Languages = t.config.Terminal.Languages
	}
	if c.Speech {
		options.Speak = func(ctx context.Context, text string, l kiosk.Language) ([]byte, error) {
			return t.voice.speaker.Record(ctx, ui.Sentence{Language: l, Text: text})
		}
	}
	t.display = &callDisplay{log: t.log}
	if t.display.pages, err = display.New(options); err != nil {
		return err
	}
	if c.Listen == "" {
		return nil
	}
	if t.display.listener, err = net.Listen("tcp", c.Listen); err != nil {
		return fmt.Errorf("display.listen: %w; another terminal may be running", err)
	}
	return nil
}
