package sim

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
	"time"

	"github.com/creack/pty"
	"golang.org/x/sys/unix"
)

// line is one plugged-in cable: a pseudo-terminal and what runs on it.
type line struct {
	p      *Printer
	master *os.File
	slave  *os.File      // held open, so that the host may close and reopen its end
	gone   chan struct{} // closed when the plug is pulled
	dead   bool          // the same under p.mu
	out    [][]byte      // answers not yet sent, each sent in one piece
	tail   [10]byte      // the last bytes received, for real-time commands
	free   time.Time     // when the line towards the printer falls idle
	noisy  bool          // the source of Garbage runs
}

// maxAnswers bounds what waits for a host that does not read.
const maxAnswers = 4096

// plug makes a new pseudo-terminal and switches the power on. p.mu is held.
func (p *Printer) plug() error {
	l, err := openLine(p)
	if err != nil {
		return err
	}
	if err := replaceLink(l.slave.Name(), p.link); err != nil {
		l.close()
		return err
	}
	p.line = l
	p.faults[Unplugged] = false
	p.power++
	p.cutterError = p.faults[CutterJam]
	p.all.Go(l.receive)
	p.all.Go(l.send)
	if p.faults[Garbage] {
		p.startNoise()
	}
	p.cond.Broadcast()
	return nil
}

// unplug pulls cable and power. p.mu is held; the line's goroutines end by
// themselves.
func (p *Printer) unplug() {
	p.faults[Unplugged] = true
	p.unplugAfter = 0
	if p.line == nil {
		return
	}
	_ = os.Remove(p.link)
	p.line.close()
	p.line = nil
	p.asb, p.notice, p.sentXOFF = 0, 0, false
	p.abandonPaper()
	p.newWork()
}

// abandonPaper marks what is printed and not yet cut as a fragment.
func (p *Printer) abandonPaper() {
	if p.sheet.inked > 0 {
		p.sheet.broken = true
	}
}

// openLine opens a pseudo-terminal in raw mode: a cooked one would echo the
// first answers back to the printer and change CR to LF.
func openLine(p *Printer) (*line, error) {
	master, slave, err := pty.Open()
	if err != nil {
		return nil, fmt.Errorf("sim: open a pseudo-terminal (is /dev/pts mounted?): %w", err)
	}
	if err := makeRaw(int(slave.Fd())); err != nil {
		_ = master.Close()
		_ = slave.Close()
		return nil, fmt.Errorf("sim: set %s to raw mode: %w", slave.Name(), err)
	}
	polled, err := pollable(master)
	if err != nil {
		_ = slave.Close()
		return nil, fmt.Errorf("sim: open the master of %s: %w", slave.Name(), err)
	}
	return &line{p: p, master: polled, slave: slave, gone: make(chan struct{})}, nil
}

// pollable exchanges f for a file whose Close releases a blocked Read or
// Write.
func pollable(f *os.File) (*os.File, error) {
	defer f.Close()
	fd, err := unix.FcntlInt(f.Fd(), unix.F_DUPFD_CLOEXEC, 0)
	if err != nil {
		return nil, err
	}
	if err := unix.SetNonblock(fd, true); err != nil {
		_ = unix.Close(fd)
		return nil, err
	}
	return os.NewFile(uintptr(fd), f.Name()), nil
}

// makeRaw switches off every translation of the terminal, as cfmakeraw does.
func makeRaw(fd int) error {
	t, err := unix.IoctlGetTermios(fd, unix.TCGETS)
	if err != nil {
		return err
	}
	t.Iflag &^= unix.IGNBRK | unix.BRKINT | unix.PARMRK | unix.ISTRIP | unix.INLCR | unix.IGNCR | unix.ICRNL | unix.IXON | unix.IXOFF
	t.Oflag &^= unix.OPOST
	t.Lflag &^= unix.ECHO | unix.ECHONL | unix.ICANON | unix.ISIG | unix.IEXTEN
	t.Cflag = t.Cflag&^(unix.CSIZE|unix.PARENB) | unix.CS8
	t.Cc[unix.VMIN], t.Cc[unix.VTIME] = 1, 0
	return unix.IoctlSetTermios(fd, unix.TCSETS, t)
}

// close hangs up. p.mu is held, or the line is not yet shared.
func (l *line) close() {
	if l.dead {
		return
	}
	l.dead = true
	close(l.gone)
	_ = l.slave.Close()
	_ = l.master.Close()
}

// read waits for bytes. waited tells that the line was idle before.
func (l *line) read(buf []byte) (n int, waited bool, err error) {
	raw, err := l.master.SyscallConn()
	if err != nil {
		return 0, false, err
	}
	var inner error
	err = raw.Read(func(fd uintptr) bool {
		n, inner = unix.Read(int(fd), buf)
		if inner == syscall.EAGAIN || inner == syscall.EINTR {
			waited = true
			return false
		}
		return true
	})
	if err == nil {
		err = inner
	}
	if err == nil && n <= 0 {
		err = os.ErrClosed
	}
	return n, waited, err
}

// replaceLink points link at target, in one step for those who open it.
func replaceLink(target, link string) error {
	next := fmt.Sprintf("%s.%d.new", link, os.Getpid())
	_ = os.Remove(next)
	if err := os.Symlink(target, next); err != nil {
		return fmt.Errorf("sim: link the pseudo-terminal (may this directory be written?): %w", err)
	}
	if err := os.Rename(next, link); err != nil {
		_ = os.Remove(next)
		return fmt.Errorf("sim: link the pseudo-terminal: %w", err)
	}
	return nil
}

// makeLinkPath decides where the link is. A file that is no link is never
// replaced.
func (p *Printer) makeLinkPath() error {
	if p.opt.LinkPath == "" {
		dir, err := os.MkdirTemp("", "printer-")
		if err != nil {
			return fmt.Errorf("sim: make a directory for the link: %w", err)
		}
		p.linkDir, p.link = dir, filepath.Join(dir, "tty")
		return nil
	}
	p.link = p.opt.LinkPath
	if info, err := os.Lstat(p.link); err == nil && info.Mode()&fs.ModeSymlink == 0 {
		return fmt.Errorf("sim: %s exists and is no link; choose another path or remove it", p.link)
	}
	return nil
}

func (p *Printer) removeLink() {
	_ = os.Remove(p.link)
	if p.linkDir != "" {
		_ = os.Remove(p.linkDir)
	}
}
