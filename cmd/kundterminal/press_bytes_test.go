package main

import (
	"fmt"
	"log/slog"
	"slices"
	"testing"
	"time"

	"kundterminal/devices/escpos"
	"kundterminal/devices/sim"
	"kundterminal/kiosk"
	"kundterminal/ui/tour"
)

const (
	oneErrandLimit   = 384 // bytes: what the line at 9600 baud carries while the print head works
	fourErrandsLimit = 512
	proofRequest     = 11 // bytes that ask for the proof of printing, behind each ticket
)

// estimate is one that takes as many letters as any: a long wait of many.
var estimate = kiosk.Estimate{
	Wait: kiosk.Span{Least: 105 * time.Minute, Most: 130 * time.Minute}, Ahead: 128,
	Visit: kiosk.Span{Least: 125 * time.Minute, Most: 155 * time.Minute},
}

// onLine counts the bytes that a ticket takes on the line to a printer that has
// the logo in its memory, with the request for its proof.
func onLine(t testing.TB, x *terminal, profile string, l kiosk.Language, again bool, errands ...kiosk.ServiceID) int {
	t.Helper()
	return onLineWith(t, x, profile, l, again, estimate, errands...)
}

// onLineWith counts the same for a ticket that tells an estimate.
func onLineWith(t testing.TB, x *terminal, profile string, l kiosk.Language, again bool, e kiosk.Estimate, errands ...kiosk.ServiceID) int {
	t.Helper()
	p, err := profileNamed(profile)
	if err != nil {
		t.Fatal(err)
	}
	queue, ok := x.current.Load().QueueServing(kiosk.ServedByAdvisor, errands)
	if !ok {
		t.Fatalf("no queue serves %v", errands)
	}
	ticket := kiosk.Ticket{
		Name:   kiosk.EventName{Terminal: 1, Epoch: "7GQ2M4XA", Seq: 42},
		Series: queue.Series, Number: 942, Date: kiosk.DateOf(tour.Noon()), Queue: queue.ID,
		Class: kiosk.WalkIn, Errands: errands, Language: l, IssuedAt: tour.Noon(), Served: kiosk.ServedByAdvisor,
		Estimate: e,
	}
	bytes, err := escpos.Encode(p, documentOf(x.presenter.Slip(ticket, x.current.Load(), again), nil))
	if err != nil {
		t.Fatal(err)
	}
	return len(bytes) + proofRequest
}

// unwired is a terminal that only lays out screens and paper.
func unwired(t testing.TB) *terminal {
	t.Helper()
	c, err := loadConfig("")
	if err != nil {
		t.Fatal(err)
	}
	x := &terminal{config: c, log: slog.New(slog.DiscardHandler)}
	if err := x.loadScreens(); err != nil {
		t.Fatal(err)
	}
	if err := x.loadCatalogue(); err != nil {
		t.Fatal(err)
	}
	return x
}

// longest lists the services by the bytes of their tickets, most first.
func longest(t testing.TB, x *terminal, profile string, l kiosk.Language) []kiosk.ServiceID {
	t.Helper()
	var list []kiosk.ServiceID
	size := map[kiosk.ServiceID]int{}
	for _, s := range x.current.Load().Services {
		if !s.Private { // its name is not on paper
			list = append(list, s.ID)
			size[s.ID] = onLine(t, x, profile, l, false, s.ID)
		}
	}
	slices.SortStableFunc(list, func(a, b kiosk.ServiceID) int { return size[b] - size[a] })
	return list
}

func TestTicketsAreShortEnoughToHideBehindThePrintHead(t *testing.T) {
	x := unwired(t)
	for _, profile := range []string{"tm-t20iii", "tm-t88v"} {
		for _, l := range kiosk.Languages() {
			for _, s := range x.current.Load().Services {
				if n := onLine(t, x, profile, l, true, s.ID); n > oneErrandLimit {
					t.Errorf("%s in %s on %s takes %d bytes, more than %d", s.ID, l, profile, n, oneErrandLimit)
				}
			}
			four := longest(t, x, profile, l)[:4]
			if n := onLine(t, x, profile, l, true, four...); n > fourErrandsLimit {
				t.Errorf("%v in %s on %s take %d bytes, more than %d", four, l, profile, n, fourErrandsLimit)
			}
		}
	}
}

func TestTheBytesThatAreCountedAreThoseThatThePrinterGets(t *testing.T) {
	x := wire(t, "tm-t20iii", sim.Options{})
	x.ready(t)
	visit := x.visitor(t)
	visit.take("d-move") // behind the logo for the printer's memory
	visit.leave()
	want := onLineWith(t, x.terminal, "tm-t20iii", kiosk.Finnish, false, kiosk.Estimate{}, "k-housing") // no desk is open
	for range 20 {                                                                                      // the printer may be asked how it is in between
		visit.summary("k-housing")
		before := x.printer.Counts()
		visit.press("take")
		visit.until(kiosk.StepTake)
		after := x.printer.Counts()
		visit.leave()
		if after.RealTime == before.RealTime {
			if got := after.Received - before.Received; got != want {
				t.Errorf("a ticket of %d bytes came to the printer as %d", want, got)
			}
			return
		}
	}
	t.Error("the printer is asked how it is during every ticket")
}

// BenchmarkTicketBytes reports how many bytes a ticket takes: an average errand,
// that with the longest name, and the four with the longest names, beside the
// limits.
func BenchmarkTicketBytes(b *testing.B) {
	x := unwired(b)
	for _, profile := range []string{"tm-t20iii", "tm-t88v"} {
		for _, l := range kiosk.Languages() {
			b.Run(fmt.Sprintf("%s/%s", profile, l), func(b *testing.B) {
				list := longest(b, x, profile, l)
				var one, most, four int
				for b.Loop() {
					one = onLine(b, x, profile, l, false, list[len(list)/2])
					most = onLine(b, x, profile, l, false, list[0])
					four = onLine(b, x, profile, l, false, list[:4]...)
				}
				b.ReportMetric(float64(one), "one-B")
				b.ReportMetric(float64(most), "one-longest-B")
				b.ReportMetric(oneErrandLimit, "one-limit-B")
				b.ReportMetric(float64(four), "four-longest-B")
				b.ReportMetric(fourErrandsLimit, "four-limit-B")
				b.ReportMetric(float64(onLine(b, x, profile, l, false, list[:kiosk.MaxErrands]...)), "twelve-longest-B")
			})
		}
	}
}
