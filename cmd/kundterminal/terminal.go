package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"net"
	"sync"
	"sync/atomic"
	"time"

	"kundterminal/assets"
	"kundterminal/cmd/kundterminal/workshop"
	"kundterminal/devices"
	"kundterminal/devices/escpos"
	"kundterminal/devices/jack"
	"kundterminal/devices/serialport"
	"kundterminal/devices/trace"
	"kundterminal/kiosk"
	"kundterminal/kiosk/bolt"
	"kundterminal/kiosk/catalogue"
	"kundterminal/kiosk/engine"
	"kundterminal/kiosk/faulttree"
	"kundterminal/kiosk/hall"
	"kundterminal/kiosk/ical"
	"kundterminal/kiosk/point"
	"kundterminal/kiosk/queue"
	"kundterminal/ui"
	"kundterminal/ui/texts"
	"kundterminal/ui/web"
)

// terminal is the whole terminal, wired. The commands and the tests of whole
// visits share it.
type terminal struct {
	config     config
	log        *slog.Logger
	store      *bolt.Store
	opening    bolt.Opening
	catalogue  *catalogue.Keeper
	current    atomic.Pointer[kiosk.Catalogue]
	plan       atomic.Pointer[point.Plan]
	limits     atomic.Pointer[queue.Settings]
	hall       *hall.Hall
	figures    *figures
	presenter  *ui.Presenter
	engine     *engine.Engine
	driver     *escpos.Driver // nil without a printer
	link       *devices.Link  // nil without a printer
	readers    *readers
	tactile    *tactile // nil without a keypad
	beacon     *callLight
	identifier *identifier
	calendar   *ical.Keeper // nil: nobody can check in
	second     *secondScreen
	voice      *voice
	jack       *jack.Reader // nil: nobody tells of headphones
	desk       *desk
	display    *callDisplay
	point      *pointServer // nil: nobody logs in
	workshop   *workshop.Screen
	checker    bolt.Checker
	counters   *workshop.Counters
	ring       *workshop.LogRing

	printerStand workshop.Standing
	printerTap   trace.Tap
	paper        *paper // nil without a printer
	started      time.Time
	bench        web.Bench // nil but in a demonstration
	beat         func()    // each time the engine's loop turns
}

// assemble opens the store and wires everything. Close must be called.
func assemble(ctx context.Context, c config, log *slog.Logger, ring *workshop.LogRing) (*terminal, error) {
	t := &terminal{config: c, log: log, ring: ring, started: time.Now(), beat: func() {}}
	t.desk = &desk{terminal: t, views: map[kiosk.View]view{}}
	if err := t.loadScreens(); err != nil {
		return nil, err
	}
	if err := t.loadCatalogue(); err != nil {
		return nil, err
	}
	if err := t.openStore(ctx); err != nil {
		return nil, err
	}
	t.figures = &figures{t: t}
	if err := t.openHall(ctx); err != nil {
		return nil, errors.Join(err, t.Close())
	}
	printer, err := t.wirePrinter()
	if err != nil {
		return nil, errors.Join(err, t.Close())
	}
	if err := t.wireIdentification(); err != nil {
		return nil, errors.Join(err, t.Close())
	}
	if err := t.wireAppointments(); err != nil {
		return nil, errors.Join(err, t.Close())
	}
	if err := t.wireHands(); err != nil {
		return nil, errors.Join(err, t.Close())
	}
	initial := kiosk.State{Rules: c.rules(), Catalogue: t.current.Load(), Outlook: kiosk.NoOutlook{}}
	initial.Rules.AdvisorPIN = t.advisorsPIN()
	spoken := t.wireVoice(&initial.Rules)
	if initial.Trees, err = faulttree.LoadAll(assets.FaultTrees()); err != nil {
		return nil, errors.Join(err, t.Close())
	}
	if err := t.wireDisplay(); err != nil {
		return nil, errors.Join(err, t.Close())
	}
	if err := t.wirePoint(); err != nil {
		return nil, errors.Join(err, t.Close())
	}
	t.wireWorkshop()
	t.second = &secondScreen{config: c.SecondScreen, log: log}
	t.engine = engine.New(initial, engine.Options{
		Journal: t.hall, Printer: printer, Identifier: t.identifier, Workshop: t.workshop, Voice: spoken, Look: t.readers.look,
		Feedback: t.store, Slips: t.slips(), Beacon: t.beacon.port(),
		Dialler: t.identifier, CallBacks: t.store, Handout: &handout{paper: t.paper, screen: t.second, catalogue: t.current.Load},
		Location: c.location, Log: log,
		Beat: func() { t.beat() },
	})
	return t, nil
}

func (t *terminal) loadScreens() error {
	words, err := texts.Load(assets.Texts())
	if err != nil {
		return err
	}
	regular, bold, err := typefaces()
	if err != nil {
		return err
	}
	font, err := ui.NewFont(regular, bold)
	if err != nil {
		return err
	}
	t.presenter = &ui.Presenter{Texts: words, Font: font, Place: t.config.place(), Languages: t.config.Terminal.Languages, Reach: float64(t.config.Screen.ReachMM)}
	return nil
}

