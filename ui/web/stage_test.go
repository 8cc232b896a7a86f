package web_test

import (
	"io"
	"net/http"
	"strings"
	"testing"

	"kundterminal/kiosk"
	"kundterminal/ui"
	"kundterminal/ui/web"
)

// page returns a page's text.
func page(t testing.TB, address string) string {
	t.Helper()
	answer, err := http.Get(address)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	if err != nil || answer.StatusCode != http.StatusOK {
		t.Fatalf("%s: %s, %v\n%s", address, answer.Status, err, body)
	}
	return string(body)
}

func TestEveryKindOfItemIsTheElementThatMeansIt(t *testing.T) {
	got := page(t, serve(t, newTerminal(at(kiosk.StepWay)), web.Options{}).URL)
	for meaning, want := range map[string]string{
		"the page speaks the scene's language":  `<html lang="sv">`,
		"the window has the question's title":   `<title>Vad vill du sköta &lt;nu&gt;?</title>`,
		"top":                                   `<header id="kt-top">`,
		"body":                                  `<main id="kt-body">`,
		"way":                                   `<nav id="kt-way">`,
		"bar":                                   `<footer id="kt-bar">`,
		"a surface is nothing to a reader":      `<div class="a i0 fill-deep" id="top" aria-hidden="true"></div>`,
		"the clock is not announced":            `<p class="a i1" id="clock" aria-live="off"><span class="t i1l0 ink-ink">10.15</span></p>`,
		"lines are read as words":               `<h1 class="a i2" id="title" tabindex="-1"><span class="t i2l0 ink-ink">Vad vill du</span> <span class="t i2l1 ink-ink">sköta &lt;nu&gt;?</span></h1>`,
		"a button":                              `<button class="a i3 fill-paper edge-line" id="life" type="submit" name="id" value="life"><svg class="a i3i ink-lake" aria-hidden="true" focusable="false" viewBox="0 0 24 24" stroke="currentColor"><rect x="2" y="2" width="20" height="20"></rect></svg><span class="t i3l0 ink-ink">life</span></button>`,
		"a button that is off":                  `id="off" type="submit" name="id" value="off" disabled aria-disabled="true">`,
		"a barcode says what it holds":          `<div class="a i6" id="code" role="img" aria-label="8F2K 1Q0A 77ZT"><svg`,
		"its bars are whole":                    `viewBox="0 0 6 1"><path d="M1 0h2v1h-2zM4 0h1v1h-1z"/></svg>`,
		"what was typed":                        `<output class="a i8 fill-paper" id="field" aria-live="polite">`,
		"a key presses the way back":            `id="back" type="submit" name="id" value="back" data-key="Escape">`,
		"the page loads anew without script":    `<noscript><a class="again" lang="sv" href="/">Uppdatera vyn</a></noscript>`,
		"the place of a box":                    `.i3{left:calc(var(--mm)*10);top:calc(var(--mm)*60);width:calc(var(--mm)*85);height:calc(var(--mm)*40);z-index:3;border-radius:calc(var(--mm)*3)}`,
		"a border":                              `.i3::after{border-width:calc(var(--mm)*1)}`,
		"parts are placed within their element": `.i3i{left:calc(var(--mm)*5);top:calc(var(--mm)*5);width:calc(var(--mm)*12);height:calc(var(--mm)*12)}`,
		"a line hangs above its baseline":       `.i3l0{left:calc(var(--mm)*20);top:calc(var(--mm)*4.4);font-size:calc(var(--mm)*8)}`,
	} {
		if !strings.Contains(got, want) {
			t.Errorf("%s: no %s", meaning, want)
		}
	}
	if t.Failed() {
		t.Log(got)
	}
	if n := strings.Count(got, "<h1"); n != 1 {
		t.Errorf("%d elements h1", n)
	}
	if strings.Contains(got, "inert") || strings.Contains(got, "dialog") {
		t.Error("an uncovered scene has a dialog or something out of reach")
	}
}

func TestWhatLiesOverTheSceneIsADialogAndTheRestIsInert(t *testing.T) {
	state := at(kiosk.StepWay)
	state.Session.Overlay = kiosk.WarningOverlay
	got := page(t, serve(t, newTerminal(state), web.Options{}).URL)
	for _, want := range []string{
		`<header id="kt-top" inert>`, `<div id="kt-body" inert>`, `<nav id="kt-way" inert>`, `<footer id="kt-bar" inert>`,
		`<main><div id="kt-over" role="dialog" aria-modal="true" tabindex="-1" aria-labelledby="panel-title">`,
		`<h1 class="a i14" id="panel-title"`, `id="countdown" role="timer" aria-live="off"`,
		`id="close" type="submit" name="id" value="close" data-key="Escape">`,
	} {
		if !strings.Contains(got, want) {
			t.Errorf("no %s in\n%s", want, got)
		}
	}
}

func TestButtonsAreNamedByWhatIsSeenOrElseByTheirLabel(t *testing.T) {
	button := func(label string, toggle bool, lines ...string) ui.Item {
		item := ui.Item{ID: "b", Kind: ui.Press, Toggle: toggle, Set: toggle, Button: &ui.Button{Label: label, Event: kiosk.LetterTyped{Letter: 'Å'}}}
		for _, l := range lines {
			item.Lines = append(item.Lines, ui.Line{Text: l})
		}
		return item
	}
	for name, c := range map[string]struct {
		item ui.Item
		want string
	}{
		"seen":           {button("Ta könummer", false, "Ta", "könummer"), `value="b" data-key="å">`},
		"an icon":        {button("Mellanslag", false), `aria-label="Mellanslag" data-key="å">`},
		"a broken word":  {button("Bostadsbidrag", false, "Bostads-", "bidrag"), `aria-label="Bostadsbidrag" data-key="å">`},
		"a box":          {button("Pass", true, "Pass"), `aria-pressed="true" data-key="å">`},
		"the whole room": {button("", false), `tabindex="-1" aria-hidden="true" data-key="å">`},
	} {
		t.Run(name, func(t *testing.T) {
			scene := func(kiosk.State, ui.Frame) ui.Scene {
				return ui.Scene{Name: "x", Language: kiosk.Swedish, Items: []ui.Item{c.item}}
			}
			if got := page(t, serve(t, newTerminal(kiosk.State{}), web.Options{Scene: scene}).URL); !strings.Contains(got, c.want) {
				t.Errorf("no %s in\n%s", c.want, got)
			}
		})
	}
}

func TestAFrameIsChosenByTheAddress(t *testing.T) {
	server := serve(t, newTerminal(at(kiosk.StepWay)), web.Options{})
	for query, want := range map[string]string{
		"": "{--w:200;--h:300}", "?frame=portrait": "{--w:200;--h:300}",
		"?frame=landscape": "{--w:300;--h:200}", "?frame=%22%3E": "{--w:200;--h:300}",
	} {
		if got := page(t, server.URL+"/"+query); !strings.Contains(got, want) {
			t.Errorf("%q: no %s", query, want)
		}
	}
}
