package touch

import (
	"kundterminal/kiosk"
	"kundterminal/ui"
)

// sample is a scene of every kind of item, on a glass of 200 by 300 mm:
//
//	top     a bar with a clock
//	tiles   four in two columns, and one that is off
//	way     back and next
func sample() ui.Scene {
	s := ui.Scene{Name: "sample", Language: kiosk.Swedish, Frame: ui.Frame{W: 200, H: 300}}
	add := func(i ui.Item) { s.Items = append(s.Items, i) }
	add(ui.Item{ID: "room", Box: ui.Box{W: 200, H: 300}, Fill: ui.Mist})
	add(ui.Item{ID: "top", Box: ui.Box{W: 200, H: 22}, Fill: ui.Deep})
	add(ui.Item{
		ID: "clock", Kind: ui.Status, Box: ui.Box{X: 160, Y: 5, W: 30, H: 10},
		Lines: []ui.Line{{X: 160, Y: 13, W: 20, Em: 7, Ink: ui.Paper, Text: "10.15"}},
	})
	add(ui.Item{
		ID: "title", Kind: ui.Heading, Region: ui.RegionBody, Box: ui.Box{X: 10, Y: 30, W: 180, H: 14},
		Lines: []ui.Line{{X: 10, Y: 41, W: 120, Em: 11, Bold: true, Ink: ui.Ink, Text: "Vad vill du sköta?"}},
	})
	tile := func(id string, x, y float64, p kiosk.Press, off bool) {
		add(ui.Item{
			ID: id, Kind: ui.Press, Region: ui.RegionBody, Box: ui.Box{X: x, Y: y, W: 85, H: 40},
			Fill: ui.Paper, Edge: ui.Rim, EdgeWidth: 0.6, Radius: 3, Icon: "box", IconInk: ui.Lake,
			IconBox: ui.Box{X: x + 5, Y: y + 10, W: 20, H: 20},
			Lines:   []ui.Line{{X: x + 30, Y: y + 20, W: 50, Em: 8, Bold: true, Ink: ui.Ink, Text: id}},
			Button:  &ui.Button{ID: id, Label: id, Event: p, Off: off},
		})
	}
	tile("life", 10, 60, kiosk.WayChosen{Way: kiosk.StepLifeEvents}, false)
	tile("authority", 105, 60, kiosk.WayChosen{Way: kiosk.StepAuthorities}, false)
	tile("search", 10, 110, kiosk.WayChosen{Way: kiosk.StepSearch}, false)
	tile("off", 105, 110, kiosk.NumberRequested{}, true)
	tile("letter", 10, 160, kiosk.LetterTyped{Letter: 'å'}, false)
	way := func(id string, x, w float64, fill ui.Color, p kiosk.Press) {
		add(ui.Item{
			ID: id, Kind: ui.Press, Region: ui.RegionWay, Box: ui.Box{X: x, Y: 250, W: w, H: 30}, Fill: fill, Radius: 3,
			Button: &ui.Button{ID: id, Label: id, Event: p},
		})
	}
	way("back", 10, 60, ui.Paper, kiosk.BackPressed{})
	way("next", 76, 114, ui.Lake, kiosk.NextPressed{})
	return s
}

// covered is the sample below a veil and a panel with two buttons.
func covered() ui.Scene {
	s := sample()
	s.Items = append(s.Items,
		ui.Item{ID: "veil", Region: ui.RegionOver, Box: ui.Box{W: 200, H: 300}, Fill: ui.Veil},
		ui.Item{ID: "panel", Region: ui.RegionOver, Box: ui.Box{X: 10, Y: 80, W: 180, H: 120}, Fill: ui.Paper, Radius: 5},
		over("stop-yes", 20, kiosk.StopConfirmed{}), over("stop-no", 106, kiosk.OverlayClosed{}),
	)
	return s
}

func over(id string, x float64, p kiosk.Press) ui.Item {
	return ui.Item{
		ID: id, Kind: ui.Press, Region: ui.RegionOver, Box: ui.Box{X: x, Y: 160, W: 74, H: 30}, Fill: ui.Lake, Radius: 3,
		Button: &ui.Button{ID: id, Label: id, Event: p},
	}
}
