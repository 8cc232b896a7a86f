package simulate_test

import (
	"bytes"
	"encoding/csv"
	"errors"
	"reflect"
	"testing"
	"time"

	"kundterminal/kiosk"
	"kundterminal/kiosk/simulate"
)

func TestTheSameDrawIsTheSameDay(t *testing.T) {
	d, c := day(t, "remote")
	a, b := simulate.Play(d, c, 9, simulate.Watcher{}), simulate.Play(d, c, 9, simulate.Watcher{})
	if !reflect.DeepEqual(a, b) {
		t.Errorf("%+v and %+v", a, b)
	}
	if other := simulate.Play(d, c, 10, simulate.Watcher{}); reflect.DeepEqual(a.Hours, other.Hours) {
		t.Error("another draw is the same day")
	}
}

// came notes who took a number, and when.
func came(d simulate.Day, c *kiosk.Catalogue) (list []kiosk.EventName, at []time.Time) {
	simulate.Play(d, c, 4, simulate.Watcher{Joined: func(t kiosk.Ticket) {
		list, at = append(list, t.Name), append(at, t.IssuedAt)
	}})
	return list, at
}

func TestTheSamePeopleComeWhateverDesksThereAre(t *testing.T) {
	d, c := day(t, "remote")
	less, err := simulate.ParseWhatIf("desk=-5", d, c)
	if err != nil {
		t.Fatal(err)
	}
	with, when := came(d, c)
	other, whenOther := came(d.With(less), c)
	n := min(len(with), len(other), 60) // in the afternoon, who would come too late is refused
	if !reflect.DeepEqual(with[:n], other[:n]) || !reflect.DeepEqual(when[:n], whenOther[:n]) {
		t.Error("other people came")
	}
}

func TestEverybodyWhoComesIsAccountedFor(t *testing.T) {
	for _, name := range []string{"small", "missing", "remote"} {
		d, c := day(t, name)
		for seed := range uint64(10) {
			r := simulate.Play(d, c, seed+1, simulate.Watcher{})
			refused, hours := 0, 0
			for _, f := range r.Refused {
				refused += f.N
			}
			for _, h := range r.Hours {
				hours += h.Came
			}
			if r.People != r.Visits+refused || hours != r.People || r.Waits.N+r.Never != r.Visits {
				t.Errorf("%s: %d came, %d by hours; %d have a number, %d none; %d were called and %d never",
					name, r.People, hours, r.Visits, refused, r.Waits.N, r.Never)
			}
			p := r.Promises
			if p.Held+p.Later+p.Earlier != p.Told || p.Share() < 0 || p.Share() > 1 {
				t.Errorf("%s: promises %+v", name, p)
			}
			for _, u := range r.Desks {
				if u.Share() < 0 || u.Share() > 1 {
					t.Errorf("%s: desk %s is used for %.2f of its time", name, u.Desk, u.Share())
				}
			}
		}
	}
}

func TestOneDeskMoreShortensTheWaitAndOneLessMakesItLonger(t *testing.T) {
	d, c := day(t, "small")
	p90 := func(change string) (sum time.Duration) {
		day := d
		if change != "" {
			w, err := simulate.ParseWhatIf(change, d, c)
			if err != nil {
				t.Fatal(err)
			}
			day = d.With(w)
		}
		for seed := range uint64(10) {
			sum += simulate.Play(day, c, seed+1, simulate.Watcher{}).Waits.P90
		}
		return sum
	}
	if as, more, less := p90(""), p90("desk=all"), p90("desk=-2"); more*2 > as || less < as*2 {
		t.Errorf("as planned %v, with one more %v, with one less %v", as/10, more/10, less/10)
	}
}

// The first stays at the desk as long as somebody waits, and nobody can be called any more.
func TestWhoComesToADeskThatIsStillTakenTakesItWhenItIsLeft(t *testing.T) {
	d, c := day(t, "small")
	first, second := d.Shifts[0], d.Shifts[0]
	first.Until, first.Breaks, second.Breaks = 12*time.Hour, nil, nil
	second.From, second.Login.Staff = 12*time.Hour, "s-next"
	d.Shifts = []simulate.Shift{first, second}
	r := simulate.Play(d, c, 0, simulate.Watcher{})
	if len(r.Desks) != 2 || r.Desks[0].Served == 0 || r.Desks[1].Served == 0 {
		t.Errorf("the desks are %+v", r.Desks)
	}
	second.From, second.Until = 16*time.Hour, 17*time.Hour
	first.Until, first.Login.Services = 16*time.Hour, []kiosk.ServiceID{"k-card"}
	d.Shifts = []simulate.Shift{first, second}
	if r = simulate.Play(d, c, 0, simulate.Watcher{}); r.Served == 0 {
		t.Errorf("%+v", r)
	}
}

func TestChangesAreReadAsTheyAreWritten(t *testing.T) {
	d, c := day(t, "remote")
	for _, text := range []string{"desk=all", "desk=kela,vero", "desk=kela:remote", "desk=poliisi:expert", "desk=-3", "aged=45"} {
		w, err := simulate.ParseWhatIf(text, d, c)
		if err != nil || w.String() != text {
			t.Errorf("%s is read as %s, %v", text, w, err)
		}
	}
	for _, text := range []string{"", "desk=", "desk=-99", "desk=kella", "desk=kela:alone", "desk=back", "aged=1", "aged=soon", "lunch=no"} {
		if w, err := simulate.ParseWhatIf(text, d, c); !errors.Is(err, simulate.ErrWhatIf) {
			t.Errorf("%q is read as %s", text, w)
		}
	}
	for _, name := range []string{"small", "missing", "remote", "square"} {
		d, c := day(t, name)
		for _, w := range simulate.Standard(d) {
			if again, err := simulate.ParseWhatIf(w.String(), d, c); err != nil || again.String() != w.String() {
				t.Errorf("%s: %s is read as %s, %v", name, w, again, err)
			}
		}
	}
}

func TestResultsAreWrittenAsCSV(t *testing.T) {
	d, c := day(t, "small")
	var b bytes.Buffer
	if err := simulate.WriteCSV(&b, []simulate.Case{{Result: simulate.Play(d, c, 0, simulate.Watcher{})}}); err != nil {
		t.Fatal(err)
	}
	r := csv.NewReader(&b)
	r.Comma = ';'
	rows, err := r.ReadAll()
	if err != nil || len(rows) < 60 || rows[1][3] != "people" || rows[1][4] != "56" {
		t.Errorf("%v: %v", err, rows)
	}
}
