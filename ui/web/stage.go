package web

import (
	"fmt"
	"html"
	"math"
	"strconv"
	"strings"

	"kundterminal/kiosk"
	"kundterminal/ui"
)

// stage is a Scene as a page shows it.
type stage struct {
	Screen string         `json:"screen"` // the Scene's name
	Lang   kiosk.Language `json:"lang"`
	Title  string         `json:"title"` // of the window
	Lost   string         `json:"lost"`  // what to say when no more events arrive
	LostIn kiosk.Language `json:"lostIn"`
	Build  string         `json:"build"` // a page of another build loads itself anew
	Rules  string         `json:"rules"` // style rules that place the elements
	HTML   string         `json:"html"`  // the elements
}

// landmarks are the elements of the regions.
var landmarks = [...]struct{ open, close string }{
	ui.RegionTop:    {`<header id="kt-top"`, `</header>`},
	ui.RegionBody:   {`<main id="kt-body"`, `</main>`},
	ui.RegionWay:    {`<nav id="kt-way"`, `</nav>`},
	ui.RegionBanner: {`<aside id="kt-banner"`, `</aside>`},
	ui.RegionBar:    {`<footer id="kt-bar"`, `</footer>`},
	ui.RegionOver:   {`<main><div id="kt-over" role="dialog" aria-modal="true" tabindex="-1"`, `</div></main>`},
}

// coveredBody is the body below a dialog: what lies over it is the main thing then.
var coveredBody = struct{ open, close string }{`<div id="kt-body"`, `</div>`}

// draw writes a Scene as elements and rules.
func (s *Server) draw(scene ui.Scene) stage {
	w := &writer{icons: s.icons, scene: scene}
	w.all()
	return stage{
		Screen: scene.Name, Lang: scene.Language, Title: titleOf(scene), Build: s.build,
		Lost: wordsIn(scene.Language).Lost, LostIn: wordsIn(scene.Language).Lang,
		Rules: w.rules.String(), HTML: w.html.String(),
	}
}

// all writes the whole stage.
func (w *writer) all() {
	w.ring()
	w.add(`<input type="hidden" name="screen" value="`, escape(w.scene.Name), `">`)
	for region := range landmarks {
		w.region(ui.Region(region))
	}
	w.keypad()
}

// titleOf is the scene's question.
func titleOf(scene ui.Scene) string {
	title := "Kundterminal"
	for _, item := range scene.Items {
		if item.Kind == ui.Heading { // that of what lies over the others comes last
			if title = text(item.Lines); title == "" {
				title = item.Says
			}
		}
	}
	return title
}

// writer collects the elements and rules of one stage.
type writer struct {
	html, rules strings.Builder
	icons       *icons
	scene       ui.Scene
	layer       int  // index of the item among all of the Scene
	asked       bool // the page's one h1 is written
}

// ring writes the rules of the focus ring and, in high contrast, of what is being
// pressed: what is black cannot become darker.
func (w *writer) ring() {
	beside, round := w.scene.Ring()
	fmt.Fprintf(&w.rules, "#kt-stage{--beside:var(--%s);--round:var(--%s);--inner:%s;--both:%s}\n",
		beside, round, num(ui.RingInner), num(ui.RingInner+ui.RingOuter))
	if w.scene.Contrast {
		w.rules.WriteString("#kt-stage{background:var(--black)}\n#kt-stage button:active:not(:disabled){filter:invert(1)}\n")
	}
}

// keypad writes the ring round what the keypad is on, or an advisor points at. It is an
// element of its own: the browser's own focus stays where it is, and cannot be on what is
// off or on a row.
func (w *writer) keypad() {
	on, ok := w.scene.Ringed()
	if !ok {
		return
	}
	w.add(`<div class="a keypad" id="kt-keypad" aria-hidden="true"></div>`)
	b := on.Box
	fmt.Fprintf(&w.rules, "#kt-keypad{left:%s;top:%s;width:%s;height:%s;border-radius:%s}\n", mm(b.X), mm(b.Y), mm(b.W), mm(b.H), mm(on.Radius))
}

func (w *writer) add(parts ...string) {
	for _, p := range parts {
		w.html.WriteString(p)
	}
}

// region writes the items of one region. Each lies on the layer of its place
// among all items, so that the painting is that of the Scene although the
// elements are grouped.
func (w *writer) region(region ui.Region) {
	mark := landmarks[region]
	if region == ui.RegionBody && w.scene.Covered() {
		mark = coveredBody
	}
	open := false
	for i, item := range w.scene.Items {
		if item.Region != region {
			continue
		}
		if !open {
			open = true
			w.add(mark.open)
			if region == ui.RegionOver {
				w.add(` aria-labelledby="`, escape(headingID(w.scene, region)), `"`)
			} else if w.scene.Covered() {
				w.add(` inert`)
			}
			w.add(`>`)
		}
		w.layer = i
		w.draw(item)
	}
	if open {
		w.add(mark.close)
	}
}

func headingID(scene ui.Scene, region ui.Region) string {
	for _, item := range scene.Items {
		if item.Region == region && item.Kind == ui.Heading {
			return item.ID
		}
	}
	return ""
}

func escape(s string) string { return html.EscapeString(s) }

// text joins the lines of an item as a voice would read them.
func text(lines []ui.Line) string {
	parts := make([]string, len(lines))
	for i, l := range lines {
		parts[i] = l.Text
	}
	return strings.Join(parts, " ")
}

// mm writes a length as a rule's value.
func mm(v float64) string { return "calc(var(--mm)*" + num(v) + ")" }

// num writes a number to a thousandth, without zeros at its end.
func num(v float64) string {
	return strconv.FormatFloat(math.Round(v*1000)/1000, 'f', -1, 64)
}
