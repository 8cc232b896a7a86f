package main

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"time"

	"kundterminal/devices/escpos"
	"kundterminal/devices/sim"
)

// printerComer is the printer among those that come and go.
type printerComer struct {
	*sim.Printer
	driver *escpos.Driver
}

func (c *printerComer) name() string { return "printer" }
func (c *printerComer) path() string { return c.Path() }
func (c *printerComer) ready() bool  { return c.driver.Status().Ready() }
func (c *printerComer) said() int    { return 0 } // its driver asks until it is answered

func (c *printerComer) mend() error { mendAll(c.Printer); return nil }

func (c *printerComer) befall(rng *rand.Rand) {
	on := rng.IntN(2) == 0
	switch n := rng.IntN(1000); {
	case n < 400:
		_ = c.Set(sim.Unplugged, on)
	case n < 403: // the driver tries to clear it once in five seconds
		_ = c.Set(sim.CutterJam, on)
	case n < 410:
		_ = c.Set(sim.Stall, on)
	case n < 420:
		_ = c.Set(sim.Mute, on)
	case n < 450:
		c.UnplugAfterBytes(1 + rng.IntN(60))
	default:
		faults := []sim.Fault{sim.PaperOut, sim.PaperNearEnd, sim.CoverOpen, sim.Garbage, sim.Overheated}
		_ = c.Set(faults[rng.IntN(len(faults))], on)
	}
}

// serve prints a slip, which is proved to be on paper.
func (c *printerComer) serve(*rand.Rand) error {
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	defer cancel()
	doc := escpos.Document{escpos.Text{Content: "A042"}, escpos.Cut{}}
	return c.driver.Print(ctx, doc)
}

// readerComer is what document reader and scanner have in common.
type readerComer struct {
	called string
	*sim.Reader
	stage *stage
}

func (c *readerComer) name() string { return c.called }
func (c *readerComer) path() string { return c.Path() }

func (c *readerComer) ready() bool {
	s, known := c.stage.readers.standing(c.Path())
	return known && s.Ready()
}

// said counts what was sent and what has arrived: what was shown to a reader in a
// hurry waits in it for some time.
func (c *readerComer) said() int {
	return int(c.SentAt().UnixNano()) + c.stage.readers.drivers[c.Path()].Counts().Bytes
}

func (c *readerComer) mend() error {
	var all error
	for _, f := range c.Faults() {
		all = errors.Join(all, c.Set(f, false))
	}
	return all
}

// befall breaks or mends something; other is what else may happen.
func (c *readerComer) befall(rng *rand.Rand, other func()) {
	on := rng.IntN(2) == 0
	switch n := rng.IntN(10); {
	case n < 4:
		_ = c.Set(sim.ReaderCableOut, on)
	case n < 7:
		faults := []sim.ReaderFault{sim.GarbageFlood, sim.CutFrames, sim.ReaderSilent, sim.CardLeftIn, sim.DoubleReads, sim.SlowBytes}
		_ = c.Set(faults[rng.IntN(len(faults))], on)
	default:
		other()
	}
}

// documentComer is the document reader among those that come and go.
type documentComer struct{ readerComer }

func (c *documentComer) befall(rng *rand.Rand) {
	c.readerComer.befall(rng, func() {
		if rng.IntN(2) == 0 {
			c.Withdraw()
			return
		}
		c.Present(cardOf(c.stage.person())...)
	})
}

// serve shows a card, now and then one that is read twice.
func (c *documentComer) serve(rng *rand.Rand) error {
	person := c.stage.person()
	_ = c.Set(sim.DoubleReads, rng.IntN(3) == 0)
	c.Present(cardOf(person)...)
	err := c.stage.read(c.stage.identifier.pseudonym([]byte(codeOf(person))))
	time.Sleep(time.Duration(rng.IntN(100)) * time.Millisecond)
	c.Withdraw()
	return errors.Join(err, c.Set(sim.DoubleReads, false))
}

// scannerComer is the scanner among those that come and go.
type scannerComer struct{ readerComer }

func (c *scannerComer) befall(rng *rand.Rand) {
	c.readerComer.befall(rng, func() { c.Scan(codeOf(c.stage.person())) })
}

// serve scans a card, now and then twice.
func (c *scannerComer) serve(rng *rand.Rand) error {
	person := c.stage.person()
	_ = c.Set(sim.DoubleReads, rng.IntN(3) == 0)
	c.Scan(codeOf(person))
	err := c.stage.read(c.stage.identifier.pseudonym([]byte(codeOf(person))))
	time.Sleep(time.Duration(rng.IntN(100)) * time.Millisecond)
	return errors.Join(err, c.Set(sim.DoubleReads, false))
}

