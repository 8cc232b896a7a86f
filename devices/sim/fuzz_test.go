package sim

import (
	"os"
	"testing"
)

// FuzzInterpreter: no bytes make the printer panic, hang, or take more memory
// than its paper, its buffers and its NV memory.
func FuzzInterpreter(f *testing.F) {
	f.Add(receipt(), byte(0))
	f.Add(join(0x1D, "v0", 3, 200, 0, 2, 0, make([]byte, 400)), byte(1))
	f.Add(join(0x1D, "(L", 15, 0, 0x30, 0x43, 0x30, "LG", 1, 10, 0, 2, 0, 0x31, "abcd", 0x1D, "(L", 6, 0, 0x30, 0x45, "LG", 2, 2), byte(0))
	f.Add(join(0x1D, "8L", 14, 0, 0, 0, 0x30, 0x70, 0x30, 2, 2, 0x31, 10, 0, 2, 0, "abcd", 0x1D, "(L", 2, 0, 0x30, 0x32), byte(1))
	f.Add(join(0x1D, "8L", 255, 255, 255, 255, 0x30), byte(1))
	f.Add(join("\x1b$\x10\x00abc\x1b\\\xf0\xffdef\t\t\x1b \x05g\n\x1ba\x02\x1dL\xff\xff\x1dW\x00\x00hi\n"), byte(2))
	f.Add(join("\x1dk\x49\x08{A\x01{Sa{C\x63\x1dk\x02640123456789\x00\x1dk\x45\x03A-1\x1dk\x46\x04\x01234\x1dk\x47\x04A12B\x1dk\x48\x02xy"), byte(0))
	f.Add(join(clearIt, 0x10, 0x04, 1, 0x10, 0x05, 2, 0x10, 0x14, 1, 0, 1), byte(2))
	f.Add(join("\x1dP\xff\xff\x1b3\xff\n\x1bJ\xff\x1dVB\xff\x1de\x03\x0a\x1de\x06\x1bv\x1dr1\x1dIC"), byte(2))
	models := []func() Model{TMT20III, Plain58, VKP80}
	f.Fuzz(func(t *testing.T, data []byte, n byte) {
		m := models[int(n)%len(models)]()
		m.CutMS = 0
		p := run(m, data)
		if p.executed != 0 {
			t.Error("the wire was used")
		}
		if h := p.sheet.height(); h > p.sheet.maxRows {
			t.Errorf("%d rows of paper uncut", h)
		}
		stored := 0
		for _, b := range p.nv {
			stored += len(b.Bits)
		}
		if stored > p.model.NVBytes {
			t.Errorf("%d bytes in NV memory", stored)
		}
		for _, r := range p.refused {
			if len(r.Bytes) > 32 || r.Offset < 0 || r.Offset > int64(len(data)) {
				t.Errorf("refusal %+v", r)
			}
		}
	})
}

// FuzzWire: whatever comes down the wire, a printer can be cleared and then
// prints a whole ticket.
func FuzzWire(f *testing.F) {
	f.Add(receipt())
	f.Add([]byte{0x10})
	f.Add([]byte{0x10, 0x14, 0x08, 0x01, 0x03})
	f.Add([]byte{0x1D, 'v', '0', 0, 0xFF, 0xFF, 0xFF, 0xFF})
	f.Fuzz(func(t *testing.T, data []byte) {
		p, err := New(TMT20III(), Options{})
		if err != nil {
			t.Fatal(err)
		}
		defer p.Close()
		host, err := os.OpenFile(p.Path(), os.O_RDWR, 0)
		if err != nil {
			t.Fatal(err)
		}
		defer host.Close()
		job := join(data, make([]byte, 10), clearIt)
		if _, err := host.Write(job); err != nil {
			t.Fatal(err)
		}
		eventually(t, "cleared", func() bool { return p.Counts().Received == len(job) && p.Idle() })
		p.TearOff()
		before := p.Counts().Tickets
		if _, err := host.Write(join(0x1B, "@", "whole\n", cutHere)); err != nil {
			t.Fatal(err)
		}
		eventually(t, "ticket", func() bool { return p.Counts().Tickets == before+1 })
		if tickets := p.Tickets(); !tickets[len(tickets)-1].Complete {
			t.Error("the ticket after clearing is not complete")
		}
	})
}
