package simulate_test

import (
	"slices"
	"testing"
	"time"

	"kundterminal/kiosk/simulate"
)

// enough is the share of the visits whose wait has to lie in the range they were told.
const enough = 0.80

func TestOnTheBusiestDayMostPeopleWaitAsLongAsTheyWereToldAndNoFormulaIsCloser(t *testing.T) {
	r := square().Result
	p := r.Promises
	t.Logf("waits: median %v, 90%% %v, most %v", r.Waits.Median, r.Waits.P90, r.Waits.Max)
	t.Logf("%.1f %% of %d promises held, %d waited longer and %d not as long; the median range is %v wide",
		100*p.Share(), p.Told, p.Later, p.Earlier, p.Width)
	if p.Share() < enough || p.Told < 5900 {
		t.Errorf("%.3f of %d promises held", p.Share(), p.Told)
	}
	if p.Width > 10*time.Minute {
		t.Errorf("a range of %v tells nobody anything", p.Width)
	}
	for _, h := range r.Hours {
		if h.Told > 50 && float64(h.Held)/float64(h.Told) < enough {
			t.Errorf("of those who came at %02d, %d of %d promises held", h.Hour, h.Held, h.Told)
		}
	}
	closest(t, p.Errors)
}

// closest logs the errors of the formulas, and wants the forecast to have the least.
func closest(t *testing.T, list []simulate.Errors) {
	t.Helper()
	ours := list[0]
	for _, e := range list {
		t.Logf("%-12s median error %8v, mean error %8v (%d visits)", e.Formula, e.Median.Round(time.Second), e.Mean.Round(time.Second), e.N)
		if e.Formula != simulate.ByForecast && (e.Mean <= ours.Mean || e.Median < ours.Median) {
			t.Errorf("%s is closer than the forecast", e.Formula)
		}
	}
}

// The days of a small point have too few people each to say anything of: twenty of them
// are played, each with other people.
func TestOnSmallDaysTooMostPeopleWaitAsLongAsTheyWereTold(t *testing.T) {
	for _, name := range []string{"small", "missing", "remote"} {
		t.Run(name, func(t *testing.T) {
			d, c := day(t, name)
			told, held := 0, 0
			var widths []time.Duration
			errs := make([]simulate.Errors, len(simulate.Formulas()))
			for seed := uint64(1); seed <= 20; seed++ {
				p := simulate.Play(d, c, seed, simulate.Watcher{}).Promises
				told, held = told+p.Told, held+p.Held
				widths = append(widths, p.Width)
				for i, e := range p.Errors {
					errs[i].Formula = e.Formula
					errs[i].N += e.N
					errs[i].Median += e.Median / 20
					errs[i].Mean += e.Mean / 20
				}
			}
			slices.Sort(widths)
			t.Logf("%.1f %% of %d promises held; the median range is %v wide", 100*float64(held)/float64(told), told, widths[10])
			if float64(held) < enough*float64(told) {
				t.Errorf("%d of %d promises held", held, told)
			}
			closest(t, errs)
		})
	}
}
