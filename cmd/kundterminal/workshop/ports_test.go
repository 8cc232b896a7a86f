package workshop

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/creack/pty"

	"kundterminal/devices"
	"kundterminal/devices/serialport"
	"kundterminal/devices/sim"
	"kundterminal/kiosk"
)

// openReal opens real serial ports, and counts how many are open.
type openReal struct{ now, most, opened atomic.Int32 }

func (o *openReal) open(_ context.Context, path string, mode serialport.Mode) (devices.Port, error) {
	p, err := serialport.Open(path, mode)
	if err != nil {
		return nil, err
	}
	o.opened.Add(1)
	if now := o.now.Add(1); now > o.most.Load() {
		o.most.Store(now)
	}
	return &countedPort{p, o}, nil
}

type countedPort struct {
	*serialport.Port
	o *openReal
}

func (p *countedPort) Close() error { p.o.now.Add(-1); return p.Port.Close() }

// discovered is what is found at one port.
func discovered(t *testing.T, path string) PortFinding {
	t.Helper()
	var found []PortFinding
	start := time.Now()
	list := func() ([]serialport.Info, error) { return []serialport.Info{{Path: path, Interface: -1}}, nil }
	if err := Discover(t.Context(), list, new(openReal).open, nil, func(f PortFinding) { found = append(found, f) }); err != nil {
		t.Fatal(err)
	}
	if took := time.Since(start); took > portLimit+time.Second {
		t.Errorf("it took %v", took)
	}
	if len(found) != 1 {
		t.Fatalf("%d ports were found", len(found))
	}
	return found[0]
}

func simPrinter(m sim.Model, faults ...sim.Fault) func(*testing.T) string {
	return func(t *testing.T) string {
		p, err := sim.New(m, sim.Options{Seed: 1})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() {
			p.TearOff()
			if n := len(p.Tickets()); n > 0 {
				t.Errorf("asking a printer made it print")
			}
			_ = p.Close()
		})
		for _, f := range faults {
			_ = p.Set(f, true)
		}
		return p.Path()
	}
}

func simReader(o sim.ReaderOptions, faults ...sim.ReaderFault) func(*testing.T) string {
	return func(t *testing.T) string {
		r, err := sim.NewReader(o)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = r.Close() })
		for _, f := range faults {
			_ = r.Set(f, true)
		}
		r.Present("P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", "L898902C36UTO7408122F1204159ZE184226B<<<<<10")
		return r.Path()
	}
}

func simChip(o sim.CardReaderOptions, fault ...sim.CardFault) func(*testing.T) string {
	return func(t *testing.T) string {
		r, err := sim.NewCardReader(o)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = r.Close() })
		for _, f := range fault {
			_ = r.Set(f, true)
		}
		return r.Path()
	}
}

// bare is a pseudo-terminal at whose other end far runs.
func bare(far func(f *os.File)) func(*testing.T) string {
	return func(t *testing.T) string {
		master, slave, err := pty.Open()
		if err != nil {
			t.Fatal(err)
		}
		done := make(chan struct{})
		go func() { defer close(done); far(master) }()
		t.Cleanup(func() { _ = slave.Close(); _ = master.Close(); <-done })
		return slave.Name()
	}
}

func echo(change func([]byte) []byte) func(*os.File) {
	return func(f *os.File) {
		b := make([]byte, 256)
		for {
			n, err := f.Read(b)
			if err != nil {
				return
			}
			_, _ = f.Write(change(b[:n]))
		}
	}
}

// parrot answers everything with random bytes.
func parrot(f *os.File) {
	rng := rand.New(rand.NewPCG(1, 2))
	echo(func(b []byte) []byte {
		answer := make([]byte, 1+rng.IntN(6))
		for i := range answer {
			answer[i] = byte(rng.Uint32())
		}
		return answer
	})(f)
}

