package bolt

import (
	"bytes"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"kundterminal/kiosk"
	"kundterminal/kiosk/engine"
)

// written is what a person of the tests writes.
const written = "The advisor was patient with me"

func (b *bench) feedback() kiosk.Feedback {
	return kiosk.Feedback{
		At: b.now, Authorities: []kiosk.AuthorityID{"kela", "vero"}, Channel: kiosk.ChannelAdvisor, Language: kiosk.Finnish,
		Answers: kiosk.Answers{Success: kiosk.SuccessYes, Grade: 9, Recommend: new(0), Comment: written},
	}
}

func (b *bench) keep(code kiosk.Code, to ...kiosk.AuthorityID) {
	b.t.Helper()
	must(b.t, b.store.KeepFeedback(ctx, code, to, b.feedback()))
}

func (b *bench) kept() []kiosk.Feedback {
	b.t.Helper()
	list, err := b.store.Feedback(ctx)
	must(b.t, err)
	return list
}

func TestFeedbackIsKeptOverACrashWithARoundedTime(t *testing.T) {
	b := newBench(t)
	b.open()
	b.now = b.now.Add(17*time.Minute + 31*time.Second)
	b.keep(b.issue('A').Code(), "kela")
	b.crash()
	b.open()
	list := b.kept()
	if len(list) != 1 {
		t.Fatalf("%d feedbacks are kept", len(list))
	}
	got := list[0]
	if want := b.now.Add(-7*time.Minute - 31*time.Second); !got.At.Equal(want) {
		t.Errorf("its time is %v, want %v", got.At, want)
	}
	if got.Comment != written || got.Grade != 9 || *got.Recommend != 0 || got.Success != kiosk.SuccessYes {
		t.Errorf("it says %+v", got)
	}
}

func TestATicketIsAnsweredWhereItIsTakenAndAgainAfterTheService(t *testing.T) {
	b := newBench(t)
	b.open()
	code := b.issue('A').Code()
	taken, served := b.feedback(), b.feedback()
	taken.Channel = kiosk.ChannelTerminal
	must(t, b.store.KeepFeedback(ctx, code, nil, taken))
	wantError(t, b.store.KeepFeedback(ctx, code, nil, taken), engine.ErrAnswered)
	if _, answered, err := b.store.FindTicket(ctx, code); err != nil || answered {
		t.Fatalf("who comes back is turned away: %v, %v", answered, err)
	}
	must(t, b.store.KeepFeedback(ctx, code, nil, served))
	wantError(t, b.store.KeepFeedback(ctx, code, nil, served), engine.ErrAnswered)
	again := map[kiosk.Channel]bool{}
	for _, f := range b.kept() {
		again[f.Channel] = f.Again
	}
	if len(again) != 2 || again[kiosk.ChannelTerminal] || !again[kiosk.ChannelAdvisor] {
		t.Errorf("again: %v", again)
	}
}

func TestATicketCanBeAnsweredOnceAfterTheService(t *testing.T) {
	b := newBench(t)
	b.open()
	code := b.issue('A').Code()
	if _, answered, err := b.store.FindTicket(ctx, code); err != nil || answered {
		t.Fatalf("before: %v, %v", answered, err)
	}
	b.keep(code, "kela")
	wantError(t, b.store.KeepFeedback(ctx, code, nil, b.feedback()), engine.ErrAnswered)
	b.reopen()
	wantError(t, b.store.KeepFeedback(ctx, code, nil, b.feedback()), engine.ErrAnswered)
	if _, answered, err := b.store.FindTicket(ctx, code); err != nil || !answered {
		t.Errorf("after: %v, %v", answered, err)
	}
	b.keep(b.issue('A').Code())
	if n := len(b.kept()); n != 2 {
		t.Errorf("%d are kept", n)
	}
}

func TestATicketIsFoundByItsCodeAmongMany(t *testing.T) {
	b := newBench(t)
	b.open()
	var tickets []kiosk.Ticket
	for i := range 40 {
		tickets = append(tickets, b.issue(kiosk.Series('A'+i%3)))
		if i == 20 {
			b.now = b.now.AddDate(0, 0, 1)
		}
	}
	for _, want := range tickets {
		if got, _, err := b.store.FindTicket(ctx, want.Code()); err != nil || got.Name != want.Name {
			t.Errorf("%s is found as %+v, %v", want.Label(), got, err)
		}
	}
	for _, code := range []kiosk.Code{
		kiosk.EncodeCode(18, tickets[0].Date, 'A', 1), kiosk.EncodeCode(17, tickets[0].Date, 'Z', 1),
		kiosk.EncodeCode(17, kiosk.Date{Year: 2021, Month: 1, Day: 1}, 'A', 1),
	} {
		if got, answered, err := b.store.FindTicket(ctx, code); err != nil || answered || !got.IsZero() {
			t.Errorf("%s is found as %+v, %v, %v", code, got, answered, err)
		}
	}
}

