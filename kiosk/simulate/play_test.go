package simulate_test

import (
	"encoding/json"
	"os"
	"testing"
	"time"

	"kundterminal/kiosk"
	"kundterminal/kiosk/catalogue"
	"kundterminal/kiosk/point"
	"kundterminal/kiosk/simulate"
)

func known(t testing.TB) (*kiosk.Catalogue, point.Plan) {
	t.Helper()
	c, err := catalogue.Load(os.DirFS("../../assets/catalogue"), point.Check)
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]string{}
	for _, name := range []string{"desks.toml", "rules.toml"} {
		text, err := os.ReadFile("../../assets/catalogue/" + name)
		if err != nil {
			t.Fatal(err)
		}
		files[name] = string(text)
	}
	p, faults := point.Read(files, c)
	if len(faults) > 0 {
		t.Fatal(faults)
	}
	return c, p
}

func day(t testing.TB, name string) (simulate.Day, *kiosk.Catalogue) {
	t.Helper()
	c, p := known(t)
	text, err := os.ReadFile("../../assets/days/" + name + ".toml")
	if err != nil {
		t.Fatal(err)
	}
	d, err := simulate.Load(name+".toml", string(text), c, p)
	if err != nil {
		t.Fatal(err)
	}
	return d, c
}

func TestTry(t *testing.T) {
	for _, name := range []string{"small", "missing", "remote", "square"} {
		d, c := day(t, name)
		began := time.Now()
		r := simulate.Play(d, c, 0, simulate.Watcher{})
		b, _ := json.Marshal(r.Promises)
		t.Logf("%s in %v: came %d visits %d served %d noshow %d expired %d never %d moved %d refused %v ended %v", name, time.Since(began), r.People, r.Visits, r.Served, r.NoShows, r.Expired, r.Never, r.Transferred, r.Refused, r.Ended.Format("15:04"))
		t.Logf("waits %v; held %.3f (later %d earlier %d) width %v", r.Waits, r.Promises.Share(), r.Promises.Later, r.Promises.Earlier, r.Promises.Width)
		for _, e := range r.Promises.Errors {
			t.Logf("   %-12s n %d median %v mean %v", e.Formula, e.N, e.Median.Round(time.Second), e.Mean.Round(time.Second))
		}
		for _, h := range r.Hours {
			t.Logf("   %02d came %d refused %d desks %d median %v p90 %v max %v held %d/%d", h.Hour, h.Came, h.Refused, h.Desks, h.Median, h.P90, h.Max, h.Held, h.Told)
		}
		for _, u := range r.Desks {
			t.Logf("   desk %s served %d open %v breaks %v share %.2f", u.Desk, u.Served, u.Open, u.Breaks, u.Share())
		}
		_ = b
	}
}
