package main

import (
	"context"
	"fmt"
	"time"

	"kundterminal/assets"
	"kundterminal/cmd/kundterminal/workshop"
	"kundterminal/kiosk"
	"kundterminal/kiosk/faulttree"
)

// diagnoseTestCmd runs a test.
type diagnoseTestCmd struct {
	configFlag
	Device kiosk.DeviceID `arg:"" help:"Such as printer or reader-1; kundterminal diagnose lists them."`
	Test   kiosk.TestID   `arg:"" help:"Such as test_page; kundterminal diagnose lists them."`
}

// Run implements the command. A test that is not passed ends with 1. What its
// stages told is not told again at the end.
func (r *diagnoseTestCmd) Run(s *surroundings) error {
	return r.with(s, func(d workshop.Desk, out *console) error {
		out.listen(s.in)
		ctx, cancel := context.WithCancel(s.ctx)
		defer cancel()
		answers, told := make(chan bool, 1), map[string]bool{}
		record, err := d.RunTest(ctx, r.Device, r.Test, func(stage kiosk.TestStage) {
			for _, f := range stage.Facts {
				told[f.Key+f.Name+out.value(f)] = true
				out.fact(f)
			}
			text := out.stage(stage)
			if !stage.Asks {
				out.line("%s", text)
				return
			}
			go func() { answers <- out.yes(ctx, text) }()
		}, answers)
		if err != nil {
			return err
		}
		for _, n := range record.Notes {
			if !told[n.Key+n.Name+out.value(n)] {
				out.fact(n)
			}
		}
		out.record(record)
		if record.Outcome != kiosk.OutcomePassed {
			return exitCode(1)
		}
		return nil
	})
}

func (c *console) stage(s kiosk.TestStage) string {
	count := ""
	if s.Of > 0 {
		count = fmt.Sprintf(" (%d/%d)", s.Done, s.Of)
	}
	return c.say("stage_"+s.Text, s.Args...) + count
}

// diagnoseTreeCmd walks through a device's fault tree.
type diagnoseTreeCmd struct {
	configFlag
	Device kiosk.DeviceID `arg:"" help:"Such as printer or reader-1; kundterminal diagnose lists them."`
}

// Run implements the command.
func (r *diagnoseTreeCmd) Run(s *surroundings) error {
	trees, err := faulttree.LoadAll(assets.FaultTrees())
	if err != nil {
		return err
	}
	return r.with(s, func(d workshop.Desk, out *console) error {
		out.listen(s.in)
		report, err := reportOf(s.ctx, d, r.Device)
		if err != nil {
			return err
		}
		tree, ok := kiosk.TreeOf(trees, report.Kind)
		if !ok {
			return fmt.Errorf("there is no fault tree for %s", r.Device)
		}
		for i, symptom := range tree.Symptoms {
			out.line("%d  %s", i+1, symptom.Text.String(kiosk.English))
		}
		n := out.choose(s.ctx, len(tree.Symptoms))
		if n == 0 {
			return nil
		}
		walk := tree.Walk(tree.Symptoms[n-1].ID, report)
		for walk.Outcome == kiosk.FaultOpen && walk.Node.Kind != kiosk.FaultNodeNone {
			choice := out.node(s.ctx, walk)
			if choice < 0 {
				walk = walk.Leave()
				break
			}
			if now, err := reportOf(s.ctx, d, r.Device); err == nil {
				report = now // what was done may have changed it
			}
			walk = walk.Choose(tree, choice, report)
		}
		if walk.Node.Kind == kiosk.FaultEnd {
			out.tell(walk.Node)
		}
		return d.Walked(context.WithoutCancel(s.ctx), walk)
	})
}

func reportOf(ctx context.Context, d workshop.Desk, id kiosk.DeviceID) (kiosk.DeviceReport, error) {
	list, err := d.Reports(ctx)
	if err != nil {
		return kiosk.DeviceReport{}, err
	}
	for _, r := range list {
		if r.ID == id {
			return r, nil
		}
	}
	return kiosk.DeviceReport{}, fmt.Errorf("device %q: %w", id, workshop.ErrNoDevice)
}

func (c *console) tell(n kiosk.FaultNode) {
	c.line("\n%s", n.Text.String(kiosk.English))
	if hint := n.Hint.String(kiosk.English); hint != "" {
		c.line("  %s", hint)
	}
}

// node shows a question or an action and returns which answer was given; below 0
// when the technician has gone.
func (c *console) node(ctx context.Context, w kiosk.FaultWalk) int {
	n := w.Node
	c.tell(n)
	if n.Kind == kiosk.FaultAction {
		switch {
		case n.Test == "":
		case workshop.OnScreen(n.Test):
			c.line("  at the terminal's screen only: %s", c.say("test_"+string(n.Test)))
		default:
			c.line("  kundterminal diagnose test %s %s", w.Device, n.Test)
		}
		helped, ok := c.judged(ctx, c.say("tree_helped")+"?")
		switch {
		case !ok:
			return -1
		case helped:
			return kiosk.ActionHelped
		}
		return kiosk.ActionDidNotHelp
	}
	for i, a := range n.Answers {
		c.line("%d  %s", i+1, a.Text.String(kiosk.English))
	}
	return c.choose(ctx, len(n.Answers)) - 1
}

// monitorCmd watches a line.
type monitorCmd struct {
	configFlag
	Device  kiosk.DeviceID `arg:"" help:"Such as printer or reader-1; kundterminal diagnose lists them."`
	Seconds int            `help:"How long, up to 600." default:"60"`
	Record  bool           `help:"Keep it as a recording in diagnostics.folder too, with stand-ins for personal data."`
}

// Run implements the command.
func (r *monitorCmd) Run(s *surroundings) error {
	if r.Seconds < 1 || r.Seconds > int(workshop.MonitorLimit/time.Second) {
		return fmt.Errorf("%w: --seconds: %d is not between 1 and %d", errUse, r.Seconds, int(workshop.MonitorLimit/time.Second))
	}
	return r.with(s, func(d workshop.Desk, out *console) error {
		ctx, cancel := context.WithTimeout(s.ctx, time.Duration(r.Seconds)*time.Second)
		defer cancel()
		file := ""
		var recording func(string)
		if r.Record {
			recording = func(name string) { file = name }
		}
		err := d.Monitor(ctx, r.Device, recording, out.trace)
		if err == nil && file != "" {
			out.line("%s", out.say("monitor_recorded", "file", file))
		}
		return err
	})
}

// trace writes a line of a monitor: time, direction, hex and letters side by side,
// and what it means.
func (c *console) trace(l kiosk.TraceLine) {
	hex, letters := "", ""
	for i, b := range l.Bytes {
		masked := i < len(l.Masked) && l.Masked[i]
		switch {
		case masked:
			hex, letters = hex+"** ", letters+string(kiosk.TraceMask)
		case b >= ' ' && b < 0x7f:
			hex, letters = hex+fmt.Sprintf("%02x ", b), letters+string(rune(b))
		default:
			hex, letters = hex+fmt.Sprintf("%02x ", b), letters+"."
		}
	}
	way := "<"
	if l.ToDevice {
		way = ">"
	}
	c.line("%s %s %-24s %-8s  %s", l.At.In(c.zone).Format("15:04:05.000"), way, hex, letters, l.Meaning)
}
