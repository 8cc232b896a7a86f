package kiosk

import (
	"encoding/json"
	"math"
	"reflect"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"
)

func many(on AuthorityID, day Date, grades ...int) []Feedback {
	var list []Feedback
	for _, g := range grades {
		list = append(list, Feedback{
			At: time.Date(day.Year, day.Month, day.Day, 12, 0, 0, 0, time.UTC), Authorities: []AuthorityID{on},
			Answers: Answers{Success: SuccessYes, Grade: g},
		})
	}
	return list
}

func TestResultsAreCountedByAuthorityAndWeek(t *testing.T) {
	first, last := Date{2026, 11, 16}, Date{2026, 11, 29}
	list := slices.Concat(
		many("kela", Date{2026, 11, 18}, 4, 5, 6, 7, 8), many("kela", Date{2026, 11, 26}, 10, 10, 10, 10, 10, 10),
		many("vero", Date{2026, 11, 26}, 9, 9, 9, 9, 9, 8), many("vero", Date{2026, 11, 30}, 4),
	)
	var tickets []Ticket
	for range 20 {
		tickets = append(tickets, Ticket{Date: Date{2026, 11, 26}, Number: 1, Errands: []ServiceID{"k-housing", "v-card"}})
	}
	r := ReportFeedback(first, last, list, IssuedOf(tickets, sampleCatalogue()))
	if r.Total.Answers != 17 || r.Total.Tickets != 20 || r.Total.Rate != 0.85 {
		t.Errorf("the total is %+v", r.Total)
	}
	if len(r.Authorities) != 2 || len(r.Weeks) != 3 {
		t.Fatalf("%d authorities and %d weeks", len(r.Authorities), len(r.Weeks))
	}
	kela := r.Authorities[0]
	if kela.Authority != "kela" || kela.Answers != 11 || math.Abs(kela.Grade.Mean-90.0/11) > 1e-9 || !slices.Equal(kela.Grade.Counts, []int{1, 1, 1, 1, 1, 0, 6}) {
		t.Errorf("kela is %+v", kela)
	}
	if w := r.Weeks[1]; w.Week.String() != "2026-W48" || w.Grade.Mean != 10 || w.Answers != 6 {
		t.Errorf("its second week is %+v", w)
	}
	if !kela.Recommend.Hidden || kela.Recommend.N != 0 {
		t.Errorf("a question that nobody answered is told: %+v", kela.Recommend)
	}
	data, err := json.Marshal(r)
	if err != nil {
		t.Fatal(err)
	}
	var back FeedbackReport
	if err := json.Unmarshal(data, &back); err != nil || !reflect.DeepEqual(back, r) {
		t.Errorf("read back it is %+v, %v", back, err)
	}
}

// TestWhoAnswersTwiceIsOnePerson holds of those who answer with their ticket, and again
// after the service: all their answers count, and they are as many as they are.
func TestWhoAnswersTwiceIsOnePerson(t *testing.T) {
	day := Date{2026, 11, 26}
	answers := func(people, again int) []Feedback {
		list := many("kela", day, slices.Repeat([]int{8}, people+again)...)
		for i := range again {
			list[i].Again = true
		}
		return list
	}
	issued := []Issued{{Date: day, Tickets: 20, By: map[AuthorityID]int{"kela": 20}}}
	for _, c := range []struct {
		people, again int
		shown         bool
		rate          float64
	}{{4, 4, false, 0}, {5, 0, true, 0.25}, {5, 5, true, 0.25}, {10, 4, true, 0.5}} {
		kela := ReportFeedback(day, day, answers(c.people, c.again), issued).Authorities[0]
		if kela.Hidden == c.shown || kela.Rate != c.rate || c.shown && (kela.Answers != c.people+c.again || kela.Grade.N != kela.Answers) {
			t.Errorf("%d people, %d of them twice: %+v", c.people, c.again, kela)
		}
	}
	list := answers(9, 4)
	for i := range list[4:] {
		list[4+i].Grade = 0 // but for those who came back, nobody graded
	}
	if kela := ReportFeedback(day, day, list, issued).Authorities[0]; kela.Hidden || !kela.Grade.Hidden {
		t.Errorf("four grades are told: %+v", kela)
	}
}

func TestTheScoreHasAnIntervalThatHoldsIt(t *testing.T) {
	score, low, high := netPromoters([]int{1, 0, 0, 0, 0, 0, 1, 2, 1, 3, 2})
	if score != 30 || low >= 30 || high <= 30 || low < -100 || high > 100 {
		t.Errorf("score %.1f from %.1f to %.1f", score, low, high)
	}
	if score, low, high := netPromoters([]int{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 5}); score != 100 || low < 10 || low > 90 || high != 100 {
		t.Errorf("of five tens: %.1f from %.1f to %.1f", score, low, high)
	}
}

func TestNothingIsToldOfFewerThanFive(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		first, last := Date{2026, 11, 2}, Date{2026, 11, 29}
		var list []Feedback
		raw := map[AuthorityID]map[Week]int{}
		count := map[AuthorityID]int{}
		for _, a := range []AuthorityID{"kela", "vero", "dvv"} {
			raw[a] = map[Week]int{}
			for week := range 3 {
				day := Date{2026, 11, 3 + 7*week}
				n := rapid.IntRange(0, 9).Draw(t, "answers")
				raw[a][WeekOf(day)] += n
				count[a] += n
				list = append(list, many(a, day, slices.Repeat([]int{7}, n)...)...)
			}
		}
		r := ReportFeedback(first, last, list, nil)
		check := func(cells []FeedbackCell, whole FeedbackCell, true func(FeedbackCell) int) {
			hidden := 0
			for _, c := range cells {
				n := true(c)
				if !c.Hidden && (n < FewestShown || c.Answers != n) {
					t.Fatalf("%d answers are told as %+v", n, c)
				}
				if c.Hidden && (c.Answers != 0 || c.Grade.N != 0 || c.Grade.Counts != nil || c.Success.Counts != nil || c.Rate != 0) {
					t.Fatalf("hidden is told as %+v", c)
				}
				if c.Hidden {
					hidden += n
				}
			}
			shown := slices.ContainsFunc(cells, func(c FeedbackCell) bool { return !c.Hidden })
			if !whole.Hidden && shown && hidden > 0 && hidden < FewestShown {
				t.Fatalf("%d answers follow from the others", hidden)
			}
		}
		check(r.Authorities, r.Total, func(c FeedbackCell) int { return count[c.Authority] })
		for _, a := range r.Authorities {
			weeks := slices.DeleteFunc(slices.Clone(r.Weeks), func(c FeedbackCell) bool { return c.Authority != a.Authority })
			check(weeks, a, func(c FeedbackCell) int { return raw[c.Authority][c.Week] })
		}
	})
}
