package staff

import (
	"context"
	"os"
	"sync"
	"time"

	"kundterminal/cmd/kundterminal/workshop"
	"kundterminal/kiosk/queue"
	"kundterminal/ui/desk"
)

// Roll is the staff of a running point. It implements desk.Staff, and its methods may
// be called from several goroutines.
type Roll struct {
	path  string
	dummy workshop.PINHash // of a password that nobody has, for accounts that are not there

	mu    sync.Mutex
	list  []Entry
	fault error
	was   stamp
}

// stamp tells whether a file is as it was.
type stamp struct {
	at   time.Time
	size int64
	mode os.FileMode
}

// Open reads a staff file, which may not be there yet.
func Open(path string) (*Roll, error) {
	dummy, err := workshop.NewPasswordHash([]byte("nobody's password"))
	if err != nil {
		return nil, err
	}
	r := &Roll{path: path, dummy: dummy}
	r.read()
	return r, r.fault
}

// read reads the file again where it has changed. It is called with the lock.
func (r *Roll) read() {
	var now stamp
	if info, err := os.Stat(r.path); err == nil {
		now = stamp{info.ModTime(), info.Size(), info.Mode()}
	}
	if now == r.was && r.fault == nil {
		return
	}
	list, err := Read(r.path)
	if r.fault = err; err == nil {
		r.list, r.was = list, now
	}
}

func (r *Roll) entry(id queue.StaffID) (Entry, bool, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.read()
	if i := find(r.list, id); i >= 0 {
		return r.list[i], true, r.fault
	}
	return Entry{}, false, r.fault
}

// Prove implements desk.Staff. An account that is not there costs as much as a wrong
// password: a hash of the same cost is made for it.
func (r *Roll) Prove(_ context.Context, id queue.StaffID, password []byte) (desk.Person, error) {
	e, there, err := r.entry(id)
	if err != nil {
		return desk.Person{}, err
	}
	hash := r.dummy
	if there {
		if hash, err = workshop.ParsePINHash([]byte(e.Password)); err != nil {
			return desk.Person{}, err
		}
	}
	if proved := hash.Is(password); !proved || !there {
		return desk.Person{}, desk.ErrWrong
	}
	return e.person(), nil
}

// Person implements desk.Staff.
func (r *Roll) Person(id queue.StaffID) (desk.Person, bool) {
	e, there, _ := r.entry(id) // those who are in stay as they were
	return e.person(), there
}

// People implements desk.Staff.
func (r *Roll) People() []desk.Person {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.read()
	var list []desk.Person
	for _, e := range r.list {
		list = append(list, e.person())
	}
	return list
}
