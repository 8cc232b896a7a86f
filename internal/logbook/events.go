// Code generated from events.toml by "go generate ./internal/logbook". DO NOT EDIT.

package logbook

import (
	"log/slog"
	"time"
)

// TerminalStarted is logged as "the terminal runs". The store is open, the catalogue is
// read and pages are served.
type TerminalStarted struct {
	Terminal int    // number of the terminal, the first part of the names of tickets and events
	Epoch    string // the store's epoch, the middle part of the names of tickets and events
	Address  string // address and port on which pages are served
}

func (TerminalStarted) head() head {
	return head{"terminal_started", slog.LevelInfo, "the terminal runs"}
}

func (e TerminalStarted) fields(r *slog.Record) {
	r.AddAttrs(
		slog.Int("terminal", e.Terminal),
		slog.String("epoch", e.Epoch),
		slog.String("address", e.Address),
	)
}

// TerminalStopped is logged as "the terminal has stopped". It was asked to stop, and has.
type TerminalStopped struct{}

func (TerminalStopped) head() head {
	return head{"terminal_stopped", slog.LevelInfo, "the terminal has stopped"}
}

func (TerminalStopped) fields(*slog.Record) {}

// SessionInterrupted is logged as "the terminal stopped in the middle of a session". The
// last run ended while somebody stood at the terminal. A number that was given is offered
// on the start screen.
type SessionInterrupted struct {
	Step   string    // what the session was at
	Since  time.Time // when it began
	Ticket string    // name of the ticket: terminal.epoch.sequence
}

func (SessionInterrupted) head() head {
	return head{"session_interrupted", slog.LevelWarn, "the terminal stopped in the middle of a session"}
}

func (e SessionInterrupted) fields(r *slog.Record) {
	r.AddAttrs(
		slog.String("step", e.Step),
		slog.Time("since", e.Since),
		slog.String("ticket", e.Ticket),
	)
}

// ClockSetBack is logged as "the clock was set back". The computer's clock jumped
// backwards. Queue numbers do not go back with it.
type ClockSetBack struct {
	By time.Duration // by how much
}

func (ClockSetBack) head() head {
	return head{"clock_set_back", slog.LevelWarn, "the clock was set back"}
}

func (e ClockSetBack) fields(r *slog.Record) {
	r.AddAttrs(
		slog.String("by", e.By.String()),
	)
}

// PressDropped is logged as "a press was dropped: too many are waiting". Hundreds of
// presses wait: the terminal does not keep up.
type PressDropped struct{}

func (PressDropped) head() head {
	return head{"press_dropped", slog.LevelWarn, "a press was dropped: too many are waiting"}
}

func (PressDropped) fields(*slog.Record) {}

// TicketCommitted is logged as "ticket committed". A queue number is safe on the disk. It
// will not be given again.
type TicketCommitted struct {
	Ticket string // name of the ticket: terminal.epoch.sequence
	Series string // series of queue numbers
}

func (TicketCommitted) head() head {
	return head{"ticket_committed", slog.LevelInfo, "ticket committed"}
}

func (e TicketCommitted) fields(r *slog.Record) {
	r.AddAttrs(
		slog.String("ticket", e.Ticket),
		slog.String("series", e.Series),
	)
}

// TicketNotAdmitted is logged as "no ticket: the queue takes nobody". A person asked for
// a number just when the queue was paused or closed, or had no number left. The screen
// told them why.
type TicketNotAdmitted struct {
	Series string // series of queue numbers
	Why    string // left, idle, or what else ended it
}

func (TicketNotAdmitted) head() head {
	return head{"ticket_not_admitted", slog.LevelInfo, "no ticket: the queue takes nobody"}
}

func (e TicketNotAdmitted) fields(r *slog.Record) {
	r.AddAttrs(
		slog.String("series", e.Series),
		slog.String("why", e.Why),
	)
}

// TicketPrinted is logged as "ticket printed". The printer itself said that the ticket is
// printed and cut.
type TicketPrinted struct {
	Ticket string // name of the ticket: terminal.epoch.sequence
	Copy   bool   // it was printed again, and says so
}

func (TicketPrinted) head() head { return head{"ticket_printed", slog.LevelInfo, "ticket printed"} }

func (e TicketPrinted) fields(r *slog.Record) {
	r.AddAttrs(
		slog.String("ticket", e.Ticket),
		slog.Bool("copy", e.Copy),
	)
}

// TicketNotProved is logged as "ticket not proved". The printer did not say that the
// ticket is printed. The person sees their number on the screen, and can have it printed
// when the printer is in order.
type TicketNotProved struct {
	Ticket string // name of the ticket: terminal.epoch.sequence
	Fault  string // what is wrong with the device; none: it is in order
	Begun  bool   // bytes were sent, so a part of the ticket may be on paper
	Cause  error  // what failed, in the words of the part that failed
}

func (TicketNotProved) head() head {
	return head{"ticket_not_proved", slog.LevelWarn, "ticket not proved"}
}

func (e TicketNotProved) fields(r *slog.Record) {
	r.AddAttrs(
		slog.String("ticket", e.Ticket),
		slog.String("fault", e.Fault),
		slog.Bool("begun", e.Begun),
		failure("cause", e.Cause),
	)
}

// SlipPrinted is logged as "slip printed". The printer itself said that a slip without a
// number, such as a list of what to bring, is printed and cut.
type SlipPrinted struct {
	Kind string // kind of document, code or slip, such as td1, ticket_code or bring
}

func (SlipPrinted) head() head { return head{"slip_printed", slog.LevelInfo, "slip printed"} }

func (e SlipPrinted) fields(r *slog.Record) {
	r.AddAttrs(
		slog.String("kind", e.Kind),
	)
}

// SlipNotProved is logged as "slip not proved". The printer did not say that a slip
// without a number is printed. The person reads on the screen what it says, and can try
// again.
type SlipNotProved struct {
	Kind  string // kind of document, code or slip, such as td1, ticket_code or bring
	Fault string // what is wrong with the device; none: it is in order
	Begun bool   // bytes were sent, so a part of the ticket may be on paper
	Cause error  // what failed, in the words of the part that failed
}

func (SlipNotProved) head() head { return head{"slip_not_proved", slog.LevelWarn, "slip not proved"} }

func (e SlipNotProved) fields(r *slog.Record) {
	r.AddAttrs(
		slog.String("kind", e.Kind),
		slog.String("fault", e.Fault),
		slog.Bool("begun", e.Begun),
		failure("cause", e.Cause),
	)
}

// TicketsOfferedAgain is logged as "tickets are offered again". Numbers that were given
// before an interruption, and may not be on paper, are on the start screen for some
// minutes.
type TicketsOfferedAgain struct {
	Tickets int // how many tickets
}

func (TicketsOfferedAgain) head() head {
	return head{"tickets_offered_again", slog.LevelInfo, "tickets are offered again"}
}

func (e TicketsOfferedAgain) fields(r *slog.Record) {
	r.AddAttrs(
		slog.Int("tickets", e.Tickets),
	)
}

// CheckInsUnreadable is logged as "today's check-ins cannot be read". At the start the
// store did not say which appointments have their ticket. None gets a second one: that is
// looked up again when it is asked for.
type CheckInsUnreadable struct {
	Cause error // what failed, in the words of the part that failed
}

func (CheckInsUnreadable) head() head {
	return head{"check_ins_unreadable", slog.LevelError, "today's check-ins cannot be read"}
}

func (e CheckInsUnreadable) fields(r *slog.Record) {
	r.AddAttrs(
		failure("cause", e.Cause),
	)
}

// UnsettledTicketsUnreadable is logged as "unsettled tickets cannot be read". At the
// start the store did not say which tickets may not be on paper. They are not offered
// again.
type UnsettledTicketsUnreadable struct {
	Cause error // what failed, in the words of the part that failed
}

func (UnsettledTicketsUnreadable) head() head {
	return head{"unsettled_tickets_unreadable", slog.LevelError, "unsettled tickets cannot be read"}
}

func (e UnsettledTicketsUnreadable) fields(r *slog.Record) {
	r.AddAttrs(
		failure("cause", e.Cause),
	)
}

// JournalRefused is logged as "the journal refused". Something could not be written to
// the store. Until it can, the terminal says that it is out of order.
type JournalRefused struct {
	Doing string // what the terminal was about to write
	Cause error  // what failed, in the words of the part that failed
}

