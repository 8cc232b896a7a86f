package kiosk

// PrinterCondition is what a printer can do, as a person at the terminal has to
// know it.
type PrinterCondition uint8

// The conditions of a printer. The zero condition is PrinterAbsent: nothing is
// known of a printer until it has answered.
const (
	PrinterAbsent PrinterCondition = iota // not configured, unplugged or switched off
	PrinterReady                          // answers and can print
	PaperOut                              // the roll is at its end
	CoverOpen                             // somebody opened it
	CutterJammed                          // the knife is stuck
	PrinterHot                            // the head cools down by itself
	PrinterSilent                         // takes bytes and does not answer
	PrinterBroken                         // says that it cannot print
	printerConditions
)

var printerConditionNames = [printerConditions]string{
	"absent", "ready", "paper_out", "cover_open", "cutter_jammed", "hot", "silent", "broken",
}

// String returns the condition's name in journal and log.
func (c PrinterCondition) String() string {
	if c < printerConditions {
		return printerConditionNames[c]
	}
	return "unknown"
}

// PrinterConditions lists all conditions.
func PrinterConditions() []PrinterCondition {
	list := make([]PrinterCondition, printerConditions)
	for i := range list {
		list[i] = PrinterCondition(i)
	}
	return list
}

// Printer is what the terminal knows of its printer.
type Printer struct {
	Condition PrinterCondition
	NearEnd   bool // the roll ends soon; it still prints
}

// StoreCondition is whether the journal can keep tickets.
type StoreCondition uint8

// The conditions of the store.
const (
	StoreReady  StoreCondition = iota
	StoreFull                  // no room; returns by itself when there is room
	StoreBroken                // the terminal restarts
)

// String returns the condition's name in journal and log.
func (c StoreCondition) String() string {
	switch c {
	case StoreReady:
		return "ready"
	case StoreFull:
		return "full"
	}
	return "broken"
}

// Refusal is why no ticket could be given.
type Refusal uint8

// The reasons of a refusal.
const (
	NotRefused     Refusal = iota
	RefusedNoRoom          // the store has no room or is broken
	RefusedNoMore          // the series has no number left today
	RefusedNoQueue         // the errands lead to no queue
	RefusedPaused          // the queue takes nobody for a while
	RefusedClosed          // the queue takes nobody more today
	RefusedQuota           // as many numbers as the day has are given
	RefusedTooLate         // whoever came now could not be served before the point closes
)

// String returns the refusal's name in the log.
func (r Refusal) String() string {
	return [...]string{"none", "no_room", "no_more_numbers", "no_queue", "paused", "closed", "quota", "too_late"}[r]
}
