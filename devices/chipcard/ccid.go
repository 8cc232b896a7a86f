package chipcard

import (
	"encoding/binary"
	"fmt"
)

// Message types of the CCID specification: commands to the reader and its answers.
const (
	setParameters = 0x61
	powerOn       = 0x62
	powerOff      = 0x63
	getSlotStatus = 0x65
	escape        = 0x6B
	transferBlock = 0x6F

	dataBlock   = 0x80
	slotStatus  = 0x81
	parameters  = 0x82
	escapeReply = 0x83
)

// knownType reports whether messages of the type may be on the line: commands,
// which come back as echoes, and answers.
func knownType(t byte) bool { return t >= 0x61 && t <= 0x73 || t >= 0x80 && t <= 0x84 }

// dataLength is the length of the data of the message that begins so.
func dataLength(b []byte) uint32 { return binary.LittleEndian.Uint32(b[1:5]) }

// message is a CCID message.
type message struct {
	kind     byte
	slot     byte
	sequence byte
	specific [3]byte // in answers: status, error, and one that depends on the type
	data     []byte
}

// parseMessage takes a message whose length was found right.
func parseMessage(b []byte) message {
	return message{kind: b[0], slot: b[5], sequence: b[6], specific: [3]byte(b[7:10]), data: b[headerSize:]}
}

func (m message) append(dst []byte) []byte {
	dst = append(dst, m.kind)
	dst = binary.LittleEndian.AppendUint32(dst, uint32(len(m.data)))
	dst = append(dst, m.slot, m.sequence)
	dst = append(dst, m.specific[:]...)
	return append(dst, m.data...)
}

// presence is what an answer says about the slot.
type presence uint8

const (
	active   presence = 0 // a card is in, and has power
	inactive presence = 1 // a card is in, without power
	absent   presence = 2 // no card is in
)

// presence reads the slot's state, which every answer carries.
func (m message) presence() presence { return min(presence(m.specific[0]&3), absent) }

func (m message) failed() bool    { return m.specific[0]>>6 == 1 }
func (m message) extension() bool { return m.specific[0]>>6 == 2 }

// readerError is a command that the reader could not carry out, by the error byte
// of the CCID specification.
type readerError byte

// The errors that the driver tells apart.
const (
	cardMute       readerError = 0xFE // the card does not answer
	parityError    readerError = 0xFD
	overrun        readerError = 0xFC
	hardwareError  readerError = 0xFB
	badATRTS       readerError = 0xF8
	badATRTCK      readerError = 0xF7
	noSuchProtocol readerError = 0xF6
	slotBusy       readerError = 0xE0
)

var readerErrors = map[readerError]string{
	cardMute: "the card does not answer", parityError: "bytes from the card arrived damaged",
	overrun: "the card sent too much", hardwareError: "the reader has a hardware error",
	badATRTS: "the card's first byte is none that is known", badATRTCK: "the card's answer to reset is damaged",
	noSuchProtocol: "the reader does not know the card's protocol", slotBusy: "the reader is busy with the card",
}

func (e readerError) Error() string {
	if text := readerErrors[e]; text != "" {
		return text
	}
	return fmt.Sprintf("the reader refused the command with error %02X", byte(e))
}
