package sim

import (
	"fmt"
	"testing"
)

func TestRealTimeStatusToTheByte(t *testing.T) {
	for _, test := range []struct {
		name   string
		faults []Fault
		want   [4]byte // answers to DLE EOT 1 to 4
	}{
		{"idle", nil, [4]byte{0x16, 0x12, 0x12, 0x12}},
		{"near end", []Fault{PaperNearEnd}, [4]byte{0x16, 0x12, 0x12, 0x1E}},
		{"paper out", []Fault{PaperOut}, [4]byte{0x1E, 0x32, 0x12, 0x7E}},
		{"cover open", []Fault{CoverOpen}, [4]byte{0x1E, 0x16, 0x12, 0x12}},
		{"cutter jam", []Fault{CutterJam}, [4]byte{0x1E, 0x52, 0x1A, 0x12}},
		{"overheated", []Fault{Overheated}, [4]byte{0x1E, 0x52, 0x52, 0x12}},
		{"cover and paper", []Fault{CoverOpen, PaperOut}, [4]byte{0x1E, 0x36, 0x12, 0x7E}},
	} {
		t.Run(test.name, func(t *testing.T) {
			p, h := plugIn(t, TMT20III(), Options{})
			for _, f := range test.faults {
				if err := p.Set(f, true); err != nil {
					t.Fatal(err)
				}
			}
			for n := range 4 {
				h.write(0x10, 0x04, n+1)
				h.expect(test.want[n])
			}
		})
	}
}

func TestAutomaticStatusIsSentAtOnceAndAtEachChange(t *testing.T) {
	p, h := plugIn(t, TMT20III(), Options{})
	h.silent()
	h.write(0x1D, "a", 0xFF)
	h.expect(0x14, 0x00, 0x00, 0x0F)
	for _, test := range []struct {
		fault Fault
		want  []byte
	}{
		{CoverOpen, []byte{0x3C, 0x00, 0x00, 0x0F}},
		{PaperOut, []byte{0x1C, 0x00, 0x0F, 0x0F}},
		{PaperNearEnd, []byte{0x14, 0x00, 0x03, 0x0F}},
		{Overheated, []byte{0x1C, 0x40, 0x00, 0x0F}},
	} {
		_ = p.Set(test.fault, true)
		h.expect(test.want...)
		_ = p.Set(test.fault, false)
		h.expect(0x14, 0x00, 0x00, 0x0F)
	}
	_ = p.Set(CutterJam, true)
	h.expect(0x1C, 0x08, 0x00, 0x0F)
	_ = p.Set(CutterJam, false)
	h.silent() // the error outlives its cause
	h.write(0x10, 0x05, 1)
	h.expect(0x14, 0x00, 0x00, 0x0F)
	h.write(0x1D, "a", 0)
	h.drained(p)
	_ = p.Set(CoverOpen, true)
	h.silent()
}

func TestAutomaticStatusReportsOnlyWhatWasAskedFor(t *testing.T) {
	p, h := plugIn(t, TMT20III(), Options{})
	h.write(0x1D, "a", 0x08) // the roll
	h.expect(0x14, 0x00, 0x00, 0x0F)
	_ = p.Set(CoverOpen, true)
	h.silent()
	_ = p.Set(PaperNearEnd, true)
	h.expect(0x3C, 0x00, 0x03, 0x0F)
}

func TestInitialisingSwitchesAutomaticStatusOff(t *testing.T) {
	p, h := plugIn(t, TMT20III(), Options{})
	h.write(0x1D, "a", 0x0F)
	h.expect(0x14, 0x00, 0x00, 0x0F)
	h.write(0x1B, "@")
	h.drained(p)
	_ = p.Set(PaperNearEnd, true)
	h.silent()
}

func TestStatusInTurn(t *testing.T) {
	p, h := plugIn(t, TMT20III(), Options{})
	h.write(0x1D, "r", 1, 0x1D, "r", 0x32)
	h.expect(0x00, 0x01)
	_ = p.Set(PaperNearEnd, true)
	h.write(0x1D, "r", 0x31)
	h.expect(0x03)
	_ = p.Set(CoverOpen, true)
	h.write(0x1D, "r", 1)
	h.silent() // not executed while offline
	_ = p.Set(CoverOpen, false)
	h.expect(0x03)
}

