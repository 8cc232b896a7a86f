package ui

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"kundterminal/kiosk"
)

// alternative is one of several things that can be chosen, as it is said.
type alternative struct {
	Button
	detail string
	stands string // key of how it stands; may be empty
}

// alternatives are what can be chosen in parts, but the keys.
func alternatives(parts []Part) []alternative {
	var list []alternative
	for _, p := range parts {
		switch p := p.(type) {
		case Tiles:
			for _, t := range p.Tiles {
				list = append(list, alternative{t.Button, t.Detail, ""})
			}
		case Rows:
			for _, r := range p.Rows {
				list = append(list, alternative{r.Button, r.Detail, markWords[r.Mark]})
			}
		case Choice:
			for _, o := range p.Options {
				stands := ""
				if o.Set {
					stands = markWords[MarkSet]
				}
				list = append(list, alternative{o.Button, "", stands})
			}
		}
	}
	return list
}

var markWords = map[Mark]string{
	MarkEmpty: "spoken_not_chosen", MarkSet: "spoken_chosen", MarkRemove: "spoken_remove",
}

// chooses says the choices of this page by their numbers. The keys of a keyboard
// are not said; those without a field are answers, and are.
func (t *telling) chooses(parts []Part) {
	typed := slices.ContainsFunc(parts, func(p Part) bool { _, is := p.(Field); return is })
	for _, p := range parts {
		switch p := p.(type) {
		case Choice:
			t.text(p.Label)
		case Keyboard:
			if typed {
				t.tell("spoken_keyboard")
			} else {
				t.answers(p)
			}
		}
		for _, a := range alternatives([]Part{p}) {
			if _, here := t.glass[a.ID]; here {
				t.last++
				front := itoa(t.last) + ": "
				if ordered.MatchString(a.Label) {
					front = "" // it has a number of its own
				}
				if t.session.Keyed && a.stands == markWords[MarkRemove] {
					a.stands = "" // it is told of the one that the keypad is on
				}
				t.alternative(front, a)
			}
		}
	}
}

// ordered finds what bears the number of its turn.
var ordered = regexp.MustCompile(`^\d+\. `)

// alternative says one, with what stands in front of it.
func (t *telling) alternative(front string, a alternative) {
	if t.hidden(a.Label) {
		t.numbered(front, t.say("slip_private"))
	} else {
		t.numbered(front, a.Label)
	}
	t.text(a.detail)
	if a.stands != "" {
		t.tell(a.stands)
	}
	if a.Off {
		t.tell("spoken_off")
	}
}

// answers says the values of a scale, and the one that was given before.
func (t *telling) answers(k Keyboard) {
	var values []string
	for _, row := range k.Rows {
		for _, b := range row {
			if b.ID != "" {
				values = append(values, b.Label)
			}
			if b.ID == k.Main && k.Main != "" {
				defer t.text(b.Label + ": " + t.say("spoken_chosen"))
			}
		}
	}
	t.text(strings.Join(values, ", "))
}

// oneOf finds the numbers in "2 / 4".
var oneOf = regexp.MustCompile(`(\d+)\D+(\d+)`)

// ordinal says which of how many something is.
func (t *telling) ordinal(key, text string) {
	if n := oneOf.FindStringSubmatch(text); n != nil {
		t.tell(key, "n", n[1], "of", n[2])
	}
}

// pages says which page of how many this is, and how to turn it.
func (t *telling) pages() {
	covered := t.scene.Covered()
	for _, item := range t.scene.Items {
		if item.ID != "page" && item.ID != "panel-page" || covered != (item.Region == RegionOver) || len(item.Lines) == 0 {
			continue
		}
		t.ordinal("spoken_page", item.Lines[0].Text)
	}
	for _, id := range []string{"earlier", "more", "panel-earlier", "panel-more"} {
		if item, here := t.glass[id]; here && !item.Button.Off {
			t.tell(strings.TrimPrefix(id, "panel-"))
		}
	}
}

// presses says buttons that stand by themselves.
func (t *telling) presses(buttons []Button) {
	for _, b := range buttons {
		t.alternative("", alternative{Button: b})
	}
}

