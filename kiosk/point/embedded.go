package point

import (
	"kundterminal/kiosk"
	"kundterminal/kiosk/catalogue"
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
