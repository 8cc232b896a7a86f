package simulate

import (
	"container/heap"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"kundterminal/kiosk"
	"kundterminal/kiosk/catalogue"
	"kundterminal/kiosk/point"
)

func TestDiag(t *testing.T) {
	c, err := catalogue.Load(os.DirFS("../../assets/catalogue"), point.Check)
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]string{}
	for _, name := range []string{"desks.toml", "rules.toml"} {
		text, _ := os.ReadFile("../../assets/catalogue/" + name)
		files[name] = string(text)
	}
	pl, _ := point.Read(files, c)
	text, _ := os.ReadFile("../../assets/days/" + os.Getenv("DAY") + ".toml")
	d, err := Load("x", string(text), c, pl)
	if err != nil {
		t.Fatal(err)
	}
	p := newPlayer(d, c, d.Seed, Watcher{})
	for len(p.agenda) > 0 {
		e := heap.Pop(&p.agenda).(event)
		p.now = e.at
		e.do()
	}
	sum := map[string][]time.Duration{}
	var keys []string
	add := func(k string, v time.Duration) {
		if _, ok := sum[k]; !ok {
			keys = append(keys, k)
		}
		sum[k] = append(sum[k], v)
	}
	for _, s := range p.ledger.all {
		if !s.called || s.ticket.Class == kiosk.ByAppointment {
			continue
		}
		err := s.had - s.ticket.Estimate.Wait.Mid
		var as []string
		for _, x := range s.ticket.Parts {
			as = append(as, string(x.Authority))
		}
		add("T"+s.ticket.IssuedAt.Truncate(20*time.Minute).Format("15:04"), err)
		add("A "+strings.Join(as, "+")+" "+string(s.ticket.Language), err)
	}
	for _, k := range keys {
		l := sum[k]
		m := meanOf(l, 0)
		var abs time.Duration
		for _, x := range l {
			abs += x.Abs()
		}
		fmt.Printf("%-40s n %4d bias %8v  abs %v\n", k, len(l), m.Round(time.Second), (abs / time.Duration(len(l))).Round(time.Second))
	}
}
