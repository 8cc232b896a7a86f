package ical

import (
	"cmp"
	"slices"

	"kundterminal/kiosk"
)

// merge returns the appointments that hold from a day on, in the order of their
// times: the copy of a broken file may be of yesterday. Of two
// that have one code only the first can be meant: the other is left out, and a
// fault.
func merge(calendars []calendar, first kiosk.Date) ([]kiosk.Appointment, Faults) {
	var faults Faults
	newest := map[string]version{}
	var order []string
	for _, c := range calendars {
		faults = append(faults, c.faults...)
		for _, v := range c.list {
			have, known := newest[v.Key]
			if !known {
				order = append(order, v.Key)
				have = v
			} else if v.after(have) {
				have = v.over(have)
			} else {
				have = have.over(v)
			}
			newest[v.Key] = have
		}
	}
	var list []kiosk.Appointment
	codes := map[kiosk.AppointmentCode]bool{}
	for _, key := range order {
		v := newest[key]
		switch {
		case v.stub || v.timeless || kiosk.DateOf(v.From).Compare(first) < 0:
		case v.Code != "" && codes[v.Code]:
			faults = append(faults, Fault{v.file, v.line, "another appointment has the same X-KIOSK-CODE: give each one a code of its own"})
		default:
			codes[v.Code] = true
			list = append(list, v.Appointment)
		}
	}
	slices.SortStableFunc(list, func(a, b kiosk.Appointment) int {
		return cmp.Or(a.From.Compare(b.From), cmp.Compare(a.Key, b.Key))
	})
	return list, faults
}

// after reports whether v, which was read later, holds in place of another one.
func (v version) after(old version) bool {
	return cmp.Or(cmp.Compare(v.sequence, old.sequence), v.stamp.Compare(old.stamp)) >= 0
}

// over returns v, which holds in place of an older version. A cancellation need
// not repeat what was known.
func (v version) over(old version) version {
	if !v.Cancelled || old.stub || v.stub {
		return v
	}
	if v.timeless && !old.timeless {
		v.From, v.timeless = old.From, false
	}
	v.Code = cmp.Or(v.Code, old.Code)
	v.Person = cmp.Or(v.Person, old.Person)
	v.Language = cmp.Or(v.Language, old.Language)
	return v
}
