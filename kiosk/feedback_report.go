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

// persons counts those who answered: for the first time, and again. Nobody is in
// either twice, so that the larger is how many people there are at least.
type persons struct{ first, again int }

func (p *persons) count(again bool) {
	if again {
		p.again++
	} else {
		p.first++
	}
}

func (p persons) least() int { return max(p.first, p.again) }

// tally is a cell while it is counted. Its figures are raw until told.
type tally struct {
	FeedbackCell
	people persons
}

func newTally(a AuthorityID, w Week) *tally {
	t := &tally{FeedbackCell: FeedbackCell{Authority: a, Week: w}}
	t.Success = scale(int(SuccessYes), int(SuccessNo))
	t.Grade = scale(MinGrade, MaxGrade)
	t.Recommend.Distribution = scale(0, MaxPoints)
	for i := range t.Ratings {
		t.Ratings[i] = scale(1, MaxRating)
	}
	return t
}

func scale(least, most int) Distribution {
	return Distribution{Least: least, Counts: make([]int, most-least+1)}
}

func (t *tally) count(f Feedback) {
	t.Answers++
	t.people.count(f.Again)
	t.Success.add(int(f.Success), f.Again)
	t.Grade.add(f.Grade, f.Again)
	if f.Recommend != nil {
		t.Recommend.add(*f.Recommend, f.Again)
	}
	for i, v := range f.Ratings {
		t.Ratings[i].add(v, f.Again)
	}
}

// add counts a value. One below the scale is no answer.
func (d *Distribution) add(v int, again bool) {
	if i := v - d.Least; i >= 0 && i < len(d.Counts) {
		d.Counts[i]++
		d.N++
		d.people.count(again)
		d.Mean += float64(v) // the sum, until it is told
	}
}

func (t *tally) questions() []*Distribution {
	list := []*Distribution{&t.Success, &t.Grade, &t.Recommend.Distribution}
	for i := range t.Ratings {
		list = append(list, &t.Ratings[i])
	}
	return list
}

// hide hides a cell of too few people, and each question with too few.
func (t *tally) hide() {
	t.Hidden = t.Hidden || t.people.least() < FewestShown
	for _, q := range t.questions() {
		q.Hidden = q.Hidden || t.Hidden || q.people.least() < FewestShown
	}
}

// hideWithin hides what must not be told of the parts of a whole. Where the hidden
// parts together are too few as well, what is told of the whole would tell of
// them: the smallest of the others is then hidden too.
func hideWithin(parts []*tally, whole *tally) {
	whole.hide()
	for _, p := range parts {
		p.Hidden = p.Hidden || whole.Hidden
		p.hide()
	}
	cover(parts, func(t *tally) (int, *bool) { return t.people.least(), &t.Hidden })
	for _, p := range parts {
		p.hide()
	}
	for q := range whole.questions() {
		cover(parts, func(t *tally) (int, *bool) { d := t.questions()[q]; return d.people.least(), &d.Hidden })
	}
}

// cover hides the smallest that is still shown where the hidden ones sum up to
// too few.
func cover(parts []*tally, of func(*tally) (n int, hidden *bool)) {
	sum, least := 0, -1
	var smallest *bool
	for _, p := range parts {
		n, hidden := of(p)
		switch {
		case *hidden:
			sum += n
		case least < 0 || n < least:
			least, smallest = n, hidden
		}
	}
	if sum > 0 && sum < FewestShown && smallest != nil {
		*smallest = true
	}
}

// told returns the cell without what is hidden, its sums made means.
func (t *tally) told() FeedbackCell {
	t.hide()
	for _, q := range t.questions() {
		if q.Hidden {
			*q = Distribution{Hidden: true, Least: q.Least}
			continue
		}
		q.Mean /= float64(q.N)
		q.people = persons{}
	}
	if t.Hidden {
		t.Answers = 0
	} else if t.Tickets > 0 {
		t.Rate = float64(t.people.least()) / float64(t.Tickets)
	}
	if r := &t.Recommend; !r.Hidden {
		r.Score, r.Low, r.High = netPromoters(r.Counts)
	}
	return t.FeedbackCell
}
