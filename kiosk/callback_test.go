package kiosk

import (
	"reflect"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// calling is where a telephone number is typed, for a call of Kela.
func calling(t *testing.T) *visit {
	v := atSummary(t, "k-unemp")
	v.state.Rules.CallBack = true
	v.press(WayChosen{Way: StepServed}, CallBackPressed{}).at(StepCallDay)
	return v.press(CallWindowChosen{From: v.state.CallWindows()[0].From.Unix()}).at(StepCallPhone)
}

func (v *visit) dial(number string) *visit {
	for _, r := range []byte(number) {
		v.press(CharacterTyped{Character: r})
	}
	return v
}

func TestACallIsAskedForAndTheNumberIsNowhereInTheState(t *testing.T) {
	v := calling(t).dial("0401234567").press(CodeEntered{})
	if _, ok := wanted[CheckPhone](v); !ok {
		t.Fatal("the number was not proved")
	}
	v.event(PhoneChecked{Shown: "••67"}).at(StepCallCheck)
	v.press(CallBackConfirmed{}, CallBackConfirmed{}).at(StepCallKeeping)
	kept := 0
	for _, e := range v.all {
		if k, ok := e.(KeepCallBack); ok {
			kept++
			if k.Call.Authority != "kela" || k.Call.Language != Finnish || !k.Call.To.After(k.Call.From) {
				t.Errorf("asked for %+v", k.Call)
			}
		}
	}
	if kept != 1 {
		t.Fatalf("%d calls were asked for", kept)
	}
	v.event(CallBackKept{Ask: v.state.Session.Ask}).at(StepCallKept)
	if _, wiped := v.effects[0].(ForgetCode); !wiped {
		t.Errorf("the number is still there: %v", v.effects)
	}
	v.press(Finished{}).at(StepIdle)
	if !reflect.DeepEqual(v.state.Session, Session{}) {
		t.Errorf("left is %+v", v.state.Session)
	}
}

func TestWherePeopleGoFromTheKeypadTheNumberIsWiped(t *testing.T) {
	for name, e := range map[string]Event{
		"back": BackPressed{}, "the end": StopConfirmed{}, "a scanned appointment": AppointmentScanned{Code: "K4T9WX3"},
	} {
		v := calling(t)
		v.state.Appointments = NewAppointments(nil)
		v.dial("0401").wait(time.Second).event(e)
		wiped := false
		for _, effect := range v.effects {
			_, is := effect.(ForgetCode)
			wiped = wiped || is
		}
		if !wiped || v.state.Session.Dialled != 0 {
			t.Errorf("after %s the number is kept: %v", name, v.effects)
		}
	}
}

func TestACallThatCannotBeKeptIsTold(t *testing.T) {
	v := calling(t).dial("0401234567").event(PhoneChecked{Shown: "••67"}).press(CallBackConfirmed{})
	v.event(CallBackKept{Ask: v.state.Session.Ask + 1}).at(StepCallKeeping) // of an earlier visit
	v.event(CallBackKept{Ask: v.state.Session.Ask, Failed: true}).at(StepCallRefused).press(Finished{}).at(StepIdle)

	v = calling(t).dial("0401234567").event(PhoneChecked{Shown: "••67"}).press(CallBackConfirmed{})
	v.wait(issueDeadline).at(StepCallRefused) // the store hangs
	v.event(CallBackKept{Ask: v.state.Session.Ask, Failed: true}).at(StepCallRefused)
	v.event(CallBackKept{Ask: v.state.Session.Ask}).at(StepCallKept) // and does not any more
}

func TestWhoWalksAwayFromACallThatIsKeptIsCountedAsCalled(t *testing.T) {
	v := calling(t).dial("0401234567").event(PhoneChecked{Shown: "••67"}).press(CallBackConfirmed{})
	v.event(CallBackKept{Ask: v.state.Session.Ask}).at(StepCallKept)
	v.wait(v0.Quiet).overlay(WarningOverlay).wait(v0.Warning).at(StepIdle)
	for _, e := range v.all {
		if r, ok := e.(RecordEntries); ok && r.Entries[0].Kind == SessionEnded && r.Entries[0].Detail["outcome"] == OutcomeCallBack {
			return
		}
	}
	t.Errorf("the journal does not say so: %v", v.all)
}

func TestWhoseExpertCallsIsAskedWhereThereIsAChoice(t *testing.T) {
	v := atSummary(t, "k-unemp", "v-card")
	v.state.Rules.CallBack = true
	v.press(WayChosen{Way: StepServed}, CallBackPressed{}).at(StepCallWho)
	v.press(CallAuthorityChosen{Authority: "dvv"}).at(StepCallWho)
	v.press(CallAuthorityChosen{Authority: "vero"}).at(StepCallDay)
	if got := v.state.Session.Call.Authority; got != "vero" {
		t.Errorf("%s calls", got)
	}
}

// TestAfterACallTheOtherErrandsAreStillThere holds of a visit with matters of several
// authorities: who calls for one of them leaves the others to be served.
func TestAfterACallTheOtherErrandsAreStillThere(t *testing.T) {
	v := atSummary(t, "k-unemp", "v-card", "k-housing")
	v.state.Rules.CallBack = true
	v.press(WayChosen{Way: StepServed}, CallBackPressed{}, CallAuthorityChosen{Authority: "kela"})
	v.press(CallWindowChosen{From: v.state.CallWindows()[0].From.Unix()}).dial("0401234567")
	v.event(PhoneChecked{Shown: "••67"}).press(CallBackConfirmed{}).event(CallBackKept{Ask: v.state.Session.Ask}).at(StepCallKept)
	v.press(NextPressed{}).at(StepSummary)
	if s := v.state.Session; !reflect.DeepEqual(s.Errands, []ServiceID{"v-card"}) || s.Call != (CallBack{}) || s.Dialled != 0 || s.Shown != "" {
		t.Errorf("after the call the session is %+v", s)
	}
	v.press(TicketRequested{}).at(StepIssuing)
}

func TestAfterACallForAllErrandsNothingIsLeft(t *testing.T) {
	v := calling(t).dial("0401234567").event(PhoneChecked{Shown: "••67"}).press(CallBackConfirmed{})
	v.event(CallBackKept{Ask: v.state.Session.Ask}).press(NextPressed{}).at(StepCallKept).press(BackPressed{}).at(StepCallKept)
}

func TestACallThatCouldNotBeKeptLeavesAllErrands(t *testing.T) {
	v := calling(t).dial("0401234567").event(PhoneChecked{Shown: "••67"}).press(CallBackConfirmed{})
	v.event(CallBackKept{Ask: v.state.Session.Ask, Failed: true}).press(HelpPressed{}, BackPressed{}).at(StepCallRefused)
	v.press(BackPressed{}).at(StepSummary)
	if got := v.state.Session.Errands; !reflect.DeepEqual(got, []ServiceID{"k-unemp"}) {
		t.Errorf("left are %v", got)
	}
}

func TestNobodyIsCalledAtNightThoughThePointIsAlwaysOpen(t *testing.T) {
	var always OpenHours
	for i := range always {
		always[i] = OpenDay{Closes: 24 * time.Hour}
	}
	now := time.Date(2026, 11, 27, 0, 30, 0, 0, time.UTC)
	if len(CallWindows(always, now)) != 2*callDays {
		t.Errorf("the windows are %v", CallWindows(always, now))
	}
	for _, w := range CallWindows(always, now) {
		if w.From.Hour() < 8 || w.To.Hour() > 18 || !w.To.After(w.From) {
			t.Errorf("called from %v to %v", w.From, w.To)
		}
	}
}

func TestTelephoneNumbersAreToldFromOthers(t *testing.T) {
	for typed, want := range map[string]string{
		"0401234567": "+358401234567", "+358401234567": "+358401234567", "+46701234567": "+46701234567", "091234567": "+35891234567",
		"": "short", "0": "start", "04012": "short", "112": "start", "401234567": "start", "00358401234567": "start",
		"+3580401234567": "domain", "+358040123456": "domain", "+358": "short", "+4670": "short", "+0701234567": "start",
		"0401234567890123": "long", "+123456789012345": "+123456789012345", "04+1234567": "start",
	} {
		got, fault := NormalPhone(nil, []byte(typed))
		if told := string(got) + map[bool]string{true: fault.String()}[fault != PhoneRight]; told != want {
			t.Errorf("%q is %q, want %q", typed, told, want)
		}
	}
}

func FuzzNormalPhone(f *testing.F) {
	for _, seed := range []string{"0401234567", "+358401234567", "+", "00", "+3580"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, typed []byte) {
		got, fault := NormalPhone(nil, typed)
		if fault != PhoneRight {
			if len(got) > 0 {
				t.Fatalf("%q is wrong (%s), and gives %q", typed, fault, got)
			}
			return
		}
		if len(got) < 8 || len(got) > 16 || got[0] != '+' || got[1] == '0' || strings.Trim(string(got[1:]), "0123456789") != "" {
			t.Fatalf("%q gives %q", typed, got)
		}
		if again, fault := NormalPhone(nil, got); fault != PhoneRight || string(again) != string(got) {
			t.Fatalf("%q gives %q, and that %q (%s)", typed, got, again, fault)
		}
	})
}

