package bolt

import (
	"bufio"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"path/filepath"
	"strconv"
	"strings"
)

// happening is one thing that happened to the disk, or a promise.
type happening struct {
	kind  happeningKind
	inode int    // the file, or 0 for the directory
	at    int64  // of wasWritten: where; of wasCut: the new length
	data  []byte // of wasWritten
	name  string // of wasNamed and wasUnnamed
	since int    // of wasFlushed: what happened before this index is flushed
	promise
}

type happeningKind int

const (
	wasWritten happeningKind = iota
	wasCut                   // or lengthened
	wasFlushed
	wasNamed   // the name now means the inode
	wasUnnamed // the name means nothing any more
	wasPromised
)

// recording is everything in its order.
type recording []happening

func (r recording) count(kind happeningKind) (n int) {
	for _, h := range r {
		if h.kind == kind {
			n++
		}
	}
	return n
}

// traceReader turns lines of strace into happenings. A flush counts from when it
// began, and is done when it ended; everything else counts from when it began.
type traceReader struct {
	dir     string
	fds     map[string]int  // open files of the directory
	names   map[string]int  // their inodes
	lengths map[int]int64   // of the inodes
	appends map[string]bool // fds that write at the end
	begun   map[string]call // by thread
	inodes  int
	out     recording
}

type call struct {
	text  string // "pwrite64(7<…>, …" as far as it was printed at its beginning
	since int
}

const directory = 0

func readTrace(in *bufio.Reader, dir string) (recording, error) {
	t := &traceReader{
		dir: dir, fds: map[string]int{}, names: map[string]int{}, lengths: map[int]int64{},
		appends: map[string]bool{}, begun: map[string]call{},
	}
	for {
		text, err := in.ReadString('\n')
		if err == io.EOF {
			return t.out, nil
		}
		if err == nil {
			err = t.line(strings.TrimSuffix(text, "\n"))
		}
		if err != nil {
			return nil, fmt.Errorf("%.200s: %w", text, err)
		}
	}
}

func (t *traceReader) line(text string) error {
	thread, rest, _ := strings.Cut(text, " ")
	rest = strings.TrimLeft(rest, " ")
	if _, after, found := strings.Cut(rest, "<... "); found && strings.HasPrefix(rest, "<... ") {
		c := t.begun[thread]
		_, end, _ := strings.Cut(after, " resumed>")
		return t.ended(c.text+end, c.since)
	}
	if begun, found := strings.CutSuffix(rest, " <unfinished ...>"); found {
		t.begun[thread] = call{begun, len(t.out)}
		return t.began(begun)
	}
	if !strings.Contains(rest, "(") || strings.HasPrefix(rest, "---") || strings.HasPrefix(rest, "+++") {
		return nil
	}
	since := len(t.out)
	if err := t.began(rest); err != nil {
		return err
	}
	return t.ended(rest, since)
}

// began takes what has its effect from its beginning: writes and promises.
func (t *traceReader) began(text string) error {
	name, rest, _ := strings.Cut(text, "(")
	args := strings.Split(rest, ", ")
	fd, _, _ := strings.Cut(args[0], "<")
	inode, known := t.fds[fd]
	switch {
	case name == "write" && fd == "1":
		h := happening{kind: wasPromised}
		data, err := unhex(args[1])
		if err == nil {
			err = json.Unmarshal(data, &h.promise)
		}
		t.out = append(t.out, h)
		return err
	case !known || name != "write" && name != "pwrite64" && name != "ftruncate":
		return nil
	case name == "ftruncate":
		length, err := number(args[1])
		t.lengths[inode] = length
		t.out = append(t.out, happening{kind: wasCut, inode: inode, at: length})
		return err
	}
	data, err := unhex(args[1])
	at := t.lengths[inode] // the terminal appends to a log, and writes new files from the beginning
	if name == "pwrite64" && err == nil {
		at, err = number(args[3])
	}
	t.lengths[inode] = max(t.lengths[inode], at+int64(len(data)))
	t.out = append(t.out, happening{kind: wasWritten, inode: inode, at: at, data: data})
	return err
}

// ended takes what has its effect when it has ended: flushes and names.
func (t *traceReader) ended(text string, since int) error {
	name, rest, _ := strings.Cut(text, "(")
	args := strings.Split(rest, ", ")
	fd, _, _ := strings.Cut(args[0], "<")
	result := text[strings.LastIndex(text, " = ")+3:]
	if strings.HasPrefix(result, "-1") || strings.HasPrefix(result, "?") {
		return nil
	}
	switch name {
	case "openat":
		return t.opened(args, result)
	case "close":
		delete(t.fds, strings.TrimSuffix(fd, ")"))
	case "fdatasync", "fsync":
		if inode, known := t.fds[strings.TrimSuffix(fd, ")")]; known {
			t.out = append(t.out, happening{kind: wasFlushed, inode: inode, since: since})
		}
	case "rename", "renameat", "renameat2":
		return t.renamed(args)
	case "unlink", "unlinkat":
		for _, a := range args {
			if path, err := unhex(a); err == nil && t.inside(string(path)) {
				delete(t.names, string(path))
				t.out = append(t.out, happening{kind: wasUnnamed, name: filepath.Base(string(path))})
			}
		}
	}
	return nil
}

func (t *traceReader) opened(args []string, result string) error {
	data, err := unhex(args[1])
	if err != nil {
		return err
	}
	path := string(data)
	fd, _, _ := strings.Cut(result, "<")
	delete(t.fds, fd)
	if path == t.dir {
		t.fds[fd] = directory
	}
	if !t.inside(path) || strings.HasSuffix(path, ".lock") {
		return nil
	}
	inode, exists := t.names[path]
	if !exists {
		t.inodes++
		inode = t.inodes
		t.names[path] = inode
		t.out = append(t.out, happening{kind: wasNamed, inode: inode, name: filepath.Base(path)})
	}
	if exists && strings.Contains(args[2], "O_TRUNC") {
		t.lengths[inode] = 0
		t.out = append(t.out, happening{kind: wasCut, inode: inode})
	}
	t.fds[fd] = inode
	return nil
}

func (t *traceReader) renamed(args []string) error {
	var paths []string
	for _, a := range args {
		if path, err := unhex(a); err == nil {
			paths = append(paths, string(path))
		}
	}
	if len(paths) != 2 || !t.inside(paths[0]) {
		return fmt.Errorf("a renaming of %q", paths)
	}
	t.names[paths[1]] = t.names[paths[0]]
	delete(t.names, paths[0])
	// Both at once: a renaming is one change of the directory.
	t.out = append(t.out, happening{kind: wasNamed, inode: t.names[paths[1]], name: filepath.Base(paths[1]) + "\x00" + filepath.Base(paths[0])})
	return nil
}

func (t *traceReader) inside(path string) bool { return filepath.Dir(path) == t.dir }

// unhex reads a string as strace writes it with -xx: "\x2f\x74".
func unhex(arg string) ([]byte, error) {
	inner, opened := strings.CutPrefix(arg, `"`)
	inner, _, closed := strings.Cut(inner, `"`)
	if !opened || !closed {
		return nil, fmt.Errorf("%.40q is not a string", arg)
	}
	return hex.DecodeString(strings.ReplaceAll(inner, `\x`, ""))
}

func number(arg string) (int64, error) {
	digits, _, _ := strings.Cut(arg, ")")
	return strconv.ParseInt(digits, 10, 64)
}
