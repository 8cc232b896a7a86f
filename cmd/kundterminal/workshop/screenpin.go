package workshop

import "kundterminal/kiosk"

// takePIN does what is wanted of a PIN that is typed at the screen.
func (s *Screen) takePIN(w kiosk.Work) {
	switch w := w.(type) {
	case kiosk.TypeDigit:
		if pin := s.pinOf(w.Of); pin != nil {
			pin.Type(w.Digit)
		}
	case kiosk.DeleteDigit:
		if pin := s.pinOf(w.Of); pin != nil {
			pin.Delete()
		}
	case kiosk.ForgetPIN:
		if pin := s.pinOf(w.Of); pin != nil {
			pin.Forget()
		}
	case kiosk.AskPIN:
		s.spawn(func() { s.judgePIN(w.Of, 0, (*PIN).Standing) })
	case kiosk.CheckPIN:
		s.spawn(func() { s.judgePIN(w.Of, w.Try, func(p *PIN) PINResult { return p.Check(s.base) }) })
	}
}

func (s *Screen) pinOf(of kiosk.PINOf) *PIN {
	if of == kiosk.PINOfAdvisor {
		return s.Advisors
	}
	return s.pin
}

// judgePIN posts what comes of a PIN.
func (s *Screen) judgePIN(of kiosk.PINOf, try uint64, judge func(*PIN) PINResult) {
	r := PINResult{Outcome: kiosk.PINMissing}
	if pin := s.pinOf(of); pin != nil {
		r = judge(pin)
	}
	s.post(kiosk.PINChecked{Of: of, Try: try, Outcome: r.Outcome, Wait: r.Wait})
}
