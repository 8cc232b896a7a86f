package chipcard

import (
	"testing"
	"testing/synctest"
	"time"

	"kundterminal/devices/sim"
)

func holderOf(satu string) *Card {
	c := &Card{Kind: KindFINEID, ATR: fineidATRs[0]}
	c.SATU = c.keep(func(dst []byte) []byte { return append(dst, satu...) })
	return c
}

func TestTheCardThatWasInLastIsKnownForTwoSecondsAfterItWasPulled(t *testing.T) {
	mine, other := holderOf("10011187H"), holderOf("99900000X")
	for _, test := range []struct {
		name         string
		out, reading time.Duration // how long it was out, and how long reading it again takes
		next         *Card
		want         bool
	}{
		{"at once", 0, time.Second, mine, true},
		{"just in time, and read slowly", 1900 * time.Millisecond, 3 * time.Second, mine, true},
		{"too late", 2100 * time.Millisecond, 0, mine, false},
		{"another card", 0, 0, other, false},
		{"one that is no identity card", 0, 0, &Card{ATR: fineidATRs[0]}, false},
	} {
		synctest.Test(t, func(t *testing.T) {
			l := lastCard{within: 2 * time.Second}
			l.entered(time.Now())
			if l.again(mine) {
				t.Error("the first card is taken for one that was in before")
			}
			time.Sleep(time.Hour) // it stays in as long as it likes
			l.left(time.Now())
			time.Sleep(test.out)
			l.entered(time.Now())
			time.Sleep(test.reading)
			if got := l.again(test.next); got != test.want {
				t.Errorf("%s: the same card is %t, want %t", test.name, got, test.want)
			}
			l.left(time.Now())
			time.Sleep(3 * time.Second)
			synctest.Wait()
			if l.known || l.key != [32]byte{} || l.print != [32]byte{} {
				t.Errorf("%s: it is remembered for ever", test.name)
			}
		})
	}
}

func TestEveryReadCountsWhereThatIsWanted(t *testing.T) {
	l := lastCard{within: -1}
	card := holderOf("10011187H")
	for range 2 {
		if l.again(card) || l.known {
			t.Error("a card is remembered")
		}
	}
}

func TestACardThatIsPulledAndPutInAgainCountsOnce(t *testing.T) {
	t.Parallel()
	b := newBench(t, sim.CardReaderOptions{}, Options{RepeatWithin: 30 * time.Second})
	b.reader.Insert(b.card)
	b.isHolder(b.read(OutcomeRead))
	for range 3 {
		b.reader.Remove()
		b.removed()
		b.reader.Insert(b.card)
		b.inserted()
		b.read(OutcomeRepeated)
	}
	b.reader.Remove()
	b.removed()
	if err := b.reader.Set(sim.ReaderUnplugged, true); err != nil {
		t.Fatal(err)
	}
	b.reader.Insert(b.card)
	if err := b.reader.Set(sim.ReaderUnplugged, false); err != nil {
		t.Fatal(err)
	}
	b.read(OutcomeRepeated)
	other, err := sim.FINEIDCard(sim.TestHolder(8), 2022)
	if err != nil {
		t.Fatal(err)
	}
	b.reader.Insert(other)
	b.read(OutcomeRead)
}
