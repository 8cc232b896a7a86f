package ui_test

import (
	"fmt"

	"kundterminal/kiosk"
	"kundterminal/ui"
)

// words are texts as long as those of a technician's screens may be.
var words = map[kiosk.Language]map[string]string{
	kiosk.Finnish: {
		"good": "Kunnossa", "attention": "Huomioitava", "fault": "Epäkunnossa", "unknown": "Ei vielä testattu",
		"title": "Laitteen tiedot", "device": "Asiakirjanlukija", "line": "Yhteys katkennut · klo 12.04 alkaen",
		"paper": "Paperia jäljellä tämän päivän kulutuksella", "path": "Vakaa nimi", "serial": "Sarjanumero",
		"section": "Sarjaliikenneportti ja yhteysasetukset", "earlier": "Edelliset", "more": "Seuraavat",
		"delete": "Poista", "enter": "Valmis", "target": "Kohde", "touch": "Kosketa ristin keskelle", "next": "Jatka",
	},
	kiosk.Swedish: {
		"good": "I ordning", "attention": "Att åtgärda", "fault": "Fungerar inte", "unknown": "Inte testad ännu",
		"title": "Uppgifter om enheten", "device": "Dokumentläsare", "line": "Förbindelsen bruten · sedan kl. 12.04",
		"paper": "Papper kvar med dagens förbrukning", "path": "Fast namn", "serial": "Serienummer",
		"section": "Serieport och förbindelseinställningar", "earlier": "Föregående", "more": "Följande",
		"delete": "Radera", "enter": "Klar", "target": "Mål", "touch": "Tryck mitt på korset", "next": "Fortsätt",
	},
	kiosk.English: {
		"good": "In order", "attention": "Needs attention", "fault": "Out of order", "unknown": "Not tested yet",
		"title": "About the device", "device": "Document reader", "line": "Disconnected · since 12:04",
		"paper": "Paper left at the rate of today", "path": "Stable name", "serial": "Serial number",
		"section": "Serial port and settings of the connection", "earlier": "Previous", "more": "Next",
		"delete": "Delete", "enter": "Done", "target": "Target", "touch": "Touch the middle of the cross", "next": "Go on",
	},
}

const stablePath = "/dev/serial/by-id/usb-Prolific_Technology_Inc._USB-Serial_Controller_D-if00-port0"

// samples are screens of the parts that technicians see, each as full as it may be.
func samples(l kiosk.Language) []ui.Screen {
	say := func(key string) string { return words[l][key] }
	pager := &ui.Pager{
		Earlier: ui.Button{ID: "earlier", Label: say("earlier"), Icon: "ui-up"},
		More:    ui.Button{ID: "more", Label: say("more"), Icon: "ui-down"},
		Label:   func(page, pages int) string { return fmt.Sprintf("%d / %d", page, pages) },
	}
	back := &ui.Button{ID: "back", Label: say("earlier"), Icon: "ui-back", Event: kiosk.BackPressed{}}
	var screens []ui.Screen
	add := func(name, title string, parts ...ui.Part) {
		screens = append(screens, ui.Screen{
			Name: name, Language: l, Title: title, Top: ui.Top{Place: "Pelkosenniemi", Clock: "12:00"}, Parts: parts, Back: back,
		})
	}
	for page := range 3 {
		add(fmt.Sprintf("facts-%d", page), say("title"), ui.Facts{Groups: sampleFacts(say), Page: page, Pager: pager})
	}
	add("facts-few", say("title"), ui.Facts{Groups: sampleFacts(say)[:1]}, sampleDevices(say, 3, nil))
	add("devices", say("title"), sampleDevices(say, 14, pager))
	add("trace", say("title"), ui.Trace{Rows: sampleTrace(60)})
	add("trace-few", say("title"), ui.Trace{Rows: sampleTrace(5)}, ui.Tiles{Wide: true, Tiles: []ui.Tile{{Button: ui.Button{
		ID: "record", Label: say("next"), Icon: "ui-ticket", Event: kiosk.MonitorSwitched{On: true},
	}}}})
	add("pin", say("title"), ui.Field{Text: "••••"}, samplePad(say))
	screens = append(screens, fullScreens(l, say)...)
	return screens
}

