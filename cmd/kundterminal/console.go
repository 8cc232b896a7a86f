package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"kundterminal/assets"
	"kundterminal/cmd/kundterminal/workshop"
	"kundterminal/kiosk"
	"kundterminal/ui"
	"kundterminal/ui/texts"
)

// console talks to a technician at a keyboard, in the words of the screens.
type console struct {
	words *ui.Texts
	zone  *time.Location // of the service point
	out   io.Writer
	in    chan string // lines that the technician types; closed at the end
}

func newConsole(s *surroundings, zone *time.Location) (*console, error) {
	words, err := texts.Load(assets.Texts())
	if err != nil {
		return nil, err
	}
	return &console{words: words, zone: zone, out: s.out}, nil
}

func (c *console) say(key string, args ...string) string {
	return c.words.Say(kiosk.English, key, args...)
}

func (c *console) line(format string, args ...any) { fmt.Fprintf(c.out, format+"\n", args...) }

// listen reads what is typed from now on.
func (c *console) listen(in io.Reader) {
	c.in = make(chan string)
	go func() {
		defer close(c.in)
		for lines := bufio.NewScanner(in); lines.Scan(); {
			c.in <- lines.Text()
		}
	}()
}

// asked shows a question and returns what is typed; false when nothing more
// comes.
func (c *console) asked(ctx context.Context, question string) (string, bool) {
	fmt.Fprint(c.out, question, " ")
	select {
	case text, ok := <-c.in:
		if !ok {
			c.line("")
		}
		return strings.ToLower(strings.TrimSpace(text)), ok
	case <-ctx.Done():
		c.line("")
		return "", false
	}
}

// yes asks a question until the answer is yes or no. The end of the input is a
// no.
func (c *console) yes(ctx context.Context, question string) bool {
	yes, _ := c.judged(ctx, question)
	return yes
}

// judged asks a question until the answer is yes or no; it is not ok when nothing
// more comes.
func (c *console) judged(ctx context.Context, question string) (yes, ok bool) {
	for {
		switch text, ok := c.asked(ctx, question+" [y/n]"); {
		case !ok:
			return false, false
		case text == "y" || text == "yes":
			return true, true
		case text == "n" || text == "no":
			return false, true
		}
	}
}

// choose asks for one of several, from 1; 0 when nothing more comes.
func (c *console) choose(ctx context.Context, of int) int {
	for {
		text, ok := c.asked(ctx, fmt.Sprintf("[1-%d]", of))
		if !ok {
			return 0
		}
		if n, err := strconv.Atoi(text); err == nil && n >= 1 && n <= of {
			return n
		}
	}
}

// value is what a fact says.
func (c *console) value(f kiosk.Fact) string {
	if f.Text != "" {
		return c.say(f.Text, f.Args...)
	}
	if !f.At.IsZero() {
		return f.At.Format("2006-01-02 15:04")
	}
	return f.Value
}

// fact writes one line; its health only where somebody should look.
func (c *console) fact(f kiosk.Fact) {
	mark := "  "
	switch f.Health {
	case kiosk.HealthAttention:
		mark = "! "
	case kiosk.HealthFault:
		mark = "✗ "
	}
	name := f.Name
	if f.Key != "" {
		name = c.say("fact_" + f.Key)
	}
	c.line("%s%-30s %s", mark, name, c.value(f))
}

func (c *console) findings(f kiosk.Findings) {
	if f.Notice.Key != "" || f.Notice.Text != "" || f.Notice.Value != "" {
		c.fact(f.Notice)
	}
	if f.Question.Text != "" {
		c.line("%s", c.value(f.Question))
	}
	for _, s := range f.Sections {
		switch {
		case s.Key != "":
			c.line("\n%s", c.say("section_"+s.Key))
		case s.Title != "":
			c.line("\n%s", s.Title)
		}
		for _, fact := range s.Facts {
			c.fact(fact)
		}
	}
	if f.Code != "" {
		c.line("\n%s", f.Code)
	}
}

func (c *console) report(r kiosk.DeviceReport) {
	name := c.say("device_" + string(r.Kind))
	if r.Name != "" {
		name += ": " + r.Name
	}
	c.line("%s (%s)", name, r.ID)
	since := ""
	if !r.Since.IsZero() {
		since = ", " + c.say("since", "time", r.Since.In(c.zone).Format(time.DateTime))
	}
	c.fact(kiosk.Fact{Key: "condition", Value: c.say("condition_"+r.Condition) + since, Health: r.Health})
	c.fact(kiosk.Fact{Key: "faults", Value: fmt.Sprint(r.Faults)})
	for _, f := range r.Facts {
		c.fact(f)
	}
	for _, t := range r.Tests {
		c.record(t)
	}
	c.line("")
}

// record writes how a test ended last.
func (c *console) record(t kiosk.TestRecord) {
	when := ""
	if !t.Begun.IsZero() {
		when = ", " + t.Begun.In(c.zone).Format(time.DateTime)
	}
	where := ""
	if workshop.OnScreen(t.Test) {
		where = ", at the terminal's screen only"
	}
	mark := map[kiosk.Health]string{kiosk.HealthFault: "✗ "}[t.Health()]
	c.line("%-2s%-30s %s%s", mark, c.say("test_"+string(t.Test))+" ("+string(t.Test)+")", c.say("outcome_"+t.Outcome.String()), when+where)
}

func (c *console) json(v any) error {
	lines := json.NewEncoder(c.out)
	lines.SetIndent("", "  ")
	return lines.Encode(v)
}

// factLine is a fact for a program.
type factLine struct {
	Section string `json:"section,omitempty"`
	Key     string `json:"key,omitempty"`
	Text    string `json:"text,omitempty"` // key of the text
	Value   string `json:"value"`          // in words
	Health  string `json:"health"`
}

func (c *console) facts(section string, list []kiosk.Fact) []factLine {
	lines := []factLine{}
	for _, f := range list {
		lines = append(lines, factLine{section, f.Key, f.Text, c.value(f), f.Health.String()})
	}
	return lines
}

func (c *console) sections(list []kiosk.FactSection) []factLine {
	lines := []factLine{}
	for _, s := range list {
		lines = append(lines, c.facts(s.Key+s.Title, s.Facts)...)
	}
	return lines
}

// deviceLine is a device for a program.
type deviceLine struct {
	ID        kiosk.DeviceID     `json:"id"`
	Kind      kiosk.DeviceKind   `json:"kind"`
	Name      string             `json:"name,omitempty"`
	Health    string             `json:"health"`
	Condition string             `json:"condition"`
	Since     time.Time          `json:"since,omitzero"`
	Faults    int                `json:"faults"`
	Facts     []factLine         `json:"facts"`
	Tests     []kiosk.TestRecord `json:"tests,omitempty"`
}

func (c *console) devices(list []kiosk.DeviceReport) []deviceLine {
	lines := []deviceLine{}
	for _, r := range list {
		lines = append(lines, deviceLine{r.ID, r.Kind, r.Name, r.Health.String(), r.Condition, r.Since, r.Faults, c.facts("", r.Facts), r.Tests})
	}
	return lines
}
