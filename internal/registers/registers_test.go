package registers

import (
	"math/rand/v2"
	"os"
	"runtime"
	"sync"
	"testing"
	"time"

	"kundterminal/internal/memory"
)

// TestNothingThatWentThroughRegistersStays copies a secret again and again on many
// threads while signals and preemptions come, and looks for it after its buffers are
// wiped.
func TestNothingThatWentThroughRegistersStays(t *testing.T) {
	secret := make([]byte, 128)
	copies := make(chan []byte, 8) // none of them on a stack, which moves
	for range cap(copies) {
		copies <- make([]byte, len(secret))
	}
	for i := range secret {
		secret[i] = byte(rand.Uint32())
	}
	disguised := memory.Disguise(secret[48:64])
	var done sync.WaitGroup
	for range cap(copies) {
		done.Go(func() {
			runtime.LockOSThread() // one each
			defer runtime.UnlockOSThread()
			copied := <-copies
			defer clear(copied)
			for end := time.Now().Add(50 * time.Millisecond); time.Now().Before(end); {
				copy(copied, secret)
			}
		})
	}
	done.Wait()
	clear(secret)
	found, err := memory.Remaining(os.Getpid(), Scrub, 5*time.Second, disguised)
	if err != nil || len(found) > 0 {
		t.Errorf("in memory stays %v (%v)", found, err)
	}
}

func TestScrubbingLeavesNoMoreThreadsThanThereWere(t *testing.T) {
	Scrub()
	before := threads()
	for range 5 {
		Scrub()
	}
	if after := threads(); after > before+2 {
		t.Errorf("%d threads have become %d", before, after)
	}
}