// way says the ways back and on.
func (t *telling) way() {
	for _, b := range []*Button{t.shown.Back, t.shown.Next} {
		if b != nil {
			t.presses([]Button{*b})
		}
	}
	t.ordinal("spoken_step", t.shown.Top.Step)
}

// bar says what is at the lower end of every screen. That the voice speaks is heard.
func (t *telling) bar() {
	var labels []string
	for _, b := range t.shown.Bar {
		if b.ID != "" {
			labels = append(labels, b.Label)
		}
	}
	if len(labels) > 0 {
		t.tell("spoken_bar")
		for _, label := range labels {
			t.text(label)
		}
	}
}

// introduces reports whether the terminal is to tell how it is used: on a screen that
// is to be touched always, and to the keypad where it is taken up, where the language
// is chosen, and where somebody asks.
func (t *telling) introduces() bool {
	if !t.session.Keyed {
		return true
	}
	switch t.session.Last.(type) {
	case kiosk.SpeakPressed, kiosk.LanguageChosen, kiosk.FocusMoved:
		return true
	}
	return false
}

// how says how to press, where there is something to be pressed. Before a language is
// chosen the keys are told in each, or only some could choose theirs.
func (t *telling) how() {
	switch {
	case len(t.order) == 0:
	case !t.session.Keyed:
		t.tell("spoken_touch")
	case t.session.Language == "":
		for _, text := range t.inAll("spoken_keys") {
			t.text(text)
		}
	case t.introduces():
		t.tell("spoken_keys")
		t.tell("spoken_keys_more")
	}
}

// onBar reports whether something is at the lower end of the screen.
func (t *telling) onBar(id string) bool {
	return slices.ContainsFunc(t.shown.Bar, func(b Button) bool { return b.ID == id })
}

// here says what the keypad is on behind all that is said of the screen, and parts it
// from that by a word.
func (t *telling) here(id string) {
	before := len(t.list)
	if !t.focus(id) || len(t.list) == before {
		return
	}
	text, in := t.Texts.In(t.list[before].Language, "spoken_here")
	t.list = slices.Insert(t.list, before, Sentence{in, text})
}

// focus says one button, and what it withholds behind all that tells where it is; false
// where it is not on the glass.
func (t *telling) focus(id string) bool {
	parts := t.shown.Parts
	if t.shown.Over != nil {
		parts = t.shown.Over.Parts
	}
	at := slices.Index(t.order, id)
	if at < 0 {
		return t.row(parts, id)
	}
	b := *t.glass[id].Button
	a := alternative{Button: b}
	for _, same := range alternatives(parts) {
		if same.ID == id {
			a = same
		}
	}
	for _, same := range t.shown.Buttons() {
		if same.ID == id {
			a.Label = same.Label // in a language that has a voice
		}
	}
	withholds := !t.withheld && t.privately[a.Label] && !t.state.Headphones
	t.withheld = t.withheld || withholds
	t.alternative("", a)
	if _, key := b.Event.(kiosk.LetterTyped); !key && !strings.HasPrefix(id, "key:") {
		text, in := t.Texts.In(t.tongueOf(a.Label), "spoken_place", "n", itoa(at+1), "of", itoa(len(t.order)))
		t.list = append(t.list, Sentence{in, text})
	}
	if withholds {
		t.tell("spoken_personal")
	}
	return true
}

// row says the keys of a row of a keyboard, which a keypad can be on as a whole: the
// id tells which. False where it is none.
func (t *telling) row(parts []Part, id string) bool {
	n, err := strconv.Atoi(strings.TrimPrefix(id, "keys:"))
	for _, p := range parts {
		if k, ok := p.(Keyboard); ok && err == nil && n >= 0 && n < len(k.Rows) {
			var labels []string
			for _, b := range k.Rows[n] {
				if b.ID != "" {
					labels = append(labels, b.Label)
				}
			}
			t.text(strings.Join(labels, ", "))
			return true
		}
	}
	return false
}
