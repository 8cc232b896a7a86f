package sim

// Feature is a set of the optional commands that a model understands. A
// command that the model lacks is skipped and noted in [Printer.Refused].
type Feature uint

// The optional commands.
const (
	BarcodeB       Feature = 1 << iota // GS k, form B (and the settings GS h, w, H, f, which are harmless alone)
	QRCode                             // GS ( k for QR codes
	ProcessID                          // GS ( H: process ids and offline notices
	PaperStatus                        // GS r
	Graphics                           // GS ( L and GS 8 L: print buffer and NV memory
	ClearBuffer                        // DLE DC4 8 and DLE ENQ
	AutoStatus                         // GS a: Automatic Status Back (ASB)
	CustomCut                          // ESC i and ESC m
	PresenterMoves                     // GS e: present, retract, eject, ejector status
	FullStatus                         // DLE EOT 20 and ESC v, as Custom's printers answer them
	Identity                           // GS I
)

// Model describes one type of printer. The zero value is no printer; take one
// of [TMT88V], [TMT20III], [VKP80] or [Plain58] and change what should differ.
type Model struct {
	Name  string // as GS I 67 answers
	Maker string // as GS I 66 answers

	Dots    int     // printable dots across
	DPI     int     // dots per inch, both ways
	PaperMM float64 // width of the roll in millimetres

	// Codes maps the n of ESC t n to the name of a code page: "PC437",
	// "PC850", "PC852", "PC858", "PC865", "PC866", "WPC775", "WPC1250",
	// "WPC1252", "WPC1257", "ISO8859-2", "ISO8859-4" or "ISO8859-15".
	Codes map[byte]string

	Features Feature

	UnitsPerDot int // vertical motion units (ESC J, ESC 3, GS V 66) in one dot: 2 on Epson's printers, else 1
	Spacing     int // line spacing at power-on, in dots
	CutterMM    float64
	FeedMMS     float64 // feed speed in millimetres a second
	CutMS       int     // how long a cut takes, in milliseconds
	StepMM      float64 // one step of the presenter (GS e 3)

	Buffer  int // receive buffer in bytes
	XOFFAt  int // XOFF is sent when so many bytes are left
	XONAt   int // XON is sent when so many bytes are free again
	NVBytes int // room for graphics in non-volatile memory
}

// has tells whether the model understands all of f.
func (m *Model) has(f Feature) bool { return m.Features&f == f }

// dots converts millimetres to dots.
func (m *Model) dots(mm float64) int { return int(mm*float64(m.DPI)/25.4 + 0.5) }

// mm converts dots to millimetres.
func (m *Model) mm(dots int) float64 { return float64(dots) * 25.4 / float64(m.DPI) }

// complete fills in what a caller left at zero, so that no division by zero
// and no empty buffer can follow.
func (m *Model) complete() {
	for _, f := range []struct {
		v   *int
		min int
		def int
	}{
		{&m.Dots, 8, 576},
		{&m.DPI, 1, 203},
		{&m.UnitsPerDot, 1, 1},
		{&m.Spacing, 1, 30},
		{&m.Buffer, 16, 4096},
		{&m.XOFFAt, 1, 128},
		{&m.XONAt, 1, 256},
		{&m.NVBytes, 1, 256 << 10},
	} {
		if *f.v < f.min {
			*f.v = f.def
		}
	}
	m.CutterMM = max(0, min(m.CutterMM, 100))
	if m.PaperMM <= 0 {
		m.PaperMM = 80
	}
	if m.FeedMMS <= 0 {
		m.FeedMMS = 250
	}
}
