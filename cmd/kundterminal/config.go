package main

import (
	_ "embed"
	"errors"
	"fmt"
	"net"
	"os"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/BurntSushi/toml"

	"kundterminal/devices/idreader"
	"kundterminal/kiosk"
)

//go:embed default.toml
var defaultConfig string

// config is the terminal's configuration, in the shape of default.toml.
type config struct {
	Terminal struct {
		ID        int                       `toml:"id"`
		TimeZone  string                    `toml:"time_zone"`
		Languages []kiosk.Language          `toml:"languages"`
		Homeland  bool                      `toml:"sami_homeland"`
		Place     map[kiosk.Language]string `toml:"place"`
	} `toml:"terminal"`
	Screen struct {
		Touch      bool    `toml:"touch"`
		WidthPx    int     `toml:"width_px"`
		HeightPx   int     `toml:"height_px"`
		DiagonalIn float64 `toml:"diagonal_in"`
		ReachMM    int     `toml:"reach_mm"`
	} `toml:"screen"`
	Hours   map[string]string `toml:"hours"`
	Session struct {
		QuietS    int `toml:"quiet_s"`
		WarningS  int `toml:"warning_s"`
		GuardMs   int `toml:"guard_ms"`
		PatienceS int `toml:"patience_s"`
		TakeS     int `toml:"take_s"`
	} `toml:"session"`
	Printer struct {
		Port    string `toml:"port"`
		Profile string `toml:"profile"`
		Baud    int    `toml:"baud"`
	} `toml:"printer"`
	Readers []readerConfig `toml:"reader"`
	Keypad  keypadConfig   `toml:"keypad"`
	Beacon  beaconConfig   `toml:"beacon"`
	Sound   struct {
		Device string `toml:"device"`
		Speech bool   `toml:"speech"`
		Chimes bool   `toml:"chimes"`
		Jack   string `toml:"jack"`
	} `toml:"sound"`
	Identity struct {
		Badges    []string `toml:"badges" secret:"true"`
		TestCodes bool     `toml:"test_codes"`
		KeyFile   string   `toml:"key_file"`
	} `toml:"identity"`
	Store struct {
		Path  string `toml:"path"`
		MaxMB int    `toml:"max_mb"`
	} `toml:"store"`
	Feedback  feedbackConfig `toml:"feedback"`
	Catalogue struct {
		Folder   string `toml:"folder"`
		LastGood string `toml:"last_good"`
	} `toml:"catalogue"`
	Web struct {
		Listen string   `toml:"listen"`
		Hosts  []string `toml:"hosts"`
	} `toml:"web"`
	Log struct {
		Level string `toml:"level"`
	} `toml:"log"`
	Appointments appointmentsConfig `toml:"appointments"`
	Diagnostics  diagnosticsConfig  `toml:"diagnostics"`
	SecondScreen secondScreenConfig `toml:"second_screen"`
	CallBack     callBackConfig     `toml:"call_back"`
	Display      displayConfig      `toml:"display"`

	location *time.Location
	source   *configSource
	refused  []configFault // of [diagnostics], where loadServing left the default
}

// readerConfig is one reader of documents.
type readerConfig struct {
	Port    string `toml:"port"`
	Profile string `toml:"profile"`
	Baud    int    `toml:"baud"`
}

// loadConfig reads the file over the defaults; no path means the defaults. The
// error names every fault with its line.
func loadConfig(path string) (config, error) {
	if path == "" {
		return parseConfig("", "")
	}
	text, err := os.ReadFile(path)
	if err != nil {
		return config{}, fmt.Errorf("%w: %w; give an existing file, or make one with: kundterminal config > %s", errConfig, err, path)
	}
	return parseConfig(path, string(text))
}

func parseConfig(name, text string) (config, error) {
	c := config{source: &configSource{name: name, text: text}}
	if _, err := toml.Decode(defaultConfig, &c); err != nil {
		return c, fmt.Errorf("the default configuration: %w", err)
	}
	meta, err := toml.Decode(text, &c)
	if err != nil {
		return c, fmt.Errorf("%w:\n%w", errConfig, atLine(name, err))
	}
	var faults []error
	fault := func(key, reason string) {
		faults = append(faults, fmt.Errorf("%s:%d: %s: %s", name, lineOf(text, key), key, reason))
	}
	for _, key := range meta.Undecoded() {
		fault(key.String(), "there is no such key; kundterminal config prints all there are")
	}
	c.check(fault)
	c.addHomeland()
	for _, l := range c.Terminal.Languages {
		if slices.Contains(kiosk.Languages(), l) && meta.IsDefined("terminal", "place") && !meta.IsDefined("terminal", "place", string(l)) {
			fault("terminal.place."+string(l), "is missing, while other languages have a name of their own")
		}
	}
	if len(faults) > 0 {
		return c, fmt.Errorf("%w:\n%w", errConfig, errors.Join(faults...))
	}
	return c, nil
}

// wrongType is how the decoder tells of a value of another type.
var wrongType = regexp.MustCompile(`^toml: line (\d+) \(last key "(.*)"\): (.*)$`)

// atLine puts the file and line in front of what a decoder says.
func atLine(name string, err error) error {
	if parse := new(toml.ParseError); errors.As(err, parse) {
		return fmt.Errorf("%s:%d: %s", name, parse.Position.Line, parse.Message)
	}
	if m := wrongType.FindStringSubmatch(err.Error()); m != nil {
		return fmt.Errorf("%s:%s: %s: %s", name, m[1], m[2], m[3])
	}
	return fmt.Errorf("%s: %w", name, err)
}