func (JournalRefused) head() head {
	return head{"journal_refused", slog.LevelError, "the journal refused"}
}

func (e JournalRefused) fields(r *slog.Record) {
	r.AddAttrs(
		slog.String("doing", e.Doing),
		failure("cause", e.Cause),
	)
}

// JournalHasRoom is logged as "the journal has room again". The store takes entries
// again, and the terminal serves people.
type JournalHasRoom struct{}

func (JournalHasRoom) head() head {
	return head{"journal_has_room", slog.LevelInfo, "the journal has room again"}
}

func (JournalHasRoom) fields(*slog.Record) {}

// AddressNotGiven is logged as "the address of an e-service was not printed or not
// opened". A person wanted the address on paper or on the second screen and did not get
// it. They still see it on the terminal. Outcome: on_paper or on_screen, what they
// wanted.
type AddressNotGiven struct {
	Outcome string // how it ended
	Cause   error  // what failed, in the words of the part that failed
}

func (AddressNotGiven) head() head {
	return head{"address_not_given", slog.LevelWarn, "the address of an e-service was not printed or not opened"}
}

func (e AddressNotGiven) fields(r *slog.Record) {
	r.AddAttrs(
		slog.String("outcome", e.Outcome),
		failure("cause", e.Cause),
	)
}

// SecondScreenEnded is logged as "what was open on the second screen has ended". The
// browser was closed, or its time was over.
type SecondScreenEnded struct {
	Reason string // why, in words
}

func (SecondScreenEnded) head() head {
	return head{"second_screen_ended", slog.LevelInfo, "what was open on the second screen has ended"}
}

func (e SecondScreenEnded) fields(r *slog.Record) {
	r.AddAttrs(
		slog.String("reason", e.Reason),
	)
}

// CallBackKept is logged as "a call-back is kept". A person has asked to be called. Their
// number is sealed in the store until it is sent on.
type CallBackKept struct{}

func (CallBackKept) head() head { return head{"call_back_kept", slog.LevelInfo, "a call-back is kept"} }

func (CallBackKept) fields(*slog.Record) {}

// CallBackDelivered is logged as "call-backs were delivered". The receiver has them, and
// said so. They are removed from the store.
type CallBackDelivered struct {
	Calls int // how many call-backs
}

func (CallBackDelivered) head() head {
	return head{"call_back_delivered", slog.LevelInfo, "call-backs were delivered"}
}

func (e CallBackDelivered) fields(r *slog.Record) {
	r.AddAttrs(
		slog.Int("calls", e.Calls),
	)
}

// CallBackNotDelivered is logged as "a call-back was not delivered". The receiver did not
// take it, or the call cannot be opened. It stays in the store, and is sent again after
// the wait. Other calls are sent.
type CallBackNotDelivered struct {
	Wait  time.Duration // how long no PIN is taken
	Cause error         // what failed, in the words of the part that failed
}

func (CallBackNotDelivered) head() head {
	return head{"call_back_not_delivered", slog.LevelWarn, "a call-back was not delivered"}
}

func (e CallBackNotDelivered) fields(r *slog.Record) {
	r.AddAttrs(
		slog.String("wait", e.Wait.String()),
		failure("cause", e.Cause),
	)
}

// CallBacksLost is logged as "call-backs were removed that nobody took". Their time was
// over for a week. Their numbers are removed: they are kept no longer than they are of
// use.
type CallBacksLost struct {
	Calls int // how many call-backs
}

func (CallBacksLost) head() head {
	return head{"call_backs_lost", slog.LevelError, "call-backs were removed that nobody took"}
}

func (e CallBacksLost) fields(r *slog.Record) {
	r.AddAttrs(
		slog.Int("calls", e.Calls),
	)
}

// TicketNotFound is logged as "a scanned ticket could not be looked up". Somebody scanned
// their ticket to give feedback, and the store could not be read. The person was asked
// nothing.
type TicketNotFound struct {
	Cause error // what failed, in the words of the part that failed
}

func (TicketNotFound) head() head {
	return head{"ticket_not_found", slog.LevelWarn, "a scanned ticket could not be looked up"}
}

func (e TicketNotFound) fields(r *slog.Record) {
	r.AddAttrs(
		failure("cause", e.Cause),
	)
}

// FeedbackPurged is logged as "old feedback removed". Feedback that was older than the
// configuration allows was removed.
type FeedbackPurged struct {
	Answers int // how many people's answers
}

func (FeedbackPurged) head() head {
	return head{"feedback_purged", slog.LevelInfo, "old feedback removed"}
}

func (e FeedbackPurged) fields(r *slog.Record) {
	r.AddAttrs(
		slog.Int("answers", e.Answers),
	)
}

// FeedbackNotPurged is logged as "old feedback could not be removed". Feedback is kept
// longer than it may be. The terminal tries again within the hour.
type FeedbackNotPurged struct {
	Cause error // what failed, in the words of the part that failed
}

func (FeedbackNotPurged) head() head {
	return head{"feedback_not_purged", slog.LevelError, "old feedback could not be removed"}
}

func (e FeedbackNotPurged) fields(r *slog.Record) {
	r.AddAttrs(
		failure("cause", e.Cause),
	)
}

// FeedbackUnreadable is logged as "the results of feedback cannot be read". The page of
// results is not shown.
type FeedbackUnreadable struct {
	Cause error // what failed, in the words of the part that failed
}

func (FeedbackUnreadable) head() head {
	return head{"feedback_unreadable", slog.LevelError, "the results of feedback cannot be read"}
}

func (e FeedbackUnreadable) fields(r *slog.Record) {
	r.AddAttrs(
		failure("cause", e.Cause),
	)
}

// DeviceConnected is logged as "device connected". The device's port is open.
type DeviceConnected struct {
	Device string // name of the device or its port
}

func (DeviceConnected) head() head {
	return head{"device_connected", slog.LevelInfo, "device connected"}
}

func (e DeviceConnected) fields(r *slog.Record) {
	r.AddAttrs(
		slog.String("device", e.Device),
	)
}

// DeviceNotConnected is logged as "device not connected". The port cannot be opened, or
// the device went away. The terminal tries again by itself, and logs it once for each
// cause.
type DeviceNotConnected struct {
	Device string // name of the device or its port
	Cause  error  // what failed, in the words of the part that failed
	Fault  string // what is wrong with the device; none: it is in order
}

func (DeviceNotConnected) head() head {
	return head{"device_not_connected", slog.LevelWarn, "device not connected"}
}

func (e DeviceNotConnected) fields(r *slog.Record) {
	r.AddAttrs(
		slog.String("device", e.Device),
		failure("cause", e.Cause),
		slog.String("fault", e.Fault),
	)
}

// DeviceReleased is logged as "device released". The port was closed because the terminal
// stops.
type DeviceReleased struct {
	Device string // name of the device or its port
}

func (DeviceReleased) head() head { return head{"device_released", slog.LevelInfo, "device released"} }

func (e DeviceReleased) fields(r *slog.Record) {
	r.AddAttrs(
		slog.String("device", e.Device),
	)
}

// PrinterIdentified is logged as "printer identified". The printer was asked who it is,
// and said so.
type PrinterIdentified struct {
	Device   string // name of the device or its port
	Maker    string // maker, as the device says itself
	Model    string // model, as the device says itself
	Firmware string // version of the device's own program
	Serial   string // serial number, as the device says itself
}

func (PrinterIdentified) head() head {
	return head{"printer_identified", slog.LevelInfo, "printer identified"}
}

func (e PrinterIdentified) fields(r *slog.Record) {
	r.AddAttrs(
		slog.String("device", e.Device),
		slog.String("maker", e.Maker),
		slog.String("model", e.Model),
		slog.String("firmware", e.Firmware),
		slog.String("serial", e.Serial),
	)
}

// PrinterReady is logged as "the printer is ready". The printer is in order; or it was,
// and what it says of the roll or of a ticket in its mouth changed.
type PrinterReady struct {
	Device    string // name of the device or its port
	Fault     string // what is wrong with the device; none: it is in order
	Was       string // what was wrong with the device before; none: it was in order
	NearEnd   bool   // the paper roll is nearly at its end
	Presented bool   // a ticket waits in the printer's mouth to be taken
}

