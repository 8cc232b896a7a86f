package point

import (
	"slices"

	"kundterminal/kiosk"
	"kundterminal/kiosk/catalogue"
	"kundterminal/kiosk/queue"
)

// Embedded reads the rules that stand in another file than rules.toml, in the same
// words. It takes them all as read; it is not ok where the file has no rule.
func Embedded(t *catalogue.Table, c *kiosk.Catalogue) (Plan, bool) {
	if _, ok := catalogue.Value[any](t, "rule", "a list of rules"); !ok {
		return Plan{}, false
	}
	r := &reading{catalogue: c}
	r.readRules(t)
	return r.plan, true
}

// Rules are the rules by which people are called.
func (p Plan) Rules() []queue.Rule { return slices.Clone(p.limits.Rules) }

// WithRules is the plan with other rules.
func (p Plan) WithRules(rules []queue.Rule) Plan {
	p.limits.Rules = rules
	return p
}
