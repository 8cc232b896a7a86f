package main

import (
	"errors"
	"fmt"
	"os"
	"strings"
	"syscall"
	"text/tabwriter"

	"kundterminal/cmd/kundterminal/staff"
	"kundterminal/cmd/kundterminal/workshop"
	"kundterminal/kiosk"
	"kundterminal/kiosk/queue"
	frontdesk "kundterminal/ui/desk"
)

// staffCmd changes who may log in at the service point's pages.
type staffCmd struct {
	Add    staffAddCmd    `cmd:"" help:"Add somebody; asks for the password."`
	List   staffListCmd   `cmd:"" help:"List the staff."`
	Remove staffRemoveCmd `cmd:"" help:"Remove somebody, who is out at the next press."`
	Passwd staffPasswdCmd `cmd:"" help:"Set another password; asks for it."`
}

// staffFlag says which staff file it is.
type staffFlag struct {
	configFlag
	File string `help:"Staff file; without it point.staff of the configuration." type:"path"`
}

func (f staffFlag) file() (string, error) {
	if f.File != "" {
		return f.File, nil
	}
	c, err := loadConfig(f.path())
	return c.Point.Staff, err
}

// change writes the staff file anew, in one piece.
func (f staffFlag) change(s *surroundings, make func([]staff.Entry) ([]staff.Entry, error)) error {
	path, err := f.file()
	if err != nil {
		return err
	}
	list, err := staff.Read(path)
	if err == nil {
		list, err = make(list)
	}
	if err != nil {
		return err
	}
	text, err := staff.Text(list)
	if err != nil {
		return err
	}
	was, missing := os.Stat(path)
	if err := writeWhole(path, text); err != nil {
		return fmt.Errorf("the staff file was not written: %w; run the command with sudo, or as its owner", err)
	}
	if missing == nil {
		if owner, ok := was.Sys().(*syscall.Stat_t); ok && os.Chown(path, int(owner.Uid), int(owner.Gid)) == nil {
			return nil
		}
	}
	fmt.Fprintf(s.errors, "%s must belong to the terminal's user: chown kiosk %s\n", path, path)
	return nil
}

type staffAddCmd struct {
	staffFlag
	ID          string   `arg:"" help:"Such as s-014; it says nothing of who it is."`
	Role        string   `help:"advisor, lead or technician." default:"advisor" enum:"advisor,lead,technician"`
	Languages   []string `help:"That they serve in, such as fi,sv; without it all."`
	Competences []string `help:"Authorities whose errands they serve, dearest first, such as kela,vero; without it all."`
}

// Run implements the command.
func (r *staffAddCmd) Run(s *surroundings) error {
	return r.change(s, func(list []staff.Entry) ([]staff.Entry, error) {
		e := staff.Entry{ID: queue.StaffID(r.ID), Role: frontdesk.Role(r.Role)}
		for _, l := range r.Languages {
			e.Languages = append(e.Languages, kiosk.Language(l))
		}
		for _, a := range r.Competences {
			e.Competences = append(e.Competences, kiosk.AuthorityID(a))
		}
		if _, err := staff.Remove(list, e.ID); err == nil { // before anybody types in vain
			return nil, fmt.Errorf("%s: %w", e.ID, staff.ErrThere)
		}
		hash, err := askPassword(s)
		if err != nil {
			return nil, err
		}
		e.Password = hash
		return staff.Add(list, e)
	})
}

type staffListCmd struct{ staffFlag }

// Run implements the command.
func (r *staffListCmd) Run(s *surroundings) error {
	path, err := r.file()
	if err != nil {
		return err
	}
	list, err := staff.Read(path)
	if err != nil {
		return err
	}
	w := tabwriter.NewWriter(s.out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "ID\tROLE\tLANGUAGES\tCOMPETENCES")
	for _, e := range list {
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\n", e.ID, e.Role, orAll(e.Languages), orAll(e.Competences))
	}
	return w.Flush()
}

func orAll[T ~string](list []T) string {
	if len(list) == 0 {
		return "all"
	}
	var b strings.Builder
	for i, one := range list {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(string(one))
	}
	return b.String()
}

type staffRemoveCmd struct {
	staffFlag
	ID string `arg:"" help:"Whose account it is."`
}

// Run implements the command.
func (r *staffRemoveCmd) Run(s *surroundings) error {
	return r.change(s, func(list []staff.Entry) ([]staff.Entry, error) { return staff.Remove(list, queue.StaffID(r.ID)) })
}

type staffPasswdCmd struct {
	staffFlag
	ID string `arg:"" help:"Whose account it is."`
}

// Run implements the command.
func (r *staffPasswdCmd) Run(s *surroundings) error {
	return r.change(s, func(list []staff.Entry) ([]staff.Entry, error) {
		if _, err := staff.Remove(list, queue.StaffID(r.ID)); err != nil { // before anybody types in vain
			return nil, err
		}
		hash, err := askPassword(s)
		if err != nil {
			return nil, err
		}
		return staff.SetPassword(list, queue.StaffID(r.ID), hash)
	})
}

var errPasswordsDiffer = errors.New("the two passwords differ")

// askPassword reads a password and returns its hash.
func askPassword(s *surroundings) (string, error) {
	length := fmt.Sprintf(" (at least %d characters): ", workshop.LeastPassword)
	password, err := unseen{"New password" + length, "Once more" + length, "password", workshop.MostPassword, errPasswordsDiffer}.ask(s)
	if err != nil {
		return "", err
	}
	defer clear(password)
	hash, err := workshop.NewPasswordHash(password)
	return hash.String(), err
}
