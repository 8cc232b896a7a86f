package workshop

import (
	"context"
	"fmt"
	"strings"
	"time"

	"kundterminal/kiosk"
)

// ScanBackTest has the six codes of the test page scanned with the terminal's own
// readers, in any order, and judges each. It ends when all are read, or when no
// further one came for a minute. Who has no test page gets one printed.
func ScanBackTest(p Printer, reads *Reads, head func() PageHead) Test {
	return func(ctx context.Context, r *Run) bool {
		if !r.Ask(ctx, kiosk.TestStage{Text: "have_page", Drawing: "drawing-test-page"}) &&
			(ctx.Err() != nil || !printPage(ctx, r, p, head())) {
			return false
		}
		s := newScanBack(PageCodes(p.Profile()))
		came, stop := reads.Subscribe("", s.texts()...)
		defer stop()
		patience := time.NewTimer(scanPatience)
		defer patience.Stop()
		for s.done() < len(s.codes) {
			r.Show(s.stage())
			select {
			case read, open := <-came:
				if !open {
					return s.judge(r)
				}
				if s.take(read) {
					patience.Reset(scanPatience)
				}
			case <-patience.C:
				return s.judge(r)
			case <-ctx.Done():
				return s.judge(r)
			}
		}
		return s.judge(r)
	}
}

// scanBack ticks codes off as they are read.
type scanBack struct {
	codes  []PageCode
	read   map[string]bool
	others int // codes and documents that are none of the page's
}

func newScanBack(codes []PageCode) *scanBack {
	return &scanBack{codes: codes, read: map[string]bool{}}
}

func (s *scanBack) texts() []string {
	var texts []string
	for _, code := range s.codes {
		texts = append(texts, code.Text)
	}
	return texts
}

func (s *scanBack) done() int { return len(s.read) }

// take reports whether a code was read that had not been.
func (s *scanBack) take(read Read) bool {
	switch {
	case read.Kind != ReadDocument:
		return false
	case read.Text == "":
		s.others++
		return false
	case s.read[read.Text]:
		return false
	}
	s.read[read.Text] = true
	return true
}

func (s *scanBack) stage() kiosk.TestStage {
	return kiosk.TestStage{Text: "scan_codes", Drawing: "drawing-scanner-code", Facts: s.facts("waiting", kiosk.HealthUnknown), Done: s.done(), Of: len(s.codes)}
}

// facts has a line for each code; those that were not read say so in the given way.
func (s *scanBack) facts(missing string, health kiosk.Health) []kiosk.Fact {
	var facts []kiosk.Fact
	for _, code := range s.codes {
		f := kiosk.Fact{Key: fmt.Sprintf("%s_%d", codeKey(code), code.Dots), Text: "code_" + missing, Health: health}
		if s.read[code.Text] {
			f.Text, f.Health = "code_read", kiosk.HealthGood
		}
		facts = append(facts, f)
	}
	if s.others > 0 {
		facts = append(facts, kiosk.Fact{Key: "other_codes", Value: fmt.Sprint(s.others), Health: kiosk.HealthAttention})
	}
	return facts
}

func codeKey(c PageCode) string {
	return "code_" + strings.ToLower(strings.ReplaceAll(c.Symbology, " ", ""))
}

func (s *scanBack) judge(r *Run) bool {
	r.Note(s.facts("not_read", kiosk.HealthFault)...)
	return s.done() == len(s.codes)
}
