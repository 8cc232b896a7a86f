package bolt

import (
	"bytes"
	"hash/maphash"
	"math/rand/v2"
	"slices"
	"strings"
)

// platter is what a disk holds and what only the memory before it does.
type platter struct {
	files   map[int][]byte // flushed
	names   map[string]int // flushed
	waiting []waiting      // not flushed yet, in order
	flush   func(n int) bool
	flushes int
}

// waiting is a happening that is not flushed.
type waiting struct {
	index int
	happening
}

// honestDisk keeps every flush.
func honestDisk(int) bool { return true }

// everySecondFlush keeps only every second one.
func everySecondFlush(n int) bool { return n%2 == 0 }

func newPlatter(flush func(int) bool) *platter {
	return &platter{files: map[int][]byte{}, names: map[string]int{}, flush: flush}
}

// take lets the next thing happen.
func (d *platter) take(index int, h happening) {
	switch h.kind {
	case wasPromised:
	case wasFlushed:
		d.flushes++
		if d.flush(d.flushes) {
			d.settle(h)
		}
	default:
		d.waiting = append(d.waiting, waiting{index, h})
	}
}

// settle makes durable what happened to the file, or to the directory, before
// the flush began.
func (d *platter) settle(flush happening) {
	left := d.waiting[:0:0]
	for _, w := range d.waiting {
		naming := w.kind == wasNamed || w.kind == wasUnnamed
		if w.index < flush.since && (naming && flush.inode == directory || !naming && flush.inode == w.inode) {
			d.apply(w.happening, d.files, d.names)
		} else {
			left = append(left, w)
		}
	}
	d.waiting = left
}

func (*platter) apply(h happening, files map[int][]byte, names map[string]int) {
	switch h.kind {
	case wasNamed:
		name, former, _ := strings.Cut(h.name, "\x00")
		delete(names, former)
		names[name] = h.inode
	case wasUnnamed:
		delete(names, h.name)
	case wasCut:
		files[h.inode] = lengthen(files[h.inode], int(h.at))[:h.at]
	case wasWritten:
		end := int(h.at) + len(h.data)
		files[h.inode] = lengthen(files[h.inode], end)
		copy(files[h.inode][h.at:], h.data)
	}
}

func lengthen(b []byte, n int) []byte {
	if n > len(b) {
		b = append(b, make([]byte, n-len(b))...)
	}
	return b
}

// state is what may be found after a power cut: contents by name.
type state map[string][]byte

func (s state) sum(seed maphash.Seed) uint64 {
	var h maphash.Hash
	h.SetSeed(seed)
	for _, name := range slices.Sorted(mapsKeys(s)) {
		_, _ = h.WriteString(name)
		_, _ = h.Write(s[name])
		_ = h.WriteByte(0)
	}
	return h.Sum64()
}

func mapsKeys(s state) func(func(string) bool) {
	return func(yield func(string) bool) {
		for k := range s {
			if !yield(k) {
				return
			}
		}
	}
}

const sector = 512

// cut returns what the disk may hold when the power goes now. Of what waits,
// changes of names reach the disk in their order, as file systems with a journal
// have it; writes reach it or not, in any order, whole or in some sectors only;
// and a file may have its new length without the contents.
func (d *platter) cut(kind cutKind, chance *rand.Rand) state {
	files, names := map[int][]byte{}, map[string]int{}
	for inode, data := range d.files {
		files[inode] = bytes.Clone(data)
	}
	for name, inode := range d.names {
		names[name] = inode
	}
	list := slices.Clone(d.waiting)
	named := chance.IntN(len(list) + 1) // changes of names before this one reach the disk
	reached := len(list)                // writes before this one reach the disk
	switch kind {
	case nothingWritten:
		named, reached = 0, 0
	case allWritten:
		named = len(list)
	case someInOrder:
		reached = chance.IntN(len(list) + 1)
	}
	var writes []happening
	for i, w := range list {
		switch {
		case w.kind == wasNamed || w.kind == wasUnnamed:
			if i < named {
				d.apply(w.happening, files, names)
			}
		case i < reached:
			writes = append(writes, w.happening)
		case i == reached && kind == someInOrder:
			writes = append(writes, torn(w.happening, chance)...)
		}
	}
	if kind == someInAnyOrder {
		writes = shuffled(writes, chance)
	}
	for _, h := range writes {
		d.apply(h, files, names)
	}
	s := state{}
	for name, inode := range names {
		s[name] = files[inode]
	}
	return s
}

type cutKind int

const (
	nothingWritten cutKind = iota
	allWritten             // as when the process is killed
	someInOrder            // the last one torn
	someInAnyOrder         // each whole, torn, or not at all
)

// shuffled returns some of the writes in another order.
func shuffled(writes []happening, chance *rand.Rand) []happening {
	var some []happening
	for _, h := range writes {
		switch chance.IntN(4) {
		case 0:
		case 1:
			some = append(some, torn(h, chance)...)
		default:
			some = append(some, h)
		}
	}
	chance.Shuffle(len(some), func(i, j int) { some[i], some[j] = some[j], some[i] })
	return some
}

// torn returns a write of which only some sectors reached the disk.
func torn(h happening, chance *rand.Rand) []happening {
	if h.kind != wasWritten {
		return nil
	}
	end := h.at + int64(len(h.data))
	var parts []happening
	if chance.IntN(2) == 0 {
		// The length, if it grew by this, without the contents.
		parts = append(parts, happening{kind: wasWritten, inode: h.inode, at: end})
	}
	for at := h.at; at < end; {
		next := min((at/sector+1)*sector, end)
		if chance.IntN(2) == 0 {
			parts = append(parts, happening{kind: wasWritten, inode: h.inode, at: at, data: h.data[at-h.at : next-h.at]})
		}
		at = next
	}
	return parts
}
