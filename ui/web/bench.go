package web

import (
	"bytes"
	"fmt"
	"html/template"
	"image/png"
	"net/http"
	"strconv"
	"strings"
	"time"

	"kundterminal/internal/logbook"
	"kundterminal/kiosk"
)

// Bench is what a demonstration shows beside the terminal: simulated devices
// that can be broken. All methods may be called from several goroutines.
type Bench interface {
	// Switches lists the faults, in the order in which they are shown.
	Switches() []Switch

	// Set makes a fault occur or takes it back. Unknown ids are an error.
	Set(id string, on bool) error

	// Acts lists what can be held before the terminal's readers.
	Acts() []Act

	// Act does one of these. Unknown ids are an error.
	Act(id string) error

	// Paper draws what hangs out of the printer and is not cut yet, as a PNG
	// with a pixel for each dot; nil when nothing does. The version changes
	// with the picture.
	Paper() (picture []byte, version int)

	// Tickets counts the pieces that were cut or torn off.
	Tickets() int

	// Ticket draws the i-th of them, from 0, as a PNG with a pixel for each dot.
	Ticket(i int) (picture []byte, ok bool)

	// Watch delivers a signal after changes of any of the above, never blocking
	// the devices. Stop must be called, and may be called twice.
	Watch() (changed <-chan struct{}, stop func())
}

// Act is something that a person can do to a reader.
type Act struct {
	ID    string // unique, without spaces
	Label string // in English
	Key   bool   // it is a key of the keypad: listed apart
}

// Switch is a fault that can be made to occur.
type Switch struct {
	ID    string // unique, without spaces
	Label string // in English
	On    bool
}

const (
	benchPause = 60 * time.Millisecond // between two pictures of moving paper
	benchShown = 12                    // tickets that lie on the bench
)

// piece is a sheet of paper on the bench. Its size is in CSS pixels: half as
// many as dots, so that a thermal head of 8 dots a millimetre is shown at about
// its real size.
type piece struct {
	Number int // from 1
	Src    string
	W, H   int
	Narrow bool // of a 58 mm printer
}

// board is what the bench shows.
type board struct {
	Switches []Switch
	Acts     []Act
	Keys     []Act
	Growing  *piece
	Tickets  []piece // newest first
	Count    int
	Printer  string
	Tone     string // "good", "attention", "fault"
	Facts    []fact
	Page     string
	Frame    string
}

// fact is a line of what the terminal knows.
type fact struct{ Name, Value string }

// update is the bench as an event.
type update struct {
	HTML template.HTML `json:"html"` // the elements
}

func (s *Server) showBench(w http.ResponseWriter, r *http.Request) {
	s.show(w, r, "bench.html", s.benchPath())
}

// benchPath is where the bench's forms and links lead.
func (s *Server) benchPath() string {
	if s.opt.BenchFirst {
		return "/"
	}
	return "/demo"
}

// bench writes the bench's elements, for the frame that was asked for.
func (s *Server) bench(state kiosk.State, frame string) update {
	var b bytes.Buffer
	if err := pages.ExecuteTemplate(&b, "board", s.board(state, frame)); err != nil {
		logbook.Write(s.log, logbook.BenchNotWritten{Cause: err})
		return update{}
	}
	return update{template.HTML(b.String())}
}

func (s *Server) board(state kiosk.State, frame string) board {
	dev := s.opt.Dev
	b := board{Switches: dev.Switches(), Count: dev.Tickets(), Page: s.benchPath(), Frame: frame, Facts: facts(state)}
	for _, a := range dev.Acts() {
		if a.Key {
			b.Keys = append(b.Keys, a)
		} else {
			b.Acts = append(b.Acts, a)
		}
	}
	b.Printer, b.Tone = printerWords(state.Printer)
	if data, version := dev.Paper(); len(data) > 0 {
		p := measure(data)
		p.Src = fmt.Sprintf("/demo/paper.png?v=%d", version)
		b.Growing = &p
	}
	for i := b.Count - 1; i >= max(0, b.Count-benchShown); i-- {
		if p, ok := s.piece(i); ok {
			b.Tickets = append(b.Tickets, p)
		}
	}
	return b
}

