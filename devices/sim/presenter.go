package sim

import "time"

// presenter holds a cut ticket until it is taken.
type presenter struct {
	held  bool // a cut ticket is inside
	out   bool // its end is where a hand can take it
	timer *time.Timer
}

func (s *presenter) stop() {
	if s.timer != nil {
		s.timer.Stop()
	}
}

// hold follows a cut. p.mu is held.
func (p *Printer) hold() {
	if p.model.has(PresenterMoves) {
		p.presenter.held = true
	}
}

// movePresenter is GS e n for the n that move.
func (p *Printer) movePresenter(n byte) {
	p.mu.Lock()
	defer p.mu.Unlock()
	s := &p.presenter
	switch n {
	case 2: // retract into the bin
		if s.held {
			p.counts.Retracted++
		}
		p.emptyPresenter()
	case 3: // present
		if !s.held || s.out {
			return
		}
		s.out = true
		p.counts.Presented++
		if p.opt.TakeAfter > 0 {
			s.timer = time.AfterFunc(p.opt.TakeAfter, func() { p.TakeTicket() })
		}
	case 5: // eject
		if s.held {
			p.counts.Ejected++
		}
		p.emptyPresenter()
	}
	p.cond.Broadcast()
}

func (p *Printer) emptyPresenter() {
	p.presenter.stop()
	p.presenter.held, p.presenter.out = false, false
}

// ejectorStatus is the answer to GS e 6.
func (p *Printer) ejectorStatus() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.answer(pick(p.faults[PaperNearEnd], 0x01) | pick(p.presenter.held && !p.presenter.out, 0x04) |
		pick(p.presenter.out, 0x08))
}

// TakeTicket is a hand that takes the ticket out of the presenter. It reports
// whether there was one to take.
func (p *Printer) TakeTicket() bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	if !p.presenter.out {
		return false
	}
	p.counts.Taken++
	p.emptyPresenter()
	return true
}

// AtOutput tells whether a ticket waits in the presenter for a hand.
func (p *Printer) AtOutput() bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.presenter.out
}
