package workshop

import (
	"context"
	"fmt"
	"image"
	"math/rand/v2"
	"time"

	"kundterminal/devices/escpos"
	"kundterminal/kiosk"
)

// FlowTest sends a picture that is several times as long as the printer's buffer
// and cannot be shortened. Cuts come before it: they take the printer long and are
// few bytes, so that its buffer fills up meanwhile even on a slow line. Bytes that
// are lost make the printer take the commands behind the picture for dots, the
// proof among them: so the proof says that none was.
func FlowTest(p Printer) Test {
	return func(ctx context.Context, r *Run) bool {
		profile := p.Profile()
		doc := flowDocument(profile)
		r.Show(kiosk.TestStage{Text: "sending_much", Drawing: "drawing-test-page"})
		before, begun := p.Counts(), time.Now()
		err := p.Print(ctx, doc)
		took, after := time.Since(begun), p.Counts()
		sent, held := after.Bytes-before.Bytes, after.Stops-before.Stops
		r.Note(
			kiosk.Fact{Key: "flow_kind", Value: flowName(profile.Flow)},
			kiosk.Fact{Key: "flow_bytes", Value: fmt.Sprint(sent)},
			kiosk.Fact{Key: "flow_held", Value: fmt.Sprint(held)},
		)
		if err != nil {
			r.Note(printerFault(err))
			return false
		}
		if rate := float64(sent) / max(took.Seconds(), 0.001); sent > 0 {
			r.Note(kiosk.Fact{Key: "flow_rate", Value: fmt.Sprintf("%.0f B/s", rate)})
		}
		if held == 0 {
			// no failure, and yet not what was to be seen
			r.Note(kiosk.Fact{Key: "flow_seen", Text: "flow_not_needed", Health: kiosk.HealthAttention})
			return true
		}
		r.Note(kiosk.Fact{Key: "flow_seen", Text: "flow_worked", Health: kiosk.HealthGood})
		return true
	}
}

// cutTakes is the least time that a cut takes.
const cutTakes = 250 * time.Millisecond

// flowDocument is as many cuts as keep the printer busy while the line fills its
// buffer, and the picture.
func flowDocument(p escpos.Profile) escpos.Document {
	fills := time.Duration(p.Buffer) * 10 * time.Second / time.Duration(p.Baud)
	var doc escpos.Document
	for range min(cutterCuts, 1+int(fills/cutTakes)) {
		doc = append(doc, escpos.Feed{MM: 1}, escpos.Cut{Eject: true})
	}
	return append(doc, escpos.Picture{Image: flowPicture(p)}, escpos.Cut{Eject: true})
}

// flowPicture is noise of the paper's width.
func flowPicture(p escpos.Profile) image.Image {
	bytes := flowBuffers*p.Buffer + p.Buffer/4
	if most := int(flowLine.Seconds()) * p.Baud / 10; bytes > most {
		bytes = most
	}
	rows := max(1, (bytes+p.Dots/8-1)/(p.Dots/8))
	img := image.NewGray(image.Rect(0, 0, p.Dots, rows))
	rng := rand.New(rand.NewPCG(0x5A, 0xA5)) // the same each time: a technician can lay two beside each other
	for i := range img.Pix {
		img.Pix[i] = byte(rng.IntN(2) * 0xFF)
	}
	return img
}

func flowName(f escpos.Flow) string {
	switch f {
	case escpos.FlowXONXOFF:
		return "XON/XOFF"
	case escpos.FlowDSR:
		return "DSR/CTS"
	}
	return "–"
}
