package workshop

import (
	"cmp"
	"context"
	"errors"
	"sync"
	"time"

	"kundterminal/kiosk"
)

// lockoutSetting is where the number of wrong PINs in a row is kept, unless PINOptions
// name another.
const lockoutSetting = "technician_pin_wrong"

// Settings keeps what must outlive a power cut. It is bolt.Store.
type Settings interface {
	Setting(name string, v any) (bool, error)
	SetSetting(ctx context.Context, name string, v any) error
}

// PINResult is what came of a try. It has no digits.
type PINResult struct {
	Outcome kiosk.PINOutcome
	Wrong   int           // wrong tries in a row, this one among them
	Wait    time.Duration // until the next try is taken
	Cause   error         // why the PIN is missing, or the number of tries could not be kept
}

// PINOptions say where a PIN is and who is told of tries.
type PINOptions struct {
	// Load returns the hash that a PIN is compared with, for each try anew: a
	// new PIN needs no new start.
	Load func() (PINHash, error)

	// Settings keeps the number of wrong tries. Where it fails, as on a full
	// disk, the lock-out holds until the next start, and the result says so: a
	// technician is needed most when a disk is full.
	Settings Settings

	// Lockout is the name of that number; empty: the technician's.
	Lockout string

	// Audit is told of each try; nil: nobody.
	Audit func(PINResult)
}

// PIN takes a PIN digit by digit. The digits stay in it: they are
// no part of any state, and are wiped after each try. Its methods may be called
// from several goroutines.
type PIN struct {
	options PINOptions

	mu     sync.Mutex // of the digits
	digits [kiosk.MostPIN]byte
	n      int

	trying sync.Mutex // one try at a time; of lock
	lock   lockout
}

// NewPIN returns a PIN in which nothing is typed. A lock-out that an earlier run
// left begins anew.
func NewPIN(o PINOptions) *PIN {
	if o.Audit == nil {
		o.Audit = func(PINResult) {}
	}
	o.Lockout = cmp.Or(o.Lockout, lockoutSetting)
	p := &PIN{options: o}
	wrong := 0
	if _, err := o.Settings.Setting(o.Lockout, &wrong); err != nil {
		wrong = freeTries // a store that cannot be read does not open the door
	}
	p.lock = resumed(wrong, time.Now())
	return p
}

// Type adds a digit and returns how many there are. What is no digit, or one too
// many, is not taken.
func (p *PIN) Type(digit byte) int {
	p.mu.Lock()
	defer p.mu.Unlock()
	if digit >= '0' && digit <= '9' && p.n < len(p.digits) {
		p.digits[p.n] = digit
		p.n++
	}
	return p.n
}

// Delete takes the last digit back and returns how many are left.
func (p *PIN) Delete() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.n > 0 {
		p.n--
		p.digits[p.n] = 0
	}
	return p.n
}

// Forget wipes what was typed.
func (p *PIN) Forget() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.digits, p.n = [kiosk.MostPIN]byte{}, 0
}

// take moves what was typed out.
func (p *PIN) take(digits *[kiosk.MostPIN]byte) int {
	p.mu.Lock()
	defer p.mu.Unlock()
	n := p.n
	*digits, p.digits, p.n = p.digits, [kiosk.MostPIN]byte{}, 0
	return n
}

// Check judges what was typed, and wipes it. It takes some tenths of a second.
//
// The try is noted as wrong before it is judged, and taken back when it was
// right: whoever pulls the plug in between has used it up.
func (p *PIN) Check(ctx context.Context) PINResult {
	p.trying.Lock()
	defer p.trying.Unlock()
	r := p.check(ctx)
	p.options.Audit(r)
	return r
}

func (p *PIN) check(ctx context.Context) PINResult {
	var digits [kiosk.MostPIN]byte
	n := p.take(&digits)
	defer clear(digits[:])
	if wait := p.lock.wait(time.Now()); wait > 0 {
		return PINResult{Outcome: kiosk.PINLocked, Wrong: p.lock.wrong, Wait: wait}
	}
	hash, err := p.options.Load()
	if err != nil {
		return PINResult{Outcome: without(err), Wrong: p.lock.wrong, Cause: err}
	}
	noted := p.options.Settings.SetSetting(ctx, p.options.Lockout, p.lock.wrong+1)
	if isPIN(digits[:n]) && hash.Is(digits[:n]) {
		p.lock = lockout{}
		return PINResult{Outcome: kiosk.PINRight, Cause: errors.Join(noted, p.options.Settings.SetSetting(ctx, p.options.Lockout, nil))}
	}
	p.lock = p.lock.failed(time.Now())
	return PINResult{Outcome: kiosk.PINWrong, Wrong: p.lock.wrong, Wait: p.lock.wait(time.Now()), Cause: noted}
}

// Wait is how long no try is taken.
func (p *PIN) Wait() time.Duration {
	p.trying.Lock()
	defer p.trying.Unlock()
	return p.lock.wait(time.Now())
}

// Standing reports whether a PIN is taken now: kiosk.PINAwaited, PINLocked,
// PINMissing or PINUnreadable. It is no try.
func (p *PIN) Standing() PINResult {
	if wait := p.Wait(); wait > 0 {
		return PINResult{Outcome: kiosk.PINLocked, Wait: wait}
	}
	if _, err := p.options.Load(); err != nil {
		return PINResult{Outcome: without(err), Cause: err}
	}
	return PINResult{}
}

// without is what comes of a PIN where there is none to compare it with.
func without(err error) kiosk.PINOutcome {
	if errors.Is(err, ErrNoPIN) {
		return kiosk.PINMissing
	}
	return kiosk.PINUnreadable
}
