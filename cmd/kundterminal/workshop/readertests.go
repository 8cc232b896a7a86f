package workshop

import (
	"context"
	"fmt"
	"strconv"
	"time"

	"kundterminal/devices/chipcard"
	"kundterminal/devices/idreader"
	"kundterminal/kiosk"
)

// readLimit is how long a test waits for a card or code before it asks whether to
// go on.
const readLimit = 30 * time.Second

// lookEvery is how often a test looks whether its reader is still there.
const lookEvery = 200 * time.Millisecond

// whileReady runs a reader's test until the reader falls into a fault, as when it
// is unplugged: then the test has failed, and the fault is noted. So it does at
// once where the reader has one already.
func whileReady(stand func() Stand, test Test) Test {
	return func(ctx context.Context, r *Run) bool {
		ctx, end := context.WithCancel(ctx)
		defer end()
		condition, health := stand().Condition()
		if health != kiosk.HealthFault {
			done, passed := make(chan bool, 1), false
			go func() { done <- test(ctx, r) }()
			ticker := time.NewTicker(lookEvery)
			defer ticker.Stop()
			for waiting := true; waiting; {
				select {
				case passed = <-done:
					return passed
				case <-ticker.C:
					condition, health = stand().Condition()
					waiting = health != kiosk.HealthFault
				}
			}
			end()
			<-done
		}
		r.Note(kiosk.Fact{Key: "condition", Text: "condition_" + condition, Health: health})
		return false
	}
}

// ReadCardTest has a document shown to the reader at a port and tells each check of
// it. It passes when a document was read whose checks have not failed. The person
// may try as often as they like. Stand says how the reader stands.
func ReadCardTest(reads *Reads, port string, stand func() Stand) Test {
	return whileReady(stand, readingTest(reads, port, kiosk.TestStage{Text: "show_document", Drawing: "drawing-show-card"}, func(read Read) ([]kiosk.Fact, bool) {
		v := read.Document.Verdict
		return documentFacts(read.Document), v == idreader.VerdictValid || v == idreader.VerdictQuestionable
	}))
}

// ScanCodeTest has a barcode scanned at a port. It passes when any code was read:
// what is in it is nobody's business here. Trigger, where the scanner has one,
// makes it look; nil where it looks by itself. Stand says how the scanner stands.
func ScanCodeTest(reads *Reads, port string, stand func() Stand, trigger func(on bool) error) Test {
	test := readingTest(reads, port, kiosk.TestStage{Text: "scan_code", Drawing: "drawing-show-card"}, func(read Read) ([]kiosk.Fact, bool) {
		v := read.Document.Verdict
		return documentFacts(read.Document), v != idreader.VerdictUnreadable && v != idreader.VerdictInvalid
	})
	if trigger == nil {
		return whileReady(stand, test)
	}
	return whileReady(stand, func(ctx context.Context, r *Run) bool {
		if err := trigger(true); err != nil {
			r.Note(kiosk.Fact{Key: "cause", Value: err.Error(), Health: kiosk.HealthFault})
			return false
		}
		defer func() { _ = trigger(false) }() // it had one a moment ago
		return test(ctx, r)
	})
}

// readingTest shows a stage until something was read at the port that judge finds
// well, or until the person gives up.
func readingTest(reads *Reads, port string, stage kiosk.TestStage, judge func(Read) ([]kiosk.Fact, bool)) Test {
	return func(ctx context.Context, r *Run) bool {
		came, stop := reads.Subscribe(port)
		defer stop()
		for ctx.Err() == nil {
			r.Show(stage)
			read, ok := nextRead(ctx, came, ReadDocument)
			if !ok {
				if r.goOn(ctx, stage.Drawing) {
					continue
				}
				return false
			}
			facts, well := judge(read)
			if well || !r.Ask(ctx, kiosk.TestStage{Text: "read_badly", Drawing: stage.Drawing, Facts: facts}) {
				r.Note(facts...)
				return well
			}
		}
		return false
	}
}

// goOn asks whether to wait on for something to be read. When not, it is noted that
// nothing was.
func (r *Run) goOn(ctx context.Context, drawing string) bool {
	if ctx.Err() == nil && r.Ask(ctx, kiosk.TestStage{Text: "nothing_read", Drawing: drawing}) {
		return true
	}
	if ctx.Err() == nil {
		r.Note(kiosk.Fact{Key: "read_outcome", Text: "read_nothing", Health: kiosk.HealthFault})
	}
	return false
}

