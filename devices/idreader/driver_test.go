package idreader

import (
	"bytes"
	"context"
	"errors"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"kundterminal/devices"
)

const (
	wake    = "C\x00\x01\x01" // continuous mode on, and its echo
	someone = "131052-308T\r"
	other   = "010594Y9032\r"
)

func same(t *testing.T, what string, got []string, want ...string) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("%s: %q was told, want %q", what, got, want)
	}
}

func TestAReaderIsWokenWhenItIsThereAndAfterEachRead(t *testing.T) {
	play(t, profile(t, "elyctis"), Options{}, wake, func(t *testing.T, s *played) {
		same(t, "at first", s.hears("", time.Millisecond), "none", "continuous on")
		if got := s.port.sent(); got != wake {
			t.Errorf("% X was sent, want one command", got)
		}
		same(t, "a card", s.hears(elyctis(utopiaTD3), time.Millisecond), "td3", "continuous on")
		if got := s.port.sent(); got != wake {
			t.Errorf("% X was sent after a read, want one command", got)
		}
		same(t, "ten seconds", s.hears("", 9900*time.Millisecond))
		s.hears("", 300*time.Millisecond)
		if got := s.port.sent(); got != wake {
			t.Errorf("% X was sent after ten idle seconds, want one command", got)
		}
		same(t, "says it has stopped", s.hears("C\x00\x01\x00", time.Second), "continuous off", "continuous on")
		if c := s.Counts(); c.Frames != 1 || c.Rearmed != 1 || c.Connections != 1 || c.Unanswered != 0 {
			t.Errorf("%+v", c)
		}
	})
}

func TestAReaderThatDoesNotAnswerIsAskedOnAndOn(t *testing.T) {
	play(t, profile(t, "elyctis"), Options{}, "", func(t *testing.T, s *played) {
		same(t, "half a second", s.hears("", 550*time.Millisecond))
		same(t, "a second", s.hears("", 700*time.Millisecond), "no_answer")
		if got := s.port.sent(); got != wake+wake {
			t.Errorf("% X was sent, want two commands", got)
		}
		same(t, "ten seconds", s.hears("", 10*time.Second))
		if n := strings.Count(s.port.sent(), wake); n < 3 || n > 5 {
			t.Errorf("asked %d times in ten seconds, want every 2.5", n)
		}
		s.port.answers(wake)
		same(t, "answers at last", s.hears("", 3*time.Second), "none", "continuous on")
	})
}

func TestAReaderThatReadsWithoutAnsweringIsGoodEnough(t *testing.T) {
	play(t, profile(t, "elyctis"), Options{}, "", func(t *testing.T, s *played) {
		s.hears("", 3*time.Second)
		same(t, "a card", s.hears(elyctis(utopiaTD3), time.Second), "none", "td3")
		same(t, "a minute", s.hears("", time.Minute))
	})
}

func TestABrokenFrameWakesTheReaderToo(t *testing.T) {
	play(t, profile(t, "elyctis"), Options{}, wake, func(t *testing.T, s *played) {
		s.hears("", time.Second)
		s.port.sent()
		s.hears(elyctis(utopiaTD3)[:40], 2900*time.Millisecond)
		if got := s.port.sent(); got != wake {
			t.Errorf("% X was sent after half a frame, want one command", got)
		}
	})
}

func TestOneCardReadTwiceWithinTwoSecondsCountsOnce(t *testing.T) {
	play(t, profile(t, "barcode-generic"), Options{}, "", func(t *testing.T, s *played) {
		same(t, "once", s.hears(someone, 1900*time.Millisecond), "none", "personal_code")
		same(t, "again", s.hears(someone, 100*time.Millisecond))
		same(t, "another", s.hears(other, 1800*time.Millisecond), "personal_code")
		same(t, "still there", s.hears(someone, 2*time.Second))
		same(t, "two seconds later", s.hears(someone, 10*time.Millisecond), "personal_code")
		if c := s.Counts(); c.Frames != 5 || c.Repeated != 2 {
			t.Errorf("%+v", c)
		}
		s.hears("", 2*time.Second)
		s.repeats.mu.Lock()
		defer s.repeats.mu.Unlock()
		all := s.repeats.seen[:cap(s.repeats.seen)]
		if slices.ContainsFunc(all, func(x sighting) bool { return x != sighting{} }) || s.repeats.key != [32]byte{} {
			t.Error("a fingerprint or its key is there after two seconds")
		}
	})
}

func TestEveryReadCountsWhenToldSo(t *testing.T) {
	play(t, profile(t, "barcode-generic"), Options{RepeatWithin: -1}, "", func(t *testing.T, s *played) {
		same(t, "twice", append(s.hears(someone, time.Millisecond), s.hears(someone, time.Millisecond)...),
			"none", "personal_code", "personal_code")
	})
}

func TestFingerprintsTellDocumentsApart(t *testing.T) {
	r := newRepeats(time.Second)
	seen := map[fingerprint]string{}
	for what, d := range documents() {
		print := r.print(d)
		if old, double := seen[print]; double || print != r.print(d) {
			t.Errorf("%s and %s have one fingerprint, or %s has two", what, old, what)
		}
		seen[print] = what
		if bytes.ContainsFunc(r.message[:cap(r.message)], func(c rune) bool { return c != 0 }) {
			t.Errorf("%s was left in memory", what)
		}
	}
}

