package simulate_test

import (
	"fmt"
	"strings"

	"pgregory.net/rapid"
)

// anyDay writes a day as somebody could have.
func anyDay(t *rapid.T) string {
	var b strings.Builder
	say := func(format string, args ...any) { fmt.Fprintf(&b, format+"\n", args...) }
	number := func(name string, least, most int) int { return rapid.IntRange(least, most).Draw(t, name) }
	pick := func(name string, list ...string) string { return rapid.SampledFrom(list).Draw(t, name) }
	say(`name = { fi = "a", sv = "a", en = "a" }`)
	say(`date = "2026-11-24"`)
	say(`doors = "09:00-%02d:30"`, number("closes", 10, 14))
	say("terminals = %d\nrooms = [\"V1\", \"V2\"]", number("terminals", 1, 3))
	say("[visits]\n09 = %d\n10 = %d", number("visits", 1, 40), number("visits", 0, 25))
	say("[people]")
	for _, key := range []string{"appointments", "priority", "no_show", "away", "transferred", "held", "link_fails"} {
		say("%s_pct = %d", key, number(key, 0, 25))
	}
	say("gives_up_min = %d\nbetween_s = %d\nspread = %d", number("gives up", 0, 40), number("between", 0, 60), number("spread", 0, 1))
	say("languages = { fi = 4, sv = %d, en = %d }", number("sv", 0, 3), number("en", 0, 3))
	for range number("errands", 1, 6) {
		say("[[errand]]\nservices = [%s]", pick("services", `"d-move"`, `"k-basic"`, `"v-card"`, `"k-housing"`, `"p-id"`, `"d-move", "v-card"`, `"k-housing", "h-social", "m-advice"`))
		if served := pick("served", "", "", "remote", "expert"); served != "" {
			say("served = %q", served)
		}
		if rapid.Bool().Draw(t, "own") {
			say("minutes = %d", number("minutes", 1, 15))
		}
	}
	anyRules(t, say, number)
	for i := range number("desks", 1, 6) {
		anyDesk(t, i+1, say, pick)
	}
	return b.String()
}

func anyDesk(t *rapid.T, i int, say func(string, ...any), pick func(string, ...string) string) {
	say("[[desk]]\nid = \"%d\"", i)
	if hours := pick("shift", "", `"09:00-10:00"`, `"09:20-12:00"`); hours != "" {
		say("shift = %s", hours)
	}
	if times := pick("breaks", "", `"09:25-09:40"`, `"09:30-09:35", "09:50-10:00"`); times != "" {
		say("breaks = [%s]", times)
	}
	if list := pick("authorities", "", "", `"kela"`, `"vero", "dvv"`, `"poliisi", "kela", "kunta"`); list != "" {
		say("authorities = [%s]", list)
	}
	if list := pick("only", "", "", "", `"d-move", "v-card", "k-housing"`); list != "" {
		say("services = [%s]", list)
	}
	if list := pick("tongues", "", "", `"fi"`, `"sv", "fi"`, `"en"`); list != "" {
		say("languages = [%s]", list)
	}
	for _, key := range []string{"door", "expert", "remote"} {
		if rapid.IntRange(0, 2).Draw(t, key) == 0 {
			say("%s = true", key)
		}
	}
}

func anyRules(t *rapid.T, say func(string, ...any), number func(string, int, int) int) {
	if rapid.Bool().Draw(t, "own rules") {
		return
	}
	if rapid.Bool().Draw(t, "aged first") {
		say("[[rule]]\ntake = \"aged\"\nafter_min = %d", number("aged", 5, 90))
		say("[[rule]]\ntake = \"appointment\"\nbefore_min = %d", number("before", 0, 20))
	} else {
		say("[[rule]]\ntake = \"appointment\"\nbefore_min = %d", number("before", 0, 20))
		say("[[rule]]\ntake = \"aged\"\nafter_min = %d", number("aged", 5, 90))
	}
	say("[[rule]]\ntake = \"priority\"\n[[rule]]\ntake = \"longest\"")
	if rapid.Bool().Draw(t, "weights") {
		say("weights = [%d, %d, 1]", number("weight", 1, 4), number("weight", 1, 4))
	}
	say("[[rule]]\ntake = \"early\"\n[calls]\nmost = %d\nagain_min = %d\nagain_calls = %d", number("calls", 1, 3), number("again", 1, 10), number("again", 1, 5))
}
