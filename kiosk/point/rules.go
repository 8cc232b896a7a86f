package point

import (
	"fmt"
	"slices"
	"time"

	"kundterminal/kiosk"
	"kundterminal/kiosk/catalogue"
	"kundterminal/kiosk/queue"
)

var ruleKinds = []queue.RuleKind{queue.TakeAppointment, queue.TakeAged, queue.TakePriority, queue.TakeLongest, queue.TakeEarly}

// mostTurns is how many turns in a row an authority can have.
const mostTurns = 20

// readRules reads rules.toml over the defaults of package queue.
func (r *reading) readRules(t *catalogue.Table) {
	s := queue.DefaultSettings()
	s.Rules = nil
	for _, c := range t.Children("rule") {
		s.Rules = append(s.Rules, readRule(c, s.Rules))
	}
	checkRules(t, s.Rules)
	if c, ok := t.Child("calls"); ok {
		readCalls(c, &s)
	}
	if c, ok := t.Child("service"); ok {
		c.Units("usual_min", 1, 240, time.Minute, &s.Service)
		if closing, ok := catalogue.Value[bool](c, "closing", "true or false"); ok {
			s.Closing = closing
		}
		c.Done()
	}
	r.plan.Quotas = map[kiosk.QueueID]int{}
	if c, ok := t.Child("quota"); ok {
		r.readQuotas(c)
	}
	t.Done()
	r.plan.limits = s
}

func readRule(t *catalogue.Table, before []queue.Rule) queue.Rule {
	rule := queue.Rule{Take: catalogue.OneOf(t, "take", ruleKinds)}
	if slices.ContainsFunc(before, func(b queue.Rule) bool { return b.Take == rule.Take }) {
		t.Fault("take", "%q stands before already: the second never finds anybody, remove it", rule.Take)
	}
	switch rule.Take {
	case queue.TakeAppointment:
		t.Units("before_min", 0, 120, time.Minute, &rule.Before)
	case queue.TakeAged:
		rule.After = time.Hour
		t.Units("after_min", 5, 240, time.Minute, &rule.After)
	case queue.TakeLongest:
		rule.Weights = weights(t)
	}
	t.Done()
	return rule
}

// weights reads how many turns each authority of a login has. None may have zero:
// its people would never be called.
func weights(t *catalogue.Table) []int {
	const form = "a list of turns, 1 to 20: [2, 1, 1]"
	raw, ok := catalogue.Value[[]any](t, "weights", form)
	if !ok {
		return nil
	}
	var list []int
	for i, v := range raw {
		n, whole := v.(int64)
		if !whole || n < 1 || n > mostTurns {
			t.Fault(fmt.Sprintf("weights[%d]", i), "must be 1 to %d: without a turn its people would wait for ever", mostTurns)
		}
		list = append(list, int(n))
	}
	if len(list) < 2 {
		t.Fault("weights", "must be %s; leave it out where only the time counts", form)
	}
	return list
}

// checkRules refuses rules by which somebody could wait for ever, and those that are
// never reached.
func checkRules(t *catalogue.Table, rules []queue.Rule) {
	at := func(k queue.RuleKind) int {
		return slices.IndexFunc(rules, func(r queue.Rule) bool { return r.Take == k })
	}
	missing := func(take queue.RuleKind, why string) {
		t.Fault(fmt.Sprintf("rule[%d]", len(rules)-1), "is the last, and none takes %q: %s", take, why)
	}
	aged, priority, longest := at(queue.TakeAged), at(queue.TakePriority), at(queue.TakeLongest)
	if len(rules) == 0 {
		t.Fault("rule", "there is none: take rules.toml from the program's own, and change it")
		return
	}
	if longest < 0 {
		missing(queue.TakeLongest, "whoever has neither appointment nor priority would wait for ever; add it")
	}
	if priority >= 0 && (aged < 0 || aged > priority) {
		t.Fault(ruleKey(priority), `has no take = "aged" before it: with one person of priority after the other everybody else would wait for ever; put "aged" before it`)
	}
	if priority < 0 && longest >= 0 {
		missing(queue.TakePriority, `a priority that an advisor gives would change nothing; add it before "longest"`)
	}
	if priority > longest && longest >= 0 {
		t.Fault(ruleKey(priority), `stands after "longest", which finds everybody: put it before`)
	}
	if at(queue.TakeEarly) < 0 {
		missing(queue.TakeEarly, "people with an appointment would wait for their time at an idle desk, or for ever; add it at the end")
	}
	if early := at(queue.TakeEarly); early >= 0 && early < longest {
		t.Fault(ruleKey(early), `stands before "longest": people with later appointments would be called before all others; put it at the end`)
	}
}

func ruleKey(i int) string { return fmt.Sprintf("rule[%d].take", i) }

func readCalls(t *catalogue.Table, s *queue.Settings) {
	t.Whole("most", 1, 9, &s.Calls)
	t.Whole("again_calls", 1, 50, &s.AgainCalls)
	t.Units("again_min", 1, 60, time.Minute, &s.Again)
	t.Units("keeps_place_min", 0, 480, time.Minute, &s.KeepsPlace)
	seconds := int(s.Repeats / time.Second)
	t.Whole("repeat_s", 5, 300, &seconds)
	s.Repeats = time.Duration(seconds) * time.Second
	t.Done()
}

func (r *reading) readQuotas(t *catalogue.Table) {
	for _, id := range t.Keys() {
		if _, ok := r.catalogue.Queue(kiosk.QueueID(id)); !ok {
			t.Fault(id, "is the id of no queue: correct it, or add the queue to queues.toml")
		}
		n := 0
		t.Whole(id, 1, kiosk.MaxNumber, &n)
		r.plan.Quotas[kiosk.QueueID(id)] = n
	}
	t.Done()
}
