package bolt

import (
	"bytes"
	"errors"
	"os"
	"strings"
	"testing"
	"time"

	"kundterminal/kiosk"
)

func sampleCall(b *bench) kiosk.CallBack {
	return kiosk.CallBack{Authority: "kela", From: b.now.Add(time.Hour), To: b.now.Add(3 * time.Hour), Language: kiosk.Swedish}
}

const phone = "+358401234567"

func TestACallBackIsKeptUntilItIsAcknowledgedAndIsSealed(t *testing.T) {
	b := newBench(t)
	s := b.open()
	must(t, s.KeepCallBack(ctx, sampleCall(b), []byte(phone)))
	must(t, s.Close())
	b.store = nil
	file, err := os.ReadFile(b.path)
	must(t, err)
	for _, secret := range []string{phone, phone[4:], "kela"} {
		if bytes.Contains(file, []byte(secret)) {
			t.Errorf("the file holds %q", secret)
		}
	}
	s = b.open()
	list, err := s.CallBacks(10)
	must(t, err)
	if len(list) != 1 || list[0].Phone != phone || list[0].CallBack != sampleCall(b) || len(list[0].ID) < 20 {
		t.Fatalf("kept are %+v", list)
	}
	must(t, s.AcknowledgeCallBacks(ctx, list[0].ID, "no such"))
	must(t, s.AcknowledgeCallBacks(ctx, list[0].ID))
	if list, err := s.CallBacks(10); err != nil || len(list) != 0 {
		t.Errorf("after the acknowledgement there are %+v, %v", list, err)
	}
	records, err := s.Outbox(100)
	must(t, err)
	for _, r := range records {
		if strings.Contains(r.Detail["authority"], "kela") {
			t.Errorf("the journal tells of it: %+v", r)
		}
	}
}

func TestWithAnotherKeyNoCallBackIsRead(t *testing.T) {
	b := newBench(t)
	s := b.open()
	must(t, s.KeepCallBack(ctx, sampleCall(b), []byte(phone)))
	must(t, s.Close())
	b.store = nil
	b.options.FeedbackKey = []byte("another key of a test, 32 bytes")
	if list, err := b.open().CallBacks(10); !errors.Is(err, errSealed) || len(list) != 0 {
		t.Errorf("read are %+v, %v", list, err)
	}
}

func TestACallBackIsBoundToItsName(t *testing.T) {
	b := newBench(t)
	s := b.open()
	must(t, s.KeepCallBack(ctx, sampleCall(b), []byte(phone)))
	list, err := s.CallBacks(1)
	must(t, err)
	sealed, err := s.sealCallBack(list[0])
	must(t, err)
	must(t, s.commit(ctx, func(c *change) error {
		return c.put(bucketCallBacks, []byte("another"), storedCallBack{Sealed: sealed})
	}))
	if list, err := s.CallBacks(10); !errors.Is(err, errSealed) || len(list) != 1 {
		t.Errorf("a call under another's name is read: %+v, %v", list, err)
	}
	must(t, s.AcknowledgeCallBacks(ctx, "another"))
}

func TestCallBacksWhoseWindowIsLongOverArePurged(t *testing.T) {
	b := newBench(t)
	s := b.open()
	must(t, s.KeepCallBack(ctx, sampleCall(b), []byte(phone)))
	if n, err := s.PurgeCallBacks(ctx, b.now.Add(3*time.Hour)); err != nil || n != 0 {
		t.Errorf("%d were removed in time, %v", n, err)
	}
	if n, err := s.PurgeCallBacks(ctx, b.now.Add(4*time.Hour)); err != nil || n != 1 {
		t.Errorf("%d were removed, %v", n, err)
	}
}

func TestACallBackWhoseKeyIsLostIsPurgedToo(t *testing.T) {
	b := newBench(t)
	s := b.open()
	must(t, s.KeepCallBack(ctx, sampleCall(b), []byte(phone)))
	must(t, s.commit(ctx, func(c *change) error {
		return c.put(bucketCallBacks, []byte("lost"), storedCallBack{Sealed: []byte("?"), Until: b.now})
	}))
	if n, err := s.PurgeCallBacks(ctx, b.now.Add(time.Hour)); err != nil || n != 1 {
		t.Errorf("%d were removed, %v", n, err)
	}
	if list, err := s.CallBacks(10); err != nil || len(list) != 1 {
		t.Errorf("left are %+v, %v", list, err)
	}
}

func TestACallBackThatCannotBeMadeIsRefused(t *testing.T) {
	b := newBench(t)
	s := b.open()
	for name, change := range map[string]func(*kiosk.CallBack) string{
		"no authority": func(c *kiosk.CallBack) string { c.Authority = ""; return phone },
		"no number":    func(*kiosk.CallBack) string { return "" },
		"no window":    func(c *kiosk.CallBack) string { c.To = c.From; return phone },
	} {
		call := sampleCall(b)
		number := change(&call)
		if err := s.KeepCallBack(ctx, call, []byte(number)); !errors.Is(err, ErrRequest) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
