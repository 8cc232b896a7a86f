package main

import (
	"cmp"
	"errors"
	"fmt"
	"os"
	"slices"
	"time"

	"github.com/BurntSushi/toml"

	"kundterminal/devices/sim"
	"kundterminal/kiosk"
)

// script is a visit as a person makes it, with what goes wrong on the way.
type script struct {
	Name      string            `toml:"name"`
	Language  kiosk.Language    `toml:"language"`   // Finnish where it says none
	LifeEvent kiosk.LifeEventID `toml:"life_event"` // begins with this life situation
	Search    string            `toml:"search"`     // or with this word
	Errands   []kiosk.ServiceID `toml:"errands"`    // what the visit is for in the end
	Identify  bool              `toml:"identify"`   // an identity card is shown
	Feedback  string            `toml:"feedback"`   // the first question is answered: "yes", "partly", "no"
	Touches   int               `toml:"touches"`    // most from the idle screen to the ticket and the answer; 0: any number
	Faults    []scriptFault     `toml:"fault"`
}

// scriptFault happens to the printer when a step is reached for the first time.
type scriptFault struct {
	At      string  `toml:"at"`       // name of the step: "printing"
	Set     string  `toml:"set"`      // fault that begins: "paper_out"
	Clear   string  `toml:"clear"`    // fault that ends
	AfterMM float64 `toml:"after_mm"` // of paper; paper_out only
	AfterS  float64 `toml:"after_s"`  // that somebody needs for it
}

func readScript(path string) (script, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return script{}, fmt.Errorf("visit: %w", err)
	}
	return parseScript(path, string(text))
}

func parseScript(name, text string) (script, error) {
	var s script
	meta, err := toml.Decode(text, &s)
	if err != nil {
		return s, atLine(name, err)
	}
	var faults []error
	fault := func(key, format string, args ...any) {
		faults = append(faults, fmt.Errorf("%s:%d: %s: %s", name, lineOf(text, key), key, fmt.Sprintf(format, args...)))
	}
	s.Language = cmp.Or(s.Language, kiosk.Finnish)
	for _, key := range meta.Undecoded() {
		fault(key.String(), "there is no such key")
	}
	if !slices.Contains(kiosk.AllLanguages(), s.Language) {
		fault("language", "%q is none of %v", s.Language, kiosk.AllLanguages())
	}
	if len(s.Errands) == 0 {
		fault("errands", "must name at least one service")
	}
	if s.Feedback != "" && !slices.ContainsFunc(kiosk.Successes(), func(a kiosk.Success) bool { return a.String() == s.Feedback }) {
		fault("feedback", "%q is none of %v", s.Feedback, kiosk.Successes())
	}
	for _, f := range s.Faults {
		if !(f.AfterS >= 0 && f.AfterS <= 60) {
			fault("fault.after_s", "%g is not between 0 and 60", f.AfterS)
		}
		if !slices.ContainsFunc(kiosk.Steps(), func(step kiosk.Step) bool { return step.String() == f.At }) {
			fault("fault.at", "%q is no step of a visit", f.At)
		}
		for _, id := range []string{f.Set, f.Clear} {
			if _, ok := faultNamed(id); id != "" && !ok {
				fault("fault", "%q is no fault of the simulated printer", id)
			}
		}
	}
	return s, errors.Join(faults...)
}

// known reports every service and life situation of the script that the catalogue
// lacks.
func (s script) known(c *kiosk.Catalogue) error {
	var faults []error
	if _, ok := c.LifeEvent(s.LifeEvent); !ok && s.LifeEvent != "" {
		faults = append(faults, fmt.Errorf("life_event: the catalogue has no %q", s.LifeEvent))
	}
	for _, id := range s.Errands {
		if _, ok := c.Service(id); !ok {
			faults = append(faults, fmt.Errorf("errands: the catalogue has no service %q", id))
		}
	}
	return errors.Join(faults...)
}

func faultNamed(id string) (sim.Fault, bool) {
	for _, f := range sim.AllFaults() {
		if switchID(f) == id {
			return f, true
		}
	}
	return 0, false
}

// strike lets happen what the script says of a step.
func (s *script) strike(step string, p *sim.Printer) error {
	var rest []scriptFault
	for _, f := range s.Faults {
		if f.At != step {
			rest = append(rest, f)
			continue
		}
		time.Sleep(time.Duration(f.AfterS * float64(time.Second)))
		if fault, ok := faultNamed(f.Set); ok && f.AfterMM > 0 {
			p.PaperOutAfter(int(f.AfterMM / 25.4 * float64(p.Model().DPI)))
		} else if ok {
			if err := p.Set(fault, true); err != nil {
				return err
			}
		}
		if fault, ok := faultNamed(f.Clear); ok {
			if err := p.Set(fault, false); err != nil {
				return err
			}
		}
	}
	s.Faults = rest
	return nil
}
