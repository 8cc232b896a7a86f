package workshop_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"golang.org/x/crypto/argon2"

	"kundterminal/cmd/kundterminal/workshop"
	"kundterminal/kiosk"
)

// settings are kept in memory, as the store keeps them: as JSON.
type settings struct {
	mu   sync.Mutex
	kept map[string][]byte
	full error
}

func (s *settings) Setting(name string, v any) (bool, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	text, ok := s.kept[name]
	if !ok {
		return false, nil
	}
	return true, json.Unmarshal(text, v)
}

func (s *settings) SetSetting(_ context.Context, name string, v any) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.full != nil {
		return s.full
	}
	if s.kept == nil {
		s.kept = map[string][]byte{}
	}
	if v == nil {
		delete(s.kept, name)
		return nil
	}
	text, err := json.Marshal(v)
	s.kept[name] = text
	return err
}

// cheap is a hash that costs little.
func cheap(t *testing.T, pin string) func() (workshop.PINHash, error) {
	t.Helper()
	salt := []byte("sixteen bytes ok")
	b64 := func(b []byte) string { return strings.TrimRight(jsonBase64(t, b), "=") }
	hash := argon2.IDKey([]byte(pin), salt, 1, 8192, 1, 32)
	h, err := workshop.ParsePINHash(fmt.Appendf(nil, "$argon2id$v=19$m=8192,t=1,p=1$%s$%s\n", b64(salt), b64(hash)))
	if err != nil {
		t.Fatal(err)
	}
	return func() (workshop.PINHash, error) { return h, nil }
}

// jsonBase64 is base64 as encoding/json writes bytes.
func jsonBase64(t *testing.T, b []byte) string {
	t.Helper()
	text, err := json.Marshal(b)
	if err != nil {
		t.Fatal(err)
	}
	return strings.Trim(string(text), `"`)
}

// try types a PIN and checks it.
func try(t *testing.T, p *workshop.PIN, pin string) workshop.PINResult {
	t.Helper()
	for _, d := range []byte(pin) {
		p.Type(d)
	}
	return p.Check(t.Context())
}

func TestTheRightPINOpens(t *testing.T) {
	p := workshop.NewPIN(workshop.PINOptions{Load: cheap(t, "482915"), Settings: &settings{}})
	if r := try(t, p, "482915"); r.Outcome != kiosk.PINRight || r.Cause != nil {
		t.Error(r)
	}
	if r := p.Check(t.Context()); r.Outcome != kiosk.PINWrong {
		t.Errorf("what was typed stays: %v", r)
	}
}

func TestATypingErrorCanBeTakenBack(t *testing.T) {
	p := workshop.NewPIN(workshop.PINOptions{Load: cheap(t, "482915"), Settings: &settings{}})
	for _, d := range []byte("48292") {
		p.Type(d)
	}
	if n := p.Delete(); n != 4 {
		t.Errorf("%d digits are left", n)
	}
	if r := try(t, p, "15"); r.Outcome != kiosk.PINRight {
		t.Error(r)
	}
	for _, b := range []byte("123456789012345x") {
		p.Type(b)
	}
	if n := p.Type('x'); n != kiosk.MostPIN {
		t.Errorf("%d digits are taken", n)
	}
	p.Forget()
	if n := p.Delete(); n != 0 {
		t.Errorf("%d digits are left", n)
	}
}

func TestWrongPINsLockOutEverLonger(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := workshop.NewPIN(workshop.PINOptions{Load: cheap(t, "482915"), Settings: &settings{}})
		waits := []time.Duration{
			0, 0, 0, 0, 15 * time.Second, 30 * time.Second, time.Minute, 2 * time.Minute, 4 * time.Minute, 8 * time.Minute,
			16 * time.Minute, 32 * time.Minute, time.Hour, time.Hour,
		}
		for i, wait := range waits {
			if r := try(t, p, "000000"); r.Outcome != kiosk.PINWrong || r.Wait != wait || r.Wrong != i+1 {
				t.Fatalf("wrong try %d: %v", i+1, r)
			}
			if wait == 0 {
				continue
			}
			time.Sleep(wait - time.Millisecond)
			if r := try(t, p, "482915"); r.Outcome != kiosk.PINLocked || r.Wait != time.Millisecond {
				t.Fatalf("the right PIN within the wait: %v", r)
			}
			time.Sleep(time.Millisecond)
		}
		if r := try(t, p, "482915"); r.Outcome != kiosk.PINRight {
			t.Error(r)
		}
		if r := try(t, p, "000000"); r.Wrong != 1 || r.Wait != 0 {
			t.Errorf("a right PIN does not begin anew: %v", r)
		}
	})
}

func TestAPowerCutDoesNotShortenAWait(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := &settings{}
		o := workshop.PINOptions{Load: cheap(t, "482915"), Settings: s}
		p := workshop.NewPIN(o)
		for range 6 {
			try(t, p, "000000")
			time.Sleep(p.Wait())
		}
		try(t, p, "000000")
		time.Sleep(50 * time.Second) // of the minute
		p = workshop.NewPIN(o)
		if r := try(t, p, "482915"); r.Outcome != kiosk.PINLocked || r.Wait != time.Minute {
			t.Errorf("after the start: %v", r)
		}
	})
}

// plug pulls the plug while a PIN is judged.
type plug struct{ *settings }

func (p plug) SetSetting(ctx context.Context, name string, v any) error {
	if v == nil {
		return errors.New("no power")
	}
	return p.settings.SetSetting(ctx, name, v)
}

