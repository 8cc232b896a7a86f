// Package memory searches the memory of a process for what must not be there. It
// serves tests only.
//
// Secrets are searched for disguised, so that a search of the test's own process does
// not find what the test itself knows.
package memory

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

const (
	mask    = 0xA5
	window  = 1 << 20
	overlap = 64 // secrets are not longer
	// largest is the largest region that is looked through: larger ones are shadows of
	// the race detector.
	largest = 65 << 20
)

// Disguise turns a secret into what is searched for, and back.
func Disguise(b []byte) []byte {
	out := bytes.Clone(b)
	for i := range out {
		out[i] ^= mask
	}
	return out
}

// Found is a place where a secret is.
type Found struct {
	Secret int    // index among those searched for
	At     int64  // address
	Region string // line of /proc/PID/maps
}

// Search finds in which regions that the process can write to each of the disguised
// secrets is. It fails when the memory cannot be read.
func Search(pid int, disguised ...[]byte) ([]Found, error) {
	maps, err := os.ReadFile(proc(pid, "maps"))
	if err != nil {
		return nil, err
	}
	mem, err := os.Open(proc(pid, "mem"))
	if err != nil {
		return nil, err
	}
	defer mem.Close()
	buf := make([]byte, window)
	defer clear(buf)
	var list []Found
	for line := range strings.Lines(string(maps)) {
		var from, to int64
		var mode string
		if n, _ := fmt.Sscanf(line, "%x-%x %s", &from, &to, &mode); n != 3 || !strings.HasPrefix(mode, "rw") || to-from > largest {
			continue
		}
		list = append(list, searchRegion(mem, buf, from, to, strings.TrimSpace(line), disguised)...)
	}
	return list, nil
}

func searchRegion(mem io.ReaderAt, buf []byte, from, to int64, region string, disguised [][]byte) []Found {
	var list []Found
	seen := make([]bool, len(disguised))
	for at := from; at < to; at += int64(len(buf) - overlap) {
		n, _ := mem.ReadAt(buf[:min(int64(len(buf)), to-at)], at) // the kernel's own regions cannot be read
		for which, secret := range disguised {
			if i := index(buf[:n], secret); i >= 0 && !seen[which] {
				seen[which] = true
				list = append(list, Found{which, at + int64(i), region})
			}
		}
	}
	return list
}

// index finds a disguised secret without ever making it plain.
func index(b, secret []byte) int {
	for i := 0; i+len(secret) <= len(b); i++ {
		next := bytes.IndexByte(b[i:], secret[0]^mask)
		if next < 0 || i+next+len(secret) > len(b) {
			return -1
		}
		i += next
		same := true
		for j, v := range secret {
			same = same && b[i+j]^mask == v
		}
		if same {
			return i
		}
	}
	return -1
}

// Remaining searches like Search until nothing is found or the patience is over, each
// time after scrub has been called, which is what the program does to wipe.
func Remaining(pid int, scrub func(), patience time.Duration, disguised ...[]byte) ([]Found, error) {
	end := time.Now().Add(patience)
	for {
		scrub()
		list, err := Search(pid, disguised...)
		if err != nil || len(list) == 0 || time.Now().After(end) {
			return list, err
		}
	}
}

func proc(pid int, name string) string { return filepath.Join("/proc", strconv.Itoa(pid), name) }
