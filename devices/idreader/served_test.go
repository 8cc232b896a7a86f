package idreader

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"kundterminal/devices/sim"
)

// mrzLines are the lines of an MRZ.
func mrzLines(text string, width int) []string { return strings.Fields(lines(text, width, " ")) }

// documents of an MRZ, a barcode and a card, and what is told of them
var (
	passport = mrzLines(utopiaTD3, 44)
	idCard   = mrzLines(utopiaTD1, 30)
)

const (
	passportTold = "td3 L898902C3"
	idCardTold   = "td1 D23145890"
	codeTold     = "personal_code 131052-308T"
)

// act is something done before a reader, and what has to be told of it.
type act struct {
	do   func(*sim.Reader) bool
	told []string
}

func showing(lines []string, told string) act {
	return act{func(r *sim.Reader) bool { return r.Present(lines...) }, []string{told}}
}

func scanning(text, told string) act {
	return act{func(r *sim.Reader) bool { return r.Scan(text) }, []string{told}}
}

var (
	zones    = []act{showing(passport, passportTold), showing(idCard, idCardTold)}
	barcodes = []act{scanning("131052-308T", codeTold), scanning("KT-000123", "staff_badge KT-000123")}
	insert   = act{func(r *sim.Reader) bool { return r.InsertCard("B4111111111111111^M/M^2912", "4111111111111111=2912") }, []string{"card inserted"}}
	remove   = act{(*sim.Reader).RemoveCard, []string{"payment_card ", "card removed"}}
	swipe    = act{func(r *sim.Reader) bool { return r.Swipe("KT-000123", sim.BadTrack) }, []string{"staff_badge KT-000123"}}
)

var served = []struct {
	profile string
	options sim.ReaderOptions
	acts    []act
}{
	{"elyctis", sim.ReaderOptions{}, zones},
	{"elyctis", sim.ReaderOptions{Separator: "\r\n", Baud: 115200}, zones},
	{"desko", sim.ReaderOptions{Kind: sim.DeskoMRZ, Header: []byte{1}, Trailer: []byte{4}}, zones},
	{"generic-mrz", sim.ReaderOptions{Kind: sim.PlainMRZ}, zones},
	{"generic-mrz", sim.ReaderOptions{Kind: sim.PlainMRZ, Suffix: "\r\n", Framed: true, Baud: 9600}, zones},
	{"generic-mrz", sim.ReaderOptions{Kind: sim.PlainMRZ, NoSuffix: true}, zones},
	{"honeywell-ocr", sim.ReaderOptions{Kind: sim.HoneywellImager}, slices.Concat(zones, barcodes)},
	{"honeywell-ocr", sim.ReaderOptions{Kind: sim.HoneywellImager, AlwaysOn: true}, slices.Concat(barcodes, zones)},
	{"barcode-generic", sim.ReaderOptions{Kind: sim.BarcodeScanner}, barcodes},
	{"barcode-generic", sim.ReaderOptions{Kind: sim.BarcodeScanner, Suffix: "\t"}, barcodes},
	{"barcode-generic", sim.ReaderOptions{Kind: sim.BarcodeScanner, NoSuffix: true}, barcodes},
	{"barcode-generic", sim.ReaderOptions{Kind: sim.BarcodeScanner, NoSuffix: true, Framed: true}, barcodes},
	{"barcode-aim", sim.ReaderOptions{Kind: sim.BarcodeScanner, AIM: "]C0"}, barcodes},
	{"datalogic", sim.ReaderOptions{Kind: sim.BarcodeScanner, Suffix: "\r\n"}, barcodes},
	{"magtek-insert", sim.ReaderOptions{Kind: sim.MagTekInsert}, []act{insert, remove}},
	{"magtek-insert", sim.ReaderOptions{Kind: sim.MagTekInsert, Framed: true}, []act{insert, remove}},
	{"magtek-swipe", sim.ReaderOptions{Kind: sim.MagTekSwipe}, []act{swipe}},
	{"magtek-swipe", sim.ReaderOptions{Kind: sim.MagTekSwipe, Framed: true}, []act{swipe}},
}

func TestEachProfileReadsItsReader(t *testing.T) {
	tried := map[string]bool{}
	for i, v := range served {
		tried[v.profile] = true
		t.Run(fmt.Sprintf("%s %d", v.profile, i), func(t *testing.T) {
			t.Parallel()
			p := profile(t, v.profile)
			p.SilenceMS = 400 // no busy machine makes such a pause in a frame
			s := newStation(t, p, v.options, Options{RepeatWithin: -1, AnswerTimeout: 5 * time.Second})
			trigger := s.Trigger(true) == nil
			for _, slow := range []bool{false, true} {
				_ = s.reader.Set(sim.SlowBytes, slow)
				for _, a := range v.acts {
					s.armed(t)
					if !a.do(s.reader) {
						t.Fatal("the reader did not read")
					}
					s.expect(t, a.told...)
				}
			}
			if trigger != (v.profile == "honeywell-ocr") {
				t.Errorf("it has a trigger: %v", trigger)
			}
			if c := s.Counts(); c.Unreadable+c.Invalid+c.Refused+c.Unanswered > 0 {
				t.Errorf("%+v", c)
			}
		})
	}
	for _, p := range Profiles() {
		if !tried[p.ID] {
			t.Errorf("profile %s was not tried", p.ID)
		}
	}
}

