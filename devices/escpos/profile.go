package escpos

import (
	"fmt"
	"math"

	"kundterminal/devices/profiles"
)

// Proof is how a printer can tell that a job is on paper.
type Proof string

// The ways of proof, best first.
const (
	ProofProcessID     Proof = "process_id"     // GS ( H fn 48: the id comes back when all before it is printed
	ProofStatusRequest Proof = "status_request" // GS r 1 behind the cut is answered in its turn
	ProofNone          Proof = "none"           // only real-time status after the time the job needs
)

// Flow is how a printer says that it can take no more bytes.
type Flow string

// The ways of flow control.
const (
	FlowXONXOFF Flow = "xonxoff" // the characters XOFF and XON
	FlowDSR     Flow = "dsr"     // the modem lines DSR and CTS
	FlowNone    Flow = "none"    // not at all, or by the adapter itself
)

// Command is a sequence of bytes, written in TOML as hexadecimal pairs.
type Command = profiles.Bytes

// Profile is what one family of printers can do. It is data: a new printer needs a
// new file, not new code.
type Profile struct {
	ID    string `toml:"id"`    // name in the configuration, such as "tm-t20iii"
	Maker string `toml:"maker"` // for people
	Model string `toml:"model"` // for people

	Dots  int  `toml:"dots"`  // printable dots in a row
	DPI   int  `toml:"dpi"`   // dots per inch, both ways
	Forms bool `toml:"forms"` // the paper is wide enough to be written on: 80 mm at least

	UnitsPerDot int `toml:"units_per_dot"` // vertical motion units (ESC J) in one dot: 2 on Epson's, else 1

	CodePages CodePages `toml:"code_pages"`
	Columns   struct {
		A int `toml:"a"` // characters of font A (12 dots) in a line
		B int `toml:"b"` // characters of font B (9 dots) in a line
	} `toml:"columns"`
	Kanji bool `toml:"kanji"` // send FS . first: Asian models take high bytes for halves of characters

	NativeBarcode bool `toml:"native_barcode"` // GS k form B with Code 128
	NativeQR      bool `toml:"native_qr"`      // GS ( k
	NVGraphics    bool `toml:"nv_graphics"`    // GS ( L fn 64, 67, 69

	Proof Proof   `toml:"proof"`
	Cut   Command `toml:"cut"` // sent at the beginning of a line
	// CutterMM is how far the cutter is from the print head: so much paper each cut
	// takes besides what is printed.
	CutterMM float64 `toml:"cutter_mm"`

	Flow    Flow `toml:"flow"`
	Chunk   int  `toml:"chunk"`   // bytes handed to the port at once, at most
	Buffer  int  `toml:"buffer"`  // size of the printer's receive buffer in bytes
	Reserve int  `toml:"reserve"` // bytes the buffer still has room for when XOFF is sent
	Baud    int  `toml:"baud"`    // the line speed it is delivered with

	ASB         bool `toml:"asb"`          // GS a works
	ClearBuffer bool `toml:"clear_buffer"` // DLE DC4 8 and DLE ENQ work
	Identify    bool `toml:"identify"`     // GS I 65 to 68 work
	BareStatus  bool `toml:"bare_status"`  // DLE EOT answers lack their fixed bits (Pyramid Reliance)
	SpeedMMS    int  `toml:"speed_mm_s"`   // paper speed in millimetres a second

	Presenter *Presenter `toml:"presenter"` // nil: the paper hangs out of the slot
}

// CodePages maps the code pages used here to the printer's own numbers (the n of
// ESC t n). -1 in a Profile that was loaded means that the printer lacks the page.
type CodePages struct {
	PC858   int `toml:"858"`
	WPC1252 int `toml:"1252"`
}

// Presenter is how a kiosk printer's ticket outlet is moved.
type Presenter struct {
	Present    Command `toml:"present"` // followed by one byte: steps
	PresentMM  float64 `toml:"present_mm"`
	StepMM     float64 `toml:"step_mm"`
	Retract    Command `toml:"retract"` // may be empty
	Eject      Command `toml:"eject"`   // may be empty
	FullStatus bool    `toml:"full_status"`
}

// steps is how far a finished ticket is pushed out, in the presenter's own steps.
func (p *Presenter) steps() byte {
	return byte(min(255, max(1, math.Round(p.PresentMM/p.StepMM))))
}

// dotsOf converts millimetres to dots.
func (p *Profile) dotsOf(mm float64) int { return int(math.Round(mm * float64(p.DPI) / 25.4)) }

// check lists what is wrong with a profile, as "key: reason".
func (p *Profile) check() []string {
	var faults []string
	fault := func(key, format string, args ...any) {
		faults = append(faults, key+": "+fmt.Sprintf(format, args...))
	}
	within := func(key string, v, low, high int) {
		if v < low || v > high {
			fault(key, "%d is not between %d and %d", v, low, high)
		}
	}
	if p.ID == "" {
		fault("id", "is missing; give a short name such as \"tm-t20iii\"")
	}
	within("dots", p.Dots, 128, 2040)
	if p.Dots%8 != 0 {
		fault("dots", "%d is not a multiple of 8", p.Dots)
	}
	within("dpi", p.DPI, 100, 600)
	within("units_per_dot", p.UnitsPerDot, 1, 8)
	within("code_pages.858", p.CodePages.PC858, -1, 255)
	within("code_pages.1252", p.CodePages.WPC1252, -1, 255)
	within("columns.a", p.Columns.A, 8, p.Dots/8)
	within("columns.b", p.Columns.B, 8, p.Dots/8)
	within("chunk", p.Chunk, 1, 64)
	within("buffer", p.Buffer, 16, 1<<20)
	within("reserve", p.Reserve, 1, max(1, p.Buffer-1))
	within("baud", p.Baud, 1200, 1_000_000)
	within("speed_mm_s", p.SpeedMMS, 10, 1000)
	if !(p.CutterMM >= 0 && p.CutterMM <= 100) {
		fault("cutter_mm", "%g is not between 0 and 100", p.CutterMM)
	}
	p.checkWords(fault)
	return faults
}

func (p *Profile) checkWords(fault func(key, format string, args ...any)) {
	switch p.Proof {
	case ProofProcessID, ProofStatusRequest, ProofNone:
	default:
		fault("proof", "%q is not one of process_id, status_request, none", p.Proof)
	}
	switch p.Flow {
	case FlowXONXOFF, FlowDSR, FlowNone:
	default:
		fault("flow", "%q is not one of xonxoff, dsr, none", p.Flow)
	}
	if len(p.Cut) == 0 {
		fault("cut", "is missing; give bytes such as \"1D 56 42 00\"")
	}
	if p.Presenter != nil {
		if len(p.Presenter.Present) == 0 {
			fault("presenter.present", "is missing; give bytes such as \"1D 65 03\"")
		}
		if p.Presenter.StepMM <= 0 || p.Presenter.PresentMM <= 0 {
			fault("presenter", "step_mm and present_mm must be above 0")
		}
	}
}
