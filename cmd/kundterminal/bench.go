package main

import (
	"bytes"
	"errors"
	"fmt"
	"image/png"
	"slices"
	"strings"
	"sync"
	"time"

	"kundterminal/cmd/kundterminal/workshop"
	"kundterminal/devices/sim"
	"kundterminal/kiosk"
	"kundterminal/ui/web"
)

// bench shows simulated devices beside the terminal.
type bench struct {
	printer  *sim.Printer
	document *sim.Reader
	scanner  *sim.Reader
	chip     *sim.CardReader
	jack     *sim.Jack
	keypad   *sim.Keypad
	beacon   *sim.Beacon
	codes    []workshop.PageCode // of the printer's test page

	mu      sync.Mutex
	seen    string // what the last look found
	version int
	code    int // of the codes, scanned next
}

const benchLook = 100 * time.Millisecond

// Switches implements web.Bench.
func (b *bench) Switches() []web.Switch {
	set := map[sim.Fault]bool{}
	for _, f := range b.printer.Faults() {
		set[f] = true
	}
	var list []web.Switch
	for _, f := range sim.AllFaults() {
		list = append(list, web.Switch{ID: switchID(f), Label: f.String(), On: set[f]})
	}
	list = append(
		list,
		web.Switch{ID: readersOut, Label: "readers unplugged", On: len(b.document.Faults()) > 0},
		web.Switch{ID: headphonesIn, Label: "headphones plugged in", On: b.jack.In()},
	)
	return append(append(list, b.keypadSwitches()...), b.beaconSwitches()...)
}

// headphonesIn is the switch that plugs headphones in.
const headphonesIn = "headphones"

// readersOut is the switch that unplugs all readers.
const readersOut = "readers_unplugged"

// act is something that can be held before a reader.
type act struct {
	web.Act
	mrz     []string
	barcode string
}

// acts are documents of nobody: their codes are of the population register's
// test persons.
var acts = []act{
	{web.Act{ID: "card", Label: "Identity card"}, []string{
		"I<FINXA12345679010594Y9032<<<<", "9405011F3501014FIN<<<<<<<<<<<9", "TESTI<<AINO<MARIA<<<<<<<<<<<<<",
	}, ""},
	{web.Act{ID: "expired", Label: "Expired identity card"}, []string{
		"I<FINXA76543217010594Y9021<<<<", "9405011M2001012FIN<<<<<<<<<<<1", "TESTI<<EINO<<<<<<<<<<<<<<<<<<<",
	}, ""},
	{web.Act{ID: "damaged", Label: "Damaged identity card"}, []string{
		"I<FINXA123X5679010594Y9032<<<<", "9405011F3501014FIN<<<<<<<<<<<9", "TESTI<<AINO<MARIA<<<<<<<<<<<<<",
	}, ""},
	{web.Act{ID: "kela", Label: "Kela card"}, nil, "010594Y9032"},
	{web.Act{ID: "chip_in", Label: "Put a chip card in"}, nil, ""},
	{web.Act{ID: "chip_out", Label: "Take the chip card out"}, nil, ""},
	{web.Act{ID: "library", Label: "Library card"}, nil, "1234567890123"},
	{web.Act{ID: "appointment", Label: "Appointment code"}, nil, "AV-" + demoCodes[0]},
	{web.Act{ID: "appointment_early", Label: "Code of a later appointment"}, nil, "AV-" + demoCodes[1]},
	{web.Act{ID: "appointment_private", Label: "Code of a private appointment"}, nil, "AV-" + demoCodes[2]},
	{web.Act{ID: "badge", Label: "Service advisor's badge"}, nil, "KT-0001"},
	{web.Act{ID: "technician", Label: "Technician's badge"}, nil, "KT-9001"},
	{web.Act{ID: "ticket", Label: "The last ticket that came out"}, nil, ""},
	{web.Act{ID: "test_page", Label: "Next code of the test page"}, nil, ""},
}

// Acts implements web.Bench.
func (b *bench) Acts() []web.Act {
	var list []web.Act
	for _, a := range acts {
		list = append(list, a.Act)
	}
	return append(list, keyActs()...)
}

