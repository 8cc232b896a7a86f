package chipcard

import (
	"errors"
	"math/rand/v2"
	"os"
	"runtime"
	"strings"
	"testing"
	"time"

	"kundterminal/devices"
	"kundterminal/devices/sim"
)

func TestACardPulledWhileItIsReadIsNothingSpecial(t *testing.T) {
	t.Parallel()
	for _, so := range []sim.CardReaderOptions{{}, {LosesAnswers: true}} {
		b := newBench(t, so, Options{})
		step := 1
		if so.LosesAnswers { // each has to be waited for
			step = 4
		}
		for command := 1; command <= 12; command += step {
			b.reader.RemoveAfterCommands(command)
			b.reader.Insert(b.card)
			b.inserted()
			r := b.read(OutcomePulled)
			var e *devices.Error
			if !errors.As(r.Err, &e) || e.Fault != devices.FaultNone {
				t.Errorf("a pulled card comes with %v", r.Err)
			}
			b.removed()
		}
		b.reader.RemoveAfterCommands(0)
		b.whole()
		b.faultless()
	}
}

func TestACardExchangedFasterThanAnyQuestionIsReadAgain(t *testing.T) {
	t.Parallel()
	b := newBench(t, sim.CardReaderOptions{}, Options{PollEvery: 30 * time.Millisecond})
	b.reader.Insert(b.card)
	b.read(OutcomeRead)
	b.reader.Insert(sim.OtherCard()) // no pause between the two
	b.removed()
	b.inserted()
	b.read(OutcomeOther)
	b.reader.Insert(sim.MuteCard())
	b.removed()
	b.read(OutcomeMute)
	b.reader.Insert(b.card) // the mute one never had power; only the movement tells
	b.removed()
	b.isHolder(b.read(OutcomeRead))
	b.faultless()
}

func TestCardsThatAreNoIdentityCardsAreTold(t *testing.T) {
	t.Parallel()
	b := newBench(t, sim.CardReaderOptions{}, Options{})
	other := b.card // the application, and no certificate
	other.ATR, other.Files = []byte{0x3B, 0x00}, nil
	odd := b.card // a file that is no certificate
	odd.ATR, odd.Files = other.ATR, map[string][]byte{"4331": {0x30, 0x03, 0x02, 0x01, 0x00}}
	for _, card := range []sim.ChipCard{sim.OtherCard(), other, odd} {
		b.reader.Insert(card)
		if r := b.read(OutcomeOther); r.Card.Kind != KindOther || string(r.Card.ATR) != string(card.ATR) {
			t.Errorf("read %v", r.Card)
		}
		b.reader.Remove()
		b.removed()
	}
	b.faultless()
}

func TestCardsThatCannotBeUsedAreToldAfterAllTries(t *testing.T) {
	t.Parallel()
	b := newBench(t, sim.CardReaderOptions{}, Options{})
	holder := b.holder
	holder.SATU = "99900007H"
	wrongSATU, err := sim.FINEIDCard(holder, 2025)
	if err != nil {
		t.Fatal(err)
	}
	with := func(file []byte) sim.ChipCard {
		c := b.card
		c.Files = map[string][]byte{"4331": file}
		return c
	}
	nonsense := b.card
	nonsense.ATR = []byte{0x3B, 0xFF}
	for what, card := range map[string]sim.ChipCard{
		"check character": wrongSATU, "no file": with(nil), "cut": with(b.card.Files["4331"][:400]),
		"endless": with([]byte{0x30, 0x83, 0xFF, 0xFF, 0xFF, 0x00}), "answer to reset": nonsense,
	} {
		b.reader.Insert(card)
		if r := b.read(OutcomeUnreadable); r.Err == nil || strings.Contains(r.Err.Error(), b.holder.Surname) {
			t.Errorf("%s: told with %v", what, r.Err)
		}
		b.reader.Remove()
		b.removed()
	}
	b.reader.Insert(sim.MuteCard())
	b.read(OutcomeMute)
	b.whole()
}

func TestACardThatAnswersErrorsIsUnreadableUntilItDoesNot(t *testing.T) {
	t.Parallel()
	b := newBench(t, sim.CardReaderOptions{}, Options{})
	_ = b.reader.Set(sim.CardErrors, true)
	b.reader.Insert(b.card)
	b.read(OutcomeUnreadable)
	_ = b.reader.Set(sim.CardErrors, false)
	b.whole()
	b.faultless()
}

func TestASlowCardIsWaitedForAsLongAsItPleads(t *testing.T) {
	t.Parallel()
	for protocol := range 2 {
		b := newBench(t, sim.CardReaderOptions{CardTime: 800 * time.Millisecond}, Options{})
		card := b.card
		if protocol == 1 {
			var err error
			if card, err = sim.OldFINEIDCard(b.holder); err != nil {
				t.Fatal(err)
			}
		}
		_ = b.reader.Set(sim.SlowCard, true)
		b.reader.Insert(card)
		b.inserted()
		time.AfterFunc(100*time.Millisecond, func() { _ = b.reader.Set(sim.SlowCard, false) })
		b.isHolder(b.read(OutcomeRead))
		b.faultless()
	}
}

