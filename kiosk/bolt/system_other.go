//go:build !linux

package bolt

import (
	"os"
)

// The terminal runs on Linux. Elsewhere, for development, the store works
// without what only Linux tells: copies are found by the ticket log alone, and
// only bbolt's own lock keeps two processes apart.

func fileIdentity(path string) (inode, birth string, err error) {
	_, err = os.Lstat(path)
	return "", "", err
}

func bootID() string { return "" }

type disk struct {
	size, free uint64
}

func diskOf(string) disk { return disk{size: 8 << 30, free: 4 << 30} }

func largestFile() uint64 { return ^uint64(0) }

func flock(*os.File) error { return nil }

func noRoom(error) bool { return false }
