package workshop

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"sync"
	"time"

	"filippo.io/age"

	"kundterminal/kiosk"
)

// Actions of the bundle's view.
const (
	ActionWriteBundle = "write_bundle" // to the drive that is chosen by its mount point
	ActionServeBundle = "serve_bundle"
	ActionStopServing = "stop_serving"
	ActionGatherAgain = "gather_again"
)

// bundleKept is how long a bundle is kept after it was gathered, at least as long
// as one is served.
const bundleKept = codeLasts + time.Minute

// BundleView gathers a support bundle, shows what is in it, and hands it out. Its
// methods may be called from several goroutines.
type BundleView struct {
	Terminal   kiosk.TerminalID
	Sources    []BundleSource
	Recipients []age.Recipient
	Serve      string // the address where a bundle can be fetched; empty: not offered
	Root       string // of the file system in which drives are looked for
	Now        func() time.Time

	// Told is told what became of a bundle: where it was written, or how serving it
	// ended. Nil: nobody.
	Told func(where string, size int, err error)

	// Changed is told that serving has ended, so that the view can be shown anew;
	// nil: nobody.
	Changed func()

	mu     sync.Mutex
	bundle *Bundle
	serve  *offer
	notice kiosk.Fact // of serving that has ended
}

// Findings gathers the bundle, unless one is there, and shows what is in it and
// where it can go.
func (v *BundleView) Findings(ctx context.Context) kiosk.Findings {
	v.mu.Lock()
	defer v.mu.Unlock()
	return v.findings(ctx)
}

func (v *BundleView) findings(ctx context.Context) kiosk.Findings {
	if !v.gather(ctx) {
		return kiosk.Findings{}
	}
	f := kiosk.Findings{Notice: v.notice, Sections: []kiosk.FactSection{v.recipients(), v.bundle.Section()}}
	section, actions := v.drives()
	f.Sections = append(f.Sections, section)
	f.Actions = append(actions, kiosk.Action{ID: ActionGatherAgain})
	if v.Serve == "" {
		return f
	}
	if v.serve == nil {
		f.Actions = append(f.Actions, kiosk.Action{ID: ActionServeBundle, Off: len(v.Recipients) == 0})
		return f
	}
	f.Code = v.serve.code
	f.Actions = append(f.Actions, kiosk.Action{ID: ActionStopServing})
	f.Sections = append(f.Sections, kiosk.FactSection{Key: "bundle_served", Facts: []kiosk.Fact{
		{Key: "bundle_address", Value: v.serve.address + "/" + v.serve.code},
	}})
	return f
}

// gather sees to it that there is a bundle. One whose gathering was broken off is
// not kept: it would lack what came last.
func (v *BundleView) gather(ctx context.Context) bool {
	if v.bundle != nil {
		return true
	}
	b := Gather(ctx, v.Now(), v.Sources)
	if ctx.Err() != nil {
		return false
	}
	v.bundle = &b
	time.AfterFunc(bundleKept, func() { v.forget(&b) })
	return true
}

// recipients tells who will be able to read the bundle.
func (v *BundleView) recipients() kiosk.FactSection {
	s := kiosk.FactSection{Key: "bundle_recipients"}
	for _, r := range v.Recipients {
		s.Facts = append(s.Facts, kiosk.Fact{Key: "bundle_recipient", Value: fmt.Sprint(r), Health: kiosk.HealthGood})
	}
	if len(s.Facts) == 0 {
		s.Facts = []kiosk.Fact{{Key: "bundle_recipient", Text: "bundle_no_recipient", Health: kiosk.HealthFault}}
	}
	return s
}

// drives offers every drive that has room.
func (v *BundleView) drives() (kiosk.FactSection, []kiosk.Action) {
	s := kiosk.FactSection{Key: "bundle_drives"}
	list, err := Drives(v.Root)
	if err != nil {
		s.Facts = []kiosk.Fact{{Key: "drive", Value: err.Error(), Health: kiosk.HealthFault}}
		return s, nil
	}
	var actions []kiosk.Action
	for _, d := range list {
		f, ready := d.fact(v.size())
		s.Facts = append(s.Facts, f)
		if ready {
			actions = append(actions, kiosk.Action{
				ID: ActionWriteBundle, Choice: d.Mount, Off: len(v.Recipients) == 0, Args: []string{"device", d.Device, "model", d.Model},
			})
		}
	}
	if len(list) == 0 {
		s.Facts = []kiosk.Fact{{Key: "drive", Text: "drive_none"}}
	}
	return s, actions
}

// size is the most that the bundle can take on a drive: what cannot be packed
// becomes a little larger.
func (v *BundleView) size() uint64 {
	total := uint64(1 << 20)
	for _, p := range v.bundle.Parts {
		total += uint64(len(p.Data)) + 2048
	}
	return total
}

// Do carries out an action of the view.
func (v *BundleView) Do(ctx context.Context, action, choice string) kiosk.Findings {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.notice = kiosk.Fact{}
	if !v.gather(ctx) {
		return kiosk.Findings{}
	}
	switch action {
	case ActionWriteBundle:
		v.notice = v.write(choice)
	case ActionServeBundle:
		v.notice = v.begin(ctx)
	case ActionStopServing:
		v.end()
	case ActionGatherAgain:
		v.end()
		v.bundle = nil
	}
	return v.findings(ctx)
}

// forget lets go of a bundle that somebody over SSH only looked at.
func (v *BundleView) forget(old *Bundle) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.bundle == old && v.serve == nil {
		v.bundle = nil
	}
}

// Leave forgets the bundle and stops serving it: the technician looks at
// something else.
func (v *BundleView) Leave() {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.end()
	v.bundle, v.notice = nil, kiosk.Fact{}
}

// write puts the bundle on a drive, if it is one that was offered.
func (v *BundleView) write(mount string) kiosk.Fact {
	_, offered := v.drives()
	for _, a := range offered {
		if a.Choice != mount || a.Off {
			continue
		}
		sealed, err := v.sealed()
		path := ""
		if err == nil {
			path, err = WriteDurably(mount, v.bundle.Name(v.Terminal), sealed)
		}
		v.tell(mount, len(sealed), err)
		if err != nil {
			return kiosk.Fact{Key: "bundle", Value: err.Error(), Health: kiosk.HealthFault}
		}
		return kiosk.Fact{Key: "bundle", Text: "bundle_written", Args: []string{"path", path, "size", bytesText(len(sealed))}, Health: kiosk.HealthGood}
	}
	return kiosk.Fact{Key: "bundle", Text: "drive_gone", Health: kiosk.HealthFault}
}

func (v *BundleView) tell(where string, size int, err error) {
	if v.Told != nil {
		v.Told(where, size, err)
	}
}

func (v *BundleView) sealed() ([]byte, error) {
	var out bytes.Buffer
	err := v.bundle.Encrypt(&out, v.Recipients)
	return out.Bytes(), err
}

// Write writes an encrypted bundle of this moment.
func (v *BundleView) Write(ctx context.Context, w io.Writer) error {
	if len(v.Recipients) == 0 {
		return ErrNoRecipient
	}
	b := Gather(ctx, v.Now(), v.Sources)
	if err := ctx.Err(); err != nil {
		return err
	}
	return b.Encrypt(w, v.Recipients)
}
