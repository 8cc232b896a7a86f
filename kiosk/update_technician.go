package kiosk

// technicianEvent handles what concerns a technician. While one is there, no
// press is a citizen's.
func (s State) technicianEvent(e Event) (State, []Effect, bool) {
	switch e := e.(type) {
	case CornerTouched:
		next, effects := s.cornerTouched(e.Corner)
		return next, effects, true
	case ServiceBadgeRead:
		next, effects := s.technicianCame("badge")
		return next, effects, true
	case PINChecked:
		if e.Of != PINOfTechnician {
			return s, nil, false
		}
		next, effects := s.pinChecked(e)
		return next, effects, true
	case DevicesReported:
		if s.Technician.View > ViewPIN {
			s.Technician.Devices = e.Devices
		}
	case Examined:
		if e.Ask == s.Technician.Asked && s.Technician.View.Examined() {
			s.Technician.Findings = e.Findings
		}
	case TestAdvanced:
		if s.testing(e.Run) {
			s.Technician.Test.Stage = e.Stage
		}
	case TestEnded:
		if s.testing(e.Run) {
			s.Technician.Test.Record = e.Record
		}
	case LineHeard:
		return s.lineHeard(e), nil, true
	case LineEnded:
		return s.lineEnded(e), nil, true
	default:
		p, isPress := e.(Press)
		if !isPress || !s.Technician.Here() {
			return s, nil, false
		}
		next, effects := s.technicianPressed(p)
		return next, effects, true
	}
	return s, nil, true
}

// cornerTouched follows the hidden sequence on the idle screen.
func (s State) cornerTouched(corner int) (State, []Effect) {
	if !s.Session.Idle() || s.Technician.Here() {
		return s, nil
	}
	if s.Up >= s.CornersBy {
		s.Corners = 0
	}
	switch corner {
	case s.Corners:
		s.Corners++
	case 0:
		s.Corners = 1
	default:
		s.Corners = 0
	}
	s.CornersBy = s.Up + cornerPause
	if s.Corners < corners {
		return s, nil
	}
	return s.technicianCame("corners")
}

// technicianCame asks for the PIN.
func (s State) technicianCame(how string) (State, []Effect) {
	s.Corners = 0
	if !s.Session.Idle() || s.Technician.Here() {
		return s, nil
	}
	s.CardLeft = false
	s.Technician = Technician{View: ViewPIN, Idle: s.Up + s.Rules.Quiet}
	came := s.record(Entry{Kind: TechnicianCame, Detail: map[string]string{"how": how}})
	return s, []Effect{came, ForgetPIN{}, AskPIN{}}
}

// technicianLeft gives the terminal back.
func (s State) technicianLeft(why string) (State, []Effect) {
	entry := Entry{Kind: TechnicianLeft, Detail: map[string]string{"why": why, "view": s.Technician.View.String()}}
	effects := s.walkLeft()
	s.Technician = Technician{}
	return s, append(effects, s.record(entry), ForgetPIN{}, WatchDevices{})
}

func (s State) pinChecked(e PINChecked) (State, []Effect) {
	t := &s.Technician
	if t.View != ViewPIN {
		return s, nil
	}
	entry, effects, right := t.checked(e, s.Up)
	t.PINEntry = entry
	if !right {
		return s, effects
	}
	t.View, t.Idle = ViewHome, s.Up+s.Rules.Service
	return s, append(effects, WatchDevices{On: true})
}

// technicianPressed handles a press while a technician is there.
func (s State) technicianPressed(p Press) (State, []Effect) {
	t := &s.Technician
	t.Idle = s.Up + s.Rules.Service
	if t.View == ViewPIN { // anybody can get here
		t.Idle = s.Up + s.Rules.Quiet
	}
	t.Last = p
	switch p := p.(type) {
	case TechnicianDone:
		return s.technicianLeft("done")
	case LanguagesPressed:
		t.Choosing = true
		return s, nil
	case OverlayClosed:
		t.Choosing = false
		return s, nil
	case LanguageChosen:
		if known(p.Language) {
			t.Language, t.Choosing = p.Language, false
		}
		return s, nil
	}
	if t.Choosing {
		return s, nil
	}
	if t.View == ViewPIN {
		return s.pinPressed(p)
	}
	return s.technicianAtWork(p)
}