var portCases = []struct {
	name  string
	begin func(*testing.T) string
	want  PortFinding
}{
	{"TM-T20III", simPrinter(sim.TMT20III()), PortFinding{State: PortPrinter, Profile: "tm-t20iii", Baud: 9600}},
	{"TM-T88V", simPrinter(sim.TMT88V()), PortFinding{State: PortPrinter, Profile: "tm-t88v", Baud: 9600}},
	{"a printer without paper, which does not tell its name", simPrinter(sim.TMT88V(), sim.PaperOut), PortFinding{State: PortPrinter, Baud: 9600}},
	{"VKP80", simPrinter(sim.VKP80()), PortFinding{State: PortPrinter, Profile: "custom-kpm", Baud: 9600}},
	{"a printer that has no name", simPrinter(sim.Plain58()), PortFinding{State: PortPrinter, Baud: 9600}},
	{"a printer that babbles", simPrinter(sim.TMT20III(), sim.Garbage), PortFinding{State: PortNoisy}},
	{"a mute printer", simPrinter(sim.TMT20III(), sim.Mute), PortFinding{State: PortSilent}},
	{"Elyctis with a passport before it", simReader(sim.ReaderOptions{}), PortFinding{State: PortReader, Profile: "elyctis", Baud: 9600}},
	{"Honeywell", simReader(sim.ReaderOptions{Kind: sim.HoneywellImager}), PortFinding{State: PortReader, Profile: "honeywell-ocr", Baud: 9600, Version: "Simulated Imager, Revision 1.0"}},
	{"DESKO", simReader(sim.ReaderOptions{Kind: sim.DeskoMRZ}), PortFinding{State: PortSilent}},
	{"scanner", simReader(sim.ReaderOptions{Kind: sim.BarcodeScanner}), PortFinding{State: PortSilent}},
	{"MagTek", simReader(sim.ReaderOptions{Kind: sim.MagTekInsert}), PortFinding{State: PortSilent}},
	{"a scanner that floods", simReader(sim.ReaderOptions{Kind: sim.BarcodeScanner}, sim.GarbageFlood), PortFinding{State: PortNoisy}},
	{"GemPC Twin", simChip(sim.CardReaderOptions{}), PortFinding{State: PortChipReader, Profile: ChipProfile, Baud: 115200, Version: "GemTwin-V2.00-GM00"}},
	{"a chip reader without an echo", simChip(sim.CardReaderOptions{NoEcho: true}), PortFinding{State: PortChipReader, Profile: ChipProfile, Baud: 115200, Version: "GemTwin-V2.00-GM00"}},
	{"a chip reader that hears badly", simChip(sim.CardReaderOptions{}, sim.NAKStorm), PortFinding{State: PortStranger}},
	{"nothing", bare(echo(func([]byte) []byte { return nil })), PortFinding{State: PortSilent}},
	{"a looped line", bare(echo(func(b []byte) []byte { return b })), PortFinding{State: PortLooped}},
	{"a line that loses what it gives back", bare(echo(func(b []byte) []byte { return b[:len(b)-1] })), PortFinding{State: PortStranger}},
	{"something that answers anything with anything", bare(parrot), PortFinding{State: PortStranger}},
	{"no port", func(t *testing.T) string { return filepath.Join(t.TempDir(), "ttyUSB0") }, PortFinding{State: PortRefused}},
}

// TestWhatIsAtAPortIsFoundAndNeverTakenForSomethingElse asks every simulator, and
// ports at which there is none.
func TestWhatIsAtAPortIsFoundAndNeverTakenForSomethingElse(t *testing.T) {
	t.Parallel()
	var all sync.WaitGroup // they wait for silence most of the time
	for _, c := range portCases {
		all.Go(func() { t.Run(c.name, func(t *testing.T) { isFound(t, discovered(t, c.begin(t)), c.want) }) })
	}
	all.Wait()
}

func isFound(t *testing.T, got, want PortFinding) {
	t.Helper()
	if got.State != want.State || got.Profile != want.Profile || got.Version != want.Version || want.Baud != 0 && got.Baud != want.Baud {
		t.Errorf("found %s, profile %q, baud %d, version %q (%v); want %+v", got.State, got.Profile, got.Baud, got.Version, got.Err, want)
	}
	view := fmt.Sprintf("%+v %v", PortsView([]PortFinding{got}, false), got.Err)
	for _, secret := range []string{"ERIKSSON", "L898902C3"} {
		if strings.Contains(view, secret) {
			t.Error("what is found tells of a person")
		}
	}
}

