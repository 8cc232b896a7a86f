package kiosk

import (
	"cmp"
	"fmt"
	"slices"
)

// FewestShown is how many people must have answered before anything is told of them.
const FewestShown = 5

// Week is a week of ISO 8601. The zero Week stands for the whole time.
type Week struct{ Year, Number int }

// WeekOf returns the week of a day.
func WeekOf(d Date) Week {
	year, week := d.utc().ISOWeek()
	return Week{year, week}
}

// IsZero reports whether w is no week.
func (w Week) IsZero() bool { return w == Week{} }

// String returns the week in the form 2026-W48, or "" for none.
func (w Week) String() string {
	if w.IsZero() {
		return ""
	}
	return fmt.Sprintf("%04d-W%02d", w.Year, w.Number)
}

// MarshalText writes the week as String does.
func (w Week) MarshalText() ([]byte, error) { return []byte(w.String()), nil }

// UnmarshalText reads what MarshalText writes.
func (w *Week) UnmarshalText(b []byte) error {
	*w = Week{}
	if len(b) == 0 {
		return nil
	}
	if _, err := fmt.Sscanf(string(b), "%d-W%d", &w.Year, &w.Number); err != nil {
		return fmt.Errorf("week %q has not the form 2026-W48", b)
	}
	return nil
}

// Distribution is how the answers to one question are spread over its scale.
// Hidden ones tell nothing.
type Distribution struct {
	Hidden bool    `json:"hidden,omitempty"` // fewer than FewestShown people, or they would follow from others
	N      int     `json:"n"`
	Least  int     `json:"least"`            // what the first of Counts counts
	Counts []int   `json:"counts,omitempty"` // answers by their value, from Least on
	Mean   float64 `json:"mean"`

	people persons // while it is counted
}

// Recommendation is the spread of recommendations with the net promoter score:
// the percentage of 9 and 10 less that of 0 to 6, from -100 to 100. Low and High
// are its 95 % interval.
type Recommendation struct {
	Distribution
	Score float64 `json:"score"`
	Low   float64 `json:"low"`
	High  float64 `json:"high"`
}

// FeedbackCell is what came in on an authority in a week.
type FeedbackCell struct {
	Authority AuthorityID              `json:"authority,omitempty"` // empty: on all
	Week      Week                     `json:"week,omitzero"`       // zero: the whole time
	Tickets   int                      `json:"tickets"`             // issued here
	Hidden    bool                     `json:"hidden,omitempty"`    // there is nothing to be told of the answers
	Answers   int                      `json:"answers"`
	Rate      float64                  `json:"rate"`    // people who answered to tickets; 0 where there were none
	Success   Distribution             `json:"success"` // 1 yes, 2 partly, 3 no
	Grade     Distribution             `json:"grade"`
	Recommend Recommendation           `json:"recommend"`
	Ratings   [statements]Distribution `json:"ratings"`
}

// FeedbackReport is what those may know who decide: nothing of fewer than
// FewestShown people, and nothing from which that would follow.
type FeedbackReport struct {
	From        Date           `json:"from"`
	To          Date           `json:"to"` // the last day
	Total       FeedbackCell   `json:"total"`
	Authorities []FeedbackCell `json:"authorities"` // by authority
	Weeks       []FeedbackCell `json:"weeks"`       // by authority, then week
}

// ReportFeedback counts the feedback and the tickets of the days from first to
// last. Feedback on several authorities counts for each of them, and once in the
// total.
func ReportFeedback(first, last Date, list []Feedback, issued []Issued) FeedbackReport {
	within := func(d Date) bool { return d.Compare(first) >= 0 && d.Compare(last) <= 0 }
	total := newTally("", Week{})
	byAuthority, byWeek := map[AuthorityID]*tally{}, map[AuthorityID]map[Week]*tally{}
	on := func(d Date, a AuthorityID, add func(*tally)) {
		if byAuthority[a] == nil {
			byAuthority[a], byWeek[a] = newTally(a, Week{}), map[Week]*tally{}
		}
		w := WeekOf(d)
		if byWeek[a][w] == nil {
			byWeek[a][w] = newTally(a, w)
		}
		add(byAuthority[a])
		add(byWeek[a][w])
	}
	for _, i := range issued {
		if !within(i.Date) {
			continue
		}
		total.Tickets += i.Tickets
		for a, n := range i.By {
			on(i.Date, a, func(y *tally) { y.Tickets += n })
		}
	}
	for _, f := range list {
		if d := DateOf(f.At); within(d) {
			total.count(f)
			for _, a := range f.Authorities {
				on(d, a, func(y *tally) { y.count(f) })
			}
		}
	}
	r := FeedbackReport{From: first, To: last}
	authorities := inOrder(byAuthority, cmp.Compare[AuthorityID])
	hideWithin(authorities, total)
	for _, a := range authorities {
		weeks := inOrder(byWeek[a.Authority], func(a, b Week) int { return cmp.Or(cmp.Compare(a.Year, b.Year), cmp.Compare(a.Number, b.Number)) })
		hideWithin(weeks, a)
		for _, w := range weeks {
			r.Weeks = append(r.Weeks, w.told())
		}
	}
	for _, a := range authorities {
		r.Authorities = append(r.Authorities, a.told())
	}
	r.Total = total.told()
	return r
}

// CommentsOn lists what people wrote on an authority in the days of the report, in
// alphabetical order. It lists nothing where the report tells nothing of the
// authority: a text beside few answers tells too much.
func (r FeedbackReport) CommentsOn(a AuthorityID, list []Feedback) []string {
	shown := slices.ContainsFunc(r.Authorities, func(c FeedbackCell) bool { return c.Authority == a && !c.Hidden })
	var texts []string
	for _, f := range list {
		d := DateOf(f.At)
		if shown && f.Comment != "" && slices.Contains(f.Authorities, a) && d.Compare(r.From) >= 0 && d.Compare(r.To) <= 0 {
			texts = append(texts, f.Comment)
		}
	}
	slices.Sort(texts)
	return texts
}

func inOrder[K comparable](m map[K]*tally, compare func(a, b K) int) []*tally {
	keys := make([]K, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.SortFunc(keys, compare)
	list := make([]*tally, len(keys))
	for i, k := range keys {
		list[i] = m[k]
	}
	return list
}