func typefaces() (regular, bold []byte, err error) {
	regular, err = fs.ReadFile(assets.Fonts(), "NotoSans-Regular.ttf")
	if err == nil {
		bold, err = fs.ReadFile(assets.Fonts(), "NotoSans-Bold.ttf")
	}
	return regular, bold, err
}

func (t *terminal) wirePrinter() (engine.Printer, error) {
	if t.config.Printer.Port == "" {
		return noPaper{}, nil
	}
	profile, err := profileNamed(t.config.Printer.Profile)
	if err != nil {
		return nil, err
	}
	mark, err := logo()
	if err != nil {
		return nil, err
	}
	baud := t.config.Printer.Baud
	if baud == 0 {
		baud = profile.Baud
	}
	path := t.config.Printer.Port
	driver := escpos.NewDriver(profile, escpos.Options{
		Name: path, Baud: baud, Log: t.log, Logo: &escpos.Logo{Key: logoKey, Image: mark},
		Scrap:    t.scrap(),
		OnStatus: standOf(&t.printerStand, func(s devices.Status) { t.engine.Post(kiosk.PrinterChanged{Printer: printerOf(s)}) }),
	})
	t.driver = driver
	t.link = &devices.Link{
		Name: "printer " + path, Log: t.log, Serve: driver.Serve, OnChange: t.printerStand.Linked,
		Open: func(context.Context) (devices.Port, error) {
			port, err := serialport.Open(path, serialport.Mode{Baud: baud})
			if err != nil {
				return nil, err
			}
			return t.printerTap.Port(port), nil
		},
	}
	t.paper = &paper{driver: driver, presenter: t.presenter, catalogue: t.current.Load, logo: mark}
	return t.paper, nil
}

// wireIdentification needs a key only where there is a reader or a calendar.
func (t *terminal) wireIdentification() (err error) {
	t.presenter.Asks = t.config.Feedback.Ask && t.config.scans()
	key := make([]byte, keyLength)
	if len(t.config.Readers) > 0 || t.config.Appointments.used() {
		if key, err = loadKey("identity.key_file", t.config.Identity.KeyFile); err != nil {
			return err
		}
	}
	t.identifier = newIdentifier(key)
	t.identifier.testCodes = t.config.Identity.TestCodes
	t.readers, err = t.wireReaders()
	return err
}

// run serves the terminal until ctx ends or a part of it fails. Front, when
// given, has the calling goroutine for its own and ends the terminal when it
// returns.
func (t *terminal) run(ctx context.Context, listener net.Listener, front func(context.Context) error) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	var work sync.WaitGroup
	part := func(name string, serve func(context.Context) error) {
		work.Go(func() {
			if err := serve(ctx); err != nil && ctx.Err() == nil {
				cancel(fmt.Errorf("%s: %w", name, err))
			}
		})
	}
	part("engine", t.engine.Run)
	part("queue", t.hall.Run)
	part("catalogue", t.watchCatalogue)
	if t.calendar != nil {
		part("appointments", t.watchAppointments)
	}
	part("counters", t.counters.Run)
	part("feedback", t.purgeFeedback)
	part("history", t.lookAfterHistory)
	part("call-backs", newCallBacks(t.config.CallBack, t.store, t.log).run)
	part("workshop", t.workshop.Run)
	part("socket", t.serveCommands)
	if t.link != nil {
		part("printer", t.link.Run)
	}
	for _, link := range t.readers.links {
		part("reader", link.Run)
	}
	if t.jack != nil {
		part("headphones", t.jack.Run)
	}
	for _, link := range t.handLinks() {
		part(link.Name, link.Run)
	}
	if t.display.listener != nil {
		part("display", t.display.run)
	}
	if t.point != nil {
		part("point", t.point.run)
	}
	if listener != nil {
		part("web", func(ctx context.Context) error { return t.webServer().Serve(ctx, listener) })
	}
	if front != nil {
		err := front(ctx)
		cancel(err)
	}
	<-ctx.Done()
	work.Wait()
	if cause := context.Cause(ctx); !errors.Is(cause, context.Canceled) {
		return cause
	}
	return nil
}

func (t *terminal) webServer() *web.Server {
	return web.New(t.engine, web.Options{
		Scene: t.presenter.Scene, Frame: t.config.frame(), Icons: assets.Icons(), Fonts: assets.Fonts(),
		Log: t.log, Hosts: t.config.Web.Hosts, Dev: t.bench, BenchFirst: t.bench != nil, Status: t.status, Results: t.results(), Others: t.others(),
	})
}

// Close ends what is being said, and lets go of the store.
func (t *terminal) Close() error {
	if t.voice != nil {
		t.voice.speaker.Close()
	}
	if t.display != nil {
		t.display.Close()
	}
	if t.point != nil {
		t.point.listener.Close() // served or not
	}
	if t.second != nil {
		t.second.Close()
	}
	if t.hall != nil {
		t.hall.Close()
	}
	return t.store.Close()
}
