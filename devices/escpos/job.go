package escpos

import (
	"context"
	"errors"
	"fmt"
	"time"

	"kundterminal/devices"
)

// faulty makes an error out of a fault, for Print to complete. What an error of the
// port says of its fault, its place and what to do, Print says itself.
func faulty(f devices.Fault, err error) error {
	var below *devices.Error
	if errors.As(err, &below) {
		err = below.Err
	}
	return &devices.Error{Fault: f, Err: err}
}

// print prints one document. The job token is held.
func (c *conn) print(ctx context.Context, doc Document) error {
	if err := c.ready(ctx); err != nil {
		return err
	}
	profile := *c.profile
	c.begin()
	c.mu.Lock()
	profile.NVGraphics = c.logoKept
	c.mu.Unlock()
	encoded, err := encodeWhole(profile, doc)
	if err != nil {
		return err
	}
	proof := c.newProof()
	payload := append(encoded.out, proof.request...)
	deadline := time.Now().Add(c.jobTime(len(payload)))
	err = c.send(ctx, payload, deadline)
	sent := len(payload)
	var cut *interrupted
	if errors.As(err, &cut) {
		sent, err = cut.sent, cut.err
	}
	if err == nil {
		err = c.await(ctx, proof, deadline)
	}
	c.countJob(&encoded.travel, sent, err == nil)
	if err == nil {
		c.d.mu.Lock()
		c.d.scrap = false // its cut came before this ticket's proof
		c.d.mu.Unlock()
		return nil
	}
	return c.abort(err, sent)
}

// jobTime is how long a job may take: the line, 400 mm of paper, cutting, a margin.
func (c *conn) jobTime(size int) time.Duration {
	line := time.Duration(size) * 10 * time.Second / time.Duration(c.options.Baud)
	mechanics := 400 * time.Second / time.Duration(max(1, c.profile.SpeedMMS))
	return min(c.options.JobLimit, line+line/4+mechanics+5*time.Second)
}

// abort ends a job that failed in the middle: what the printer still holds is
// dropped at once, so that it cannot come out when the paper is back.
func (c *conn) abort(cause error, sent int) error {
	fault := c.blame(cause)
	c.markDirty(sent > 0)
	if fault != devices.FaultDisconnected && sent > 0 && c.profile.ClearBuffer {
		_ = c.write(clearBuffers) // the next job does it again and waits for the answer
	}
	var e *devices.Error
	errors.As(faulty(fault, cause), &e)
	e.Sent = sent
	return e
}

// blame finds the fault behind what ended a job.
func (c *conn) blame(cause error) devices.Fault {
	if fault := devices.FaultOf(cause); fault != devices.FaultNone {
		return fault
	}
	if errors.Is(cause, context.Canceled) || errors.Is(cause, context.DeadlineExceeded) {
		return devices.FaultNone
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	switch {
	case c.err != nil:
		return devices.FaultDisconnected
	case c.ending() != devices.FaultNone:
		return c.ending()
	case c.stop && c.profile.Flow == FlowXONXOFF:
		return devices.FaultStalled
	default:
		return devices.FaultNoAnswer
	}
}

func (c *conn) markDirty(scrap bool) {
	c.d.mu.Lock()
	defer c.d.mu.Unlock()
	c.d.dirty = true
	c.d.scrap = c.d.scrap || scrap
}

// ending is the fault that ends a job, if there is one. Being off line without a
// cause is not: the cause follows, or it passes. c.mu is held.
func (c *conn) ending() devices.Fault {
	if c.mute {
		return devices.FaultNoAnswer
	}
	fault := c.condition.Status().Fault
	if fault == devices.FaultOffline {
		return devices.FaultNone
	}
	return fault
}

// begin forgets the faults of earlier jobs.
func (c *conn) begin() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.latched = c.ending()
}

// latch keeps a fault of the job that is under way: paper that ran out and was put in
// again has torn the ticket, though nothing is wrong any more when the job looks.
// c.mu is held.
func (c *conn) latch() {
	if c.latched == devices.FaultNone {
		c.latched = c.ending()
	}
}

// ended is the fault that ends the job, now or since it began. c.mu is held.
func (c *conn) ended() devices.Fault {
	if c.latched != devices.FaultNone {
		return c.latched
	}
	return c.ending()
}

// ready sees to it that a job may begin: that the printer was heard of lately and
// has no fault, that nothing of a failed job is left in it or on its paper. When all
// is well it takes no time, since an idle printer is looked after all along.
func (c *conn) ready(ctx context.Context) error {
	c.d.mu.Lock()
	dirty, scrap := c.d.dirty, c.d.scrap
	c.d.mu.Unlock()
	c.mu.Lock()
	fresh := c.prepared && c.known && time.Since(c.heard) < c.options.PollEvery*3/2+c.options.AnswerTimeout
	well := c.ending() == devices.FaultNone && c.condition&Offline == 0 && !c.stop
	recover := c.recoverable()
	c.mu.Unlock()
	if fresh && well && !dirty && !scrap {
		return nil
	}
	if recover {
		if err := c.write(recoverAndDrop); err != nil {
			return faulty(devices.FaultDisconnected, err)
		}
		dirty = true
	}
	if err := c.refresh(ctx, dirty); err != nil {
		return err
	}
	if scrap {
		return c.cutScrap()
	}
	return nil
}

// refresh cleans if need be, asks for the state, and says what stands in the way.
func (c *conn) refresh(ctx context.Context, dirty bool) error {
	c.mu.Lock()
	prepared := c.prepared
	c.mu.Unlock()
	var err error
	if dirty || !prepared {
		err = c.clean(ctx)
	}
	if err == nil {
		err = c.round(ctx, c.write)
	}
	if err != nil {
		return faulty(c.blame(err), err)
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.prepared = true
	fault := c.condition.Status().Fault
	if fault == devices.FaultNone {
		c.stop = false // it is on line and its buffer is empty: an XON was lost
		return nil
	}
	return faulty(fault, nil)
}

// cutScrap cuts off what a failed job left on the paper. It counts as done when the
// job behind it is proved.
func (c *conn) cutScrap() error {
	scrap := append(prelude(c.profile), '\n')
	scrap = append(scrap, c.profile.Cut...)
	if p := c.profile.Presenter; p != nil {
		scrap = append(scrap, p.Eject...)
	}
	if err := c.write(scrap); err != nil {
		return faulty(devices.FaultDisconnected, err)
	}
	c.d.count(func(counts *Counts) {
		counts.PaperMM += c.profile.mmOf(pitch) + c.profile.CutterMM
		counts.Cuts++
	})
	return nil
}

// proof is what a job waits for.
type proof struct {
	request []byte
	id      ProcessID
}

func (c *conn) newProof() proof {
	switch c.profile.Proof {
	case ProofProcessID:
		c.d.mu.Lock()
		c.d.jobs = (c.d.jobs + 1) % 10_000
		var p proof
		copy(p.id[:], fmt.Sprintf("%04d", c.d.jobs))
		c.d.mu.Unlock()
		p.request = requestProcessID(p.id)
		return p
	case ProofStatusRequest:
		var p proof
		for range paperAnswers {
			p.request = append(p.request, requestPaper...)
		}
		return p
	}
	return proof{}
}

// paperAnswers is how many equal answers to GS r 1 in a row are a proof.
const paperAnswers = 3
