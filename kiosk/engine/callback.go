package engine

import (
	"context"
	"errors"
	"time"

	"kundterminal/internal/logbook"
	"kundterminal/kiosk"
)

// callBack takes the telephone number from its keeper, on the engine's goroutine:
// later it may be another person's.
func (e *Engine) callBack(ctx context.Context, wish kiosk.Effect) {
	number, fault := []byte(nil), kiosk.PhoneShort
	if e.Dialler != nil {
		number, fault = e.Dialler.Phone()
	}
	switch w := wish.(type) {
	case kiosk.CheckPhone:
		shown := kiosk.MaskedPhone(number)
		clear(number)
		e.work.Go(func() { e.Post(kiosk.PhoneChecked{Fault: fault, Shown: shown}) })
	case kiosk.KeepCallBack:
		e.work.Go(func() {
			defer clear(number)
			e.keepCallBack(ctx, w, number, fault)
		})
	}
}

// keepCallBack tries again where there is no room. A call that is not kept is told to
// the person, who is still there.
func (e *Engine) keepCallBack(ctx context.Context, w kiosk.KeepCallBack, number []byte, fault kiosk.PhoneFault) {
	err := errors.New("the telephone number is gone")
	for try := range markTries {
		if fault != kiosk.PhoneRight || e.CallBacks == nil {
			break
		}
		if try > 0 {
			time.Sleep(markPause)
		}
		keeping, cancel := context.WithTimeout(context.WithoutCancel(ctx), issueDeadline)
		err = e.CallBacks.KeepCallBack(keeping, w.Call, number)
		cancel()
		if !errors.Is(err, ErrFull) {
			break
		}
	}
	if err == nil {
		logbook.Write(e.Log, logbook.CallBackKept{})
	} else {
		e.storeFailed("keeping a call-back", err)
	}
	e.Post(kiosk.CallBackKept{Ask: w.Ask, Failed: err != nil})
}
