package main

import (
	"context"
	"strings"
	"testing"
	"time"

	"kundterminal/devices"
	"kundterminal/devices/sim"
	"kundterminal/kiosk"
)

func TestAWholeVisitIsMadeByTheKeypadAloneToAPrintedTicket(t *testing.T) {
	for _, l := range kiosk.Languages() {
		t.Run(string(l), func(t *testing.T) {
			var pad *sim.Keypad
			x := wire(t, "tm-t20iii", sim.Options{}, withKeypad(t, &pad))
			h := lay(t.Context(), t, x, pad)
			say := func(key string) string { return x.presenter.Texts.Say(l, key) }
			h.key("next") // wakes the terminal
			h.choose(say("language_name"), say("way_life"))
			event, _ := h.state.Catalogue.LifeEvent("KE8")
			h.choose(event.Name.String(l), say("next"), say("take_number"))
			h.until(kiosk.StepTake)
			number := h.state.Session.Ticket
			if number.Language != l || len(papersWith(x.printer, string(number.Code()))) != 1 {
				t.Errorf("ticket %s in %s is on %d papers", number.Label(), number.Language, len(papersWith(x.printer, string(number.Code()))))
			}
			h.choose(say("stop"))
			h.until(kiosk.StepIdle)
			t.Logf("%d keys, past %s", h.keys, strings.Join(h.met, " | "))
			if h.keys > 60 {
				t.Errorf("it took %d keys", h.keys)
			}
		})
	}
}

func TestAServiceIsFoundByItsNameWithTheKeypadAlone(t *testing.T) {
	var pad *sim.Keypad
	x := wire(t, "tm-t20iii", sim.Options{}, withKeypad(t, &pad))
	h := lay(t.Context(), t, x, pad)
	say := func(key string) string { return x.presenter.Texts.Say(kiosk.Swedish, key) }
	h.key("select")
	h.choose(say("language_name"), say("way_search"))
	before := h.keys
	h.spell("skattekort")
	t.Logf("ten letters take %d keys", h.keys-before)
	if got := h.state.Session.Query; got != "skattekort" || h.keys-before > 70 {
		t.Errorf("after %d keys the query is %q", h.keys-before, got)
	}
	before = h.keys
	service, _ := h.state.Catalogue.Service("v-card")
	h.choose(service.Name.String(kiosk.Swedish), say("next"))
	if h.state.Session.Step != kiosk.StepSummary || !h.state.Session.Has("v-card") {
		t.Errorf("at %s with %v", h.state.Session.Step, h.state.Session.Errands)
	}
	t.Logf("what was found and on: %d keys", h.keys-before)
	h.key("back") // one step
	if h.state.Session.Step != kiosk.StepSearch {
		t.Errorf("back leads to %s", h.state.Session.Step)
	}
}

func TestTheKeypadComesAndGoesAndADistractedPersonIsNotTrapped(t *testing.T) {
	var pad *sim.Keypad
	x := wire(t, "tm-t20iii", sim.Options{}, withKeypad(t, &pad))
	h := lay(t.Context(), t, x, pad)
	h.key("next")
	h.choose("English", "Life situation")
	if err := pad.Set(sim.KeypadUnplugged, true); err != nil {
		t.Fatal(err)
	}
	h.untilDriver(devices.FaultDisconnected)
	if err := pad.Set(sim.KeypadUnplugged, false); err != nil {
		t.Fatal(err)
	}
	h.untilDriver(devices.FaultNone)
	for _, over := range []string{"Language", "Text and contrast", "Help"} {
		h.choose(over)
		if h.state.Session.Overlay == kiosk.NoOverlay {
			t.Fatalf("%s opens nothing", over)
		}
		h.key("previous")
		h.key("back")
		if h.state.Session.Overlay != kiosk.NoOverlay || h.state.Session.Step != kiosk.StepLifeEvents {
			t.Fatalf("back from %s leads to %s, %d", over, h.state.Session.Step, h.state.Session.Overlay)
		}
	}
	h.press("back") // by a finger
	if h.on() != "" {
		t.Errorf("after a touch the ring is on %q", h.on())
	}
}

func TestHelpCallsAnAdvisorByABeaconAndSaysSoOnceItIsLit(t *testing.T) {
	var pad *sim.Keypad
	light, err := sim.NewBeacon()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { light.Close() })
	x := wire(t, "tm-t20iii", sim.Options{}, withKeypad(t, &pad), func(x *rig) {
		x.config.Beacon.Port = light.Path()
		if x.beacon, err = x.wireBeacon(); err != nil {
			t.Fatal(err)
		}
		x.engine.Beacon = x.beacon.port()
		x.desk.addBeacon()
	})
	h := lay(t.Context(), t, x, pad)
	becomes := func(b kiosk.Beacon) {
		t.Helper()
		ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
		defer cancel()
		h.must(h.player.until(ctx, func(s kiosk.State) bool { return s.Beacon == b }))
	}
	becomes(kiosk.BeaconDark)
	h.key("next")
	h.choose("English", "Help")
	h.key("select") // an advisor is what the panel begins with
	becomes(kiosk.BeaconLit)
	if !light.Lit() || !h.says("We have called an advisor. Please wait here.") {
		t.Errorf("lit %t; the screen does not say so", light.Lit())
	}
	h.choose("I no longer need help")
	becomes(kiosk.BeaconDark)
	h.choose("Call an advisor")
	becomes(kiosk.BeaconLit)
	x.engine.Post(kiosk.BadgeRead{})
	becomes(kiosk.BeaconDark)
	if light.Lit() {
		t.Error("an advisor is there, and the light is on")
	}
	if err := light.Set(sim.BeaconDead, true); err != nil {
		t.Fatal(err)
	}
	h.choose("Call an advisor")
	becomes(kiosk.BeaconAbsent)
	if h.says("We have called an advisor. Please wait here.") || h.says("Call an advisor") {
		t.Error("a dead beacon is said to have called somebody, or is offered")
	}
}

func TestAKeypadOrBeaconThatCannotBeIsRefusedWithItsLine(t *testing.T) {
	const text = `[printer]
port = "/dev/ttyS0"

[keypad]
port = "/dev/ttyS0"
profile = "teletype"
baud = -1

[beacon]
port = "/dev/ttyS0"
profile = "bonfire"
baud = 1000000
`
	_, err := parseConfig("x.toml", text)
	if err == nil {
		t.Fatal("it is taken")
	}
	for _, want := range []string{
		"x.toml:5: keypad.port: is taken", "x.toml:6: keypad.profile: ", "x.toml:7: keypad.baud: ",
		"x.toml:10: beacon.port: is taken", "x.toml:11: beacon.profile: ", "x.toml:12: beacon.baud: ",
	} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("%q is not in\n%v", want, err)
		}
	}
}
