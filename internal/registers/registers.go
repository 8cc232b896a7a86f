// Package registers overwrites what the processor still holds of data that was
// personal.
//
// A copy of up to 256 bytes goes through the vector registers, and stays in them until
// they are used again. From there it comes into the process's memory, where nothing
// wipes it: when a signal reaches a thread, the kernel writes the thread's registers
// beside the signal handler's frame; and when the runtime preempts a goroutine, it
// keeps its registers. Both places are overwritten by the next signal and the next
// preemption. [Clear] is for the thread that has just handled personal data,
// [Scrub] for all of them, at the end of a session.
//
// A thread that is held in a system call for the whole of a Scrub is not reached. That
// is why drivers Clear what they have wiped before they wait for their device again.
package registers

import (
	"os"
	"runtime"
	"sync"
	"sync/atomic"
	"syscall"
)

// size is what the runtime copies through all vector registers at once.
const size = 256

// blank is what they are overwritten with.
var blank [size]byte

// Clear overwrites the vector registers of the thread that it runs on.
//
//go:noinline
func Clear() {
	var to [size]byte
	copy(to[:length.Load()], blank[:]) // of a length that is not known before, or one register is used for all
	length.Store(size + int32(to[0]))
}

var length atomic.Int32

func init() { length.Store(size) }

// Scrub overwrites the registers of all threads that it can have, and what signals and
// preemptions have kept of them. It takes some ten milliseconds of each processor.
func Scrub() {
	for range rounds {
		onThreads(threads(), func() {
			Clear()
			_ = syscall.Tgkill(os.Getpid(), syscall.Gettid(), syscall.SIGURG) // the runtime takes it for a preemption that is over
		})
		preempt(2 * runtime.GOMAXPROCS(0))
	}
}

// rounds of scrubbing: what the first preempts may have been running for somebody
// else's sake, and gives way to what it has not reached.
const rounds = 2

// threads counts the threads of the process.
func threads() int {
	tasks, err := os.ReadDir("/proc/self/task")
	if err != nil {
		return runtime.GOMAXPROCS(0)
	}
	return len(tasks)
}

// onThreads does something on so many threads, all there at once. They end with it: of
// those that are needed the runtime makes new ones, and there are never more and more.
func onThreads(n int, do func()) {
	var here, done sync.WaitGroup
	here.Add(n)
	for range n {
		done.Go(func() {
			runtime.LockOSThread()
			here.Done()
			here.Wait()
			do()
		})
	}
	done.Wait()
}

// preempt has so many goroutines preempted in the middle of their work, with nothing
// in their registers.
func preempt(n int) {
	var over atomic.Bool
	var done sync.WaitGroup
	for range n {
		done.Go(func() {
			Clear()
			for !over.Load() {
				for range 1 << 21 { // nowhere in here does a goroutine give way by itself
				}
			}
		})
	}
	runtime.GC() // stops the world
	over.Store(true)
	done.Wait()
}
