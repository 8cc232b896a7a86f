package memory

import (
	"math/rand/v2"
	"os"
	"runtime"
	"testing"
	"time"
)

var secret []byte // not on a stack, which moves

func TestASecretIsFoundUntilItsBufferIsWiped(t *testing.T) {
	secret = make([]byte, 24)
	for i := range secret {
		secret[i] = byte(rand.Uint32())
	}
	disguised := Disguise(secret)
	found, err := Search(os.Getpid(), disguised)
	if err != nil || len(found) == 0 {
		t.Fatalf("found %v (%v) while it is there", found, err)
	}
	if found, err = Remaining(os.Getpid(), func() {}, 100*time.Millisecond, disguised); err != nil || len(found) == 0 {
		t.Errorf("waiting has wiped a buffer: %v (%v)", found, err)
	}
	clear(secret)
	runtime.KeepAlive(secret)
	if found, err = Remaining(os.Getpid(), func() {}, 5*time.Second, disguised); err != nil || len(found) > 0 {
		t.Errorf("found %v (%v) after it was wiped", found, err)
	}
}

func TestWhatCannotBeReadIsSaid(t *testing.T) {
	if _, err := Search(-1, []byte("x")); err == nil {
		t.Error("the memory of no process was searched")
	}
}