func (s State) pinPressed(p Press) (State, []Effect) {
	if _, back := p.(BackPressed); back {
		return s.technicianLeft("no_pin")
	}
	entry, effects := s.Technician.pressed(p, PINOfTechnician, s.Up, s.Jobs+1)
	s.Technician.PINEntry, s.Jobs = entry, max(s.Jobs, entry.Try)
	return s, effects
}

func (s State) technicianAtWork(p Press) (State, []Effect) {
	t := &s.Technician
	switch p := p.(type) {
	case BackPressed:
		return s.technicianBack()
	case ViewOpened:
		return s.openView(p.View, p.Device)
	case PageTurned:
		t.Page = max(p.To, 0)
	case TestStarted, TestAnswered, TestStopped, TargetTouched, PictureSeen:
		return s.testPressed(p)
	case SymptomChosen, AnswerChosen, HelpJudged:
		return s.treePressed(p)
	case MonitorSwitched:
		return s.monitorSwitched(p)
	case ActionPressed:
		if t.View.Examined() && !t.Findings.Busy {
			s.Jobs++
			t.Asked = s.Jobs
			t.Findings.Busy, t.Findings.Notice = true, Fact{}
			return s, []Effect{DoAction{Ask: t.Asked, View: t.View, Device: t.Device, Action: p.Action, Choice: p.Choice}}
		}
	}
	return s, nil
}

// openView goes to a view, and gives up what the one before was doing.
func (s State) openView(v View, device DeviceID) (State, []Effect) {
	if v < ViewHome || v >= views || v == ViewTest {
		return s, nil
	}
	s, effects := s.leaveView()
	t := &s.Technician
	t.View, t.Page = v, 0
	switch v {
	case ViewDevice, ViewDetails, ViewTree, ViewMonitor:
		if _, known := t.Report(device); !known {
			t.View = ViewHome
			return s, effects
		}
		t.Device = device
	}
	t.Walk, t.Trace, t.Test = FaultWalk{}, nil, TestStand{Run: t.Test.Run, Record: t.Test.Record}
	t.Findings = Findings{}
	if v.Examined() {
		s.Jobs++
		t.Asked = s.Jobs
		t.Findings.Busy = true
		effects = append(effects, Examine{Ask: t.Asked, View: v, Device: device})
	}
	return s, effects
}

// leaveView gives up what is under way in a view.
func (s State) leaveView() (State, []Effect) {
	effects := s.walkLeft()
	next, more := s.stopWork()
	return next, append(effects, more...)
}

// stopWork ends what the workshop does for a view.
func (s State) stopWork() (State, []Effect) {
	t := &s.Technician
	var effects []Effect
	if t.View == ViewTest && t.Test.Running() {
		effects = append(effects, StopTest{Run: t.Test.Run})
		t.Test.Record.Outcome = OutcomeFailed
	}
	if t.Tracing {
		effects = append(effects, WatchLine{Watch: t.Watch, Device: t.Device})
		t.Tracing = false
	}
	t.Watch, t.Records, t.Recorded = 0, false, "" // what comes of it is for nobody any more
	return s, effects
}

// technicianBack goes to the view from which this one is reached.
func (s State) technicianBack() (State, []Effect) {
	switch s.Technician.View {
	case ViewHome:
		return s.technicianLeft("done")
	case ViewTest:
		if s.Technician.Walk.Symptom != "" { // whose action offered the test
			next, effects := s.stopWork()
			next.Technician.View, next.Technician.Page = ViewTree, 0
			return next, effects
		}
		return s.openView(ViewDevice, s.Technician.Device)
	case ViewMonitor, ViewDetails:
		return s.openView(ViewDevice, s.Technician.Device)
	case ViewTree:
		if next, ok := s.treeBack(); ok {
			return next, nil
		}
		return s.openView(ViewDevice, s.Technician.Device)
	}
	return s.openView(ViewHome, "")
}

// technicianTime ends what does not wait for ever.
func (s State) technicianTime() (State, []Effect) {
	t := s.Technician
	s.Technician.PINEntry = t.unlocked(s.Up)
	switch {
	case !t.Here():
		return s, nil
	case s.Up >= t.Idle:
		return s.technicianLeft("idle")
	case t.View == ViewTest && t.Test.Test == TestTouch && t.Test.Begun && t.Test.Running() && s.Up >= t.Test.Since+targetWait:
		return s.targetMissed()
	}
	return s, nil
}
