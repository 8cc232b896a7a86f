package kiosk

// monitorSwitched begins or ends the watching of a line.
func (s State) monitorSwitched(p MonitorSwitched) (State, []Effect) {
	t := &s.Technician
	if t.View != ViewMonitor || p.On == t.Tracing {
		return s, nil
	}
	t.Tracing = p.On
	if p.On {
		s.Jobs++
		t.Watch, t.Trace, t.Records, t.Recorded = s.Jobs, nil, p.Record, ""
	}
	return s, []Effect{WatchLine{Watch: t.Watch, Device: t.Device, On: p.On, Record: p.On && p.Record}}
}

// watching reports whether something comes of the last watching of a line, and
// is still looked at.
func (s State) watching(watch uint64) bool {
	return s.Technician.View == ViewMonitor && watch != 0 && s.Technician.Watch == watch
}

func (s State) lineHeard(e LineHeard) State {
	if !s.watching(e.Watch) {
		return s
	}
	t := &s.Technician
	all := append(t.Trace[:len(t.Trace):len(t.Trace)], e.Lines...)
	t.Trace = all[max(len(all)-MonitorLines, 0):]
	return s
}

func (s State) lineEnded(e LineEnded) State {
	if s.watching(e.Watch) {
		t := &s.Technician
		t.Tracing, t.Records, t.Recorded = false, false, e.File
	}
	return s
}
