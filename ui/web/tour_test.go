package web_test

import (
	"fmt"
	"io/fs"
	"math"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/chromedp/cdproto/accessibility"
	"github.com/chromedp/chromedp"

	"kundterminal/assets"
	"kundterminal/kiosk"
	"kundterminal/kiosk/catalogue"
	"kundterminal/kiosk/faulttree"
	"kundterminal/ui"
	"kundterminal/ui/texts"
	"kundterminal/ui/tour"
	"kundterminal/ui/web"
)

func presenter(t testing.TB) (*ui.Presenter, *kiosk.Catalogue) {
	t.Helper()
	words, err := texts.Load(assets.Texts())
	if err != nil {
		t.Fatal(err)
	}
	c, err := catalogue.Load(assets.Catalogue())
	if err != nil {
		t.Fatal(err)
	}
	var faces [2][]byte
	for i, name := range []string{"NotoSans-Regular.ttf", "NotoSans-Bold.ttf"} {
		if faces[i], err = fs.ReadFile(assets.Fonts(), name); err != nil {
			t.Fatal(err)
		}
	}
	font, err := ui.NewFont(faces[0], faces[1])
	if err != nil {
		t.Fatal(err)
	}
	return &ui.Presenter{
		Texts: words, Font: font, Languages: kiosk.Languages(),
		Place: kiosk.Text{kiosk.Finnish: "Inarin palvelupiste", kiosk.Swedish: "Enare servicepunkt", kiosk.English: "Inari service point"},
	}, c
}

// audit tells what is wrong with the stage once it shows a screen: how wide each
// line is drawn, and what no page may have.
const audit = `new Promise((done) => {
	const stage = document.getElementById("kt-stage");
	const look = () => {
		if (stage.querySelector("[name=screen]").value !== %q) return requestAnimationFrame(look);
		const faults = [], room = stage.getBoundingClientRect(), widths = {}, ids = new Set();
		for (const line of stage.querySelectorAll(".t")) {
			const range = document.createRange();
			range.selectNodeContents(line);
			widths[line.classList[1]] = range.getBoundingClientRect().width;
			const r = range.getBoundingClientRect();
			if (r.left < room.left - 0.5 || r.right > room.right + 0.5) faults.push("outside the glass: " + line.textContent);
		}
		for (const e of stage.querySelectorAll("[id]")) {
			if (ids.has(e.id)) faults.push("twice: #" + e.id);
			ids.add(e.id);
		}
		if (stage.querySelectorAll("h1").length !== 1) faults.push(stage.querySelectorAll("h1").length + " h1");
		if (document.documentElement.scrollWidth > innerWidth || document.documentElement.scrollHeight > innerHeight) faults.push("it scrolls");
		done({scale: room.width / %g, widths, faults});
	};
	look();
})`

type audited struct {
	Scale  float64
	Widths map[string]float64
	Faults []string
}

func TestEveryScreenIsWholeInEveryLanguage(t *testing.T) {
	p, c := presenter(t)
	for _, frame := range []ui.Frame{upright, lying} {
		for _, language := range kiosk.Languages() {
			t.Run(fmt.Sprintf("%s %g wide", language, frame.W), func(t *testing.T) {
				auditStops(t, p, frame, tour.Stops(c, language))
			})
		}
	}
}

// TestEveryScreenOfATechnicianIsWhole shows the steps of a fault tree only where
// it begins: they are lists as others are.
func TestEveryScreenOfATechnicianIsWhole(t *testing.T) {
	p, _ := presenter(t)
	trees, err := faulttree.LoadAll(assets.FaultTrees())
	if err != nil {
		t.Fatal(err)
	}
	for language, frame := range map[kiosk.Language]ui.Frame{kiosk.Finnish: upright, kiosk.Swedish: lying} {
		t.Run(string(language), func(t *testing.T) {
			stops := slices.DeleteFunc(tour.Technician(trees, language), func(s tour.Stop) bool {
				return strings.Count(s.Name, "-") > 1 && strings.HasPrefix(s.Name, "tree-")
			})
			auditStops(t, p, frame, stops)
		})
	}
}

var upright, lying = ui.Frame{W: 335.9, H: 597.1}, ui.Frame{W: 597.1, H: 335.9}

// auditStops audits each screen that has something new.
func auditStops(t *testing.T, p *ui.Presenter, frame ui.Frame, stops []tour.Stop) {
	t.Helper()
	var shown atomic.Value // the stop's name is that of the scene, so that the page tells which it shows
	shown.Store("")
	scene := func(s kiosk.State, f ui.Frame) ui.Scene {
		scene := p.Scene(s, f)
		scene.Name = shown.Load().(string)
		return scene
	}
	on := newTerminal(stops[0].State)
	b := open(t, serve(t, on, web.Options{Scene: scene, Frame: frame, Icons: assets.Icons()}).URL, int64(frame.W*2), int64(frame.H*2))
	b.Until(`document.fonts.status === "loaded" && document.fonts.size === 2`)
	known := map[ui.Line]bool{}
	for _, stop := range stops {
		if !anew(known, p.Scene(stop.State, frame)) {
			continue
		}
		shown.Store(stop.Name)
		on.set(stop.State)
		got := eval[audited](b, fmt.Sprintf(audit, stop.Name, frame.W))
		for _, fault := range got.Faults {
			t.Errorf("%s: %s", stop.Name, fault)
		}
		checkWidths(t, stop.Name, p.Scene(stop.State, frame), got)
	}
}

