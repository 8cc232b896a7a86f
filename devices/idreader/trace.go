package idreader

// Direction is which way bytes go.
type Direction uint8

// The directions.
const (
	FromReader Direction = iota + 1
	ToReader
)

// String names the direction.
func (d Direction) String() string {
	switch d {
	case FromReader:
		return "from reader"
	case ToReader:
		return "to reader"
	}
	return "unknown direction"
}

// Trace shows f all bytes that go over the line from now on, before anything is
// made of them; nil, which it is to begin with, ends that. The bytes are personal
// data and are good during the call only. f must be quick: the reader waits for it.
func (d *Driver) Trace(f func(Direction, []byte)) {
	if f == nil {
		d.trace.Store(nil)
		return
	}
	d.trace.Store(&f)
}

func (d *Driver) traced(way Direction, b []byte) {
	if f := d.trace.Load(); f != nil {
		(*f)(way, b)
	}
}
