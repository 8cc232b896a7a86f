package engine

import (
	"context"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"kundterminal/kiosk"
)

// book keeps feedback in memory, and fails as often as told.
type book struct {
	mu    sync.Mutex
	fails int
	err   error
	kept  []kiosk.Feedback
	known kiosk.Ticket
}

func (b *book) KeepFeedback(_ context.Context, _ kiosk.Code, _ []kiosk.AuthorityID, f kiosk.Feedback) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.fails > 0 {
		b.fails--
		return b.err
	}
	b.kept = append(b.kept, f)
	return nil
}

func (b *book) FindTicket(context.Context, kiosk.Code) (kiosk.Ticket, bool, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.fails > 0 {
		return kiosk.Ticket{}, false, b.err
	}
	return b.known, false, nil
}

func startedAsking(t *testing.T, b *book) *terminal {
	return startedWith(t, &memory{}, &printer{}, func(_ *kiosk.State, o *Options) {
		o.Feedback = b
		o.Now = func() time.Time { return time.Now().AddDate(26, 0, 0) } // codes begin with 2020
	})
}

func TestAnswersAreKeptAlthoughThereIsNoRoomForAMoment(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := &book{fails: 2, err: ErrFull}
		x := startedAsking(t, b)
		x.toTicket()
		time.Sleep(2 * time.Second)
		x.at(kiosk.StepTake)
		x.press(kiosk.FeedbackPressed{}, kiosk.SuccessAnswered{Success: kiosk.SuccessYes}, kiosk.StopPressed{})
		time.Sleep(time.Minute)
		x.at(kiosk.StepIdle)
		if len(b.kept) != 1 || b.kept[0].Success != kiosk.SuccessYes {
			t.Errorf("kept is %+v", b.kept)
		}
		if got := x.State().Store; got != kiosk.StoreReady {
			t.Errorf("the store is %s", got)
		}
		if err := x.stop(); err != nil {
			t.Fatal(err)
		}
	})
}

func TestAScannedTicketIsLookedUp(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := &book{}
		x := startedAsking(t, b)
		day := kiosk.DateOf(x.State().Now)
		b.known = kiosk.Ticket{Series: 'D', Number: 7, Date: day, Language: kiosk.Swedish}
		code := kiosk.EncodeCode(1, day, 'D', 7)
		x.Post(kiosk.TicketScanned{Code: code})
		x.at(kiosk.StepSuccess)
		if got := x.State().Session.Language; got != kiosk.Swedish {
			t.Errorf("the language is %q", got)
		}
		x.press(kiosk.StopPressed{})
		b.fails, b.err = 1, ErrBroken
		x.Post(kiosk.TicketScanned{Code: code})
		x.at(kiosk.StepIdle)
		if err := x.stop(); err != nil {
			t.Fatal(err)
		}
	})
}