// chipComer is the chip card reader among those that come and go.
type chipComer struct {
	*sim.CardReader
	stage *stage
}

func (c *chipComer) name() string { return "chip card reader" }
func (c *chipComer) path() string { return c.Path() }
func (c *chipComer) said() int    { return 0 } // its driver asks until it is answered

func (c *chipComer) ready() bool {
	s, known := c.stage.readers.standing(c.Path())
	return known && s.Ready()
}

func (c *chipComer) mend() error {
	c.UnplugAfterBytes(0)
	c.RemoveAfterCommands(0)
	c.HalveNext(0)
	c.RefuseNext(0)
	var all error
	for _, f := range sim.AllCardFaults() {
		all = errors.Join(all, c.Set(f, false))
	}
	return all
}

func (c *chipComer) befall(rng *rand.Rand) {
	on := rng.IntN(2) == 0
	switch n := rng.IntN(20); {
	case n < 7:
		_ = c.Set(sim.ReaderUnplugged, on)
	case n < 12:
		faults := sim.AllCardFaults()[1:]
		_ = c.Set(faults[rng.IntN(len(faults))], on)
	case n < 14:
		c.Remove()
	case n < 17: // it may stay in through all that follows
		if card, _, err := c.newCard(); err == nil {
			c.Insert(card)
		}
	case n < 18:
		c.RemoveAfterCommands(1 + rng.IntN(20))
	case n < 19:
		c.HalveNext(1 + rng.IntN(3))
	default:
		c.UnplugAfterBytes(1 + rng.IntN(60))
	}
}

// serve puts a card in, now and then again a moment after it was pulled.
func (c *chipComer) serve(rng *rand.Rand) error {
	defer c.Remove()
	card, satu, err := c.newCard()
	if err != nil {
		return err
	}
	c.Insert(card)
	if err := c.stage.read(c.stage.identifier.pseudonym([]byte(satu))); err != nil || rng.IntN(3) > 0 {
		return err
	}
	driver := c.stage.readers.chips[c.Path()]
	c.Remove()
	if !within(10*time.Second, func() bool { _, in := driver.CardIn(); return !in }) {
		return errors.New("a card that was pulled is still in")
	}
	c.Insert(card)
	if !within(10*time.Second, func() bool { _, in := driver.CardIn(); return in }) {
		return errors.New("a card that was put in again is not in")
	}
	time.Sleep(time.Duration(rng.IntN(200)) * time.Millisecond) // it may be read again, or not yet
	return nil
}

// newCard is the card of a person who had none before.
func (c *chipComer) newCard() (card sim.ChipCard, satu string, err error) {
	satu = sim.SATU(99_000_000 + c.stage.person())
	card, err = sim.FINEIDCard(sim.CardHolder{Surname: "Testinen", GivenNames: "Testi", SATU: satu, DocumentNumber: "XT0000001"}, 2025)
	return card, satu, err
}

// codeOf is the personal identity code of a test person who was born between 1950
// and 1999.
func codeOf(person int) string {
	birth := birthOf(person)
	digits := fmt.Sprintf("%s%03d", birth.Format("020106"), 900+person%100)
	n := 0
	for _, c := range digits {
		n = n*10 + int(c-'0')
	}
	return digits[:6] + "-" + digits[6:] + string("0123456789ABCDEFHJKLMNPRSTUVWXY"[n%31])
}

func birthOf(person int) time.Time {
	return time.Date(1950, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, person/100%18_000)
}

// cardOf are the lines of the machine readable zone of a person's identity card.
func cardOf(person int) []string {
	digit := func(text string) string {
		sum := 0
		for i, c := range text {
			value := strings.IndexRune("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ", c)
			sum += max(value, 0) * []int{7, 3, 1}[i%3]
		}
		return fmt.Sprint(sum % 10)
	}
	number := fmt.Sprintf("XA%07d", person)
	birth := birthOf(person).Format("060102")
	code := strings.Replace(codeOf(person), "-", "<", 1)
	first := number + digit(number) + code + "<<<<"
	dates := birth + digit(birth) + "F" + "350101" + digit("350101")
	composite := digit(first + birth + digit(birth) + "350101" + digit("350101") + "<<<<<<<<<<<")
	return []string{"I<FIN" + first, dates + "FIN<<<<<<<<<<<" + composite, "TESTINEN<<TESTI<<<<<<<<<<<<<<<"}
}
