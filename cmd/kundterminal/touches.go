package main

import (
	"bytes"
	"cmp"
	"fmt"
	"math"
	"strings"
	"text/tabwriter"
	"time"

	"kundterminal/kiosk"
	"kundterminal/ui"
)

// Figures of a person at a touchscreen.
const (
	// Of a finger, in bits a second: MacKenzie, Fitts' Throughput and the Remarkable
	// Case of Touch-based Target Selection, 2015. The index of difficulty is that of
	// ISO 9241-411: the binary logarithm of distance through width plus one.
	throughput = 6.95

	// To decide for the next action, where it is no next letter: Card, Moran and
	// Newell, The Keystroke-Level Model, 1980.
	decision = 1350 * time.Millisecond
)

// wordsPerMinute are those of adults who read the texts of IReST aloud:
// Trauzettel-Klosinski and Dietz, Standardized Assessment of Reading Performance,
// 2012. Finnish words are longer.
var wordsPerMinute = map[kiosk.Language]float64{kiosk.Finnish: 161, kiosk.Swedish: 199, kiosk.English: 228}

// silently is how much faster people read for themselves: Brysbaert, How Many Words
// Do We Read per Minute?, 2019.
const silently = 238.0 / 183

// hand counts what a person touches, and how long that takes them: a citizen who
// knows their matter, looks for it, and reads what stands before it.
type hand struct {
	list   []tapped
	known  map[string]bool // what was read before
	x, y   float64         // where it is, mm
	typing bool
}

// tapped is one touch of a visit.
type tapped struct {
	screen   string
	language kiosk.Language
	label    string
	moving   time.Duration // of the hand, and deciding
	reading  time.Duration // of the question and of what stands before the answer
}

// touch notes a touch of an item on a scene.
func (h *hand) touch(s ui.Scene, item ui.Item) {
	x, y := item.Box.Middle()
	if len(h.list) == 0 { // from beside the glass
		h.x, h.y, h.known = s.Frame.W/2, s.Frame.H, map[string]bool{}
	}
	t := tapped{screen: s.Name, language: s.Language, label: item.Button.Label}
	bits := math.Log2(math.Hypot(x-h.x, y-h.y)/min(item.Box.W, item.Box.H) + 1)
	t.moving = time.Duration(bits / throughput * float64(time.Second))
	letter := strings.HasPrefix(item.ID, "key:")
	if !letter || !h.typing {
		t.moving += decision
		t.reading = h.read(s, item.ID)
	}
	h.list = append(h.list, t)
	h.typing, h.x, h.y = letter, x, y
}

// read is how long it takes to read the question, and the answers up to the one that
// is touched. What has been read on an earlier screen is known by sight.
func (h *hand) read(s ui.Scene, id string) time.Duration {
	words := 0
	for _, item := range s.Items {
		switch {
		case item.Region == ui.RegionTop, item.Region == ui.RegionBar && item.ID != id:
		case item.Kind == ui.Heading, item.Kind == ui.Copy, item.Kind == ui.Press:
			words += h.words(item)
		}
		if item.ID == id {
			break
		}
	}
	return time.Duration(float64(words) / (silently * cmp.Or(wordsPerMinute[s.Language.Voice()], 161)) * float64(time.Minute))
}

// words counts those of the largest text of an item: details are for whoever wonders.
func (h *hand) words(item ui.Item) int {
	largest := 0.0
	for _, line := range item.Lines {
		largest = max(largest, line.Em)
	}
	var text []string
	for _, line := range item.Lines {
		if line.Em == largest {
			text = append(text, line.Text)
		}
	}
	said := strings.Join(text, " ")
	if h.known[said] {
		return 0
	}
	h.known[said] = true
	return len(strings.Fields(said))
}

// took is all of a person's time, without that of the machine.
func (h *hand) took() (moving, reading time.Duration) {
	for _, t := range h.list {
		moving += t.moving
		reading += t.reading
	}
	return moving, reading
}

// String tells what a hand did.
func (h *hand) String() string {
	moving, reading := h.took()
	return fmt.Sprintf("%d touches in %.1f s, and %.1f s of reading", len(h.list), moving.Seconds(), reading.Seconds())
}

// table lists the touches, one a line.
func (h *hand) table() []byte {
	var b bytes.Buffer
	w := tabwriter.NewWriter(&b, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "\tSCREEN\tTOUCHED\tTOUCH\tREADING")
	for i, t := range h.list {
		fmt.Fprintf(w, "%d\t%s\t%s\t%.1f s\t%.1f s\n", i+1, t.screen, t.label, t.moving.Seconds(), t.reading.Seconds())
	}
	_ = w.Flush() // a buffer takes everything
	return b.Bytes()
}

// within returns an error where a visit took more touches than its script allows.
func (s script) within(h *hand) error {
	if s.Touches > 0 && len(h.list) > s.Touches {
		return fmt.Errorf("%s took %d touches, and its script allows %d", s.Name, len(h.list), s.Touches)
	}
	return nil
}