// piece returns the i-th ticket as it lies on the bench. A ticket is drawn once:
// its paper does not change any more.
func (s *Server) piece(i int) (piece, bool) {
	if p, ok := s.pieces.Load(i); ok {
		return p.(piece), true
	}
	data, ok := s.opt.Dev.Ticket(i)
	if !ok {
		return piece{}, false
	}
	p := measure(data)
	p.Number, p.Src = i+1, fmt.Sprintf("/demo/tickets/%d.png?run=%s", i+1, s.run)
	s.pieces.Store(i, p)
	return p, true
}

func measure(data []byte) piece {
	c, err := png.DecodeConfig(bytes.NewReader(data))
	if err != nil {
		return piece{}
	}
	return piece{W: c.Width / 2, H: c.Height / 2, Narrow: c.Width < 450}
}

// flip throws one of the bench's switches.
func (s *Server) flip(w http.ResponseWriter, r *http.Request) {
	if !readForm(w, r) {
		return
	}
	id, to, ok := strings.Cut(r.PostForm.Get("set"), " ")
	if !ok || to != "on" && to != "off" {
		http.Error(w, `A switch is thrown by "set=ID on" or "set=ID off".`, http.StatusBadRequest)
		return
	}
	if err := s.opt.Dev.Set(id, to == "on"); err != nil {
		http.Error(w, err.Error(), http.StatusConflict)
		return
	}
	s.done(w, r)
}

// act holds something before a reader.
func (s *Server) act(w http.ResponseWriter, r *http.Request) {
	if !readForm(w, r) {
		return
	}
	if err := s.opt.Dev.Act(r.PostForm.Get("act")); err != nil {
		http.Error(w, err.Error(), http.StatusConflict)
		return
	}
	s.done(w, r)
}

// paper answers with the picture of what hangs out of the printer.
func (s *Server) paper(w http.ResponseWriter, r *http.Request) {
	data, _ := s.opt.Dev.Paper()
	picture(w, r, data, len(data) > 0)
}

// ticket answers with the picture of a finished ticket: "3.png" is the third.
func (s *Server) ticket(w http.ResponseWriter, r *http.Request) {
	n, err := strconv.Atoi(strings.TrimSuffix(r.PathValue("file"), ".png"))
	if err != nil || n < 1 {
		http.NotFound(w, r)
		return
	}
	data, ok := s.opt.Dev.Ticket(n - 1)
	picture(w, r, data, ok)
}

func picture(w http.ResponseWriter, r *http.Request, data []byte, ok bool) {
	if !ok {
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Content-Type", "image/png")
	w.Header().Set("Content-Length", strconv.Itoa(len(data)))
	_, _ = w.Write(data) // the visitor went away
}

// printerWords tells how the printer is, and how grave that is.
func printerWords(p kiosk.Printer) (says, tone string) {
	switch p.Condition {
	case kiosk.PrinterReady:
		if p.NearEnd {
			return "Ready, paper near end", "attention"
		}
		return "Ready", "good"
	case kiosk.PaperOut:
		return "Paper out", "fault"
	case kiosk.CoverOpen:
		return "Cover open", "fault"
	case kiosk.CutterJammed:
		return "Cutter jammed", "fault"
	case kiosk.PrinterHot:
		return "Head too hot", "fault"
	case kiosk.PrinterSilent:
		return "Does not answer", "fault"
	case kiosk.PrinterBroken:
		return "Broken", "fault"
	}
	return "Not connected", "fault"
}

func facts(state kiosk.State) []fact {
	list := []fact{
		{"Step", strings.ReplaceAll(state.Session.Step.String(), "_", " ")},
		{"Journal", state.Store.String()},
	}
	if state.Session.Language != "" {
		list = append(list, fact{"Language", string(state.Session.Language)})
	}
	if i := state.Session.Identity; !i.IsZero() {
		list = append(list, fact{"Identified", strings.ReplaceAll(i.How.String(), "_", " ")})
	}
	if !state.Session.Ticket.IsZero() {
		list = append(list, fact{"Ticket", state.Session.Ticket.Label()})
	}
	return list
}