// Act implements web.Bench.
func (b *bench) Act(id string) error {
	if key, ok := strings.CutPrefix(id, keyPrefix); ok {
		return b.keypad.Press(key)
	}
	for _, a := range acts {
		switch {
		case a.ID != id:
			continue
		case a.ID == "chip_in":
			return b.insert()
		case a.ID == "chip_out":
			b.chip.Remove()
		case a.ID == "ticket":
			return b.scanLastTicket()
		case a.ID == "test_page":
			b.scanner.Scan(b.nextCode())
		case a.mrz != nil:
			b.document.Withdraw()
			b.document.Present(a.mrz...)
		default:
			b.scanner.Scan(a.barcode)
		}
		return nil
	}
	return fmt.Errorf("there is nothing %q to hold before a reader", id)
}

// scanLastTicket holds the newest paper with a ticket's code before the scanner.
func (b *bench) scanLastTicket() error {
	for _, paper := range slices.Backward(b.printer.Tickets()) {
		for _, text := range paper.Barcodes {
			if code, err := kiosk.ParseCode(text); err == nil {
				b.scanner.Scan(string(code))
				return nil
			}
		}
	}
	return errors.New("no ticket has come out yet: take one first")
}

func switchID(f sim.Fault) string { return strings.ReplaceAll(f.String(), " ", "_") }

// Set implements web.Bench.
func (b *bench) Set(id string, on bool) error {
	if id == readersOut {
		return errors.Join(
			b.document.Set(sim.ReaderCableOut, on), b.scanner.Set(sim.ReaderCableOut, on), b.chip.Set(sim.ReaderUnplugged, on),
		)
	}
	if id == headphonesIn {
		return b.jack.Plug(on)
	}
	for _, f := range sim.AllFaults() {
		if switchID(f) == id {
			return b.printer.Set(f, on)
		}
	}
	for _, f := range sim.AllKeypadFaults() {
		if keypadSwitch(f) == id {
			return b.keypad.Set(f, on)
		}
	}
	for _, f := range sim.AllBeaconFaults() {
		if beaconSwitch(f) == id {
			return b.beacon.Set(f, on)
		}
	}
	return fmt.Errorf("there is no switch %q", id)
}

// nextCode is one after the other of the codes on the printer's test page.
func (b *bench) nextCode() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	code := b.codes[b.code%len(b.codes)]
	b.code++
	return code.Text
}

// insert puts an identity card of a test person into the chip card reader.
func (b *bench) insert() error {
	card, err := sim.FINEIDCard(sim.TestHolder(1), 2025)
	if err != nil {
		return err
	}
	b.chip.Insert(card)
	return nil
}

// Paper implements web.Bench.
func (b *bench) Paper() (picture []byte, version int) {
	b.look()
	b.mu.Lock()
	version = b.version
	b.mu.Unlock()
	paper := b.printer.Paper()
	if paper == nil || paper.Height == 0 || paper.Ink() == 0 {
		return nil, version
	}
	return encodePNG(paper), version
}

// Tickets implements web.Bench.
func (b *bench) Tickets() int { return len(b.printer.Tickets()) }

// Ticket implements web.Bench.
func (b *bench) Ticket(i int) (picture []byte, ok bool) {
	list := b.printer.Tickets()
	if i < 0 || i >= len(list) {
		return nil, false
	}
	return encodePNG(list[i].Image), true
}

func encodePNG(m *sim.Bitmap) []byte {
	var buf bytes.Buffer
	if err := png.Encode(&buf, m); err != nil {
		return nil // a buffer takes every byte
	}
	return buf.Bytes()
}

// Watch implements web.Bench.
func (b *bench) Watch() (changed <-chan struct{}, stop func()) {
	ch := make(chan struct{}, 1)
	quit := make(chan struct{})
	go func() {
		ticker := time.NewTicker(benchLook)
		defer ticker.Stop()
		last := b.look()
		for {
			select {
			case <-quit:
				return
			case <-ticker.C:
			}
			if now := b.look(); now != last {
				last = now
				select {
				case ch <- struct{}{}:
				default:
				}
			}
		}
	}()
	return ch, sync.OnceFunc(func() { close(quit) })
}

// look returns what tells one picture of the bench from another, and counts the
// versions of it.
func (b *bench) look() string {
	now := fmt.Sprint(b.printer.Paper().Height, len(b.printer.Tickets()), b.printer.Faults(), b.document.Faults(), b.jack.In(), b.keypad.Faults(), b.beacon.Faults(), b.beacon.Lit())
	b.mu.Lock()
	defer b.mu.Unlock()
	if now != b.seen {
		b.seen = now
		b.version++
	}
	return now
}
