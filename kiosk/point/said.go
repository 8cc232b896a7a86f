package point

import (
	"strconv"
	"strings"
	"time"

	"kundterminal/kiosk"
	"kundterminal/kiosk/queue"
)

// Words says texts by their keys, with plural forms; *ui.Texts is one. Its keys are
// those of assets/texts/point.
type Words interface {
	Say(l kiosk.Language, key string, args ...string) string
	Count(l kiosk.Language, key string, n int) string
}

// Rules says the rules of a queue in words, in their order: one text for each rule.
func Rules(rules []queue.Rule, l kiosk.Language, words Words) []string {
	var list []string
	for _, r := range rules {
		list = append(list, saidRule(r, l, words))
	}
	return list
}

func saidRule(r queue.Rule, l kiosk.Language, words Words) string {
	switch {
	case r.Take == queue.TakeAppointment && r.Before > 0:
		return words.Count(l, "rule_appointment_before", inMinutes(r.Before))
	case r.Take == queue.TakeAged:
		return words.Count(l, "rule_aged", inMinutes(r.After))
	case r.Take == queue.TakeLongest && len(r.Weights) > 0:
		return words.Say(l, "rule_longest") + " " + words.Say(l, "rule_turns", "turns", turns(r.Weights))
	}
	return words.Say(l, "rule_"+string(r.Take))
}

func turns(weights []int) string {
	list := make([]string, len(weights))
	for i, w := range weights {
		list[i] = strconv.Itoa(w)
	}
	return strings.Join(list, " : ")
}

// Limits says the limits of a queue in words, one sentence each.
func Limits(s queue.Settings, l kiosk.Language, words Words) []string {
	list := []string{
		words.Count(l, "limit_calls", s.Calls),
		words.Count(l, "limit_again", inMinutes(s.Again)) + " " + words.Count(l, "limit_again_calls", s.AgainCalls),
	}
	if s.KeepsPlace > 0 {
		list = append(list, words.Count(l, "limit_keeps_place", inMinutes(s.KeepsPlace)))
	}
	if s.Closing {
		list = append(list, words.Say(l, "limit_closing"))
	}
	return list
}

func inMinutes(d time.Duration) int { return int(d / time.Minute) }