// armed waits until the reader would read.
func (s *station) armed(t testing.TB) {
	t.Helper()
	for end := time.Now().Add(20 * time.Second); !s.reader.Armed(); time.Sleep(200 * time.Microsecond) {
		if time.Now().After(end) {
			t.Fatalf("the reader never looked for documents again; counts %+v", s.Counts())
		}
	}
}

func TestAGoodFrameIsReadAfterAFlood(t *testing.T) {
	for _, v := range []struct {
		profile string
		kind    sim.ReaderKind
		act     act
	}{
		{"elyctis", sim.ElyctisMRZ, zones[0]},
		{"desko", sim.DeskoMRZ, zones[1]},
		{"generic-mrz", sim.PlainMRZ, zones[0]},
		{"barcode-generic", sim.BarcodeScanner, barcodes[0]},
		{"magtek-swipe", sim.MagTekSwipe, swipe},
	} {
		t.Run(v.profile, func(t *testing.T) {
			t.Parallel()
			s := newStation(t, profile(t, v.profile), sim.ReaderOptions{Kind: v.kind, Seed: 9}, Options{})
			_ = s.reader.Set(sim.GarbageFlood, true)
			for s.reader.Counts().Garbage < 8000 {
				time.Sleep(10 * time.Millisecond)
			}
			_ = s.reader.Set(sim.GarbageFlood, false)
			time.Sleep(500 * time.Millisecond) // a person needs longer to hold a card out again
			s.armed(t)
			v.act.do(s.reader)
			s.expect(t, v.act.told...)
			if c := s.Counts(); c.Noise < 7000 {
				t.Errorf("%+v after 8000 bytes of noise", c)
			}
		})
	}
}

func TestAFramedDocumentIsReadInTheMiddleOfAFlood(t *testing.T) {
	s := newStation(t, profile(t, "desko"), sim.ReaderOptions{Kind: sim.DeskoMRZ, Seed: 3}, Options{})
	_ = s.reader.Set(sim.GarbageFlood, true)
	for range 3 {
		time.Sleep(100 * time.Millisecond)
		s.reader.Present(passport...)
	}
	s.expect(t, passportTold)
}

func TestDoubleReadsAreToldOnce(t *testing.T) {
	for _, v := range []struct {
		profile string
		kind    sim.ReaderKind
		act     act
	}{{"elyctis", sim.ElyctisMRZ, zones[0]}, {"barcode-generic", sim.BarcodeScanner, barcodes[0]}, {"magtek-swipe", sim.MagTekSwipe, swipe}} {
		t.Run(v.profile, func(t *testing.T) {
			t.Parallel()
			s := newStation(t, profile(t, v.profile), sim.ReaderOptions{Kind: v.kind}, Options{RepeatWithin: time.Hour})
			_ = s.reader.Set(sim.DoubleReads, true)
			v.act.do(s.reader)
			s.expect(t, v.act.told...)
			for end := time.Now().Add(20 * time.Second); s.Counts().Repeated == 0 && time.Now().Before(end); {
				time.Sleep(time.Millisecond)
			}
			s.silent(t, 50*time.Millisecond)
			if c := s.Counts(); c.Frames != 2 || c.Repeated != 1 {
				t.Errorf("%+v", c)
			}
		})
	}
}

func TestHalfFramesAreUnreadableAndTheNextIsRead(t *testing.T) {
	t.Parallel()
	s := newStation(t, profile(t, "generic-mrz"), sim.ReaderOptions{Kind: sim.PlainMRZ}, Options{RepeatWithin: -1})
	for _, alone := range []bool{true, false} {
		_ = s.reader.Set(sim.CutFrames, true)
		s.reader.Present(passport...)
		_ = s.reader.Set(sim.CutFrames, false)
		if alone {
			s.expect(t, "unreadable ")
		}
		s.reader.Present(passport...)
		s.expect(t, passportTold)
	}
	if c := s.Counts(); c.Unreadable != 2 || c.Frames != 4 {
		t.Errorf("%+v", c)
	}
}

func TestAReaderThatFallsSilentIsFaultyAndComesBack(t *testing.T) {
	t.Parallel()
	o := Options{AnswerTimeout: 50 * time.Millisecond, PollEvery: 100 * time.Millisecond}
	s := newStation(t, profile(t, "elyctis"), sim.ReaderOptions{}, o)
	_ = s.reader.Set(sim.ReaderSilent, true)
	s.expect(t, "no_answer")
	_ = s.reader.Set(sim.ReaderSilent, false)
	s.expect(t, "none")
	s.armed(t)
	s.reader.Present(passport...)
	s.expect(t, passportTold)
}

func TestACardThatIsLeftInIsKnown(t *testing.T) {
	t.Parallel()
	s := newStation(t, profile(t, "magtek-insert"), sim.ReaderOptions{Kind: sim.MagTekInsert}, Options{})
	_ = s.reader.Set(sim.CardLeftIn, true)
	insert.do(s.reader)
	s.expect(t, "card inserted")
	if remove.do(s.reader) {
		t.Fatal("the card was to be left in")
	}
	if _, in := s.CardIn(); !in {
		t.Error("nobody knows of the card")
	}
	_ = s.reader.Set(sim.CardLeftIn, false)
	remove.do(s.reader)
	s.expect(t, "card removed")
}
