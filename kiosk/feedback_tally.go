package kiosk

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