// anew reports whether a scene has a line that none before had in its place.
func anew(known map[ui.Line]bool, scene ui.Scene) bool {
	found := false
	for _, item := range scene.Items {
		for _, line := range item.Lines {
			found = found || !known[line]
			known[line] = true
		}
	}
	return found
}

func checkWidths(t *testing.T, stop string, scene ui.Scene, got audited) {
	t.Helper()
	for i, item := range scene.Items {
		for n, line := range item.Lines {
			drawn, ok := got.Widths[fmt.Sprintf("i%dl%d", i, n)]
			if !ok {
				t.Errorf("%s: %q is not drawn", stop, line.Text)
			}
			if want := line.W * got.Scale; math.Abs(drawn-want) > want*0.01+0.25 {
				t.Errorf("%s: %q is %.1f pixels wide, measured %.1f", stop, line.Text, drawn, want)
			}
		}
	}
}

func TestEveryScreenSaysWhatItIsToAScreenReader(t *testing.T) {
	p, c := presenter(t)
	on := newTerminal(kiosk.State{Catalogue: c, Now: tour.Noon()})
	var shown atomic.Value
	shown.Store("")
	scene := func(s kiosk.State, f ui.Frame) ui.Scene {
		scene := p.Scene(s, f)
		scene.Name = shown.Load().(string)
		return scene
	}
	b := open(t, serve(t, on, web.Options{Scene: scene, Icons: assets.Icons(), Dev: newBench(), BenchFirst: true}).URL, 1366, 768)
	for _, stop := range tour.Stops(c, kiosk.Swedish) {
		if strings.HasPrefix(stop.Name, "services-") || strings.HasPrefix(stop.Name, "bundle-") {
			continue // lists as others are
		}
		shown.Store(stop.Name)
		on.set(stop.State)
		b.Until(fmt.Sprintf(`document.querySelector("[name=screen]").value === %q`, stop.Name))
		tree, err := chromedp.Call(b.Ctx, accessibility.GetFullAXTree, accessibility.GetFullAXTreeParams{})
		if err != nil {
			t.Fatal(err)
		}
		roles := map[string]int{}
		for _, node := range tree.Nodes {
			if node.Ignored || node.Role == nil {
				continue
			}
			role := unquote(node.Role)
			roles[role]++
			switch role {
			case "button", "switch", "link", "dialog", "image", "heading":
				if name := unquote(node.Name); strings.TrimSpace(name) == "" {
					t.Errorf("%s: a %s has no name", stop.Name, role)
				}
			}
		}
		dialog := stop.State.Session.Overlay != kiosk.NoOverlay || stop.State.CardLeft
		if got := roles["dialog"] == 1; got != dialog {
			t.Errorf("%s: %d dialogs", stop.Name, roles["dialog"])
		}
		if roles["main"] != 1 {
			t.Errorf("%s: main is there %d times", stop.Name, roles["main"])
		}
		if dialog && roles["contentinfo"] > 0 {
			t.Errorf("%s: the covered bar is there for a reader", stop.Name)
		}
	}
}

func unquote(v *accessibility.Value) string {
	if v == nil {
		return ""
	}
	return strings.Trim(string(v.Value), `"`)
}

// tooPale lists the texts of the page whose contrast with what is behind them is
// below 4.5 to 1.
const tooPale = `(() => {
	const rgb = (c) => c.match(/[\d.]+/g).map(Number);
	const light = (c) => [0.2126, 0.7152, 0.0722].reduce((sum, k, i) => {
		const v = c[i] / 255;
		return sum + k * (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
	}, 0);
	const pale = [];
	const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
	while (walk.nextNode()) {
		const e = walk.currentNode.parentElement;
		if (!walk.currentNode.data.trim() || !e.checkVisibility() || e.closest("noscript, #kt-stage")) continue;
		let behind = e;
		while (behind && (rgb(getComputedStyle(behind).backgroundColor)[3] ?? 1) < 1) behind = behind.parentElement;
		const a = light(rgb(getComputedStyle(e).color)), b = light(rgb(getComputedStyle(behind).backgroundColor));
		const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
		if (ratio < 4.5) pale.push(ratio.toFixed(1) + ": " + walk.currentNode.data);
	}
	return pale;
})()`

func TestTheBenchCanBeReadByWeakEyes(t *testing.T) {
	dev := newBench()
	dev.out, dev.tickets = true, [][]byte{sheet(576, 100)}
	for _, printer := range []kiosk.Printer{
		{}, {Condition: kiosk.PrinterReady}, {Condition: kiosk.PrinterReady, NearEnd: true}, {Condition: kiosk.PaperOut},
	} {
		on := newTerminal(at(kiosk.StepWay))
		on.change(func(s *kiosk.State) { s.Printer = printer })
		b := open(t, serve(t, on, web.Options{Dev: dev, BenchFirst: true}).URL, 1366, 768)
		for _, text := range eval[[]string](b, tooPale) {
			t.Errorf("contrast %s", text)
		}
	}
}