func (PrinterReady) head() head { return head{"printer_ready", slog.LevelInfo, "the printer is ready"} }

func (e PrinterReady) fields(r *slog.Record) {
	r.AddAttrs(
		slog.String("device", e.Device),
		slog.String("fault", e.Fault),
		slog.String("was", e.Was),
		slog.Bool("near_end", e.NearEnd),
		slog.Bool("presented", e.Presented),
	)
}

// PrinterFaulted is logged as "the printer has a fault". The printer cannot print. Until
// it can, people are shown their number in large letters.
type PrinterFaulted struct {
	Device    string // name of the device or its port
	Fault     string // what is wrong with the device; none: it is in order
	Was       string // what was wrong with the device before; none: it was in order
	NearEnd   bool   // the paper roll is nearly at its end
	Presented bool   // a ticket waits in the printer's mouth to be taken
}

func (PrinterFaulted) head() head {
	return head{"printer_faulted", slog.LevelWarn, "the printer has a fault"}
}

func (e PrinterFaulted) fields(r *slog.Record) {
	r.AddAttrs(
		slog.String("device", e.Device),
		slog.String("fault", e.Fault),
		slog.String("was", e.Was),
		slog.Bool("near_end", e.NearEnd),
		slog.Bool("presented", e.Presented),
	)
}

// ReaderReady is logged as "the reader is ready". A reader of documents or a scanner is
// in order.
type ReaderReady struct {
	Device string // name of the device or its port
	Fault  string // what is wrong with the device; none: it is in order
	Was    string // what was wrong with the device before; none: it was in order
}

func (ReaderReady) head() head { return head{"reader_ready", slog.LevelInfo, "the reader is ready"} }

func (e ReaderReady) fields(r *slog.Record) {
	r.AddAttrs(
		slog.String("device", e.Device),
		slog.String("fault", e.Fault),
		slog.String("was", e.Was),
	)
}

// ReaderFaulted is logged as "the reader has a fault". A reader of documents or a scanner
// cannot be used. Identification is offered with those that are left; without any, it is
// not offered.
type ReaderFaulted struct {
	Device string // name of the device or its port
	Fault  string // what is wrong with the device; none: it is in order
	Was    string // what was wrong with the device before; none: it was in order
}

func (ReaderFaulted) head() head {
	return head{"reader_faulted", slog.LevelWarn, "the reader has a fault"}
}

func (e ReaderFaulted) fields(r *slog.Record) {
	r.AddAttrs(
		slog.String("device", e.Device),
		slog.String("fault", e.Fault),
		slog.String("was", e.Was),
	)
}

// KeypadReady is logged as "the keypad is ready". The tactile keypad is in order.
type KeypadReady struct {
	Device string // name of the device or its port
	Fault  string // what is wrong with the device; none: it is in order
	Was    string // what was wrong with the device before; none: it was in order
}

func (KeypadReady) head() head { return head{"keypad_ready", slog.LevelInfo, "the keypad is ready"} }

func (e KeypadReady) fields(r *slog.Record) {
	r.AddAttrs(
		slog.String("device", e.Device),
		slog.String("fault", e.Fault),
		slog.String("was", e.Was),
	)
}

// KeypadFaulted is logged as "the keypad has a fault". The tactile keypad cannot be used:
// those who do not touch the glass are not served.
type KeypadFaulted struct {
	Device string // name of the device or its port
	Fault  string // what is wrong with the device; none: it is in order
	Was    string // what was wrong with the device before; none: it was in order
}

func (KeypadFaulted) head() head {
	return head{"keypad_faulted", slog.LevelWarn, "the keypad has a fault"}
}

func (e KeypadFaulted) fields(r *slog.Record) {
	r.AddAttrs(
		slog.String("device", e.Device),
		slog.String("fault", e.Fault),
		slog.String("was", e.Was),
	)
}

// BeaconReady is logged as "the beacon is ready". The light or buzzer that calls an
// advisor is in order.
type BeaconReady struct {
	Device string // name of the device or its port
	Fault  string // what is wrong with the device; none: it is in order
	Was    string // what was wrong with the device before; none: it was in order
}

func (BeaconReady) head() head { return head{"beacon_ready", slog.LevelInfo, "the beacon is ready"} }

func (e BeaconReady) fields(r *slog.Record) {
	r.AddAttrs(
		slog.String("device", e.Device),
		slog.String("fault", e.Fault),
		slog.String("was", e.Was),
	)
}

// BeaconFaulted is logged as "the beacon has a fault". No advisor can be called from the
// screen: help tells where the service desk is instead.
type BeaconFaulted struct {
	Device string // name of the device or its port
	Fault  string // what is wrong with the device; none: it is in order
	Was    string // what was wrong with the device before; none: it was in order
}

func (BeaconFaulted) head() head {
	return head{"beacon_faulted", slog.LevelWarn, "the beacon has a fault"}
}

func (e BeaconFaulted) fields(r *slog.Record) {
	r.AddAttrs(
		slog.String("device", e.Device),
		slog.String("fault", e.Fault),
		slog.String("was", e.Was),
	)
}

// ReaderRefusedCommand is logged as "the reader refused a command; check its model and
// the profile". The reader does not know a command that its profile says it knows.
type ReaderRefusedCommand struct {
	Device  string // name of the device or its port
	Profile string // profile with which the device is configured
}

func (ReaderRefusedCommand) head() head {
	return head{"reader_refused_command", slog.LevelWarn, "the reader refused a command; check its model and the profile"}
}

func (e ReaderRefusedCommand) fields(r *slog.Record) {
	r.AddAttrs(
		slog.String("device", e.Device),
		slog.String("profile", e.Profile),
	)
}

// ReaderNoiseBegan is logged as "the reader sends noise; check its cable, and that the
// line speed is the same at both ends". Much comes from the reader that is no document
// and no code.
type ReaderNoiseBegan struct {
	Device string // name of the device or its port
}

func (ReaderNoiseBegan) head() head {
	return head{"reader_noise_began", slog.LevelWarn, "the reader sends noise; check its cable, and that the line speed is the same at both ends"}
}

func (e ReaderNoiseBegan) fields(r *slog.Record) {
	r.AddAttrs(
		slog.String("device", e.Device),
	)
}

// ReaderNoiseEnded is logged as "the reader's noise is over". What comes from the reader
// makes sense again.
type ReaderNoiseEnded struct {
	Device string // name of the device or its port
}

func (ReaderNoiseEnded) head() head {
	return head{"reader_noise_ended", slog.LevelInfo, "the reader's noise is over"}
}

func (e ReaderNoiseEnded) fields(r *slog.Record) {
	r.AddAttrs(
		slog.String("device", e.Device),
	)
}

// DocumentRead is logged as "document read". A document, a card or a code was held to a
// reader. What it says is not logged.
type DocumentRead struct {
	Kind    string // kind of document, code or slip, such as td1, ticket_code or bring
	Verdict string // what the document's check digits say of it
}

func (DocumentRead) head() head { return head{"document_read", slog.LevelInfo, "document read"} }

func (e DocumentRead) fields(r *slog.Record) {
	r.AddAttrs(
		slog.String("kind", e.Kind),
		slog.String("verdict", e.Verdict),
	)
}

// ChipReaderReady is logged as "the chip card reader is ready". A chip card reader is in
// order.
type ChipReaderReady struct {
	Device   string // name of the device or its port
	Fault    string // what is wrong with the device; none: it is in order
	Was      string // what was wrong with the device before; none: it was in order
	Firmware string // version of the device's own program
}

func (ChipReaderReady) head() head {
	return head{"chip_reader_ready", slog.LevelInfo, "the chip card reader is ready"}
}

func (e ChipReaderReady) fields(r *slog.Record) {
	r.AddAttrs(
		slog.String("device", e.Device),
		slog.String("fault", e.Fault),
		slog.String("was", e.Was),
		slog.String("firmware", e.Firmware),
	)
}

// ChipReaderFaulted is logged as "the chip card reader has a fault". A chip card reader
// cannot be used. Identification is offered with the readers that are left.
type ChipReaderFaulted struct {
	Device   string // name of the device or its port
	Fault    string // what is wrong with the device; none: it is in order
	Was      string // what was wrong with the device before; none: it was in order
	Firmware string // version of the device's own program
}

