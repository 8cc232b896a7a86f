package statistics

import (
	"maps"
	"slices"
	"strconv"

	"kundterminal/kiosk"
)

// satisfied is the least grade of 4 to 10 that counts as satisfied: "good" in schools.
const satisfied = 8

func opinionColumns() []Column {
	return []Column{
		{Key: "tickets", Unit: Count},
		{Key: "answers", Unit: Count},
		{Key: "answer_share", Unit: Share},
		{Key: "satisfied_share", Unit: Share},
		{Key: "grade_mean", Unit: Decimal},
		{Key: "grade_n", Unit: Count},
		{Key: "settled_share", Unit: Share},
		{Key: "settled_n", Unit: Count},
		{Key: "recommend", Unit: Decimal},
	}
}

// feedback tells what people said of the point. What is hidden there is hidden by the
// report of feedback itself.
func (b *builder) feedback(from Source) error {
	if from.Feedback == nil {
		return nil
	}
	reports := map[*part]kiosk.FeedbackReport{}
	all := map[string]bool{}
	for _, p := range b.parts {
		r, err := from.Feedback(p.From, p.To)
		if err != nil {
			return err
		}
		reports[p] = r
		for _, c := range r.Authorities {
			all[string(c.Authority)] = true
		}
	}
	b.summary(opinionColumns(), func(p *part) []Value { return opinion(reports[p].Total) })
	b.add(Table{ID: string(ByAuthority), Axis: ByAuthority, Columns: opinionColumns()}, slices.Sorted(maps.Keys(all)), func(p *part, key string) []Value {
		for _, c := range reports[p].Authorities {
			if string(c.Authority) == key {
				return opinion(c)
			}
		}
		return opinion(kiosk.FeedbackCell{})
	})
	b.grades(reports)
	return nil
}

// grades adds how the grades are spread.
func (b *builder) grades(reports map[*part]kiosk.FeedbackReport) {
	var keys []string
	for g := kiosk.MinGrade; g <= kiosk.MaxGrade; g++ {
		keys = append(keys, strconv.Itoa(g))
	}
	b.add(Table{ID: "grade", Axis: "grade", Columns: []Column{{Key: "answers", Unit: Count}}}, keys, func(p *part, key string) []Value {
		d := reports[p].Total.Grade
		for i, n := range d.Counts {
			if strconv.Itoa(d.Least+i) == key {
				return []Value{number(n)}
			}
		}
		if d.Hidden {
			return []Value{{State: Hidden}}
		}
		return []Value{number(0)}
	})
}

// opinion are the figures of feedback in the order of their columns.
func opinion(c kiosk.FeedbackCell) []Value {
	h, none := Value{State: Hidden}, Value{State: None}
	values := []Value{number(c.Tickets), h, h, h, h, h, h, h, h}
	if c.Hidden {
		return values
	}
	values[1], values[2] = number(c.Answers), none
	if c.Tickets > 0 {
		values[2] = number(c.Rate)
	}
	if d := c.Grade; !d.Hidden && d.N > 0 {
		good := 0
		for i, n := range d.Counts {
			if d.Least+i >= satisfied {
				good += n
			}
		}
		values[3], values[4], values[5] = number(float64(good)/float64(d.N)), number(d.Mean), number(d.N)
	}
	if d := c.Success; !d.Hidden && d.N > 0 {
		values[6], values[7] = number(float64(d.Counts[0])/float64(d.N)), number(d.N)
	}
	if d := c.Recommend; !d.Hidden && d.N > 0 {
		values[8] = number(d.Score)
	}
	return values
}
