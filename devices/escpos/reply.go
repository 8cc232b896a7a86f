package escpos

// Reply is something that a printer said: ASB, RealTime, FullStatus, PaperStatus,
// ProcessID, Identification, GraphicsKeys, BufferCleared, OfflineNotice,
// FlowChanged or Noise. There are no others.
type Reply interface{ reply() }

// ASB is a frame of Automatic Status Back.
type ASB [4]byte

// RealTime is the answer to DLE EOT n.
type RealTime struct {
	N     byte // the question; 0 when none was asked
	Value byte
}

// FullStatus are the last four bytes of the answer to DLE EOT 20: paper, user,
// recoverable and unrecoverable errors.
type FullStatus [4]byte

// PaperStatus is the answer to GS r 1, or any other answer of one byte.
type PaperStatus byte

// ProcessID is the id of a job all of which is on paper.
type ProcessID [4]byte

// Identification is the text that answers GS I 65 and above.
type Identification string

// GraphicsKeys is a block of keys of NV graphics, two characters each.
type GraphicsKeys struct {
	Keys []string
	More bool // another block follows
}

// BufferCleared answers DLE DC4 fn 8.
type BufferCleared struct{}

// OfflineNotice is the notice of going off line (GS ( H fn 49); Cause differs by
// model and is 0 when it was not sent.
type OfflineNotice struct{ Cause byte }

// FlowChanged is XOFF (Stop true) or XON.
type FlowChanged struct{ Stop bool }

// Noise is a byte that belongs to nothing.
type Noise byte

func (ASB) reply()            {}
func (RealTime) reply()       {}
func (FullStatus) reply()     {}
func (PaperStatus) reply()    {}
func (ProcessID) reply()      {}
func (Identification) reply() {}
func (GraphicsKeys) reply()   {}
func (BufferCleared) reply()  {}
func (OfflineNotice) reply()  {}
func (FlowChanged) reply()    {}
func (Noise) reply()          {}
