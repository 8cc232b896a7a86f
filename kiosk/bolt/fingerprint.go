package bolt

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"net"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Fingerprint says which file on which machine a store is. It is kept in the
// store; where it differs from what is found at Open, the file is a copy or was
// restored. An empty part is unknown and differs from nothing.
type Fingerprint struct {
	Inode    string   `json:"inode,omitempty"`    // number of the file in its file system
	Birth    string   `json:"birth,omitempty"`    // when the file came to be, where the file system tells
	Machine  string   `json:"machine,omitempty"`  // hash of /etc/machine-id
	Adapters []string `json:"adapters,omitempty"` // hashes of the physical network adapters' addresses
}

// ReadFingerprint reads the fingerprint of the file at path on this machine.
// The error says that the file cannot be examined; parts that this system does
// not tell are left empty.
func ReadFingerprint(path string) (Fingerprint, error) {
	inode, birth, err := fileIdentity(path)
	if err != nil {
		return Fingerprint{}, err
	}
	f := Fingerprint{Inode: inode, Birth: birth, Adapters: adapters()}
	if id, err := os.ReadFile("/etc/machine-id"); err == nil && len(id) > 0 {
		f.Machine = hash(strings.TrimSpace(string(id)))
	}
	return f, nil
}

// differs names the parts in which found is another file or machine than f.
func (f Fingerprint) differs(found Fingerprint) []string {
	var parts []string
	other := func(a, b string) bool { return a != "" && b != "" && a != b }
	if other(f.Inode, found.Inode) {
		parts = append(parts, "inode")
	}
	if other(f.Birth, found.Birth) {
		parts = append(parts, "birth time")
	}
	if other(f.Machine, found.Machine) {
		parts = append(parts, "machine id")
	}
	if len(f.Adapters) > 0 && len(found.Adapters) > 0 && !share(f.Adapters, found.Adapters) {
		parts = append(parts, "network adapters")
	}
	return parts
}

// share reports whether a and b have one in common. An adapter plugged in or
// taken out does not make another machine; all of them changed do.
func share(a, b []string) bool {
	return slices.ContainsFunc(a, func(s string) bool { return slices.Contains(b, s) })
}

// adapters returns the hashed addresses of the network adapters that are
// hardware: in Linux those with a device behind them. Elsewhere none.
func adapters() []string {
	links, err := net.Interfaces()
	if err != nil {
		return nil
	}
	var list []string
	for _, l := range links {
		if len(l.HardwareAddr) == 0 {
			continue
		}
		if _, err := os.Stat(filepath.Join("/sys/class/net", l.Name, "device")); err == nil {
			list = append(list, hash(l.HardwareAddr.String()))
		}
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// hash returns 64 bits of a hash, so that the store tells nothing of the machine
// to who reads an export.
func hash(s string) string {
	sum := sha256.Sum256([]byte("kundterminal store " + s))
	return hex.EncodeToString(sum[:8])
}

// crockford is the alphabet of epochs: no letter is taken for a digit.
const crockford = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

const epochLength = 8

// newEpoch draws 40 random bits.
func newEpoch() string {
	b := make([]byte, epochLength)
	_, _ = rand.Read(b) // never fails
	for i := range b {
		b[i] = crockford[b[i]&31]
	}
	return string(b)
}

func isEpoch(s string) bool {
	return len(s) == epochLength && strings.Trim(s, crockford) == ""
}