// TestWindowsLieWithinOpenHoursAndInTheFuture draws opening hours and times.
func TestWindowsLieWithinOpenHoursAndInTheFuture(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		hour := func(label string, least, most int) time.Duration {
			return time.Duration(rapid.IntRange(least, most).Draw(t, label)) * time.Hour
		}
		opens := hour("opens", 0, 22)
		hours := WorkingDays(opens, hour("closes", int(opens/time.Hour)+1, 23))
		now := time.Date(2026, 11, rapid.IntRange(20, 30).Draw(t, "day"), 0, rapid.IntRange(0, 1439).Draw(t, "minute"), 0, 0, time.UTC)
		list := CallWindows(hours, now)
		for i, w := range list {
			from, to := hours.on(w.From, 0)
			if w.From.Before(from) || w.To.After(to) || !w.To.After(w.From) || w.From.Hour() < 8 || w.To.Hour() > 18 || w.From.Sub(now) < callNotice {
				t.Fatalf("at %s one is called from %s to %s, by %v", now, w.From, w.To, hours)
			}
			if i > 0 && w.From.Before(list[i-1].To) {
				t.Fatalf("%v overlaps %v", w, list[i-1])
			}
		}
		byDay := min(hours[time.Monday].Closes, callDusk) > max(opens, callDawn)
		if byDay == (len(list) == 0) || len(list) > 2*callDays {
			t.Fatalf("%d windows", len(list))
		}
	})
}

func TestWithoutAReceiverNoCallIsOffered(t *testing.T) {
	v := atSummary(t, "v-card").press(WayChosen{Way: StepServed}).at(StepServed)
	v.press(CallBackPressed{}).at(StepServed)
}
