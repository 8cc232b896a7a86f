package main

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strings"

	"kundterminal/devices/sim"
)

const keypadHelp = `Type "key" and keys to press them, a fault to make it occur, "ok" and the fault to mend it, or "status".
`

// playKeypad plays a keypad until a signal.
func playKeypad(ctx context.Context, o options, in io.Reader, out io.Writer) error {
	k, err := sim.NewKeypad(sim.KeypadOptions{Keyboard: o.Keyboard, LinkPath: o.Link})
	if err != nil {
		return err
	}
	defer k.Close()
	profile := "serial-frames"
	if o.Keyboard {
		profile = "usb-arrows"
	}
	fmt.Fprintf(out, "a keypad of the profile %s is plugged in at %s\n%s", profile, k.Path(), keypadHelp)
	return prompt(ctx, in, func(line string) { obeyKeypad(k, out, line) })
}

func obeyKeypad(k *sim.Keypad, out io.Writer, line string) {
	words := strings.Fields(strings.ToLower(line))
	if len(words) == 0 {
		return
	}
	if words[0] == "key" {
		for _, key := range words[1:] {
			if err := k.Press(key); err != nil {
				fmt.Fprintln(out, err)
			}
		}
		return
	}
	on := words[0] != "ok"
	if !on {
		words = words[1:]
	}
	faults := sim.AllKeypadFaults()
	i := slices.IndexFunc(faults, func(f sim.KeypadFault) bool { return f.String() == strings.Join(words, " ") })
	switch {
	case i >= 0:
		if err := k.Set(faults[i], on); err != nil {
			fmt.Fprintln(out, err)
		}
	case !slices.Equal(words, []string{"status"}):
		fmt.Fprintf(out, "%q is nothing that can happen here. %sKeys: %v\nFaults: %v\n", line, keypadHelp, sim.KeypadKeys(), faults)
		return
	}
	c := k.Counts()
	fmt.Fprintf(out, "faults %v, %d keys pressed, asked %d times\n", k.Faults(), c.Pressed, c.Asked)
}
