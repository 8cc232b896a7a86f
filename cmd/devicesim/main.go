// Command devicesim plays the terminal's devices on pseudo-terminals, with a
// prompt to break them, or plays back what was recorded of a device. Point the terminal's configuration at the path that it
// prints.
package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"slices"
	"strings"
	"syscall"

	"github.com/alecthomas/kong"

	"kundterminal/devices/sim"
)

// models are the printers that can be played, by the names of the terminal's
// profiles.
var models = map[string]func() sim.Model{
	"tm-t20iii": sim.TMT20III, "tm-t88v": sim.TMT88V, "custom-kpm": sim.VKP80, "plain-58mm": sim.Plain58,
}

type options struct {
	Printer string `help:"Printer to play: tm-t20iii, tm-t88v, custom-kpm or plain-58mm." default:"tm-t20iii" enum:"tm-t20iii,tm-t88v,custom-kpm,plain-58mm"`
	Baud    int    `help:"Speed of the line." default:"38400"`
	Link    string `help:"Path at which the printer or keypad is plugged in." type:"path"`
	Out     string `help:"Folder for a picture of each ticket; none are kept without it." type:"path"`

	Keypad   bool `help:"Play a tactile keypad on a serial line, in place of a printer."`
	Keyboard bool `help:"Play a tactile keypad that is a keyboard on USB, in place of a printer."`

	Replay string  `help:"Recording of a device's line to play back, in place of a printer." type:"existingfile"`
	Speed  float64 `help:"How many times as fast as recorded." default:"1"`
	Loop   bool    `help:"Begin anew when the recording has ended."`
}

func main() {
	var o options
	kong.Parse(&o, kong.Name("devicesim"), kong.Description("Plays the terminal's devices on pseudo-terminals."))
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := run(ctx, o, os.Stdin, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "devicesim:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, o options, in io.Reader, out io.Writer) error {
	if o.Replay != "" {
		return replay(ctx, o, out)
	}
	if o.Keypad || o.Keyboard {
		return playKeypad(ctx, o, in, out)
	}
	if o.Out != "" {
		if err := os.MkdirAll(o.Out, 0o755); err != nil {
			return err
		}
	}
	printer, err := sim.New(models[o.Printer](), sim.Options{Baud: o.Baud, Speed: 1, LinkPath: o.Link})
	if err != nil {
		return err
	}
	defer printer.Close()
	b := &board{printer: printer, out: out, folder: o.Out}
	printer.OnTicket(b.ticket)
	fmt.Fprintf(out, "%s is plugged in at %s\n%s", printer.Model().Name, printer.Path(), help)
	return prompt(ctx, in, b.obey)
}

// prompt hands on each line that is typed, until a signal.
func prompt(ctx context.Context, in io.Reader, obey func(line string)) error {
	lines := make(chan string)
	go func() {
		defer close(lines)
		scanner := bufio.NewScanner(in)
		for scanner.Scan() {
			lines <- scanner.Text()
		}
	}()
	for {
		select {
		case <-ctx.Done():
			return nil
		case line, more := <-lines:
			if !more { // no one is at the prompt: play on
				<-ctx.Done()
				return nil
			}
			obey(line)
		}
	}
}

const help = `Type a fault to make it occur, "ok" and the fault to mend it, "status", "take" or "tear".
`

// board is the prompt.
type board struct {
	printer *sim.Printer
	out     io.Writer
	folder  string
}

func name(f sim.Fault) string { return strings.ReplaceAll(f.String(), " ", "_") }

func (b *board) obey(line string) {
	words := strings.Fields(strings.ToLower(line))
	if len(words) == 0 {
		return
	}
	on := true
	if words[0] == "ok" && len(words) > 1 {
		on, words = false, words[1:]
	}
	fault := strings.Join(words, "_")
	faults := sim.AllFaults()
	if i := slices.IndexFunc(faults, func(f sim.Fault) bool { return name(f) == fault }); i >= 0 {
		if err := b.printer.Set(faults[i], on); err != nil {
			fmt.Fprintln(b.out, err)
		}
		b.status()
		return
	}
	switch words[0] {
	case "status":
		b.status()
	case "take":
		fmt.Fprintln(b.out, "taken:", b.printer.TakeTicket())
	case "tear":
		b.printer.TearOff()
	default:
		var names []string
		for _, f := range faults {
			names = append(names, name(f))
		}
		fmt.Fprintf(b.out, "%q is nothing that can happen here. %sFaults: %s\n", line, help, strings.Join(names, ", "))
	}
}

func (b *board) status() {
	c := b.printer.Counts()
	fmt.Fprintf(b.out, "faults %v, %d bytes received, %d dropped, %d tickets\n", b.printer.Faults(), c.Received, c.Dropped, c.Tickets)
}

// ticket tells of a finished ticket and keeps its picture.
func (b *board) ticket(t sim.Ticket) {
	fmt.Fprintf(b.out, "ticket of %.0f mm, complete %t: %s\n", t.LengthMM, t.Complete, strings.Join(t.Text, " / "))
	if b.folder == "" {
		return
	}
	picture, err := t.PNG(b.printer.Model())
	if err == nil {
		err = os.WriteFile(filepath.Join(b.folder, t.At.Format("150405.000")+".png"), picture, 0o644)
	}
	if err != nil {
		fmt.Fprintln(b.out, "the picture is not kept:", err)
	}
}
