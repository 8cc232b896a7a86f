package sim

import (
	"maps"
	"slices"
)

// remember stores graphics in the NV memory, where they outlive everything
// but deletion. It reports false when there is no room.
func (p *Printer) remember(key [2]byte, b *Bitmap) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	used := len(b.Bits)
	for k, other := range p.nv {
		if k != key {
			used += len(other.Bits)
		}
	}
	if used > p.model.NVBytes {
		return false
	}
	p.nv[key] = b
	p.counts.NVWrites++
	return true
}

func (p *Printer) remembered(key [2]byte) *Bitmap {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.nv[key]
}

func (p *Printer) forget(key [2]byte) {
	p.mu.Lock()
	defer p.mu.Unlock()
	delete(p.nv, key)
}

// NVKeys lists the two-letter keys of the graphics in NV memory, sorted.
func (p *Printer) NVKeys() []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	var keys []string
	for k := range maps.Keys(p.nv) {
		keys = append(keys, string(k[:]))
	}
	slices.Sort(keys)
	return keys
}