func (ChipReaderFaulted) head() head {
	return head{"chip_reader_faulted", slog.LevelWarn, "the chip card reader has a fault"}
}

func (e ChipReaderFaulted) fields(r *slog.Record) {
	r.AddAttrs(
		slog.String("device", e.Device),
		slog.String("fault", e.Fault),
		slog.String("was", e.Was),
		slog.String("firmware", e.Firmware),
	)
}

// ChipCardRead is logged as "chip card read". A chip card was put in and read: read is an
// identity card, other is another card that works, repeated is one that came back within
// two seconds and counts once. What it says is not logged.
type ChipCardRead struct {
	Device  string // name of the device or its port
	Outcome string // how it ended
}

func (ChipCardRead) head() head { return head{"chip_card_read", slog.LevelInfo, "chip card read"} }

func (e ChipCardRead) fields(r *slog.Record) {
	r.AddAttrs(
		slog.String("device", e.Device),
		slog.String("outcome", e.Outcome),
	)
}

// ChipCardNotRead is logged as "chip card not read". A chip card was put in and could not
// be read: pulled too early, mute (the wrong way round, or without a chip), unreadable,
// or reader_lost.
type ChipCardNotRead struct {
	Device  string // name of the device or its port
	Outcome string // how it ended
	Cause   error  // what failed, in the words of the part that failed
}

func (ChipCardNotRead) head() head {
	return head{"chip_card_not_read", slog.LevelInfo, "chip card not read"}
}

func (e ChipCardNotRead) fields(r *slog.Record) {
	r.AddAttrs(
		slog.String("device", e.Device),
		slog.String("outcome", e.Outcome),
		failure("cause", e.Cause),
	)
}

// StoreSetAside is logged as "a damaged store was set aside". The store failed its
// examination at the start. It is kept under another name, and a fresh one has taken its
// place; numbers go on from the ticket log.
type StoreSetAside struct {
	Path   string // where the file is
	Kept   string // where the old file is now
	Reason string // why, in words
}

func (StoreSetAside) head() head {
	return head{"store_set_aside", slog.LevelError, "a damaged store was set aside"}
}

func (e StoreSetAside) fields(r *slog.Record) {
	r.AddAttrs(
		slog.String("path", e.Path),
		slog.String("kept", e.Kept),
		slog.String("reason", e.Reason),
	)
}

// StoreBroke is logged as "the store is broken". The disk did not take what was written,
// so nothing is promised any more. The terminal stops, and is restarted by systemd.
type StoreBroke struct {
	Path  string // where the file is
	Cause error  // what failed, in the words of the part that failed
}

func (StoreBroke) head() head { return head{"store_broke", slog.LevelError, "the store is broken"} }

func (e StoreBroke) fields(r *slog.Record) {
	r.AddAttrs(
		slog.String("path", e.Path),
		failure("cause", e.Cause),
	)
}

// QueueSnapshotUnreadable is logged as "the snapshot of the queue cannot be read". The
// queue is made anew from the whole journal, which takes some minutes in a store of many
// years, and nothing is lost. The next snapshot replaces it.
type QueueSnapshotUnreadable struct {
	Path  string // where the file is
	Cause error  // what failed, in the words of the part that failed
}

func (QueueSnapshotUnreadable) head() head {
	return head{"queue_snapshot_unreadable", slog.LevelWarn, "the snapshot of the queue cannot be read"}
}

func (e QueueSnapshotUnreadable) fields(r *slog.Record) {
	r.AddAttrs(
		slog.String("path", e.Path),
		failure("cause", e.Cause),
	)
}

// QueueEntryUnreadable is logged as "a change of the queue cannot be read". The journal
// holds a change of the queue that says nothing, or that this program does not know. It
// was passed over.
type QueueEntryUnreadable struct {
	Entry string // name of the entry in the journal: terminal.epoch.sequence
	Cause error  // what failed, in the words of the part that failed
}

func (QueueEntryUnreadable) head() head {
	return head{"queue_entry_unreadable", slog.LevelError, "a change of the queue cannot be read"}
}

func (e QueueEntryUnreadable) fields(r *slog.Record) {
	r.AddAttrs(
		slog.String("entry", e.Entry),
		failure("cause", e.Cause),
	)
}

// QueueRead is logged as "the queue is as it was". At a start the queue was made of its
// last snapshot and of the entries after it.
type QueueRead struct {
	Entries int           // how many entries of the journal
	Visits  int           // how many visits
	Took    time.Duration // how long it took
}

func (QueueRead) head() head { return head{"queue_read", slog.LevelInfo, "the queue is as it was"} }

func (e QueueRead) fields(r *slog.Record) {
	r.AddAttrs(
		slog.Int("entries", e.Entries),
		slog.Int("visits", e.Visits),
		slog.String("took", e.Took.String()),
	)
}

// QueueNotKept is logged as "the queue could not be kept". The store did not take a
// snapshot of the queue, or the end of a day. Nothing is lost: it is tried again.
type QueueNotKept struct {
	Cause error // what failed, in the words of the part that failed
}

func (QueueNotKept) head() head {
	return head{"queue_not_kept", slog.LevelError, "the queue could not be kept"}
}

func (e QueueNotKept) fields(r *slog.Record) {
	r.AddAttrs(
		failure("cause", e.Cause),
	)
}

// QueueDayClosed is logged as "the day of the queue was closed". The day is over. Whoever
// had not been served by then was taken out of the queue, and statistics keep the day's
// figures.
type QueueDayClosed struct {
	Day   string // the day
	Parts int    // how many parts of visits
}

func (QueueDayClosed) head() head {
	return head{"queue_day_closed", slog.LevelInfo, "the day of the queue was closed"}
}

func (e QueueDayClosed) fields(r *slog.Record) {
	r.AddAttrs(
		slog.String("day", e.Day),
		slog.Int("parts", e.Parts),
	)
}

// QueueStopped is logged as "the queue cannot go on". The queue could not be made anew
// from the journal after a write had failed. No number is given, and nobody is called,
// until the terminal has been started again.
type QueueStopped struct {
	Cause error // what failed, in the words of the part that failed
}

func (QueueStopped) head() head {
	return head{"queue_stopped", slog.LevelError, "the queue cannot go on"}
}

func (e QueueStopped) fields(r *slog.Record) {
	r.AddAttrs(
		failure("cause", e.Cause),
	)
}

// StoreNotClosed is logged as "the store did not close". The terminal stopped, and the
// store could not be closed in good order. It is examined at the next start.
type StoreNotClosed struct {
	Cause error // what failed, in the words of the part that failed
}

func (StoreNotClosed) head() head {
	return head{"store_not_closed", slog.LevelError, "the store did not close"}
}

func (e StoreNotClosed) fields(r *slog.Record) {
	r.AddAttrs(
		failure("cause", e.Cause),
	)
}

// StoreCompacted is logged as "the store was compacted". A technician asked for it in the
// diagnostics, and it was done before the store was opened. With a cause it was not done,
// and the store is as it was; bytes is its size now.
type StoreCompacted struct {
	Path  string // where the file is
	Bytes int64  // size in bytes
	Cause error  // what failed, in the words of the part that failed
}

func (StoreCompacted) head() head {
	return head{"store_compacted", slog.LevelInfo, "the store was compacted"}
}

func (e StoreCompacted) fields(r *slog.Record) {
	r.AddAttrs(
		slog.String("path", e.Path),
		slog.Int64("bytes", e.Bytes),
		failure("cause", e.Cause),
	)
}

// EpochChanged is logged as "the store has a new epoch". The store was copied, restored,
// or moved to another machine, so what it says from now on is named otherwise than what
// its other copy says.
type EpochChanged struct {
	Path   string // where the file is
	Part   string // what differs from when the store was made: machine, file or terminal
	Before string // the store's epoch until now
	After  string // the store's new epoch
}

func (EpochChanged) head() head {
	return head{"epoch_changed", slog.LevelWarn, "the store has a new epoch"}
}

func (e EpochChanged) fields(r *slog.Record) {
	r.AddAttrs(
		slog.String("path", e.Path),
		slog.String("part", e.Part),
		slog.String("before", e.Before),
		slog.String("after", e.After),
	)
}

