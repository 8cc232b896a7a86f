package chipcard

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"os"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"kundterminal/devices"
)

// memoryPort is a line in memory to a reader that a test scripts, for virtual time.
type memoryPort struct {
	script func(p *memoryPort, command message)
	sent   chan []byte // to the driver
	closed chan struct{}
	once   sync.Once
	writes int
}

func (p *memoryPort) Read(b []byte) (int, error) {
	timer := time.NewTimer(100 * time.Millisecond)
	defer timer.Stop()
	select {
	case piece := <-p.sent:
		return copy(b, piece), nil
	case <-timer.C:
		return 0, os.ErrDeadlineExceeded
	case <-p.closed:
		return 0, devices.ErrClosed
	}
}

func (p *memoryPort) Write(b []byte) (int, error) {
	p.writes++
	p.script(p, parseMessage(bytes.Clone(b[2:len(b)-1])))
	return len(b), nil
}

func (p *memoryPort) Close() error             { p.once.Do(func() { close(p.closed) }); return nil }
func (p *memoryPort) ModemReady() (bool, bool) { return true, false }

// answer frames an answer to the command.
func (p *memoryPort) answer(command message, kind byte, state byte, data ...byte) {
	p.sent <- appendFrame(nil, message{
		kind: kind, sequence: command.sequence, specific: [3]byte{state}, data: data,
	}.append(nil))
}

// ready answers everything but commands to the card, which is in.
func (p *memoryPort) ready(command message, state byte) {
	switch command.kind {
	case escape:
		p.answer(command, escapeReply, state, 'X')
	case powerOff, getSlotStatus:
		p.answer(command, slotStatus, state)
	case powerOn:
		p.answer(command, dataBlock, 0, fineidATRs[0]...)
	case setParameters:
		p.answer(command, parameters, 0, command.data...)
	}
}

// inVirtualTime runs a driver on a scripted line for so long, and returns what it
// told and when, from its start.
func inVirtualTime(t *testing.T, run time.Duration, script func(*memoryPort, message)) (events []Event, at []time.Duration) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		port := &memoryPort{script: script, sent: make(chan []byte, 10000), closed: make(chan struct{})}
		start := time.Now()
		d := NewDriver(Options{OnEvent: func(e Event) {
			events = append(events, e)
			at = append(at, time.Since(start))
		}})
		ctx, cancel := context.WithTimeout(t.Context(), run)
		defer cancel()
		if err := d.Serve(ctx, port); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("Serve ended with %v", err)
		}
		if over := time.Since(start) - run; over > 200*time.Millisecond {
			t.Errorf("Serve ended %v after its context", over)
		}
	})
	return events, at
}

func TestAReaderThatNeverAnswersIsToldWithinFourSeconds(t *testing.T) {
	writes := 0
	events, at := inVirtualTime(t, time.Minute, func(*memoryPort, message) { writes++ })
	if len(events) != 2 || events[0].(ReaderStatus).Status.Fault != devices.FaultNoAnswer || at[0] > 4*time.Second {
		t.Fatalf("told %v at %v", events, at)
	}
	if writes < 40 || writes > 60 {
		t.Errorf("it was asked %d times in a minute", writes)
	}
}

func TestASlotIsAskedAboutFiveTimesASecond(t *testing.T) {
	asked := 0
	inVirtualTime(t, time.Minute, func(p *memoryPort, c message) {
		asked++
		p.ready(c, byte(absent))
	})
	if asked < 240 || asked > 310 {
		t.Errorf("asked %d times in a minute", asked)
	}
}

func TestACardThatSaysNothingAfterItsPowerEndsInSeconds(t *testing.T) {
	events, at := inVirtualTime(t, time.Minute, func(p *memoryPort, c message) {
		if c.kind != transferBlock {
			p.ready(c, 0)
		}
	})
	read := events[2].(CardRead)
	if read.Outcome != OutcomeUnreadable || !errors.Is(read.Err, errNoAnswer) || at[2] > 5*time.Second {
		t.Errorf("told %v (%v) after %v", read.Outcome, read.Err, at[2])
	}
	if len(events) != 5 { // nothing more is tried with it until it is out
		t.Errorf("told %v", events)
	}
}

func TestEndlessPleasForTimeEndAtTheReadLimit(t *testing.T) {
	for _, plea := range []func(p *memoryPort, c message){
		func(p *memoryPort, _ message) { p.sent <- []byte{0xFF} },
		func(p *memoryPort, c message) { p.answer(c, dataBlock, 0x80) },
	} {
		events, at := inVirtualTime(t, time.Minute, func(p *memoryPort, c message) {
			if c.kind != transferBlock {
				p.ready(c, 0)
				return
			}
			go func() {
				for range 30 {
					plea(p, c)
					time.Sleep(700 * time.Millisecond)
				}
			}()
		})
		read := events[2].(CardRead)
		if read.Outcome != OutcomeUnreadable || at[2] < 14*time.Second || at[2] > 17*time.Second {
			t.Errorf("told %v (%v) after %v", read.Outcome, read.Err, at[2])
		}
	}
}

func TestAFloodOfPleasDoesNotHideASilentReader(t *testing.T) {
	events, at := inVirtualTime(t, 20*time.Second, func(p *memoryPort, _ message) {
		for range 20 {
			p.sent <- bytes.Repeat([]byte{0x80, 0x50, 0x02, 0x50, 0x03}, 40)
		}
	})
	if len(events) != 2 || events[0].(ReaderStatus).Status.Fault != devices.FaultNoAnswer || at[0] > 5*time.Second {
		t.Errorf("told %v at %v", events, at)
	}
}

func TestAnswersToOtherCommandsAreNoAnswers(t *testing.T) {
	events, _ := inVirtualTime(t, 10*time.Second, func(p *memoryPort, c message) {
		c.sequence-- // all a step behind
		p.ready(c, byte(absent))
	})
	if events[0].(ReaderStatus).Status.Fault != devices.FaultNoAnswer {
		t.Errorf("told %v", events)
	}
}

func TestALongerMessageThanTheReaderTakesIsNotSent(t *testing.T) {
	c := newConn(&Options{}, &memoryPort{script: func(*memoryPort, message) { t.Error("it was sent") }})
	if _, err := c.transact(t.Context(), request{kind: transferBlock, data: make([]byte, maxData+1)}); !errors.Is(err, errTooLong) {
		t.Errorf("refused with %v", err)
	}
	if binary.LittleEndian.Uint32(message{data: make([]byte, maxData)}.append(nil)[1:5])+headerSize != maxMessage {
		t.Error("the longest message is not 271 bytes long")
	}
}
