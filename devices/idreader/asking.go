package idreader

import (
	"math"
	"time"

	"kundterminal/devices"
)

const (
	retryEvery = 2 * time.Second // how often a reader that does not answer is asked
	maxMisses  = 2               // answers in a row that do not come before the reader counts as mute
	never      = time.Duration(math.MaxInt64)
)

// asking is what is known of whether a reader answers its commands, on the line's
// clock.
type asking struct {
	answers bool          // it is of a kind that does
	started bool          // it has answered its start-up commands
	waiting bool          // an answer is awaited
	due     time.Duration // until then
	misses  int           // answers in a row that did not come
	next    time.Duration // when it is asked again
	silent  bool          // it reads documents without ever answering: let it
}

func newAsking(p *Profile) asking {
	return asking{answers: len(p.Start) > 0 && (p.Replies || p.Framing == FramingElyctis)}
}

// start sends what a reader has to be told before it reads. Of one that answers
// nothing no more can be known than that it is there.
func (c *conn) start() {
	for _, command := range c.profile.Start {
		c.send(command)
	}
	if !c.asking.answers {
		c.setFault(devices.FaultNone)
		return
	}
	c.expect()
}

func (c *conn) rearm(command []byte) {
	c.send(command)
	c.d.count(func(counts *Counts) { counts.Rearmed++ })
	if c.asking.answers {
		c.expect()
	}
}

func (c *conn) expect() {
	c.asking.waiting, c.asking.due = true, c.clock.now+c.options.AnswerTimeout
}

// attend gives up an answer that does not come, and asks again when it is time.
func (c *conn) attend() {
	a := &c.asking
	if a.waiting && c.clock.now >= a.due {
		c.missed()
	}
	if !a.answers || a.waiting || c.clock.now < a.next {
		return
	}
	if a.started && len(c.profile.Rearm) > 0 {
		c.send(c.profile.Rearm)
		c.expect()
		return
	}
	c.start()
}

func (c *conn) missed() {
	a := &c.asking
	a.waiting = false
	a.misses++
	a.next = c.clock.now
	c.d.count(func(counts *Counts) { counts.Unanswered++ })
	if a.misses < maxMisses {
		return
	}
	a.started = false
	a.next += retryEvery
	if !a.silent {
		c.setFault(devices.FaultNoAnswer)
	}
}

// answered notes that a command was answered. A reader that is never to be told
// again is not asked again either.
func (c *conn) answered() {
	a := &c.asking
	a.started, a.waiting, a.misses, a.silent = true, false, 0, false
	a.next = never
	if len(c.profile.Rearm) > 0 {
		a.next = c.clock.now + c.options.PollEvery
	}
	c.setFault(devices.FaultNone)
}

// fellAsleep notes that the reader says it has stopped looking for documents. It is
// woken, but not faster than it could answer.
func (c *conn) fellAsleep() {
	c.answered()
	c.asking.next = c.clock.now + c.options.AnswerTimeout
}

// spoke notes that a document came, which shows that the reader works, whether it
// answers or not.
func (c *conn) spoke() {
	if c.asking.misses > 0 {
		c.asking.silent = true
	}
	c.asking.misses = 0
	c.setFault(devices.FaultNone)
}