func TestReadingASlowCardEndsAtItsLimit(t *testing.T) {
	t.Parallel()
	b := newBench(t, sim.CardReaderOptions{CardTime: 100 * time.Millisecond}, Options{ReadLimit: 250 * time.Millisecond})
	_ = b.reader.Set(sim.SlowCard, true)
	b.reader.Insert(b.card)
	if r := b.read(OutcomeUnreadable); r.Took > time.Second {
		t.Errorf("reading took %v", r.Took)
	}
	_ = b.reader.Set(sim.SlowCard, false)
	b.whole()
}

func TestGarbageNeverHidesACard(t *testing.T) {
	t.Parallel()
	b := newBench(t, sim.CardReaderOptions{Seed: 3}, Options{})
	_ = b.reader.Set(sim.LineGarbage, true)
	for range 40 {
		b.whole()
	}
	_ = b.reader.Set(sim.LineGarbage, false)
	b.whole()
	b.faultless()
}

func TestLostHalvesAndRefusedFramesAreGotOver(t *testing.T) {
	t.Parallel()
	b := newBench(t, sim.CardReaderOptions{}, Options{AnswerTimeout: 100 * time.Millisecond})
	for n := range 4 {
		b.reader.HalveNext(n)
		b.whole()
		b.reader.RefuseNext(n)
		b.whole()
	}
	for _, f := range []sim.CardFault{sim.HalfFrames, sim.NAKStorm} {
		_ = b.reader.Set(f, true)
		b.status(devices.FaultNoAnswer)
		_ = b.reader.Set(f, false)
		b.status(devices.FaultNone)
		b.whole()
	}
}

func TestAMuteReaderTakesItsCardAlongAndBringsItBack(t *testing.T) {
	t.Parallel()
	b := newBench(t, sim.CardReaderOptions{}, Options{AnswerTimeout: 100 * time.Millisecond})
	b.reader.Insert(b.card)
	b.read(OutcomeRead)
	_ = b.reader.Set(sim.ReaderMute, true)
	b.removed()
	b.status(devices.FaultNoAnswer)
	_ = b.reader.Set(sim.ReaderMute, false)
	b.status(devices.FaultNone)
	b.inserted() // it was left in
	b.isHolder(b.read(OutcomeRead))
	b.faultless()
}

func TestAReaderUnpluggedWithACardInIsServedAgain(t *testing.T) {
	t.Parallel()
	b := newBench(t, sim.CardReaderOptions{}, Options{})
	for _, bytes := range []int{1, 14, 30, 60, 100} { // in the middle of reading
		b.reader.UnplugAfterBytes(0)
		b.reader.Insert(b.card)
		b.inserted()
		b.reader.UnplugAfterBytes(bytes)
		b.status(devices.FaultDisconnected)
		_ = b.reader.Set(sim.ReaderUnplugged, false)
		b.status(devices.FaultNone)
		b.inserted()
		b.isHolder(b.read(OutcomeRead))
		b.reader.Remove()
		b.removed()
	}
	b.faultless()
}

// TestNothingGrowsOverManyCards lets cards come and go and the plug be pulled 500
// times at any moment.
func TestNothingGrowsOverManyCards(t *testing.T) {
	b := newBench(t, sim.CardReaderOptions{Seed: 1}, Options{PollEvery: time.Millisecond})
	b.whole()
	goroutines, descriptors := runtime.NumGoroutine(), openDescriptors(t)
	random := rand.New(rand.NewPCG(5, 5))
	for range 500 {
		if random.IntN(3) > 0 {
			b.reader.Insert(b.card)
		} else {
			b.reader.Remove()
		}
		if random.IntN(8) == 0 {
			b.reader.RemoveAfterCommands(1 + random.IntN(8))
		}
		if random.IntN(5) == 0 {
			_ = b.reader.Set(sim.ReaderUnplugged, true)
			time.Sleep(time.Duration(random.IntN(2000)) * time.Microsecond)
			_ = b.reader.Set(sim.ReaderUnplugged, false)
		}
		time.Sleep(time.Duration(random.IntN(6000)) * time.Microsecond)
		if random.IntN(25) == 0 { // whatever went before, the next card is not missed
			b.reader.RemoveAfterCommands(0)
			b.whole()
		}
	}
	b.reader.RemoveAfterCommands(0)
	b.whole()
	settled := func() bool {
		return runtime.NumGoroutine() <= goroutines+2 && openDescriptors(t) <= descriptors
	}
	for end := time.Now().Add(5 * time.Second); !settled(); time.Sleep(5 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("goroutines %d → %d, descriptors %d → %d",
				goroutines, runtime.NumGoroutine(), descriptors, openDescriptors(t))
		}
	}
}

func openDescriptors(t *testing.T) int {
	t.Helper()
	entries, err := os.ReadDir("/proc/self/fd")
	if err != nil {
		t.Fatal(err)
	}
	return len(entries)
}
