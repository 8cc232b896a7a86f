package main

import (
	"fmt"
	"testing"

	"kundterminal/devices/sim"
	"kundterminal/kiosk"
)

// BenchmarkPressInBrowser measures in Chromium from a press until the next screen's
// elements are in the page, and until the browser draws them: the press as a
// request, the engine, the scene as HTML, the event, the page's own script. Run it
// with -benchtime 10x or more.
func BenchmarkPressInBrowser(b *testing.B) {
	x := wire(b, "tm-t20iii", sim.Options{})
	x.ready(b)
	page := open(b, x.address, 1080, 1920)
	var inPage, drawn samples
	press := func(id, becomes string) {
		took := eval[[]float64](page, fmt.Sprintf(timedPress, id, becomes))
		inPage.add(took[0])
		drawn.add(took[1])
	}
	for b.Loop() {
		page.Until(screen("idle"))
		press("language:"+string(kiosk.Swedish), screen("way"))
		press("way:life", screen("life_events"))
		press("event:KE8", screen("bundle"))
		press("next", screen("summary"))
		press("way:add", screen("way"))
		press("way:search", screen("search"))
		for _, s := range spelt("flytt") {
			press(s.id, s.becomes)
		}
		press("back", screen("way"))
		press("way:authority", screen("authorities"))
		press("authority:kela", screen("services"))
		press("stop", `document.getElementById("stop-yes")`)
		press("stop-yes", screen("idle"))
	}
	report(
		b, measure{"in-page-p50-ms", inPage.median()}, measure{"in-page-p99-ms", inPage.at(0.99)},
		measure{"drawn-p50-ms", drawn.median()}, measure{"drawn-p99-ms", drawn.at(0.99)},
	)
}

// timedPress is a promise of the milliseconds from the press of what has the id
// until a condition holds, and until the frame after that.
const timedPress = `new Promise((done) => {
	const begun = performance.now();
	const look = new MutationObserver(() => {
		if (!(%[2]s)) return;
		look.disconnect();
		const inPage = performance.now() - begun;
		requestAnimationFrame(() => done([inPage, performance.now() - begun]));
	});
	look.observe(document.getElementById("kt-stage"), {subtree: true, childList: true, characterData: true, attributes: true});
	document.getElementById(%[1]q).click();
})`
