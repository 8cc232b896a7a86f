package catalogue

import (
	"time"
	"unicode/utf8"

	"kundterminal/kiosk"
)

// noticesFile says what the point tells everybody. A catalogue may be without it.
const noticesFile = "notices.toml"

// MaxNotice is the longest notice in characters: two lines of the start screen.
const MaxNotice = 110

var severities = map[string]kiosk.Severity{"info": kiosk.SeverityInfo, "attention": kiosk.SeverityAttention}

func (r *reading) readNoticesFile() {
	if _, there := r.texts[noticesFile]; !there {
		return
	}
	if t, ok := r.open(noticesFile); ok {
		r.readNotices(t)
		t.Done()
	}
}

// readNotices reads the notices of a file of any kind.
func (r *reading) readNotices(t *Table) {
	for _, c := range t.Children("notice") {
		r.notices = append(r.notices, r.readNotice(c))
	}
}

func (r *reading) readNotice(t *Table) kiosk.Notice {
	var n kiosk.Notice
	if id, ok := Required[string](t, "id", `a word in quotes, such as "strike"`); ok {
		r.claim(t, "notice", id)
		n.ID = id
	}
	n.Text = t.noticeText()
	if word, ok := Value[string](t, "severity", `"info" or "attention"`); ok {
		severity, known := severities[word]
		if !known {
			t.Fault("severity", "%q is no severity: use info or attention", word)
		}
		n.Severity = severity
	}
	n.From = t.moment("from", 0)
	n.Until = t.moment("until", 1)
	if !n.From.IsZero() && !n.Until.IsZero() && !n.From.Before(n.Until) {
		t.Fault("until", "is not after from: exchange or correct them")
	}
	t.Done()
	return n
}

// noticeText reads a text in one language or more, of two lines at most.
func (t *Table) noticeText() kiosk.Text {
	m, ok := Required[map[string]any](t, "text", `a text in one language or more: { fi = "…", sv = "…" }`)
	if !ok {
		return nil
	}
	given := map[string]any{}
	for _, l := range kiosk.AllLanguages() {
		if v, there := m[string(l)]; there {
			given[string(l)] = v
		}
	}
	if len(given) == 0 {
		t.Fault("text", "has no language: write it in fi, sv or en")
	}
	text := t.textIn("text", m, nil)
	for l, s := range text {
		if n := utf8.RuneCountInString(s); n > MaxNotice {
			t.Fault("text."+string(l), "has %d characters and there is room for %d, two lines: make it shorter", n, MaxNotice)
		}
	}
	return text
}

// moment reads an optional day, or a day with a time of whole minutes, by the
// clock on the wall. A day alone is its beginning, so many days later.
func (t *Table) moment(key string, days int) time.Time {
	raw, there := t.take(key)
	if !there {
		return time.Time{}
	}
	v, ok := raw.(time.Time)
	if text, isText := raw.(string); isText {
		var err error
		if v, err = time.Parse("2006-01-02T15:04", text); err == nil {
			return v
		}
		if v, err = time.Parse(time.DateOnly, text); err == nil {
			return v.AddDate(0, 0, days)
		}
	}
	local := ""
	if ok {
		local = v.Location().String() // the TOML package's marks of a day without a time, and of a time without a zone
	}
	y, m, d := v.Date()
	switch {
	case local == "date-local":
		return time.Date(y, m, d+days, 0, 0, 0, 0, time.UTC)
	case local == "datetime-local" && v.Second() == 0 && v.Nanosecond() == 0:
		return time.Date(y, m, d, v.Hour(), v.Minute(), 0, 0, time.UTC)
	}
	t.Fault(key, "must be a day in the form 2026-11-26, or a day with a time of whole minutes in the form 2026-11-26T12:30:00")
	return time.Time{}
}