// TicketLogUnreadable is logged as "the ticket log cannot be read". The small file beside
// the store, from which numbers go on after damage, cannot be read.
type TicketLogUnreadable struct {
	Cause error // what failed, in the words of the part that failed
}

func (TicketLogUnreadable) head() head {
	return head{"ticket_log_unreadable", slog.LevelWarn, "the ticket log cannot be read"}
}

func (e TicketLogUnreadable) fields(r *slog.Record) {
	r.AddAttrs(
		failure("cause", e.Cause),
	)
}

// TicketLogNotFilled is logged as "the numbers cannot be copied to the ticket log". The
// store did not say which numbers were given. If it is damaged later, numbers start above
// a margin.
type TicketLogNotFilled struct {
	Cause error // what failed, in the words of the part that failed
}

func (TicketLogNotFilled) head() head {
	return head{"ticket_log_not_filled", slog.LevelError, "the numbers cannot be copied to the ticket log"}
}

func (e TicketLogNotFilled) fields(r *slog.Record) {
	r.AddAttrs(
		failure("cause", e.Cause),
	)
}

// TicketLogNotShortened is logged as "the ticket log could not be shortened". The ticket
// log goes on growing. It is tried again at the next start.
type TicketLogNotShortened struct {
	Path  string // where the file is
	Cause error  // what failed, in the words of the part that failed
}

func (TicketLogNotShortened) head() head {
	return head{"ticket_log_not_shortened", slog.LevelWarn, "the ticket log could not be shortened"}
}

func (e TicketLogNotShortened) fields(r *slog.Record) {
	r.AddAttrs(
		slog.String("path", e.Path),
		failure("cause", e.Cause),
	)
}

// TicketLogNotWritten is logged as "the ticket log cannot be written: numbers may not
// continue if the store is damaged". Tickets are given as before, but their numbers are
// in the store only. It is tried again with each ticket.
type TicketLogNotWritten struct {
	Path  string // where the file is
	Cause error  // what failed, in the words of the part that failed
}

func (TicketLogNotWritten) head() head {
	return head{"ticket_log_not_written", slog.LevelError, "the ticket log cannot be written: numbers may not continue if the store is damaged"}
}

func (e TicketLogNotWritten) fields(r *slog.Record) {
	r.AddAttrs(
		slog.String("path", e.Path),
		failure("cause", e.Cause),
	)
}

// TicketLogNotSynced is logged as "the ticket log cannot be synced". The disk did not
// confirm the newest numbers of the ticket log.
type TicketLogNotSynced struct {
	Path  string // where the file is
	Cause error  // what failed, in the words of the part that failed
}

func (TicketLogNotSynced) head() head {
	return head{"ticket_log_not_synced", slog.LevelError, "the ticket log cannot be synced"}
}

func (e TicketLogNotSynced) fields(r *slog.Record) {
	r.AddAttrs(
		slog.String("path", e.Path),
		failure("cause", e.Cause),
	)
}

// StoreRoomNotReady is logged as "room for the database could not be made ready". Room
// could not be set aside in advance. Writing goes on, and finds its room itself.
type StoreRoomNotReady struct {
	Path  string // where the file is
	Cause error  // what failed, in the words of the part that failed
}

func (StoreRoomNotReady) head() head {
	return head{"store_room_not_ready", slog.LevelWarn, "room for the database could not be made ready"}
}

func (e StoreRoomNotReady) fields(r *slog.Record) {
	r.AddAttrs(
		slog.String("path", e.Path),
		failure("cause", e.Cause),
	)
}

// CatalogueInUse is logged as "catalogue in use". The services that are offered from now
// on.
type CatalogueInUse struct {
	Origin   string // where the catalogue came from
	Services int    // how many services the catalogue has
}

func (CatalogueInUse) head() head {
	return head{"catalogue_in_use", slog.LevelInfo, "catalogue in use"}
}

func (e CatalogueInUse) fields(r *slog.Record) {
	r.AddAttrs(
		slog.String("origin", e.Origin),
		slog.Int("services", e.Services),
	)
}

// CatalogueFaulty is logged as "the catalogue has a fault". Your catalogue has a mistake
// at this place. The last one without mistakes is used; without any, the one that the
// terminal brings.
type CatalogueFaulty struct {
	File   string // name of the file
	Line   int    // line of the file, from 1; 0: not known
	Key    string // name of the entry in the file
	Reason string // why, in words
}

func (CatalogueFaulty) head() head {
	return head{"catalogue_faulty", slog.LevelError, "the catalogue has a fault"}
}

func (e CatalogueFaulty) fields(r *slog.Record) {
	r.AddAttrs(
		slog.String("file", e.File),
		slog.Int("line", e.Line),
		slog.String("key", e.Key),
		slog.String("reason", e.Reason),
	)
}

// AppointmentsRead is logged as "appointments are read". The appointments that people can
// check in for have changed. Nothing else of the calendar is kept.
type AppointmentsRead struct {
	Booked int // how many appointments of today and tomorrow are known
	Faults int // how many things are not in order
}

func (AppointmentsRead) head() head {
	return head{"appointments_read", slog.LevelInfo, "appointments are read"}
}

func (e AppointmentsRead) fields(r *slog.Record) {
	r.AddAttrs(
		slog.Int("booked", e.Booked),
		slog.Int("faults", e.Faults),
	)
}

// AppointmentsFaulty is logged as "an appointment cannot be used". The calendar has a
// mistake at this place. Of a file that is broken the last sound copy is used; any other
// appointment is left out alone.
type AppointmentsFaulty struct {
	File   string // name of the file
	Line   int    // line of the file, from 1; 0: not known
	Reason string // why, in words
}

func (AppointmentsFaulty) head() head {
	return head{"appointments_faulty", slog.LevelWarn, "an appointment cannot be used"}
}

func (e AppointmentsFaulty) fields(r *slog.Record) {
	r.AddAttrs(
		slog.String("file", e.File),
		slog.Int("line", e.Line),
		slog.String("reason", e.Reason),
	)
}

// AppointmentsUnreachable is logged as "the calendar cannot be fetched". The folder or
// the address of the calendar does not answer. The appointments that were read last stay
// in use.
type AppointmentsUnreachable struct {
	Cause error // what failed, in the words of the part that failed
}

func (AppointmentsUnreachable) head() head {
	return head{"appointments_unreachable", slog.LevelWarn, "the calendar cannot be fetched"}
}

func (e AppointmentsUnreachable) fields(r *slog.Record) {
	r.AddAttrs(
		failure("cause", e.Cause),
	)
}

// ScreenDrawn is logged as "the screen is drawn". The first screen is on the glass.
type ScreenDrawn struct {
	Width    int     // width of the window in pixels
	Height   int     // height of the window in pixels
	WidthMM  float64 // width of the glass in millimetres
	HeightMM float64 // height of the glass in millimetres
	Scale    float64 // pixels for one unit of length of the toolkit
}

func (ScreenDrawn) head() head { return head{"screen_drawn", slog.LevelInfo, "the screen is drawn"} }

func (e ScreenDrawn) fields(r *slog.Record) {
	r.AddAttrs(
		slog.Int("width", e.Width),
		slog.Int("height", e.Height),
		slog.Float64("width_mm", e.WidthMM),
		slog.Float64("height_mm", e.HeightMM),
		slog.Float64("scale", e.Scale),
	)
}

// ScreenKeptOpen is logged as "the screen was asked to close, and stays". Somebody or the
// window system wanted to close the window.
type ScreenKeptOpen struct{}

func (ScreenKeptOpen) head() head {
	return head{"screen_kept_open", slog.LevelInfo, "the screen was asked to close, and stays"}
}

func (ScreenKeptOpen) fields(*slog.Record) {}

// PictureMissing is logged as "a picture on the screen is missing". A picture could not
// be drawn. The rest of the screen is there.
type PictureMissing struct {
	Screen string // name of the screen
	Cause  error  // what failed, in the words of the part that failed
}

func (PictureMissing) head() head {
	return head{"picture_missing", slog.LevelError, "a picture on the screen is missing"}
}

func (e PictureMissing) fields(r *slog.Record) {
	r.AddAttrs(
		slog.String("screen", e.Screen),
		failure("cause", e.Cause),
	)
}

// TextsCut is logged as "texts found no room on the screen". A screen has more text than
// fits on this glass. What did not fit is not logged, as a search might be in it.
type TextsCut struct {
	Screen string // name of the screen
	Texts  int    // how many texts
}