func TestIdentity(t *testing.T) {
	_, h := plugIn(t, TMT88V(), Options{})
	h.write(0x1D, "I", 1)
	h.expect(0x20)
	h.write(0x1D, "I", 0x43)
	h.expect(join(0x5F, "TM-T88V", 0)...)
	h.write(0x1D, "I", 0x42)
	h.expect(join(0x5F, "EPSON", 0)...)
}

func TestOfflineNotice(t *testing.T) {
	p, h := plugIn(t, TMT20III(), Options{})
	h.write(0x1D, "(H", 3, 0, 0x31, 0x30, 1, 0x1D, "r", 1)
	h.expect(0x00)
	_ = p.Set(CoverOpen, true)
	h.expect(0x37, 0x23, 0x00)
	_ = p.Set(CoverOpen, false)
	h.write(0x1D, "(H", 3, 0, 0x31, 0x30, 2, 0x1D, "r", 1)
	h.expect(0x00)
	_ = p.Set(PaperOut, true)
	h.expect(0x37, 0x23, 0x40, 0x41, 0x40, 0x00)
	_ = p.Set(PaperOut, false)
	h.silent()
}

func TestModelsLackWhatTheyLack(t *testing.T) {
	p, h := plugIn(t, Plain58(), Options{})
	h.write(0x1D, "(H", 6, 0, 0x30, 0x30, "0001", 0x1D, "k", 73, 4, "{BAB", 0x1D, "r", 1)
	h.expect(0x00)
	refused := p.Refused()
	if len(refused) != 2 || refused[0].Offset != 0 || refused[1].Offset != 11 {
		t.Fatalf("refused %+v", refused)
	}
	if len(p.Paper().Bits) > 0 && p.Paper().Ink() > 0 {
		t.Error("a command that is skipped left ink")
	}
}

func TestPresenterHoldsTheTicket(t *testing.T) {
	p, h := plugIn(t, VKP80(), Options{})
	full := func(b3 byte) {
		t.Helper()
		h.write(0x10, 0x04, 0x14)
		h.expect(0x10, 0x0F, b3, 0x00, 0x00, 0x00)
	}
	full(0x00)
	h.write("ticket\n", 0x1B, "J", 160, 0x1B, "i", 0x1D, "e", 6)
	h.expect(0x04)
	h.write(0x1D, "e", 3, 12, 0x1D, "e", 6)
	h.expect(0x08)
	full(0x20)
	if !p.AtOutput() || !p.TakeTicket() || p.TakeTicket() {
		t.Error("the ticket can be taken once")
	}
	full(0x00)
	for _, c := range []struct {
		n    byte
		done func(Counts) int
	}{
		{2, func(c Counts) int { return c.Retracted }},
		{5, func(c Counts) int { return c.Ejected }},
	} {
		h.write("next\n", 0x1B, "J", 160, 0x1B, "i", 0x1D, "e", 3, 12, 0x1D, "e", int(c.n), 0x1D, "e", 6)
		h.expect(0x00)
		if c.done(p.Counts()) != 1 {
			t.Errorf("GS e %d: %+v", c.n, p.Counts())
		}
	}
	unrefused(t, p)
}

func TestFullStatusNamesTheCause(t *testing.T) {
	for f, want := range map[Fault][4]byte{
		PaperOut:     {0x05, 0, 0, 0},
		PaperNearEnd: {0x04, 0, 0, 0},
		CoverOpen:    {0, 0x03, 0, 0},
		Overheated:   {0, 0, 0x01, 0},
		CutterJam:    {0, 0, 0, 0x01},
	} {
		t.Run(fmt.Sprint(f), func(t *testing.T) {
			p, h := plugIn(t, VKP80(), Options{})
			_ = p.Set(f, true)
			h.write(0x10, 0x04, 0x14)
			h.expect(0x10, 0x0F, want[0], want[1], want[2], want[3])
		})
	}
}
