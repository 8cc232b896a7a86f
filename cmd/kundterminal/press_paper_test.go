package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"kundterminal/devices/sim"
	"kundterminal/kiosk"
)

// BenchmarkPressToPaper measures from the press of "take a queue number" until the
// last byte of the ticket is at the printer, on a line of the real speed to a
// printer without weight. Its limit is the time that the line itself takes for
// those bytes; what is beyond is the software's: committing the ticket, laying it
// out, beginning to send. Of that, disk-ms is what the disk alone takes for the two
// commits that must come before the first byte. Run it with -benchtime 30x or more.
func BenchmarkPressToPaper(b *testing.B) {
	for _, baud := range []int{9600, 19200, 38400, 115200} {
		b.Run(fmt.Sprintf("%d_baud", baud), func(b *testing.B) { pressToPaper(b, baud) })
	}
}

// reading is how long a person looks at the summary, at least: what the earlier
// presses led to is done by then.
const reading = 50 * time.Millisecond

func pressToPaper(b *testing.B, baud int) {
	x := wire(b, "tm-t20iii", sim.Options{Baud: baud})
	x.ready(b)
	visit := x.visitor(b)
	visit.take("k-housing") // the first ticket waits until the logo is in the printer's memory
	visit.leave()
	disk := newBareDisk(b, filepath.Dir(x.config.Store.Path))
	var last, line, ratio, software, proved, size, floor samples
	for b.Loop() {
		visit.summary("k-housing")
		time.Sleep(reading)
		take, ok := visit.scene().Press("take")
		if !ok {
			b.Fatal("the summary has no ticket to take")
		}
		before := x.printer.Counts().Received
		pressed := time.Now()
		x.engine.Press(take)
		visit.until(kiosk.StepTake)
		proved.time(time.Since(pressed))
		bytes := x.printer.Counts().Received - before
		limit := time.Duration(bytes) * 10 * time.Second / time.Duration(baud)
		took := x.printer.LastByteAt().Sub(pressed)
		last.time(took)
		line.time(limit)
		software.time(took - limit)
		ratio.add(float64(took) / float64(limit))
		size.add(float64(bytes))
		visit.leave()
		time.Sleep(reading)
		floor.time(disk.commits(b, 2))
	}
	report(
		b, measure{"bytes", size.median()}, measure{"line-ms", line.median()}, measure{"last-byte-ms", last.median()},
		measure{"x-line", ratio.median()}, measure{"software-ms", software.median()},
		measure{"software-p90-ms", software.at(0.9)}, measure{"disk-ms", floor.median()}, measure{"proved-ms", proved.median()},
	)
}

// bareDisk is a file that is written as a commit must write it at least.
type bareDisk struct{ *os.File }

const diskPage = 4096

func newBareDisk(b *testing.B, dir string) bareDisk {
	b.Helper()
	f, err := os.Create(filepath.Join(dir, "bare"))
	if err == nil {
		_, err = f.Write(make([]byte, 16*diskPage))
	}
	if err == nil {
		err = f.Sync()
	}
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { f.Close() })
	return bareDisk{f}
}

// commits measures so many commits without a database: each a page of data and the
// page that makes it valid, each forced to the disk. Two of them stand before the
// first byte of a ticket: the ticket with its number, and that it is being sent.
func (d bareDisk) commits(b *testing.B, n int) time.Duration {
	b.Helper()
	page := make([]byte, diskPage)
	begun := time.Now()
	for i := range 2 * n {
		if _, err := d.WriteAt(page, int64(i%2)*diskPage); err != nil {
			b.Fatal(err)
		}
		if err := syscall.Fdatasync(int(d.Fd())); err != nil {
			b.Fatal(err)
		}
	}
	return time.Since(begun)
}

// visitor presses what a person would, and fails the test where that cannot be.
type visitor struct {
	testing.TB
	*player
	ctx context.Context
}

func (x *rig) visitor(t testing.TB) *visitor {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Minute)
	person, leave := newPlayer(x.terminal)
	t.Cleanup(func() {
		leave()
		cancel()
	})
	return &visitor{t, person, ctx}
}

func (v *visitor) must(err error) {
	v.Helper()
	if err != nil {
		v.Fatal(err)
	}
}

func (v *visitor) press(id string) {
	v.Helper()
	v.must(v.player.press(v.ctx, id))
}

func (v *visitor) until(step kiosk.Step) {
	v.Helper()
	v.must(v.player.until(v.ctx, func(s kiosk.State) bool {
		if s.Session.Step == kiosk.StepTrouble || s.Session.Step == kiosk.StepRefused {
			v.Fatalf("the terminal is at %s: %s", s.Session.Step, s.Session.Condition)
		}
		return s.Session.Step == step
	}))
}

// summary goes from the idle screen to the summary of a visit.
func (v *visitor) summary(errands ...kiosk.ServiceID) {
	v.Helper()
	plan := script{Language: kiosk.Finnish, Errands: errands}
	v.must(v.start(v.ctx, plan))
	v.must(v.choose(v.ctx, errands))
}

// take goes on to "take your ticket".
func (v *visitor) take(errands ...kiosk.ServiceID) {
	v.Helper()
	v.summary(errands...)
	v.press("take")
	v.until(kiosk.StepTake)
}

// leave ends the visit.
func (v *visitor) leave() {
	v.Helper()
	v.press("stop")
	v.until(kiosk.StepIdle)
}