func TestPortsAreAskedOneAtATimeAndBusyOnesAreLeftAlone(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	path := simReader(sim.ReaderOptions{})(t)
	link := filepath.Join(dir, "by-id")
	if err := os.Symlink(path, link); err != nil {
		t.Fatal(err)
	}
	other := simReader(sim.ReaderOptions{})(t)
	target, err := filepath.EvalSymlinks(other)
	if err != nil {
		t.Fatal(err)
	}
	list := func() ([]serialport.Info, error) {
		return []serialport.Info{{Path: "/dev/ttyUSB0", ByID: link}, {Path: target}, {Path: path, Console: true}, {Path: "/dev/ttyUSB1", ByID: path}}, nil
	}
	o := &openReal{}
	var states []PortState
	if err := Discover(t.Context(), list, o.open, BusyPorts("", other), func(f PortFinding) {
		if o.now.Load() != 0 {
			t.Error("a port is told of while one is open")
		}
		states = append(states, f.State)
	}); err != nil {
		t.Fatal(err)
	}
	if fmt.Sprint(states) != "[reader busy console reader]" || o.most.Load() != 1 || o.opened.Load() != 2 {
		t.Errorf("found %v, at most %d open at a time, opened %d times", states, o.most.Load(), o.opened.Load())
	}
}

func TestDiscoveryEndsWithItsContextAndWithItsList(t *testing.T) {
	t.Parallel()
	none := errors.New("no /sys")
	if err := Discover(t.Context(), func() ([]serialport.Info, error) { return nil, none }, nil, nil, nil); !errors.Is(err, none) {
		t.Errorf("the error is %v", err)
	}
	path := bare(echo(func([]byte) []byte { return nil }))(t)
	ctx, cancel := context.WithTimeout(t.Context(), 300*time.Millisecond)
	defer cancel()
	list := func() ([]serialport.Info, error) { return []serialport.Info{{Path: path}, {Path: path}}, nil }
	start := time.Now()
	err := Discover(ctx, list, new(openReal).open, nil, func(PortFinding) { t.Error("a port was told of") })
	if !errors.Is(err, context.DeadlineExceeded) || time.Since(start) > 5*time.Second {
		t.Errorf("it ended after %v with %v", time.Since(start), err)
	}
}

func TestAFindingSaysWhatToWriteInTheConfiguration(t *testing.T) {
	t.Parallel()
	info := serialport.Info{
		Path: "/dev/ttyUSB0", ByID: "/dev/serial/by-id/usb-x", ByPath: "/dev/serial/by-path/pci-y", USB: true, Vendor: "10c4", Product: "ea60",
		Serial: "0001", Concerns: []serialport.Concern{serialport.ConcernDefaultSerial},
	}
	view := PortsView([]PortFinding{
		{Info: info, State: PortReader, Profile: "elyctis", Baud: 9600},
		{Info: serialport.Info{Path: "/dev/ttyS0", Interface: -1}, State: PortPrinter, Baud: 19200},
		{Info: serialport.Info{Path: "/dev/ttyS1", Interface: -1}, State: PortRefused, Err: errors.New("no permission")},
	}, true)
	if !view.Busy || len(view.Sections) != 3 || view.Sections[0].Title != "/dev/ttyUSB0" {
		t.Fatalf("%+v", view)
	}
	for key, want := range map[string]string{
		"write_table": "[[reader]]", "write_profile": "elyctis", "write_port": info.ByPath, "write_baud": "9600", "usb_id": "10c4:ea60",
	} {
		if got := factOf(view.Sections[0].Facts, key).Value; got != want {
			t.Errorf("%s is %q, want %q", key, got, want)
		}
	}
	if f := factOf(view.Sections[0].Facts, "concern"); f.Text != "concern_default_serial" || f.Health != kiosk.HealthAttention {
		t.Errorf("the concern is told as %+v", f)
	}
	second := view.Sections[1].Facts
	if factOf(second, "write_profile").Text != "choose_profile" || factOf(second, "write_port").Value != "/dev/ttyS0" || factOf(second, "usb_interface").Key != "" {
		t.Errorf("%+v", second)
	}
	if third := view.Sections[2].Facts; factOf(third, "cause").Value != "no permission" || factOf(third, "write_table").Key != "" {
		t.Errorf("%+v", third)
	}
	if empty := PortsView(nil, false); empty.Sections[0].Facts[0].Text != "no_ports" {
		t.Errorf("%+v", empty)
	}
}