func (TextsCut) head() head {
	return head{"texts_cut", slog.LevelWarn, "texts found no room on the screen"}
}

func (e TextsCut) fields(r *slog.Record) {
	r.AddAttrs(
		slog.String("screen", e.Screen),
		slog.Int("texts", e.Texts),
	)
}

// PressLost is logged as "a press was lost: the terminal does not take them". The
// touchscreen has presses that the terminal does not take.
type PressLost struct{}

func (PressLost) head() head {
	return head{"press_lost", slog.LevelWarn, "a press was lost: the terminal does not take them"}
}

func (PressLost) fields(*slog.Record) {}

// PageNotWritten is logged as "page not written". A page could not be made, and its
// reader was told so.
type PageNotWritten struct {
	Page  string // name of the page
	Cause error  // what failed, in the words of the part that failed
}

func (PageNotWritten) head() head {
	return head{"page_not_written", slog.LevelError, "page not written"}
}

func (e PageNotWritten) fields(r *slog.Record) {
	r.AddAttrs(
		slog.String("page", e.Page),
		failure("cause", e.Cause),
	)
}

// DisplayServed is logged as "call display served". Screens on the wall find the call
// display at this address, below /display.
type DisplayServed struct {
	Address string // address and port on which pages are served
}

func (DisplayServed) head() head {
	return head{"display_served", slog.LevelInfo, "call display served"}
}

func (e DisplayServed) fields(r *slog.Record) {
	r.AddAttrs(
		slog.String("address", e.Address),
	)
}

// BenchNotWritten is logged as "bench not written". The bench of the demonstration could
// not be drawn.
type BenchNotWritten struct {
	Cause error // what failed, in the words of the part that failed
}

func (BenchNotWritten) head() head {
	return head{"bench_not_written", slog.LevelError, "bench not written"}
}

func (e BenchNotWritten) fields(r *slog.Record) {
	r.AddAttrs(
		failure("cause", e.Cause),
	)
}

// IconNotDrawn is logged as "icon not drawn". A drawing is missing on the pages. The text
// beside it is there.
type IconNotDrawn struct {
	Name  string // name of the picture or font
	Cause error  // what failed, in the words of the part that failed
}

func (IconNotDrawn) head() head { return head{"icon_not_drawn", slog.LevelWarn, "icon not drawn"} }

func (e IconNotDrawn) fields(r *slog.Record) {
	r.AddAttrs(
		slog.String("name", e.Name),
		failure("cause", e.Cause),
	)
}

// AssetMissing is logged as "asset missing". A font or a picture of the pages is missing.
// Pages are shown without it.
type AssetMissing struct {
	Name  string // name of the picture or font
	Cause error  // what failed, in the words of the part that failed
}

func (AssetMissing) head() head { return head{"asset_missing", slog.LevelWarn, "asset missing"} }

func (e AssetMissing) fields(r *slog.Record) {
	r.AddAttrs(
		slog.String("name", e.Name),
		failure("cause", e.Cause),
	)
}

// RefusalNotSent is logged as "refusal not sent". A page that pressed what was no longer
// on the screen went away before it was told.
type RefusalNotSent struct {
	Cause error // what failed, in the words of the part that failed
}

func (RefusalNotSent) head() head {
	return head{"refusal_not_sent", slog.LevelDebug, "refusal not sent"}
}

func (e RefusalNotSent) fields(r *slog.Record) {
	r.AddAttrs(
		failure("cause", e.Cause),
	)
}

// PagesCutOff is logged as "pages did not end by themselves and were cut off". The
// terminal stopped while a page was still being sent.
type PagesCutOff struct {
	Cause error // what failed, in the words of the part that failed
}

func (PagesCutOff) head() head {
	return head{"pages_cut_off", slog.LevelInfo, "pages did not end by themselves and were cut off"}
}

func (e PagesCutOff) fields(r *slog.Record) {
	r.AddAttrs(
		failure("cause", e.Cause),
	)
}

// WebServerComplained is logged as "the web server complains". A browser broke off or
// sent nonsense, or a page failed.
type WebServerComplained struct {
	Text string // what the web server says
}

func (WebServerComplained) head() head {
	return head{"web_server_complained", slog.LevelWarn, "the web server complains"}
}

func (e WebServerComplained) fields(r *slog.Record) {
	r.AddAttrs(
		slog.String("text", e.Text),
	)
}

// SpeechFailed is logged as "speech failed". A sentence or a chime could not be heard. It
// is logged once, until sound works again. Everything said is on the screen, too.
type SpeechFailed struct {
	Cause error // what failed, in the words of the part that failed
}

func (SpeechFailed) head() head { return head{"speech_failed", slog.LevelError, "speech failed"} }

func (e SpeechFailed) fields(r *slog.Record) {
	r.AddAttrs(
		failure("cause", e.Cause),
	)
}

// SpeechWorksAgain is logged as "speech works again". A sentence was spoken, after others
// were not.
type SpeechWorksAgain struct{}

func (SpeechWorksAgain) head() head {
	return head{"speech_works_again", slog.LevelInfo, "speech works again"}
}

func (SpeechWorksAgain) fields(*slog.Record) {}

// CallNotSpoken is logged as "call not spoken". The call display sounds its gong, but
// does not say the number. It is logged once, until a call is spoken again.
type CallNotSpoken struct {
	Cause error // what failed, in the words of the part that failed
}

func (CallNotSpoken) head() head { return head{"call_not_spoken", slog.LevelWarn, "call not spoken"} }

func (e CallNotSpoken) fields(r *slog.Record) {
	r.AddAttrs(
		failure("cause", e.Cause),
	)
}

// SocketUnusable is logged as "the socket for kundterminal diagnose cannot be used". The
// command over SSH does not reach the running terminal. The diagnostics at the screen
// work.
type SocketUnusable struct {
	Cause error // what failed, in the words of the part that failed
}

func (SocketUnusable) head() head {
	return head{"socket_unusable", slog.LevelWarn, "the socket for kundterminal diagnose cannot be used"}
}

func (e SocketUnusable) fields(r *slog.Record) {
	r.AddAttrs(
		failure("cause", e.Cause),
	)
}

// DiagnosticsSettingRefused is logged as "a setting of the diagnostics is not in force".
// A value in the configuration's table diagnostics is wrong. Its default is in force
// instead, and people are served.
type DiagnosticsSettingRefused struct {
	File   string // name of the file
	Line   int    // line of the file, from 1; 0: not known
	Key    string // name of the entry in the file
	Reason string // why, in words
}

func (DiagnosticsSettingRefused) head() head {
	return head{"diagnostics_setting_refused", slog.LevelWarn, "a setting of the diagnostics is not in force"}
}

func (e DiagnosticsSettingRefused) fields(r *slog.Record) {
	r.AddAttrs(
		slog.String("file", e.File),
		slog.Int("line", e.Line),
		slog.String("key", e.Key),
		slog.String("reason", e.Reason),
	)
}

// DiagnosticsOpened is logged as "diagnostics opened". A technician is at the terminal,
// and people are not served.
type DiagnosticsOpened struct {
	How string // by badge, by PIN or by the hidden corners
}

func (DiagnosticsOpened) head() head {
	return head{"diagnostics_opened", slog.LevelInfo, "diagnostics opened"}
}

func (e DiagnosticsOpened) fields(r *slog.Record) {
	r.AddAttrs(
		slog.String("how", e.How),
	)
}

// DiagnosticsClosed is logged as "diagnostics closed". The terminal serves people again.
type DiagnosticsClosed struct {
	Why string // left, idle, or what else ended it
}

func (DiagnosticsClosed) head() head {
	return head{"diagnostics_closed", slog.LevelInfo, "diagnostics closed"}
}

func (e DiagnosticsClosed) fields(r *slog.Record) {
	r.AddAttrs(
		slog.String("why", e.Why),
	)
}

// CommandBegun is logged as "command begun". A user of the machine, most often over SSH,
// began something with kundterminal diagnose: a test, an action, a monitor or a bundle.
// Commands that only look are not logged.
type CommandBegun struct {
	UID     int    // number of the machine's user who gave the command
	Command string // what kundterminal diagnose was told to do, such as: test printer cutter
}