// check reports every value that the terminal cannot work with.
func (c *config) check(fault func(key, reason string)) {
	between := func(key string, v, least, most int) {
		if v < least || v > most {
			fault(key, fmt.Sprintf("%d is not between %d and %d", v, least, most))
		}
	}
	between("terminal.id", c.Terminal.ID, 1, 65535)
	between("session.quiet_s", c.Session.QuietS, 60, 300)
	between("session.warning_s", c.Session.WarningS, 20, 120)
	between("session.guard_ms", c.Session.GuardMs, 0, 2000)
	between("session.patience_s", c.Session.PatienceS, 10, 600)
	between("session.take_s", c.Session.TakeS, 5, 120)
	between("store.max_mb", c.Store.MaxMB, 0, 1<<20)
	between("printer.baud", c.Printer.Baud, 0, 921600)
	c.checkScreen(fault, between)
	location, err := time.LoadLocation(c.Terminal.TimeZone)
	if err != nil || c.Terminal.TimeZone == "" {
		fault("terminal.time_zone", fmt.Sprintf("%q is not a time zone such as Europe/Helsinki", c.Terminal.TimeZone))
	}
	c.location = location
	c.checkLanguages(fault)
	c.checkHours(fault)
	c.checkSound(fault)
	if c.Store.Path == "" {
		fault("store.path", "must name a file")
	}
	if host, _, err := net.SplitHostPort(c.Web.Listen); err != nil {
		fault("web.listen", fmt.Sprintf("%q is not an address such as 127.0.0.1:8460", c.Web.Listen))
	} else if ip := net.ParseIP(host); host != "localhost" && (ip == nil || !ip.IsLoopback()) {
		fault("web.listen", fmt.Sprintf("%q is reached from other machines, and whoever reaches it can press; use 127.0.0.1 and a tunnel", host))
	}
	if !slices.Contains([]string{"debug", "info", "warn", "error"}, c.Log.Level) {
		fault("log.level", fmt.Sprintf("%q is not debug, info, warn or error", c.Log.Level))
	}
	c.Appointments.check(fault, between)
	c.SecondScreen.check(fault, between)
	c.CallBack.check(fault, between)
	c.Display.check(fault, between)
	c.checkDiagnostics(fault)
	c.checkFeedback(fault)
	if _, err := profileNamed(c.Printer.Profile); err != nil {
		fault("printer.profile", err.Error())
	}
	c.checkReaders(fault, between)
	c.checkKeypad(fault, between)
	c.checkBeacon(fault, between)
}

// checkReaders reports readers that cannot be, and ports that two devices have.
func (c *config) checkReaders(fault func(key, reason string), between func(key string, v, least, most int)) {
	ports := map[string]bool{c.Printer.Port: true}
	for i, r := range c.Readers {
		if ports[r.Port] {
			fault(fmt.Sprintf("reader[%d].port", i+1), fmt.Sprintf("%q is taken by another device", r.Port))
		}
		ports[r.Port] = true
		reader := fmt.Sprintf("reader[%d].", i+1)
		if _, err := idreader.ProfileByID(idreader.Profiles(), r.Profile); err != nil && r.Profile != chipProfile {
			fault(reader+"profile", err.Error()+", or "+chipProfile)
		}
		if r.Port == "" {
			fault(reader+"port", "must name a port such as /dev/serial/by-id/…")
		}
		between(reader+"baud", r.Baud, 0, 921600)
	}
}

// addHomeland adds the Sámi languages that the list does not have, where the point
// lies in their homeland.
func (c *config) addHomeland() {
	if !c.Terminal.Homeland {
		return
	}
	for _, l := range kiosk.SamiLanguages() {
		if !slices.Contains(c.Terminal.Languages, l) {
			c.Terminal.Languages = append(c.Terminal.Languages, l)
		}
	}
}

func (c *config) checkLanguages(fault func(key, reason string)) {
	if len(c.Terminal.Languages) == 0 {
		fault("terminal.languages", "must name at least one language")
	}
	seen := map[kiosk.Language]bool{}
	for _, l := range c.Terminal.Languages {
		if !slices.Contains(kiosk.AllLanguages(), l) {
			fault("terminal.languages", fmt.Sprintf("%q is none of %v", l, kiosk.AllLanguages()))
		} else if seen[l] {
			fault("terminal.languages", fmt.Sprintf("%q stands twice", l))
		}
		seen[l] = true
	}
	for _, l := range c.Terminal.Languages {
		if strings.TrimSpace(c.place().String(l)) == "" || slices.Contains(kiosk.Languages(), l) && strings.TrimSpace(c.Terminal.Place[l]) == "" {
			fault("terminal.place", fmt.Sprintf("the name in %q is missing", l))
		}
	}
}

func (c config) rules() kiosk.Rules {
	r := kiosk.DefaultRules()
	r.Terminal = kiosk.TerminalID(c.Terminal.ID)
	r.Quiet = time.Duration(c.Session.QuietS) * time.Second
	r.Warning = time.Duration(c.Session.WarningS) * time.Second
	r.Guard = time.Duration(c.Session.GuardMs) * time.Millisecond
	r.Patience = time.Duration(c.Session.PatienceS) * time.Second
	r.Take = time.Duration(c.Session.TakeS) * time.Second
	r.Advisors = len(c.Identity.Badges) > 0
	r.NoPaper = c.Printer.Port == ""
	if profile, err := profileNamed(c.Printer.Profile); err == nil && !r.NoPaper {
		r.Forms = profile.Forms
	}
	r.Language = c.Terminal.Languages[0]
	c.Appointments.rules(&r)
	r.Hours, r.SecondScreen, r.CallBack = c.openHours(), len(c.SecondScreen.Command) > 0, c.CallBack.used()
	r.Feedback, r.Routes = c.Feedback.Ask, c.Feedback.Route
	return r
}

func (c config) place() kiosk.Text { return kiosk.Text(c.Terminal.Place) }
