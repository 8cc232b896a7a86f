package sim

import "time"

// maxSlip is how far the mechanics may fall behind their time and still make
// up for it.
const maxSlip = 20 * time.Millisecond

// maxPieceMM bounds one piece of paper: what is longer is torn off, so that
// no stream of bytes can fill the memory.
const maxPieceMM = 2000

// print puts one row of dots on the paper and moves it on by one. It waits
// while the printer is offline, and for the mechanics.
func (p *Printer) print(work int, row []byte) error {
	p.mu.Lock()
	if err := p.ready(work); err != nil {
		p.mu.Unlock()
		return err
	}
	p.sheet.add(row)
	var torn *Ticket
	if p.sheet.height() >= p.sheet.maxRows {
		torn = p.tear()
		p.sheet.broken = torn != nil
	}
	if p.paperLeft > 0 {
		if p.paperLeft--; p.paperLeft == 0 {
			p.faults[PaperOut] = true
			p.changed()
		}
	}
	p.mu.Unlock()
	p.deliver(torn)
	return p.move(work, p.rowTime())
}

// feed moves the paper on by so many dots.
func (p *Printer) feed(work, dots int) error {
	for range dots {
		if err := p.print(work, nil); err != nil {
			return err
		}
	}
	return nil
}

// ready waits until the mechanics may move. p.mu is held.
func (p *Printer) ready(work int) error {
	for p.work == work && !p.online() {
		p.cond.Wait()
	}
	if p.work != work {
		return errAbandoned
	}
	return nil
}

func (p *Printer) rowTime() time.Duration {
	return time.Duration(float64(time.Second) * 25.4 / (float64(p.model.DPI) * p.model.FeedMMS))
}

// move lets time pass for a movement, in steps of a few milliseconds.
func (p *Printer) move(work int, d time.Duration) error {
	if p.opt.Speed <= 0 {
		return nil
	}
	now := time.Now()
	if now.Sub(p.mechanism) > maxSlip {
		p.mechanism = now
	}
	p.mechanism = p.mechanism.Add(time.Duration(float64(d) / p.opt.Speed))
	wait := p.mechanism.Sub(now)
	if wait < 2*time.Millisecond {
		return nil
	}
	return p.pause(work, wait)
}

// settle waits until the last movement has ended.
func (p *Printer) settle(work int) error {
	if p.opt.Speed <= 0 {
		return nil
	}
	return p.pause(work, time.Until(p.mechanism))
}

func (p *Printer) pause(work int, d time.Duration) error {
	p.mu.Lock()
	stop, current := p.abandoned, p.work == work
	p.mu.Unlock()
	if !current {
		return errAbandoned
	}
	if d <= 0 {
		return nil
	}
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-stop:
		return errAbandoned
	}
}

// cut severs the paper at the knife, which sits behind the head: without a
// feed the last lines stay inside. A cut that fails waits for the host to
// recover it, and is then done again.
func (p *Printer) cut(work int, partial, pullBack bool) error {
	knife := p.model.dots(p.model.CutterMM)
	if err := p.settle(work); err != nil {
		return err
	}
	for {
		p.mu.Lock()
		if err := p.ready(work); err != nil {
			p.mu.Unlock()
			return err
		}
		if !p.failCut {
			p.mu.Unlock()
			break
		}
		p.failCut, p.cutterError = false, true
		p.changed()
		p.mu.Unlock()
	}
	if err := p.move(work, time.Duration(p.model.CutMS)*time.Millisecond); err != nil {
		return err
	}
	p.mu.Lock()
	if p.work != work {
		p.mu.Unlock()
		return errAbandoned
	}
	p.counts.Cuts++
	p.stamps.cut = p.opt.Now()
	p.hold()
	var t *Ticket
	if p.sheet.height() > knife {
		piece := p.sheet.split(&p.model, p.sheet.height()-knife)
		piece.Partial = partial
		t = p.finish(piece)
	}
	if pullBack {
		p.sheet.pullBack(knife)
	}
	p.mu.Unlock()
	p.deliver(t)
	return nil
}

// finish records a piece of paper. p.mu is held.
func (p *Printer) finish(t Ticket) *Ticket {
	t.At = p.opt.Now()
	p.counts.Tickets++
	p.tickets = append(p.tickets, t)
	if extra := len(p.tickets) - p.opt.Keep; extra > 0 {
		p.tickets = append([]Ticket(nil), p.tickets[extra:]...)
	}
	return &t
}

// deliver tells the listeners. p.mu is not held.
func (p *Printer) deliver(t *Ticket) {
	if t == nil {
		return
	}
	p.mu.Lock()
	listeners := p.listeners
	p.mu.Unlock()
	for _, f := range listeners {
		f(*t)
	}
}
