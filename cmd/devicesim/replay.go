package main

import (
	"context"
	"fmt"
	"io"
	"os"

	"kundterminal/devices/sim"
	"kundterminal/devices/trace"
)

// replayKinds are the kinds of devices, as recordings name them, whose answers have
// to fit what the terminal asks.
var replayKinds = map[string]sim.ReplayKind{"printer": sim.ReplayPrinter, "chip_reader": sim.ReplayCardReader}

// replay plays a recording back, until the context ends.
func replay(ctx context.Context, o options, out io.Writer) error {
	file, err := os.Open(o.Replay)
	if err != nil {
		return err
	}
	recording, err := trace.Read(file)
	_ = file.Close()
	if err != nil {
		return fmt.Errorf("%s: %w", o.Replay, err)
	}
	var steps []sim.Step
	lost := 0
	for _, s := range recording.Steps {
		lost += s.Lost
		if s.Lost == 0 {
			steps = append(steps, sim.Step{Offset: s.Offset, FromHost: s.ToDevice, Bytes: s.Bytes})
		}
	}
	r, err := sim.NewReplay(steps, sim.ReplayOptions{
		LinkPath: o.Link, Speed: o.Speed, Loop: o.Loop, Kind: replayKinds[recording.Device],
	})
	if err != nil {
		return err
	}
	defer r.Close()
	fmt.Fprintf(out, "recording of %s %s, %d chunks, is plugged in at %s\n", recording.Device, recording.Profile, len(steps), r.Path())
	if lost > 0 {
		fmt.Fprintf(out, "%d bytes were lost when it was made\n", lost)
	}
	select {
	case <-r.Done():
		fmt.Fprintf(out, "played to its end; the host was late %d times\n", r.Late())
		<-ctx.Done() // the host may still have bytes to read
	case <-ctx.Done():
	}
	return nil
}