// nextRead waits for a read of the kind.
func nextRead(ctx context.Context, came <-chan Read, kind ReadKind) (Read, bool) {
	limit := time.NewTimer(readLimit)
	defer limit.Stop()
	for {
		select {
		case read := <-came:
			if read.Kind == kind {
				return read, true
			}
		case <-limit.C:
			return Read{}, false
		case <-ctx.Done():
			return Read{}, false
		}
	}
}

// documentFacts are what a technician may know of a document: what it is, and how
// each check came out.
func documentFacts(d idreader.Document) []kiosk.Fact {
	facts := []kiosk.Fact{
		{Key: "kind", Text: "document_" + d.Kind.String()},
		{Key: "read_outcome", Text: "verdict_" + d.Verdict.String(), Health: verdictHealth(d.Verdict)},
		{Key: "length", Value: strconv.Itoa(d.Length)},
	}
	if d.Symbology != "" {
		facts = append(facts, kiosk.Fact{Key: "symbology", Value: "]" + d.Symbology})
	}
	for check, result := range d.Checks.All() {
		facts = append(facts, kiosk.Fact{Key: "check_" + check.String(), Text: "check_" + result.String(), Health: resultHealth(result)})
	}
	return facts
}

func verdictHealth(v idreader.Verdict) kiosk.Health {
	switch v {
	case idreader.VerdictValid, idreader.VerdictUnverified, idreader.VerdictUnknown, idreader.VerdictDropped:
		return kiosk.HealthGood // it was read well
	case idreader.VerdictQuestionable:
		return kiosk.HealthAttention
	}
	return kiosk.HealthFault
}

func resultHealth(r idreader.Result) kiosk.Health {
	switch r {
	case idreader.Passed:
		return kiosk.HealthGood
	case idreader.Warned:
		return kiosk.HealthAttention
	case idreader.Failed:
		return kiosk.HealthFault
	}
	return kiosk.HealthUnknown
}

// ReadChipTest has a chip card put in, read and taken out. It passes when the
// card's chip answered and the reader saw the card come and go. Stand says how the
// reader stands.
func ReadChipTest(reads *Reads, port string, stand func() Stand) Test {
	return whileReady(stand, func(ctx context.Context, r *Run) bool {
		came, stop := reads.Subscribe(port)
		defer stop()
		for ctx.Err() == nil {
			r.Show(kiosk.TestStage{Text: "insert_chip", Drawing: "drawing-hold-card"})
			read, ok := nextRead(ctx, came, ReadChip)
			if !ok {
				if r.goOn(ctx, "drawing-hold-card") {
					continue
				}
				return false
			}
			facts := chipFacts(read)
			well := chipHealth(read.Outcome) != kiosk.HealthFault
			if !well && r.Ask(ctx, kiosk.TestStage{Text: "read_badly", Drawing: "drawing-hold-card", Facts: facts}) {
				continue
			}
			r.Note(facts...)
			return well && takenOut(ctx, r, came, facts)
		}
		return false
	})
}

// takenOut waits until the card is out.
func takenOut(ctx context.Context, r *Run, came <-chan Read, facts []kiosk.Fact) bool {
	r.Show(kiosk.TestStage{Text: "take_chip", Drawing: "drawing-hold-card", Facts: facts})
	_, out := nextRead(ctx, came, ReadCardOut)
	if ctx.Err() != nil {
		return false
	}
	fact := kiosk.Fact{Key: "card_out", Text: "seen", Health: kiosk.HealthGood}
	if !out {
		fact = kiosk.Fact{Key: "card_out", Text: "not_seen", Health: kiosk.HealthFault}
	}
	r.Note(fact)
	return out
}

func chipFacts(read Read) []kiosk.Fact {
	return []kiosk.Fact{
		{Key: "read_outcome", Text: "chip_" + read.Outcome.String(), Health: chipHealth(read.Outcome)},
		{Key: "took", Value: fmt.Sprintf("%.2f s", read.Took.Seconds())},
	}
}

func chipHealth(o chipcard.Outcome) kiosk.Health {
	switch o {
	case chipcard.OutcomeRead, chipcard.OutcomeRepeated:
		return kiosk.HealthGood
	case chipcard.OutcomeOther:
		return kiosk.HealthAttention // the reader works; the card is none of ours
	}
	return kiosk.HealthFault
}