func TestOfDocumentsThatNobodyTakesTheNewestWaits(t *testing.T) {
	var taken []Document
	o := Options{OnDocument: func(d Document) { taken = append(taken, d); time.Sleep(time.Second) }}
	play(t, profile(t, "barcode-generic"), o, "", func(t *testing.T, s *played) {
		same(t, "at first", s.hears("", time.Millisecond), "none")
		for _, text := range []string{someone, "KT-000001\r", other, someone, "KT-000002\r"} {
			s.hears(text, time.Millisecond)
		}
		s.hears("", time.Second)
		if len(taken) != 2 || taken[0].Kind != KindPersonalCode || taken[1].Kind != KindStaffBadge ||
			string(taken[1].Personal.Text) != "KT-000002" {
			t.Fatalf("%v were taken", taken)
		}
		if c := s.Counts(); c.Dropped != 2 || c.Repeated != 1 {
			t.Errorf("%+v", c)
		}
		s.hears(other, time.Second)
		if len(taken) != 3 {
			t.Error("a document that was dropped cannot be read again")
		}
	})
}

func TestAFloodIsBoundedAndHidesNothing(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	o := Options{}
	play(t, profile(t, "barcode-generic"), o, "", func(t *testing.T, s *played) {
		told := 0
		for range 100 { // ten seconds of 115,200 baud
			var b strings.Builder
			for range 1152 {
				b.WriteByte(byte(random.Uint32()))
			}
			told += len(s.hears(b.String(), 100*time.Millisecond))
		}
		if told > 10 {
			t.Errorf("%d documents were found in a flood", told)
		}
		same(t, "in the flood", s.hears("\x02"+someone, 2*time.Second), "personal_code")
		same(t, "after it", s.hears("some text\r", time.Second), "unknown_code")
		if c := s.Counts(); c.Bytes < 115200 || c.Noise < c.Bytes*9/10 {
			t.Errorf("%+v", c)
		}
	})
}

func TestABarcodeWithoutAnEndIsReadAfterASilence(t *testing.T) {
	play(t, profile(t, "barcode-generic"), Options{}, "", func(t *testing.T, s *played) {
		s.hears("", 5*time.Millisecond)
		same(t, "the first half", s.hears(someone[:5], 60*time.Millisecond))
		same(t, "the other", s.hears(someone[5:11], 79*time.Millisecond))
		same(t, "a silence", s.hears("", 121*time.Millisecond), "personal_code")
	})
}

func TestAStalledProcessIsNoSilence(t *testing.T) {
	p := profile(t, "barcode-generic")
	clock := newLineClock(&p)
	kinds := 0
	parser := NewParser(p, today, func(Event) { kinds++ })
	parser.Feed([]byte(someone[:5]), clock.now)
	clock.heard(3 * time.Second)
	parser.Feed([]byte(someone[5:]), clock.now)
	if kinds != 1 {
		t.Errorf("%d events, want one document", kinds)
	}
	clock.silent(time.Hour)
	if clock.now > time.Second {
		t.Errorf("an hour of one Read counts as %v", clock.now)
	}
}

func TestCardsComeAndGo(t *testing.T) {
	play(t, profile(t, "magtek-insert"), Options{}, "", func(t *testing.T, s *played) {
		same(t, "a card", s.hears("1\r1\r", time.Millisecond), "none", "card inserted")
		if since, in := s.CardIn(); !in || time.Since(since) != time.Millisecond {
			t.Errorf("card in %v since %v", in, since)
		}
		same(t, "taken out", s.hears(payment1+payment2+"0\r", time.Second), "payment_card", "card removed")
		if _, in := s.CardIn(); in {
			t.Error("the card is out")
		}
		s.hears("1\r", time.Second)
		_ = s.port.Close()
		same(t, "unplugged", s.hears("", time.Second), "card removed", "disconnected")
	})
}

func TestNothingOfAReadStaysInTheDriver(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var d *Driver
		port := &memoryPort{input: make(chan string, 9), closed: make(chan struct{})}
		d = NewDriver(profile(t, "generic-mrz"), Options{Today: func() Date { return today }})
		c := newConn(d, port)
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		port.input <- lines(finnishID, 30, "\r")
		if err := c.run(ctx); !errors.Is(err, context.DeadlineExceeded) {
			t.Error(err)
		}
		if d.Counts().Frames != 1 {
			t.Error("it was not read")
		}
		p := c.parser
		for what, b := range map[string][]byte{
			"buffer": c.buffer[:], "line": p.line[:cap(p.line)], "page": p.page[:cap(p.page)], "scratch": p.scratch[:cap(p.scratch)],
			"message": d.repeats.message[:cap(d.repeats.message)],
		} {
			if bytes.ContainsFunc(b, func(c rune) bool { return c != 0 }) {
				t.Errorf("the %s holds %q", what, bytes.Trim(b, "\x00"))
			}
		}
	})
}

func TestADriverServesOnePortAtATime(t *testing.T) {
	play(t, profile(t, "datalogic"), Options{}, "", func(t *testing.T, s *played) {
		if err := s.Serve(t.Context(), s.port); err == nil || s.Status().Fault != devices.FaultNone || s.Driver.Profile().ID != "datalogic" {
			t.Errorf("%v, %v", err, s.Status())
		}
		s.end()
		if err := <-s.done; !errors.Is(err, context.Canceled) || s.Status().Fault != devices.FaultDisconnected {
			t.Errorf("%v, %v", err, s.Status())
		}
		s.done <- nil
	})
}
