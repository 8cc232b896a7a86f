package sim

import (
	"bytes"
	"crypto/x509"
	"os"
	"testing"
	"time"
)

// cardHost is a host with a reader on its line.
type cardHost struct {
	host
	seq byte
}

func plugInCardReader(t *testing.T, o CardReaderOptions) (*CardReader, *cardHost) {
	t.Helper()
	r, err := NewCardReader(o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = r.Close() })
	h := &cardHost{host: host{t: t}}
	h.f, err = os.OpenFile(r.Path(), os.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = h.f.Close() })
	return r, h
}

// ask sends a command and expects its echo, the movements, and an answer of the
// type; it returns the answer's status, error and data.
func (h *cardHost) ask(kind, specific byte, data []byte, movements []byte, answer byte) (status, why byte, reply []byte) {
	h.t.Helper()
	h.seq++
	message := append([]byte{kind, byte(len(data)), 0, 0, 0, 0, h.seq, specific, 0, 0}, data...)
	frame := frameForHost(message)
	h.write(frame)
	h.expect(frame...)
	h.expect(movements...)
	head := h.read(12, 5*time.Second)
	if len(head) < 12 || head[0] != 0x03 || head[1] != 0x06 || head[2] != answer || head[8] != h.seq {
		h.t.Fatalf("answered % X", head)
	}
	reply = h.read(int(head[3])+int(head[4])<<8, 5*time.Second)
	if sum := h.read(1, 5*time.Second); !bytes.Equal(frameForHost(append(head[2:12:12], reply...)), join(head, reply, sum)) {
		h.t.Fatalf("answered % X % X % X", head, reply, sum)
	}
	return head[9], head[10], reply
}

func TestACardReaderEchoesAndAnswers(t *testing.T) {
	r, h := plugInCardReader(t, CardReaderOptions{})
	if _, _, firmware := h.ask(0x6B, 0, []byte{0x02}, nil, 0x83); !bytes.HasPrefix(firmware, []byte("GemTwin")) {
		t.Errorf("firmware %q", firmware)
	}
	if status, _, _ := h.ask(0x65, 0, nil, nil, 0x81); status != 2 {
		t.Errorf("an empty slot has status %02X", status)
	}
	r.Insert(OtherCard()) // movements are told at once until asked otherwise
	h.expect(0x50, 0x03)
	h.ask(0x6B, 0, []byte{0x01, 0x01, 0x01}, nil, 0x83)
	r.Remove()
	r.Insert(OtherCard())
	h.silent()
	if status, _, _ := h.ask(0x65, 0, nil, []byte{0x50, 0x02, 0x50, 0x03}, 0x81); status != 1 {
		t.Errorf("a card without power has status %02X", status)
	}
	if status, _, atr := h.ask(0x62, 1, nil, nil, 0x80); status != 0 || !bytes.Equal(atr, OtherCard().ATR) {
		t.Errorf("power gives status %02X and % X", status, atr)
	}
	if refused := r.Refused(); len(refused) > 0 {
		t.Errorf("refused %q", refused)
	}
}

func TestADamagedFrameIsRefused(t *testing.T) {
	r, h := plugInCardReader(t, CardReaderOptions{})
	h.write(0x03, 0x06, 0x65, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x61)
	h.expect(0x03, 0x15, 0x16)
	h.write(0x41) // what is no frame is passed over
	h.ask(0x65, 0, nil, nil, 0x81)
	if len(r.Refused()) != 1 || r.Counts().NAKs != 1 {
		t.Errorf("refused %q, counted %+v", r.Refused(), r.Counts())
	}
}

func TestASimulatedIdentityCardHasARealCertificate(t *testing.T) {
	r, h := plugInCardReader(t, CardReaderOptions{})
	holder := TestHolder(3)
	card, err := FINEIDCard(holder, 2025)
	if err != nil {
		t.Fatal(err)
	}
	r.Insert(card)
	h.expect(0x50, 0x03)
	h.ask(0x62, 1, nil, nil, 0x80)
	h.ask(0x61, 0, []byte{0x11, 0, 0, 0x0A, 0}, nil, 0x82)
	if _, _, sw := h.ask(0x6F, 0, join(0x00, 0xA4, 0x04, 0x00, 0x0C, pkcs15Name), nil, 0x80); !bytes.Equal(sw, []byte{0x90, 0x00}) {
		t.Fatalf("the application is selected with % X", sw)
	}
	if _, _, sw := h.ask(0x6F, 0, join(0x00, 0xA4, 0x08, 0x04, 0x02, 0x43, 0x31), nil, 0x80); sw[0] != 0x61 {
		t.Fatalf("the certificate is selected with % X", sw)
	}
	var der []byte
	for {
		_, _, part := h.ask(0x6F, 0, join(0x00, 0xB0, len(der)>>8, len(der)&0xFF, 0x80), nil, 0x80)
		if part[0] == 0x6C && len(part) == 2 { // the last part is shorter
			_, _, part = h.ask(0x6F, 0, join(0x00, 0xB0, len(der)>>8, len(der)&0xFF, int(part[1])), nil, 0x80)
		}
		der = append(der, part[:len(part)-2]...)
		if len(part) < 0x82 {
			break
		}
	}
	certificate, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	if certificate.Subject.SerialNumber != holder.SATU {
		t.Errorf("made for %v", certificate.Subject)
	}
	if SATU(10011187) != "10011187H" {
		t.Errorf("check character of %s", SATU(10011187))
	}
}

func TestACardReaderKeepsItsPathAndItsCard(t *testing.T) {
	r, h := plugInCardReader(t, CardReaderOptions{})
	r.Insert(MuteCard())
	path := r.Path()
	if err := r.Set(ReaderUnplugged, true); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(path); err == nil {
		t.Error("the path is still there")
	}
	if err := r.Set(ReaderUnplugged, false); err != nil {
		t.Fatal(err)
	}
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	h.f = f
	if status, _, _ := h.ask(0x65, 0, nil, nil, 0x81); status != 1 {
		t.Errorf("the card is gone: %02X", status)
	}
	if status, why, _ := h.ask(0x62, 1, nil, nil, 0x80); status != 0x41 || why != 0xFE {
		t.Errorf("a mute card gives status %02X, error %02X", status, why)
	}
	_ = r.Close()
	if _, err := os.Lstat(path); err == nil {
		t.Error("the link is left behind")
	}
}

func TestEveryCardFaultHasAName(t *testing.T) {
	for _, f := range AllCardFaults() {
		if f.String() == "" || f.String() == "unknown fault" {
			t.Errorf("fault %d has no name", f)
		}
	}
}