func (CommandBegun) head() head { return head{"command_begun", slog.LevelInfo, "command begun"} }

func (e CommandBegun) fields(r *slog.Record) {
	r.AddAttrs(
		slog.Int("uid", e.UID),
		slog.String("command", e.Command),
	)
}

// CommandEnded is logged as "command ended". That command is over. With a cause, it could
// not be carried out.
type CommandEnded struct {
	UID     int    // number of the machine's user who gave the command
	Command string // what kundterminal diagnose was told to do, such as: test printer cutter
	Cause   error  // what failed, in the words of the part that failed
}

func (CommandEnded) head() head { return head{"command_ended", slog.LevelInfo, "command ended"} }

func (e CommandEnded) fields(r *slog.Record) {
	r.AddAttrs(
		slog.Int("uid", e.UID),
		slog.String("command", e.Command),
		failure("cause", e.Cause),
	)
}

// PINUnreadable is logged as "the technician's PIN cannot be read". A PIN is set up, and
// its file is missing or cannot be read. No technician can enter the diagnostics at the
// screen.
type PINUnreadable struct {
	Cause error // what failed, in the words of the part that failed
}

func (PINUnreadable) head() head {
	return head{"pin_unreadable", slog.LevelWarn, "the technician's PIN cannot be read"}
}

func (e PINUnreadable) fields(r *slog.Record) {
	r.AddAttrs(
		failure("cause", e.Cause),
	)
}

// AdvisorPINUnreadable is logged as "the service advisors' PIN cannot be read". A PIN is
// set up for service advisors, and its file is missing or cannot be read. They can come
// to the terminal by badge only.
type AdvisorPINUnreadable struct {
	Cause error // what failed, in the words of the part that failed
}

func (AdvisorPINUnreadable) head() head {
	return head{"advisor_pin_unreadable", slog.LevelWarn, "the service advisors' PIN cannot be read"}
}

func (e AdvisorPINUnreadable) fields(r *slog.Record) {
	r.AddAttrs(
		failure("cause", e.Cause),
	)
}

// AdvisorCame is logged as "a service advisor works at the terminal". By badge or PIN a
// service advisor has opened the advisor's screens over a person's visit.
type AdvisorCame struct {
	How string // by badge, by PIN or by the hidden corners
}

func (AdvisorCame) head() head {
	return head{"advisor_came", slog.LevelInfo, "a service advisor works at the terminal"}
}

func (e AdvisorCame) fields(r *slog.Record) {
	r.AddAttrs(
		slog.String("how", e.How),
	)
}

// AdvisorLeft is logged as "the service advisor has handed back". The person goes on
// where they were: the advisor said so, or pressed nothing for a while.
type AdvisorLeft struct {
	Why string // left, idle, or what else ended it
}

func (AdvisorLeft) head() head {
	return head{"advisor_left", slog.LevelInfo, "the service advisor has handed back"}
}

func (e AdvisorLeft) fields(r *slog.Record) {
	r.AddAttrs(
		slog.String("why", e.Why),
	)
}

// PINTried is logged as "a PIN was tried". Somebody typed a PIN. After five wrong ones no
// PIN is taken for a while, and twice as long after each further one.
type PINTried struct {
	Of      string        // whose: technician or advisor
	Outcome string        // how it ended
	Wrong   int           // wrong tries in a row so far
	Wait    time.Duration // how long no PIN is taken
}

func (PINTried) head() head { return head{"pin_tried", slog.LevelInfo, "a PIN was tried"} }

func (e PINTried) fields(r *slog.Record) {
	r.AddAttrs(
		slog.String("of", e.Of),
		slog.String("outcome", e.Outcome),
		slog.Int("wrong", e.Wrong),
		slog.String("wait", e.Wait.String()),
	)
}

// TestBegun is logged as "test begun". A technician tests a device. A test that has no
// test_ended counts as failed.
type TestBegun struct {
	Device string // name of the device or its port
	Test   string // name of the test
}

func (TestBegun) head() head { return head{"test_begun", slog.LevelInfo, "test begun"} }

func (e TestBegun) fields(r *slog.Record) {
	r.AddAttrs(
		slog.String("device", e.Device),
		slog.String("test", e.Test),
	)
}

// TestEnded is logged as "test ended". The test is over: passed or failed.
type TestEnded struct {
	Device  string // name of the device or its port
	Test    string // name of the test
	Outcome string // how it ended
}

func (TestEnded) head() head { return head{"test_ended", slog.LevelInfo, "test ended"} }

func (e TestEnded) fields(r *slog.Record) {
	r.AddAttrs(
		slog.String("device", e.Device),
		slog.String("test", e.Test),
		slog.String("outcome", e.Outcome),
	)
}

// TreeEnded is logged as "fault tree ended". A technician went through questions about a
// fault; node is what they were told to do last, outcome whether it helped.
type TreeEnded struct {
	Device  string // name of the device or its port
	Tree    string // name of the fault tree
	Node    string // where in the fault tree it ended
	Outcome string // how it ended
}

func (TreeEnded) head() head { return head{"tree_ended", slog.LevelInfo, "fault tree ended"} }

func (e TreeEnded) fields(r *slog.Record) {
	r.AddAttrs(
		slog.String("device", e.Device),
		slog.String("tree", e.Tree),
		slog.String("node", e.Node),
		slog.String("outcome", e.Outcome),
	)
}

// MonitorStarted is logged as "monitor started". A technician watches what goes over a
// device's line, personal data masked.
type MonitorStarted struct {
	Device  string // name of the device or its port
	Seconds int    // after how many seconds it stops by itself
}

func (MonitorStarted) head() head { return head{"monitor_started", slog.LevelInfo, "monitor started"} }

func (e MonitorStarted) fields(r *slog.Record) {
	r.AddAttrs(
		slog.String("device", e.Device),
		slog.Int("seconds", e.Seconds),
	)
}

// MonitorStopped is logged as "monitor stopped". The line is no longer watched.
type MonitorStopped struct {
	Device string // name of the device or its port
	Why    string // left, idle, or what else ended it
}

func (MonitorStopped) head() head { return head{"monitor_stopped", slog.LevelInfo, "monitor stopped"} }

func (e MonitorStopped) fields(r *slog.Record) {
	r.AddAttrs(
		slog.String("device", e.Device),
		slog.String("why", e.Why),
	)
}

// RecordingWritten is logged as "recording written". What went over a device's line was
// kept in a file, personal data masked.
type RecordingWritten struct {
	Device string // name of the device or its port
	File   string // name of the file
}

func (RecordingWritten) head() head {
	return head{"recording_written", slog.LevelInfo, "recording written"}
}

func (e RecordingWritten) fields(r *slog.Record) {
	r.AddAttrs(
		slog.String("device", e.Device),
		slog.String("file", e.File),
	)
}

// BundleWritten is logged as "support bundle written". A support bundle was written to a
// USB stick.
type BundleWritten struct {
	Target string // where it was written to
	Bytes  int64  // size in bytes
}

func (BundleWritten) head() head {
	return head{"bundle_written", slog.LevelInfo, "support bundle written"}
}

func (e BundleWritten) fields(r *slog.Record) {
	r.AddAttrs(
		slog.String("target", e.Target),
		slog.Int64("bytes", e.Bytes),
	)
}

// BundleServed is logged as "support bundle served". A support bundle was fetched over
// the network, with its one-time code.
type BundleServed struct {
	Bytes int64 // size in bytes
}

func (BundleServed) head() head {
	return head{"bundle_served", slog.LevelInfo, "support bundle served"}
}

func (e BundleServed) fields(r *slog.Record) {
	r.AddAttrs(
		slog.Int64("bytes", e.Bytes),
	)
}

// ReadinessMade is logged as "readiness report made". The terminal was examined before
// opening time.
type ReadinessMade struct {
	Ready  bool // the terminal can be opened to the public
	Faults int  // how many things are not in order
}

func (ReadinessMade) head() head {
	return head{"readiness_made", slog.LevelInfo, "readiness report made"}
}

func (e ReadinessMade) fields(r *slog.Record) {
	r.AddAttrs(
		slog.Bool("ready", e.Ready),
		slog.Int("faults", e.Faults),
	)
}

