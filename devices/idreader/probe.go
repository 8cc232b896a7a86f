package idreader

import (
	"bytes"
	"context"
	"errors"
	"time"

	"kundterminal/devices"
)

// Found is what a Probe found.
type Found struct {
	Profile  string // id of the profile that fits
	Firmware string // what the reader says of itself; "" where it does not
}

const (
	probeFirst = 700 * time.Millisecond // for the first byte of an answer
	probeGap   = 100 * time.Millisecond // of silence that ends it
)

// Handshakes lists the profiles whose readers can be asked who they are. Most
// readers and scanners only speak when they read something: nothing can be known of
// those but that they are silent.
func Handshakes() []string { return []string{"elyctis", "honeywell-ocr"} }

// Probe finds out whether a reader of the profile is at a port that nobody else uses
// and whose line speed may be wrong. The reader is asked nothing that would make it
// send what lies before it. An Elyctis reader is left with its continuous mode off.
// The error is one of devices.ErrNoReply, ErrEcho and ErrStranger, or the port's own;
// of a profile without a handshake it is ErrNoReply.
func Probe(ctx context.Context, port devices.Port, profile string) (Found, error) {
	switch profile {
	case "elyctis":
		return probeElyctis(ctx, port)
	case "honeywell-ocr":
		return probeHoneywell(ctx, port)
	}
	return Found{}, devices.ErrNoReply
}

// probeElyctis switches continuous mode off, which the reader confirms by saying the
// same. So would a looped line: it also gives back a command that there is not.
func probeElyctis(ctx context.Context, port devices.Port) (Found, error) {
	none, off := []byte{0, 0, 0}, []byte{elyctisContinuous, 0, 1, 0}
	reply, err := devices.Ask(ctx, port, none, probeFirst, probeGap)
	clear(reply)
	if err == nil || errors.Is(err, devices.ErrNoReply) {
		const tries = 2 // before the first, a document may have been on its way
		for range tries {
			reply, err = devices.Ask(ctx, port, off, probeFirst, probeGap)
			if errors.Is(err, devices.ErrEcho) {
				return Found{Profile: "elyctis"}, nil
			}
			if err = strange(reply, err); errors.Is(err, devices.ErrNoReply) {
				break
			}
		}
	}
	return Found{}, err
}

// probeHoneywell asks an imager for its revision. It answers with the command, a
// text of its own, and ACK; one that does not know the command says ENQ or NAK.
func probeHoneywell(ctx context.Context, port devices.Port) (Found, error) {
	const command = "REVINF"
	reply, err := devices.Ask(ctx, port, []byte("\x16M\r"+command+"."), probeFirst, probeGap)
	if err != nil {
		return Found{}, err
	}
	text, named := bytes.CutPrefix(reply, []byte(command))
	text, ended := bytes.CutSuffix(text, []byte{'.'})
	if !named || !ended || len(text) == 0 {
		return Found{}, strange(reply, nil)
	}
	switch text[len(text)-1] {
	case ack, enq, nak:
		return Found{Profile: "honeywell-ocr", Firmware: oneLine(text[:len(text)-1])}, nil
	}
	return Found{}, strange(reply, nil)
}

// strange is what to say of an answer that was not expected. The answer itself may
// be somebody's document and is not told.
func strange(reply []byte, err error) error {
	clear(reply)
	if err == nil {
		return devices.ErrStranger
	}
	return err
}

// oneLine makes one line of what a reader says of itself.
func oneLine(text []byte) string {
	const longest = 120
	fields := bytes.FieldsFunc(text, func(r rune) bool { return r <= ' ' || r >= 0x7F })
	line := bytes.TrimLeft(bytes.Join(fields, []byte{' '}), ": ")
	return string(line[:min(len(line), longest)])
}