// fullScreens are those that have the whole glass.
func fullScreens(l kiosk.Language, say func(string) string) []ui.Screen {
	hits := []ui.TargetHit{{Target: 0, DX: 2, DY: -1}, {Target: 5, DX: -40, DY: 30}, {Target: 6, Lost: true}, {Target: 23}}
	list := []ui.Screen{{
		Name: "targets", Language: l, Title: say("touch"), Hint: "4 / 24",
		Parts: []ui.Part{ui.Targets{Next: 9, Label: say("target"), Hits: hits}},
	}}
	for _, name := range ui.Patterns() {
		next := ui.Button{ID: "picture", Label: say("next"), Event: kiosk.PictureSeen{}}
		list = append(list, ui.Screen{Name: "pattern-" + name, Language: l, Parts: []ui.Part{ui.Pattern{Name: name, Button: next}}})
	}
	return list
}

func sampleFacts(say func(string) string) []ui.FactGroup {
	group := func(title string, from, n int) ui.FactGroup {
		g := ui.FactGroup{Title: title}
		for i := range n {
			g.Rows = append(g.Rows, []ui.FactRow{
				{Name: say("device"), Value: "DESKO GmbH PENTA Scanner 2.1.0"},
				{Name: say("path"), Value: stablePath, Health: kiosk.HealthGood, HealthWord: say("good")},
				{Name: say("serial"), Value: "X7A9-00012345678901234567890123456789012345678901234567890"},
				{Name: say("paper"), Value: "1 234 567", Health: kiosk.HealthAttention, HealthWord: say("attention")},
				{Name: "RS-232", Value: "115200 8N1", Health: kiosk.HealthUnknown, HealthWord: say("unknown")},
				{Name: "DTR/DSR", Value: "0", Health: kiosk.HealthFault, HealthWord: say("fault")},
			}[(from+i)%6])
		}
		return g
	}
	return []ui.FactGroup{
		group("", 0, 6), group(say("section"), 1, 9), group("RS-232", 3, 14), group(say("device"), 2, 20), group("GemPC Twin", 0, 1),
	}
}

func sampleDevices(say func(string) string, n int, pager *ui.Pager) ui.Rows {
	rows := ui.Rows{Dense: true, Pager: pager}
	for i := range n {
		health := kiosk.Health(i % 4)
		rows.Rows = append(rows.Rows, ui.Row{
			Button: ui.Button{
				ID: fmt.Sprintf("device:%d", i), Label: say("device") + " · GemPC Twin", Icon: "ui-card",
				Event: kiosk.ViewOpened{View: kiosk.ViewDevice, Device: kiosk.DeviceID(fmt.Sprint(i))},
			},
			Detail: say("line"), Health: health, Leads: true,
			HealthWord: say([]string{"unknown", "good", "attention", "fault"}[health]),
		})
	}
	return rows
}

func sampleTrace(n int) []ui.TraceRow {
	all := []ui.TraceRow{
		{ToDevice: true, Bytes: []byte("\x10\x04\x01"), Meaning: "DLE EOT 1"},
		{Bytes: []byte{0x16}, Meaning: "status: online, drawer low"},
		{Bytes: []byte("\x02IDFIN**W"), Masked: []bool{6: true, 7: false}, Meaning: "TD1 line 1"},
		{Bytes: []byte("AAAAAAAA"), Masked: []bool{true, true, true, true, true, true, true, true}, Meaning: "personal data"},
		{Bytes: []byte{0x14, 0x0f, 0xff, 0x7e, 'W', 'M', 'D', 0}, Meaning: "ASB: cover open, paper end sensor, head temperature, automatic cutter error"},
		{ToDevice: true, Bytes: []byte("\x1b@\x1ba\x00"), Meaning: "ESC @ initialise"},
	}
	rows := make([]ui.TraceRow, n)
	for i := range rows {
		rows[i] = all[i%len(all)]
		rows[i].Time = fmt.Sprintf("12:%02d:%02d.%03d", i/60, i%60, i*37%1000)
	}
	return rows
}

func samplePad(say func(string) string) ui.Keyboard {
	pad := ui.Keyboard{Pad: true, Main: "enter"}
	for _, row := range []string{"123", "456", "789"} {
		var keys []ui.Button
		for _, r := range row {
			keys = append(keys, ui.Button{ID: "key:" + string(r), Label: string(r), Event: kiosk.DigitTyped{Digit: byte(r)}})
		}
		pad.Rows = append(pad.Rows, keys)
	}
	pad.Rows = append(pad.Rows, []ui.Button{
		{ID: "delete", Label: say("delete"), Icon: "ui-delete", Event: kiosk.DigitDeleted{}},
		{ID: "key:0", Label: "0", Event: kiosk.DigitTyped{Digit: '0'}},
		{ID: "enter", Label: say("enter"), Icon: "ui-check", Event: kiosk.PINEntered{}},
	})
	return pad
}
