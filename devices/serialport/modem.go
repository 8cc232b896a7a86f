package serialport

// modemLines remembers which ready lines have ever been seen up. Cables differ in
// which of them they carry; a line that never was up is taken for one that is not
// there, since heeding it would mean never to print.
type modemLines struct{ dsr, cts bool }

// ModemReady reports whether all ready lines that the cable carries are up.
func (p *Port) ModemReady() (ready, known bool) {
	if p.enter() != nil {
		return false, false
	}
	bits, err := p.inner.GetModemStatusBits()
	p.leave()
	if err != nil { // ENOTTY: no such lines
		return true, false
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.lines.ready(bits.DSR, bits.CTS)
}

// ready takes the lines as they are now.
func (l *modemLines) ready(dsr, cts bool) (ready, known bool) {
	l.dsr = l.dsr || dsr
	l.cts = l.cts || cts
	return dsr == l.dsr && cts == l.cts, l.dsr || l.cts
}