func TestFeedbackWaitsForEachOfItsReaders(t *testing.T) {
	b := newBench(t)
	b.open()
	b.keep(b.issue('A').Code(), "kela", "vero")
	b.keep(b.issue('A').Code())
	list, err := b.store.Deliveries(10)
	must(t, err)
	var to []kiosk.AuthorityID
	for _, d := range list {
		to = append(to, d.To)
		if d.Feedback.Comment != written {
			t.Errorf("what is to be sent says %+v", d.Feedback)
		}
	}
	if slices.Sort(to); !slices.Equal(to, []kiosk.AuthorityID{"kela", "vero"}) {
		t.Fatalf("it is to be sent to %v", to)
	}
	must(t, b.store.AcknowledgeDeliveries(ctx, list[0].ID, "none|x"))
	b.reopen()
	rest, err := b.store.Deliveries(10)
	must(t, err)
	if len(rest) != 1 || rest[0].ID != list[1].ID {
		t.Errorf("then %+v is left", rest)
	}
}

func TestWhatMayNotBeKeptIsRefused(t *testing.T) {
	b := newBench(t)
	b.open()
	code := b.issue('A').Code()
	for name, spoil := range map[string]func(*kiosk.Feedback){
		"nothing":      func(f *kiosk.Feedback) { f.Answers = kiosk.Answers{} },
		"a grade of 3": func(f *kiosk.Feedback) { f.Grade = 3 },
		"11 points":    func(f *kiosk.Feedback) { f.Recommend = new(11) },
		"a long text":  func(f *kiosk.Feedback) { f.Comment = strings.Repeat("å", kiosk.MaxComment+1) },
		"somebody":     func(f *kiosk.Feedback) { f.Comment = "I am 010190-999P" },
		"no time":      func(f *kiosk.Feedback) { f.At = time.Time{} },
	} {
		f := b.feedback()
		spoil(&f)
		if err := b.store.KeepFeedback(ctx, code, nil, f); err == nil {
			t.Errorf("%s is kept", name)
		}
	}
	wantError(t, b.store.KeepFeedback(ctx, "X", nil, b.feedback()), ErrRequest)
	if n := len(b.kept()); n != 0 {
		t.Errorf("%d are kept", n)
	}
}

func TestTheFileTellsNeitherTheTextNorTheTicketNorTheOrder(t *testing.T) {
	b := newBench(t)
	b.open()
	var codes []kiosk.Code
	for range 30 {
		ticket := b.issue('A')
		codes = append(codes, ticket.Code())
		f := b.feedback()
		f.Grade = 4 + len(codes)%7
		must(t, b.store.KeepFeedback(ctx, ticket.Code(), []kiosk.AuthorityID{"kela"}, f))
	}
	inOrder := true
	for i, f := range b.kept() {
		inOrder = inOrder && f.Grade == 4+(i+1)%7
	}
	if inOrder {
		t.Error("feedback lies in the order in which it was given")
	}
	for r, err := range b.store.Events(ctx, 0) {
		must(t, err)
		if r.Kind != kiosk.TicketCommitted {
			t.Errorf("the journal tells of %s", r.Kind)
		}
	}
	b.close()
	data, err := os.ReadFile(b.path)
	must(t, err)
	if bytes.Contains(data, []byte(written)) {
		t.Error("the file holds what was written")
	}
	for _, code := range codes {
		if bytes.Contains(data, []byte(code)) {
			t.Errorf("the file holds the code %s", code)
		}
	}
	b.options.FeedbackKey = []byte("another key of a test, 32 bytes!")
	b.open()
	if list, err := b.store.Feedback(ctx); err == nil {
		t.Errorf("with another key it says %+v", list)
	}
}

func TestFeedbackComesAndGoesAsAModelSays(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		dir, err := os.MkdirTemp("", "feedback")
		must(t, err)
		defer os.RemoveAll(dir)
		b := newBenchIn(t, dir)
		defer b.finish()
		b.open()
		var kept []time.Time
		answered := map[kiosk.Code]bool{}
		codes := []kiosk.Code{b.issue('A').Code()}
		for range rapid.IntRange(1, 12).Draw(t, "steps") {
			switch rapid.IntRange(0, 5).Draw(t, "step") {
			case 0:
				codes = append(codes, b.issue('A').Code())
			case 1:
				b.now = b.now.AddDate(0, 0, rapid.IntRange(0, 200).Draw(t, "days"))
			case 2:
				b.reopen()
			case 3:
				before := b.now.AddDate(-1, 0, 0)
				_, err := b.store.PurgeFeedback(ctx, before, kiosk.DateOf(b.now))
				must(t, err)
				kept = slices.DeleteFunc(kept, func(at time.Time) bool { return kiosk.RoundFeedback(at).Before(before) })
				for code := range answered {
					if _, day, _, _ := code.Decode(); day.Compare(kiosk.DateOf(b.now)) < 0 {
						delete(answered, code)
					}
				}
			default:
				code := rapid.SampledFrom(codes).Draw(t, "code")
				err := b.store.KeepFeedback(ctx, code, []kiosk.AuthorityID{"kela"}, b.feedback())
				if (err != nil) != answered[code] {
					t.Fatalf("answered before %t: %v", answered[code], err)
				}
				if err == nil {
					kept = append(kept, b.now)
				}
				answered[code] = true
			}
			if n := len(b.kept()); n != len(kept) {
				t.Fatalf("%d are kept, want %d", n, len(kept))
			}
		}
	})
}
