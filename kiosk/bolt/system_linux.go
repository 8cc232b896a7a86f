package bolt

import (
	"errors"
	"fmt"
	"os"
	"strings"

	"golang.org/x/sys/unix"
)

// fileIdentity returns the file's inode number and birth time, the latter empty
// where the file system does not keep it.
func fileIdentity(path string) (inode, birth string, err error) {
	var s unix.Statx_t
	if err := unix.Statx(unix.AT_FDCWD, path, unix.AT_SYMLINK_NOFOLLOW, unix.STATX_INO|unix.STATX_BTIME, &s); err != nil {
		return "", "", &os.PathError{Op: "statx", Path: path, Err: err}
	}
	if s.Mask&unix.STATX_BTIME != 0 {
		birth = fmt.Sprintf("%d.%09d", s.Btime.Sec, s.Btime.Nsec)
	}
	return fmt.Sprint(s.Ino), birth, nil
}

func bootID() string {
	b, _ := os.ReadFile("/proc/sys/kernel/random/boot_id")
	return strings.TrimSpace(string(b))
}

// disk tells how much room there is, in bytes.
type disk struct {
	size, free uint64
}

// diskOf returns the room of the file system that holds path, for one who is not
// root. It is zero where the system does not tell.
func diskOf(path string) disk {
	var s unix.Statfs_t
	if err := unix.Statfs(path, &s); err != nil {
		return disk{}
	}
	return disk{size: s.Blocks * uint64(s.Bsize), free: s.Bavail * uint64(s.Bsize)}
}

// largestFile returns the limit that the system sets to the size of a file.
func largestFile() uint64 {
	var r unix.Rlimit
	if err := unix.Getrlimit(unix.RLIMIT_FSIZE, &r); err != nil {
		return ^uint64(0)
	}
	return r.Cur
}

// flock takes the lock of an open file, or returns ErrLocked at once.
func flock(f *os.File) error {
	err := unix.Flock(int(f.Fd()), unix.LOCK_EX|unix.LOCK_NB)
	if errors.Is(err, unix.EWOULDBLOCK) {
		return ErrLocked
	}
	return err
}

// noRoom reports whether the error is the system's way to say that there is no
// room on the disk, in the quota, or in the file.
func noRoom(err error) bool {
	return errors.Is(err, unix.ENOSPC) || errors.Is(err, unix.EDQUOT) || errors.Is(err, unix.EFBIG)
}
