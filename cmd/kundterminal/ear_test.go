package main

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"

	"kundterminal/devices"
	"kundterminal/devices/sim"
	"kundterminal/kiosk"
	"kundterminal/kiosk/engine"
	"kundterminal/ui"
)

// ear is a voice that makes no sound: what it is to say is taken down, as the real
// voice would have it said, and has been heard at once.
type ear struct {
	presenter *ui.Presenter
	frame     ui.Frame
	heard     chan []ui.Sentence
}

func (e *ear) Speak(s kiosk.State, f kiosk.Speak, ended func()) {
	if f.Say != kiosk.SayNothing {
		e.heard <- e.presenter.Said(s, f, e.frame)
	}
	go ended()
}

func (e *ear) Hush() {}

// listener is a person who neither sees nor touches: it has the keypad under a hand,
// and knows of the terminal what it was told by the voice.
type listener struct {
	t        *testing.T
	pad      *sim.Keypad
	say      func(key string) string // the terminal's words in the person's language
	heard    <-chan []ui.Sentence
	here     []string      // "you are on", in every language
	last     []ui.Sentence // what was said last
	notes    []string      // what was pressed and what was said, in order
	keys     int
	answered time.Time // when it was said
}

// listen wires a terminal with a keypad and a voice, and seats a listener at it.
func listen(t *testing.T, l kiosk.Language) (*rig, *listener) {
	t.Helper()
	var pad *sim.Keypad
	heard := make(chan []ui.Sentence, 64)
	x := wire(t, "tm-t20iii", sim.Options{}, withKeypad(t, &pad), func(x *rig) {
		state, ports := x.engine.State(), x.engine.Options
		state.Rules.Voice = true // with the programs for it or without
		ports.Voice = &ear{x.presenter, x.config.frame(), heard}
		x.engine = engine.New(state, ports)
	})
	arrive(t.Context(), t, x)
	ready := &fingertip{patron: &patron{player: &player{terminal: x.terminal}, t: t, ctx: t.Context()}}
	ready.untilDriver(devices.FaultNone)
	say := func(key string) string { return x.presenter.Texts.Say(l, key) }
	p := &listener{t: t, pad: pad, say: say, heard: heard}
	for _, l := range kiosk.Languages() {
		p.here = append(p.here, x.presenter.Texts.Say(l, "spoken_here"))
	}
	return x, p
}

// hear waits for the next thing that is said.
func (p *listener) hear() {
	p.t.Helper()
	select {
	case p.last = <-p.heard:
	case <-time.After(20 * time.Second):
		p.t.Fatalf("nothing is said any more, after\n%s", strings.Join(p.notes, "\n"))
	}
	p.answered = time.Now()
	for _, s := range p.last {
		p.notes = append(p.notes, string(s.Language)+": "+s.Text)
	}
}

// press presses a key, later than a contact could bounce that closed before the last
// answer.
func (p *listener) press(key string) {
	p.t.Helper()
	time.Sleep(time.Until(p.answered.Add(65 * time.Millisecond)))
	p.keys++
	p.notes = append(p.notes, "["+key+"]")
	if err := p.pad.Press(key); err != nil {
		p.t.Fatal(err)
	}
}

// key presses a key and listens to the answer.
func (p *listener) key(key string) {
	p.t.Helper()
	p.press(key)
	p.hear()
}

// on is what the keypad was last said to be on: what was said first, or after the words
// that lead from the screen to it.
func (p *listener) on() string {
	for i, s := range p.last {
		if slices.Contains(p.here, s.Text) && i+1 < len(p.last) {
			return p.last[i+1].Text
		}
	}
	return p.last[0].Text
}

// place is where among the others it was said to be, such as "Item 2 of 9."; in each
// language that is the last with two numbers.
func (p *listener) place() string {
	for _, s := range slices.Backward(p.last) {
		if n := twoNumbers.FindString(s.Text); n != "" {
			return strings.Join(digits.FindAllString(n, -1), "/")
		}
	}
	return ""
}

// twoNumbers are those of "Item 2 of 9." in any language.
var twoNumbers, digits = regexp.MustCompile(`\d+\D+\d+\.$`), regexp.MustCompile(`\d+`)

// find walks on until it hears a label. Once round, it has the next page read.
func (p *listener) find(label string) {
	p.t.Helper()
	for pages := 0; !p.round(label); pages++ {
		if pages > 10 || !p.round(p.say("more")) {
			p.t.Fatalf("nothing is called %q:\n%s", label, strings.Join(p.notes, "\n"))
		}
		p.key("select")
	}
}

func (p *listener) round(label string) bool {
	p.t.Helper()
	for begin := p.place(); p.on() != label; {
		if p.key("next"); p.place() == begin {
			return p.on() == label
		}
	}
	return true
}

// choose finds what has each of the labels, one after the other, and selects it.
func (p *listener) choose(labels ...string) {
	p.t.Helper()
	for _, label := range labels {
		p.find(label)
		p.key("select")
	}
}

// await listens until something is said that begins so.
func (p *listener) await(first string) {
	p.t.Helper()
	for p.last[0].Text != first {
		p.hear()
	}
}

var filledUp = regexp.MustCompile(`\b0+(\d)`)

// words are the bare words of texts, as they may be printed or said.
func words(texts ...string) string {
	text := strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return ' '
	}, strings.Join(texts, " "))
	return " " + strings.Join(strings.Fields(filledUp.ReplaceAllString(text, "$1")), " ") + " "
}

// missing are the lines of a paper that were not among what was said last.
func (p *listener) missing(paper sim.Ticket) []string {
	var texts []string
	for _, s := range p.last {
		texts = append(texts, s.Text)
	}
	heard := words(texts...)
	letters := strings.ReplaceAll(heard, " ", "")
	return slices.DeleteFunc(slices.Clone(paper.Text), func(line string) bool {
		code := slices.Contains(paper.Barcodes, strings.TrimSpace(line)) // it is spelled
		// what it had no room for is said
		return strings.TrimSpace(line) == p.say("slip_more") || strings.TrimSpace(line) == p.say("slip_number") || strings.Contains(heard, words(line)) || code && strings.Contains(letters, strings.ReplaceAll(words(line), " ", ""))
	})
}

// changing is what is another on another day or at another terminal.
var changing = []struct {
	pattern *regexp.Regexp
	name    string
}{
	{regexp.MustCompile(`[A-Z0-9](?:, [A-Z0-9-]){9,}`), "{code}"},
	{regexp.MustCompile(`\b[A-Z], \d+\b`), "{number}"},
	{regexp.MustCompile(`\b(?:\d{1,2}\.\d{1,2}\.\d{4}|\d{1,2} November \d{4}) (?:klo |kl\. )?\d{1,2}[.:]\d\d\b`), "{date and time}"},
}

// transcript is a visit as it was heard, as long as it was.
func (p *listener) transcript() string {
	text := strings.Join(p.notes, "\n") + "\n"
	for _, c := range changing {
		text = c.pattern.ReplaceAllString(text, c.name)
	}
	return text
}

// length tells how much was said, and how long that takes at 150 words a minute.
func (p *listener) length() string {
	sentences, spoken := 0, 0
	for _, note := range p.notes {
		if !strings.HasPrefix(note, "[") {
			sentences++
			spoken += len(strings.Fields(note)) - 1
		}
	}
	return fmt.Sprintf("%d keys, %d sentences, %d words, %d s when nothing is interrupted", p.keys, sentences, spoken, spoken*60/150)
}
