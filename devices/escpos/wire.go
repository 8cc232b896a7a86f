package escpos

import "time"

// wire estimates what is on its way to the printer: handed to the port, and not yet
// through a line of the given speed. The kernel keeps kilobytes, so an answer can
// only be expected when what was written before the question has gone.
type wire struct {
	rate   float64 // bytes a second
	flying float64
	last   time.Time
}

func newWire(baud int) *wire { return &wire{rate: float64(baud) / 10, last: time.Now()} }

// now is how many bytes are still on their way.
func (w *wire) now() float64 {
	now := time.Now()
	w.flying = max(0, w.flying-w.rate*now.Sub(w.last).Seconds())
	w.last = now
	return w.flying
}

func (w *wire) wrote(n int) { w.flying = w.now() + float64(n) }

// time is how long the line takes for so many bytes.
func (w *wire) time(n float64) time.Duration {
	return time.Duration(n / w.rate * float64(time.Second))
}
