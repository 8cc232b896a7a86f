package engine

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"kundterminal/kiosk"
)

// desk hands addresses out, keeps calls, and can be told to fail.
type desk struct {
	printed, opened []kiosk.ServiceID
	calls           []string
	fail            error
	number          []byte // that Phone gave, to see it wiped
}

func (d *desk) PrintAddress(_ context.Context, id kiosk.ServiceID, _ kiosk.Language) error {
	d.printed = append(d.printed, id)
	return d.fail
}

func (d *desk) OpenSecondScreen(id kiosk.ServiceID, _ kiosk.Language) error {
	d.opened = append(d.opened, id)
	return d.fail
}

func (d *desk) Phone() ([]byte, kiosk.PhoneFault) {
	d.number = []byte("+358401234567")
	return d.number, kiosk.PhoneRight
}

func (d *desk) KeepCallBack(_ context.Context, _ kiosk.CallBack, phone []byte) error {
	if d.fail == nil {
		d.calls = append(d.calls, string(phone))
	}
	return d.fail
}

// bare is an engine with a desk, which carries effects out and keeps what is posted.
func bare(d *desk) *Engine {
	return New(kiosk.State{}, Options{Journal: &memory{}, Handout: d, Dialler: d, CallBacks: d})
}

// posted returns what an effect comes back as.
func posted(t *testing.T, e *Engine, effect kiosk.Effect) (got kiosk.Event) {
	t.Helper()
	e.carryOut(t.Context(), effect)
	for {
		got = <-e.events
		if _, store := got.(kiosk.StoreChanged); !store {
			return got
		}
	}
}

func TestAddressesAreHandedOutOrTheScreenIsTold(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := &desk{}
		e := bare(d)
		if got := posted(t, e, kiosk.PrintAddress{Ask: 3, Service: "v-card"}); got != (kiosk.AddressDone{Ask: 3, As: kiosk.OnPaper}) {
			t.Errorf("printed: %+v", got)
		}
		if got := posted(t, e, kiosk.OpenSecondScreen{Ask: 4, Service: "v-card"}); got != (kiosk.AddressDone{Ask: 4, As: kiosk.OnSecondScreen}) {
			t.Errorf("opened: %+v", got)
		}
		d.fail = errors.New("no paper")
		if got := posted(t, e, kiosk.PrintAddress{Ask: 5}); got != (kiosk.AddressDone{Ask: 5, As: kiosk.NotHandable}) {
			t.Errorf("without paper: %+v", got)
		}
		if got := posted(t, New(kiosk.State{}, Options{Journal: &memory{}}), kiosk.OpenSecondScreen{Ask: 6}); got != (kiosk.AddressDone{Ask: 6, As: kiosk.NotHandable}) {
			t.Errorf("without a handout: %+v", got)
		}
	})
}

func TestACallIsKeptWithItsNumberWhichIsThenWiped(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := &desk{}
		e := bare(d)
		if got := posted(t, e, kiosk.CheckPhone{}); got != (kiosk.PhoneChecked{Shown: "••• ••• ••67"}) {
			t.Errorf("proved: %+v", got)
		}
		if got := posted(t, e, kiosk.KeepCallBack{Ask: 7}); got != (kiosk.CallBackKept{Ask: 7}) {
			t.Errorf("kept: %+v", got)
		}
		synctest.Wait()
		if len(d.calls) != 1 || d.calls[0] != "+358401234567" || string(d.number) != string(make([]byte, len(d.number))) {
			t.Errorf("kept are %v, left is %q", d.calls, d.number)
		}
	})
}

func TestACallForWhichThereIsNoRoomIsTriedAgainAndThenTold(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := &desk{fail: ErrFull}
		begun := time.Now()
		if got := posted(t, bare(d), kiosk.KeepCallBack{Ask: 8}); got != (kiosk.CallBackKept{Ask: 8, Failed: true}) {
			t.Errorf("without room: %+v", got)
		}
		if waited := time.Since(begun); waited != (markTries-1)*markPause {
			t.Errorf("it was tried for %v", waited)
		}
		if got := posted(t, New(kiosk.State{}, Options{Journal: &memory{}}), kiosk.KeepCallBack{Ask: 9}); got != (kiosk.CallBackKept{Ask: 9, Failed: true}) {
			t.Errorf("without a book: %+v", got)
		}
	})
}
