package point_test

import (
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"kundterminal/kiosk"
	"kundterminal/kiosk/catalogue"
	"kundterminal/kiosk/point"
	"kundterminal/kiosk/queue"
)

func text(t testing.TB, name string) string {
	t.Helper()
	b, err := os.ReadFile("../../assets/" + name)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// house is a catalogue with the example's rooms.
func house(t testing.TB) *kiosk.Catalogue {
	t.Helper()
	c, err := catalogue.Load(catalogue.Overlay(os.DirFS("../../assets/catalogue"), os.DirFS("../../assets/example")), point.Check)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func shipped(t testing.TB) map[string]string {
	t.Helper()
	return map[string]string{"desks.toml": text(t, "catalogue/desks.toml"), "rules.toml": text(t, "catalogue/rules.toml")}
}

func TestThePlanOfTheProgramHasTheRulesAndLimitsOfAQueueWithNoneOfItsOwn(t *testing.T) {
	c := house(t)
	p, faults := point.Read(shipped(t), c)
	if faults != nil {
		t.Fatal(faults)
	}
	got, want := p.Settings(c, kiosk.OpenHours{}), queue.DefaultSettings()
	if !slices.EqualFunc(got.Rules, want.Rules, func(a, b queue.Rule) bool {
		return a.Take == b.Take && a.Before == b.Before && a.After == b.After && slices.Equal(a.Weights, b.Weights)
	}) {
		t.Errorf("the rules are %v, not %v", got.Rules, want.Rules)
	}
	if got.Calls != want.Calls || got.Again != want.Again || got.AgainCalls != want.AgainCalls || got.Repeats != want.Repeats ||
		got.KeepsPlace != want.KeepsPlace || got.Service != want.Service || got.Closing != want.Closing {
		t.Errorf("the limits are %+v, not %+v", got, want)
	}
	if !slices.Equal(got.Rooms, []queue.RoomID{"V1"}) || len(p.Quotas) != 0 {
		t.Errorf("rooms %v, quotas %v", got.Rooms, p.Quotas)
	}
	for _, s := range c.Services {
		if s.Minutes > 0 && got.Usual(s.ID) != time.Duration(s.Minutes)*time.Minute {
			t.Errorf("%s takes %v, and the catalogue says %d minutes", s.ID, got.Usual(s.ID), s.Minutes)
		}
	}
}

func TestADeskHasTheColourOfItsRoomUnlessItHasOneOfItsOwn(t *testing.T) {
	c, files := house(t), shipped(t)
	files["desks.toml"] = text(t, "example/desks.toml")
	p, faults := point.Read(files, c)
	if faults != nil {
		t.Fatal(faults)
	}
	for id, want := range map[queue.DeskID]point.Way{
		"1":  {Room: "desks", Direction: point.Left, Paint: kiosk.BlueDoor},
		"3":  {Room: "desks", Direction: point.Straight, Paint: kiosk.RedDoor},
		"21": {Room: "room-2", Direction: point.Up, Paint: kiosk.BlueDoor},
	} {
		if d, ok := p.Desk(id); !ok || d.Way != want {
			t.Errorf("desk %s is %+v, not %+v", id, d, want)
		}
	}
	if d, _ := p.Desk("21"); !d.Door {
		t.Error("desk 21 is not behind its door")
	}
	if r, ok := p.Room("V2"); !ok || r.Paint != kiosk.GreenDoor {
		t.Errorf("room V2 is %+v", r)
	}
	if e, ok := p.Elsewhere("kemi"); !ok || e.Name[kiosk.Swedish] != "Kemi servicepunkt" {
		t.Errorf("elsewhere is %+v", e)
	}
	_, desk := p.Desk("99")
	_, room := p.Room("1")
	_, elsewhere := p.Elsewhere("oulu")
	if desk || room || elsewhere {
		t.Error("what no file names is found")
	}
}

const rules = `
[[rule]]
take = "appointment"
before_min = 5
[[rule]]
take = "aged"
after_min = 45
[[rule]]
take = "priority"
[[rule]]
take = "longest"
weights = [2, 1, 1]
[[rule]]
take = "early"
[calls]
most = 2
again_min = 7
again_calls = 4
repeat_s = 20
keeps_place_min = 0
[service]
usual_min = 12
closing = false
[quota]
police = 80
`

func TestAPointsOwnRulesAreReadAsTheyAreWritten(t *testing.T) {
	c, files := house(t), shipped(t)
	files["rules.toml"] = rules
	p, faults := point.Read(files, c)
	if faults != nil {
		t.Fatal(faults)
	}
	s := p.Settings(c, kiosk.OpenHours{})
	if s.Rules[0].Before != 5*time.Minute || s.Rules[1].After != 45*time.Minute || !slices.Equal(s.Rules[3].Weights, []int{2, 1, 1}) {
		t.Errorf("rules %+v", s.Rules)
	}
	if s.Calls != 2 || s.Again != 7*time.Minute || s.AgainCalls != 4 || s.Repeats != 20*time.Second || s.KeepsPlace != 0 ||
		s.Service != 12*time.Minute || s.Closing || p.Quotas["police"] != 80 {
		t.Errorf("limits %+v, quotas %v", s, p.Quotas)
	}
}

// without returns the rules without one of them.
func without(take string) string {
	parts := strings.Split(rules, "[[rule]]")
	return strings.Join(slices.DeleteFunc(parts, func(p string) bool { return strings.Contains(p, `"`+take+`"`) }), "[[rule]]")
}

func TestRulesByWhichSomebodyCouldWaitForEverAreRefusedWithTheLineAndWhatToDo(t *testing.T) {
	c := house(t)
	for name, test := range map[string]struct{ file, text, want string }{
		"nobody takes the longest": {"rules.toml", "[[rule]]\ntake = \"aged\"\n[[rule]]\ntake = \"priority\"\n[[rule]]\ntake = \"early\"\n", `rules.toml:5: rule[2]: is the last, and none takes "longest"`},
		"nobody takes the early":   {"rules.toml", without("early"), `none takes "early"`},
		"nobody ages":              {"rules.toml", without("aged"), `rule[1].take: has no take = "aged" before it`},
		"priority is never looked": {"rules.toml", without("priority"), `none takes "priority"`},
		"an authority has no turn": {"rules.toml", strings.Replace(rules, "[2, 1, 1]", "[2, 0, 1]", 1), `rules.toml:12: rule[3].weights[1]: must be 1 to 20: without a turn`},
		"one weight":               {"rules.toml", strings.Replace(rules, "[2, 1, 1]", "[2]", 1), `rule[3].weights: must be a list`},
		"a rule twice":             {"rules.toml", rules + "[[rule]]\ntake = \"longest\"\n", `rule[5].take: "longest" stands before already`},
		"no such rule":             {"rules.toml", strings.Replace(rules, `"aged"`, `"oldest"`, 1), `"oldest" is none of appointment, aged`},
		"a rule without a take":    {"rules.toml", strings.Replace(rules, `take = "aged"`, "", 1), `rule[1].take: is missing`},
		"too many minutes":         {"rules.toml", strings.Replace(rules, "after_min = 45", "after_min = 900", 1), `rules.toml:7: rule[1].after_min: 900 is not between 5 and 240`},
		"an unknown key":           {"rules.toml", strings.Replace(rules, "again_min", "again_minutes", 1), `rules.toml:17: calls.again_minutes: is unknown`},
		"a quota of no queue":      {"rules.toml", rules + "dentist = 5\n", `rules.toml:26: quota.dentist: is the id of no queue`},
		"no rules":                 {"rules.toml", "[quota]\n", `rule: there is none`},
		"no TOML":                  {"rules.toml", "[[rule", `rules.toml:1: is not TOML`},
		"no desk":                  {"desks.toml", "[[room]]\nid = \"V1\"\n", `desk: there is none`},
		"a desk twice":             {"desks.toml", "[[desk]]\nid = \"1\"\n[[room]]\nid = \"1\"\n", `desks.toml:4: room[1].id: "1" is a desk already`},
		"a sign nobody can hear":   {"desks.toml", "[[desk]]\nid = \"north-2\"\n", `desks.toml:2: desk[north-2].id: "north-2" is not on a sign`},
		"no such room":             {"desks.toml", "[[desk]]\nid = \"1\"\nroom = \"attic\"\n", `desks.toml:3: desk[1].room: "attic" is the id of no room`},
		"no such direction":        {"desks.toml", "[[desk]]\nid = \"1\"\ndirection = \"back\"\n", `desks.toml:3: desk[1].direction: "back" is none of left, right`},
		"no such colour":           {"desks.toml", "[[desk]]\nid = \"1\"\ncolour = \"pink\"\n", `desk[1].colour: "pink" is none of blue`},
		"a point twice":            {"desks.toml", "[[desk]]\nid = \"1\"\n[[point]]\nid = \"kemi\"\nname = { fi = \"K\", sv = \"K\", en = \"K\" }\n[[point]]\nid = \"kemi\"\nname = { fi = \"K\", sv = \"K\", en = \"K\" }\n", `"kemi" is given twice`},
		"a point without a name":   {"desks.toml", "[[desk]]\nid = \"1\"\n[[point]]\nid = \"Kemi!\"\n", `"Kemi!" is no id of a service point`},
	} {
		t.Run(name, func(t *testing.T) {
			files := shipped(t)
			files[test.file] = test.text
			faults := point.Check(files, c)
			if !strings.Contains(faults.Error(), test.want) {
				t.Errorf("the faults are\n%v\nand not\n%s", faults, test.want)
			}
		})
	}
	if got := point.Check(nil, c).Error(); !strings.Contains(got, "desks.toml: is missing") || !strings.Contains(got, "rules.toml: is missing") {
		t.Error(got)
	}
	if got := point.Check(shipped(t), c); len(got) > 0 {
		t.Error(got)
	}
}

func FuzzLoadNeverPanics(f *testing.F) {
	c := house(f)
	f.Add(text(f, "example/desks.toml"), rules)
	f.Add("[[desk]]\nid = 1\n[desk.name]\nfi = 2\n", "[[rule]]\nweights = [[1], {}]\n[quota]\n\"\" = \"x\"\n")
	f.Add("desk = 5\nroom = [1]\n", "rule = { take = \"aged\" }\ncalls = 3\n")
	f.Fuzz(func(t *testing.T, desks, rules string) {
		p, faults := point.Read(map[string]string{"desks.toml": desks, "rules.toml": rules}, c)
		if faults == nil && (len(p.Desks) == 0 || len(p.Settings(c, kiosk.OpenHours{}).Rules) < 4) {
			t.Errorf("a plan without desks or rules: %+v", p)
		}
	})
}
