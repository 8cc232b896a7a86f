package workshop

import (
	"bytes"
	"crypto/rand"
	"crypto/subtle"
	"encoding/base64"
	"errors"
	"fmt"
	"regexp"
	"runtime/debug"
	"strconv"

	"golang.org/x/crypto/argon2"

	"kundterminal/kiosk"
)

// The cost of a new PIN hash: the second choice of RFC 9106 in memory, with one
// lane, as the terminal's other work must not wait for all cores.
const (
	pinMemoryKiB = 64 << 10
	pinPasses    = 3
	pinSaltBytes = 16
	pinHashBytes = 32
)

// ErrPIN is returned for what cannot be a PIN, ErrEasyPIN for what everybody tries
// first.
var (
	ErrPIN     = fmt.Errorf("a PIN has %d to %d digits and nothing else", kiosk.LeastPIN, kiosk.MostPIN)
	ErrEasyPIN = errors.New("this PIN is guessed at once; take one that is neither one digit repeated nor a run such as 123456")
)

// PINHash proves a PIN without holding it: argon2id in the PHC string format,
// $argon2id$v=19$m=65536,t=3,p=1$salt$hash, both in base64 without padding.
type PINHash struct {
	memoryKiB, passes uint32
	lanes             uint8
	salt, hash        []byte
}

// NewPINHash hashes a PIN with a new salt. The caller wipes the digits.
func NewPINHash(digits []byte) (PINHash, error) {
	if !isPIN(digits) {
		return PINHash{}, ErrPIN
	}
	if isEasy(digits) {
		return PINHash{}, ErrEasyPIN
	}
	return newHash(digits)
}

func newHash(secret []byte) (PINHash, error) {
	h := PINHash{memoryKiB: pinMemoryKiB, passes: pinPasses, lanes: 1, salt: make([]byte, pinSaltBytes)}
	if _, err := rand.Read(h.salt); err != nil {
		return PINHash{}, err
	}
	h.hash = h.of(secret, pinHashBytes)
	return h, nil
}

// The length of a password in bytes. What proves it, a PINHash, is the same.
const (
	LeastPassword = 10
	MostPassword  = 256
)

// ErrPassword is returned for what is no password.
var ErrPassword = fmt.Errorf("a password has %d to %d characters, not all of them the same", LeastPassword, MostPassword)

// NewPasswordHash hashes a password with a new salt. The caller wipes the password.
func NewPasswordHash(password []byte) (PINHash, error) {
	if len(password) < LeastPassword || len(password) > MostPassword || len(bytes.Trim(password, string(password[:1]))) == 0 {
		return PINHash{}, ErrPassword
	}
	return newHash(password)
}

func isPIN(digits []byte) bool {
	for _, d := range digits {
		if d < '0' || d > '9' {
			return false
		}
	}
	return len(digits) >= kiosk.LeastPIN && len(digits) <= kiosk.MostPIN
}

// isEasy reports whether each digit follows from the last in the same way: by
// none, one up or one down, with 0 next to 9.
func isEasy(digits []byte) bool {
	step := (digits[1] - digits[0] + 10) % 10
	for i := range digits[1:] {
		if (digits[i+1]-digits[i]+10)%10 != step {
			return false
		}
	}
	return step == 0 || step == 1 || step == 9
}

// of hashes digits. The memory that it took is given back at once: the terminal
// runs for months and hashes twice a week.
func (h PINHash) of(digits []byte, length int) []byte {
	defer debug.FreeOSMemory()
	return argon2.IDKey(digits, h.salt, h.passes, h.memoryKiB, h.lanes, uint32(length))
}

// Is reports whether these are the digits, in a time that does not depend on
// how much of them is right.
func (h PINHash) Is(digits []byte) bool {
	return len(h.hash) > 0 && subtle.ConstantTimeCompare(h.of(digits, len(h.hash)), h.hash) == 1
}

// String returns the PHC string.
func (h PINHash) String() string {
	b64 := base64.RawStdEncoding
	return fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=%d$%s$%s", argon2.Version, h.memoryKiB, h.passes, h.lanes,
		b64.EncodeToString(h.salt), b64.EncodeToString(h.hash))
}

var phc = regexp.MustCompile(`^\$argon2id\$v=19\$m=(\d{1,7}),t=(\d{1,2}),p=(\d{1,2})\$([A-Za-z0-9+/]{11,86})\$([A-Za-z0-9+/]{22,86})$`)

// ParsePINHash reads a PHC string, with white space around it or not. The error
// never repeats what was read: it may be a PIN in clear.
func ParsePINHash(text []byte) (PINHash, error) {
	wrong := errors.New("no argon2id hash in the PHC format; make one with: kundterminal diagnose pin")
	m := phc.FindSubmatch(bytes.TrimSpace(text))
	if m == nil {
		return PINHash{}, wrong
	}
	number := func(b []byte) int { n, _ := strconv.Atoi(string(b)); return n } // digits by the pattern
	memory, passes, lanes := number(m[1]), number(m[2]), number(m[3])
	if memory < 8<<10 || memory > 1<<20 || passes < 1 || passes > 20 || lanes < 1 || lanes > 16 {
		return PINHash{}, fmt.Errorf("a PIN hash of a cost that is not taken: m is 8192 to %d, t 1 to 20, p 1 to 16", 1<<20)
	}
	salt, err1 := base64.RawStdEncoding.Strict().DecodeString(string(m[4]))
	hash, err2 := base64.RawStdEncoding.Strict().DecodeString(string(m[5]))
	if err1 != nil || err2 != nil {
		return PINHash{}, wrong
	}
	return PINHash{uint32(memory), uint32(passes), uint8(lanes), salt, hash}, nil
}
