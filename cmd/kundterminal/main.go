// Command kundterminal is the customer terminal of a public service point.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/signal"
	"slices"
	"syscall"
	_ "time/tzdata" // the point's time zone must be there on any machine

	"github.com/alecthomas/kong"

	"kundterminal/cmd/kundterminal/workshop"
	"kundterminal/kiosk/simulate"
)

// cli is the command line.
type cli struct {
	Run        runCmd        `cmd:"" help:"Run the terminal."`
	Demo       demoCmd       `cmd:"" help:"Run the terminal with simulated devices, to look at it."`
	Visit      visitCmd      `cmd:"" help:"Play a scripted visit against simulated devices."`
	Config     configCmd     `cmd:"" help:"Print the configuration with all its keys."`
	Catalogue  catalogueCmd  `cmd:"" help:"Check a catalogue and count what is in it."`
	Measure    measureCmd    `cmd:"" help:"Measure how fast this machine changes screens and searches, against the limits."`
	Diagnose   diagnoseCmd   `cmd:"" help:"Tools for a technician at a keyboard."`
	Feedback   feedbackCmd   `cmd:"" help:"Count the feedback: a table, CSV, JSON, charts."`
	Statistics statisticsCmd `cmd:"" help:"Tell the figures of the service point; remove what is kept long enough."`
	Screens    screensCmd    `cmd:"" help:"Write every screen into a folder, for those who translate and judge."`
	Staff      staffCmd      `cmd:"" help:"Who may log in at the service point's pages."`
	Store      storeCmd      `cmd:"" help:"Check, export or compact the store of a terminal that is not running."`
	Simulate   simulateCmd   `cmd:"" help:"Play a day of the service point through the queue: waits, desks, and what a change would have done."`
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	os.Exit(execute(ctx, os.Args[1:], os.Stdout, os.Stderr))
}

// surroundings are what every command may use of the world.
type surroundings struct {
	ctx         context.Context
	in          io.Reader
	out, errors io.Writer
}

// exitCode ends the program with a code of its own, after the command itself has
// said why.
type exitCode int

// Error implements error.
func (c exitCode) Error() string { return fmt.Sprintf("exit code %d", int(c)) }

// exitConfig is the exit code for a configuration that the terminal cannot run
// with (EX_CONFIG of sysexits.h): starting again does not help.
const exitConfig = 78

// exitBusy is the exit code of what is not done while somebody uses the terminal or
// its line: try again.
const exitBusy = 4

// errUse is wrapped by what was asked for and cannot be.
var errUse = errors.New("it is not used like that")

// misused are the errors of a wrong use.
var misused = []error{errUse, simulate.ErrWhatIf, workshop.ErrNoDevice, workshop.ErrNoTest, workshop.ErrAtScreen, workshop.ErrNoView}

// errConfig is wrapped by faults of the configuration.
var errConfig = errors.New("the configuration is refused")

// longFlags lets a flag be written with one dash, as in -script: there are no
// bundles of short ones to mistake it for.
func longFlags(args []string) []string {
	var list []string
	for _, a := range args {
		if len(a) > 2 && a[0] == '-' && a[1] >= 'a' && a[1] <= 'z' && a[2] != '=' {
			a = "-" + a
		}
		list = append(list, a)
	}
	return list
}

// execute runs a command line and returns the exit code: 0 done, 1 failed, 2 not
// understood or not there, 4 busy, 78 a fault of the configuration.
func execute(ctx context.Context, args []string, out, errs io.Writer) int {
	var c cli
	exit := -1
	parser, err := kong.New(
		&c, kong.Name("kundterminal"), kong.Writers(out, errs), kong.Exit(func(code int) { exit = code }),
		kong.Description("The customer terminal of a public service point."),
		kong.Vars{"listen": demoListen, "display": demoDisplay, "point": demoPages, "standard": standardConfig},
	)
	if err != nil {
		fmt.Fprintln(errs, "kundterminal:", err)
		return 2
	}
	parsed, err := parser.Parse(longFlags(args))
	if exit >= 0 { // help was asked for
		return exit
	}
	if err != nil {
		fmt.Fprintf(errs, "kundterminal: %v\nkundterminal --help lists the commands.\n", err)
		return 2
	}
	err = parsed.Run(&surroundings{ctx, os.Stdin, out, errs})
	if code, ok := errors.AsType[exitCode](err); ok {
		return int(code)
	}
	if err != nil {
		fmt.Fprintln(errs, "kundterminal:", err)
	}
	switch {
	case errors.Is(err, errConfig):
		return exitConfig
	case errors.Is(err, workshop.ErrBusy), errors.Is(err, workshop.ErrWatched):
		return exitBusy
	case slices.ContainsFunc(misused, func(e error) bool { return errors.Is(err, e) }):
		return 2
	case err != nil:
		return 1
	}
	return 0
}

// newLog returns a log as JSON lines. What is logged names tickets and devices,
// never a person.
func newLog(w io.Writer, level string) *slog.Logger {
	var l slog.Level
	if err := l.UnmarshalText([]byte(level)); err != nil {
		l = slog.LevelInfo
	}
	return slog.New(slog.NewJSONHandler(w, &slog.HandlerOptions{Level: l}))
}