func TestATryIsNotedBeforeItIsJudged(t *testing.T) {
	s := &settings{}
	for range 5 {
		try(t, workshop.NewPIN(workshop.PINOptions{Load: cheap(t, "482915"), Settings: plug{s}}), "482915")
	}
	p := workshop.NewPIN(workshop.PINOptions{Load: cheap(t, "482915"), Settings: plug{s}})
	if p.Wait() == 0 {
		t.Error("tries whose end was never written cost nothing")
	}
}

func TestAFullDiskKeepsNoTechnicianOut(t *testing.T) {
	s := &settings{full: errors.New("no room")}
	p := workshop.NewPIN(workshop.PINOptions{Load: cheap(t, "482915"), Settings: s})
	if r := try(t, p, "482915"); r.Outcome != kiosk.PINRight || r.Cause == nil {
		t.Error(r)
	}
}

func TestEachTryIsAuditedWithoutItsDigits(t *testing.T) {
	var audit []string
	p := workshop.NewPIN(workshop.PINOptions{
		Load: cheap(t, "482915"), Settings: &settings{},
		Audit: func(r workshop.PINResult) { audit = append(audit, fmt.Sprint(r)) },
	})
	for range 6 {
		try(t, p, "731864")
	}
	if len(audit) != 6 || !strings.Contains(audit[5], "locked") || strings.Contains(strings.Join(audit, ""), "731864") {
		t.Error(audit)
	}
}

func TestWithoutAPINNobodyEnters(t *testing.T) {
	load := func() (workshop.PINHash, error) { return workshop.LoadPINHash("") }
	t.Setenv("CREDENTIALS_DIRECTORY", "")
	p := workshop.NewPIN(workshop.PINOptions{Load: load, Settings: &settings{}})
	if r := try(t, p, "000000"); r.Outcome != kiosk.PINMissing || !errors.Is(r.Cause, workshop.ErrNoPIN) {
		t.Error(r)
	}
}

func TestAPINThatIsSetUpAndCannotBeReadIsNotCalledMissing(t *testing.T) {
	folder := t.TempDir()
	open, garbled := filepath.Join(folder, "open"), filepath.Join(folder, "garbled")
	for path, mode := range map[string]os.FileMode{open: 0o644, garbled: 0o600} {
		if err := os.WriteFile(path, []byte("482915\n"), mode); err != nil {
			t.Fatal(err)
		}
	}
	for _, path := range []string{filepath.Join(folder, "none"), open, garbled} {
		load := func() (workshop.PINHash, error) { return workshop.LoadPINHash(path) }
		p := workshop.NewPIN(workshop.PINOptions{Load: load, Settings: &settings{}})
		if r := try(t, p, "482915"); r.Outcome != kiosk.PINUnreadable || r.Cause == nil {
			t.Errorf("%s: %+v", path, r)
		}
		if r := p.Standing(); r.Outcome != kiosk.PINUnreadable || strings.Contains(r.Cause.Error(), "482915") {
			t.Errorf("%s: %+v", path, r)
		}
	}
}

func TestAPINThatEverybodyTriesFirstIsRefused(t *testing.T) {
	for _, pin := range []string{"111111", "123456", "654321", "890123", "210987", "000000000000"} {
		if _, err := workshop.NewPINHash([]byte(pin)); !errors.Is(err, workshop.ErrEasyPIN) {
			t.Errorf("%s: %v", pin, err)
		}
	}
}

func TestAPINIsReadFromItsFileOrTheCredential(t *testing.T) {
	h, err := workshop.NewPINHash([]byte("482915"))
	if err != nil {
		t.Fatal(err)
	}
	folder := t.TempDir()
	path := filepath.Join(folder, "technician-pin")
	if err := os.WriteFile(path, []byte(h.String()+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	t.Setenv("CREDENTIALS_DIRECTORY", folder)
	for _, from := range []string{path, ""} {
		got, err := workshop.LoadPINHash(from)
		if err != nil || !got.Is([]byte("482915")) || got.Is([]byte("482916")) {
			t.Errorf("from %q: %v", from, err)
		}
	}
	if err := os.Chmod(path, 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := workshop.LoadPINHash(path); err == nil || !strings.Contains(err.Error(), "chmod") {
		t.Errorf("a hash that everybody can read: %v", err)
	}
}

func TestWhatIsNoPINIsRefused(t *testing.T) {
	for _, pin := range []string{"", "12345", "1234567890123", "12345a", "１２３４５６"} {
		if _, err := workshop.NewPINHash([]byte(pin)); !errors.Is(err, workshop.ErrPIN) {
			t.Errorf("%q: %v", pin, err)
		}
	}
}

func FuzzParsePINHash(f *testing.F) {
	f.Add([]byte("$argon2id$v=19$m=65536,t=3,p=1$c2l4dGVlbiBieXRlcyBvaw$c2l4dGVlbiBieXRlcyBvaw"))
	f.Add([]byte("482915"))
	f.Add([]byte("$argon2id$v=19$m=9999999,t=99,p=0$AAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAA"))
	f.Fuzz(func(t *testing.T, text []byte) {
		h, err := workshop.ParsePINHash(text)
		if err != nil {
			return
		}
		again, err := workshop.ParsePINHash([]byte(h.String()))
		if err != nil || again.String() != h.String() {
			t.Errorf("%q becomes %q: %v", text, h, err)
		}
	})
}