// CountersNotKept is logged as "counters not kept". What printer and readers have gone
// through could not be written to the store. It is tried again each minute.
type CountersNotKept struct {
	Cause error // what failed, in the words of the part that failed
}

func (CountersNotKept) head() head {
	return head{"counters_not_kept", slog.LevelWarn, "counters not kept"}
}

func (e CountersNotKept) fields(r *slog.Record) {
	r.AddAttrs(
		failure("cause", e.Cause),
	)
}

// RollChanged is logged as "paper roll changed". A new roll was put in, and the forecast
// begins anew.
type RollChanged struct {
	LengthMM int // length of the paper roll in millimetres
}

func (RollChanged) head() head { return head{"roll_changed", slog.LevelInfo, "paper roll changed"} }

func (e RollChanged) fields(r *slog.Record) {
	r.AddAttrs(
		slog.Int("length_mm", e.LengthMM),
	)
}

// DiscoveryDone is logged as "devices looked for". A technician had the serial ports
// asked what is connected to them.
type DiscoveryDone struct {
	Ports int // how many serial ports were asked
}

func (DiscoveryDone) head() head { return head{"discovery_done", slog.LevelInfo, "devices looked for"} }

func (e DiscoveryDone) fields(r *slog.Record) {
	r.AddAttrs(
		slog.Int("ports", e.Ports),
	)
}

// ActionDone is logged as "action done". A technician had something done in the
// diagnostics. With a cause, it failed.
type ActionDone struct {
	View   string // view of the diagnostics or of the statistics
	Action string // what was pressed in a view of the diagnostics
	Cause  error  // what failed, in the words of the part that failed
}

func (ActionDone) head() head { return head{"action_done", slog.LevelInfo, "action done"} }

func (e ActionDone) fields(r *slog.Record) {
	r.AddAttrs(
		slog.String("view", e.View),
		slog.String("action", e.Action),
		failure("cause", e.Cause),
	)
}

// StatisticsUnreadable is logged as "the statistics cannot be read". A page of statistics
// is not shown.
type StatisticsUnreadable struct {
	View  string // view of the diagnostics or of the statistics
	Cause error  // what failed, in the words of the part that failed
}

func (StatisticsUnreadable) head() head {
	return head{"statistics_unreadable", slog.LevelError, "the statistics cannot be read"}
}

func (e StatisticsUnreadable) fields(r *slog.Record) {
	r.AddAttrs(
		slog.String("view", e.View),
		failure("cause", e.Cause),
	)
}

// HistoryPurged is logged as "old records removed". Entries of the journal and tickets
// whose day is counted, and that were older than the configuration allows, were removed.
// The numbers given and the figures of the day stay.
type HistoryPurged struct {
	Entries int // how many entries of the journal
	Tickets int // how many tickets
}

func (HistoryPurged) head() head {
	return head{"history_purged", slog.LevelInfo, "old records removed"}
}

func (e HistoryPurged) fields(r *slog.Record) {
	r.AddAttrs(
		slog.Int("entries", e.Entries),
		slog.Int("tickets", e.Tickets),
	)
}

// HistoryNotPurged is logged as "old records could not be removed". Tickets and entries
// of the journal are kept longer than they may be. It is tried again within the hour.
type HistoryNotPurged struct {
	Cause error // what failed, in the words of the part that failed
}

func (HistoryNotPurged) head() head {
	return head{"history_not_purged", slog.LevelError, "old records could not be removed"}
}

func (e HistoryNotPurged) fields(r *slog.Record) {
	r.AddAttrs(
		failure("cause", e.Cause),
	)
}

// PointServed is logged as "the service point's pages are served". Advisors can log in.
// The certificate is the one with this fingerprint, until this day.
type PointServed struct {
	Address     string    // address and port on which pages are served
	Fingerprint string    // SHA-256 of the certificate, as browsers show it
	Until       time.Time // when it ends
}

func (PointServed) head() head {
	return head{"point_served", slog.LevelInfo, "the service point's pages are served"}
}

func (e PointServed) fields(r *slog.Record) {
	r.AddAttrs(
		slog.String("address", e.Address),
		slog.String("fingerprint", e.Fingerprint),
		slog.Time("until", e.Until),
	)
}

// CertificateMade is logged as "a certificate was made". The point has no certificate of
// its own, or its local one ends soon: a local one was made, which browsers do not know.
type CertificateMade struct {
	Path        string    // where the file is
	Fingerprint string    // SHA-256 of the certificate, as browsers show it
	Until       time.Time // when it ends
}

func (CertificateMade) head() head {
	return head{"certificate_made", slog.LevelInfo, "a certificate was made"}
}

func (e CertificateMade) fields(r *slog.Record) {
	r.AddAttrs(
		slog.String("path", e.Path),
		slog.String("fingerprint", e.Fingerprint),
		slog.Time("until", e.Until),
	)
}

// StaffLoggedIn is logged as "somebody logged in". Somebody of the staff has logged in in
// a browser.
type StaffLoggedIn struct {
	Staff string // StaffID of somebody of the staff, such as s-014
}

func (StaffLoggedIn) head() head {
	return head{"staff_logged_in", slog.LevelInfo, "somebody logged in"}
}

func (e StaffLoggedIn) fields(r *slog.Record) {
	r.AddAttrs(
		slog.String("staff", e.Staff),
	)
}

// StaffLoggedOut is logged as "somebody logged out". A session in a browser has ended:
// logged_out, idle, too_long or removed.
type StaffLoggedOut struct {
	Staff string // StaffID of somebody of the staff, such as s-014
	Why   string // left, idle, or what else ended it
}

func (StaffLoggedOut) head() head {
	return head{"staff_logged_out", slog.LevelInfo, "somebody logged out"}
}

func (e StaffLoggedOut) fields(r *slog.Record) {
	r.AddAttrs(
		slog.String("staff", e.Staff),
		slog.String("why", e.Why),
	)
}

// StaffLockedOut is logged as "logins are refused for a while". Five or more wrong
// passwords in a row, of one account or from one address.
type StaffLockedOut struct {
	From  string        // address of the machine or network that asked
	Pause time.Duration // how long no password is taken
}

func (StaffLockedOut) head() head {
	return head{"staff_locked_out", slog.LevelWarn, "logins are refused for a while"}
}

func (e StaffLockedOut) fields(r *slog.Record) {
	r.AddAttrs(
		slog.String("from", e.From),
		slog.String("pause", e.Pause.String()),
	)
}

// StaffUnreadable is logged as "the staff file cannot be read". Nobody new can log in.
// Those who have logged in go on.
type StaffUnreadable struct {
	Cause error // what failed, in the words of the part that failed
}

func (StaffUnreadable) head() head {
	return head{"staff_unreadable", slog.LevelError, "the staff file cannot be read"}
}

func (e StaffUnreadable) fields(r *slog.Record) {
	r.AddAttrs(
		failure("cause", e.Cause),
	)
}

// RequestRefused is logged as "requests were refused". A browser, or something else in
// the network, asked for what it does not get. At most one line of a kind comes in ten
// seconds. What was sent is not kept.
type RequestRefused struct {
	Refusal string // why a request was refused: bad_login, locked_out, forged_cookie, cross_site, bad_token, wrong_host, not_allowed, oversized, malformed or too_many
	Times   int    // how many since the last such line
}

func (RequestRefused) head() head {
	return head{"request_refused", slog.LevelWarn, "requests were refused"}
}

func (e RequestRefused) fields(r *slog.Record) {
	r.AddAttrs(
		slog.String("refusal", e.Refusal),
		slog.Int("times", e.Times),
	)
}

// ConnectionFailed is logged as "a connection failed". A machine broke off, or does not
// trust the certificate.
type ConnectionFailed struct{}

func (ConnectionFailed) head() head {
	return head{"connection_failed", slog.LevelDebug, "a connection failed"}
}

func (ConnectionFailed) fields(*slog.Record) {}

// DeskVerbFailed is logged as "what an advisor wanted was not done". The queue could not
// be changed, and the advisor was told so.
type DeskVerbFailed struct {
	Cause error // what failed, in the words of the part that failed
}

func (DeskVerbFailed) head() head {
	return head{"desk_verb_failed", slog.LevelError, "what an advisor wanted was not done"}
}

func (e DeskVerbFailed) fields(r *slog.Record) {
	r.AddAttrs(
		failure("cause", e.Cause),
	)
}
