package ui

import "kundterminal/kiosk"

var severityTone = [...]Tone{kiosk.SeverityInfo: Told, kiosk.SeverityAttention: Attention}

// notices are what the point tells everybody now, in the screen's language.
func (c composer) notices() []Part {
	var parts []Part
	for _, n := range c.state.Catalogue.NoticesAt(c.state.Now) {
		text, l := n.Text.In(c.lang)
		parts = append(parts, Paragraph{Text: c.note(text, l), Tone: severityTone[n.Severity], Language: other(l, c.lang)})
	}
	return parts
}

// nationalNotices are the same before anybody has chosen a language: in each of
// the national languages, or in the one language that a notice is written in.
func (c composer) nationalNotices() []Part {
	var parts []Part
	for _, n := range c.state.Catalogue.NoticesAt(c.state.Now) {
		said := map[string]bool{}
		for _, l := range c.nationals() {
			text, in := n.Text.In(l)
			if said[text] {
				continue
			}
			said[text] = true
			parts = append(parts, Paragraph{Text: c.note(text, in), Tone: severityTone[n.Severity], Language: other(in, c.lang)})
		}
	}
	return parts
}

// other is a language where it is not the screen's.
func other(l, screen kiosk.Language) kiosk.Language {
	if l == screen {
		return ""
	}
	return l
}

// nationals are the national languages of the service point, or its main language
// where it has neither.
func (c composer) nationals() []kiosk.Language {
	var list []kiosk.Language
	for _, l := range c.Languages {
		if l.National() {
			list = append(list, l)
		}
	}
	if len(list) == 0 {
		list = append(list, c.main())
	}
	return list
}
