package kiosk

import "slices"

// FormID names a form of the catalogue.
type FormID string

// Form is a paper to be filled in by hand. It is printed empty: nothing of the
// person is on it.
type Form struct {
	ID       FormID
	Name     Text
	Services []ServiceID // that it is for; none: for any
	Lines    []FormLine
}

// FormLine is one thing on a form, from the top.
type FormLine struct {
	Kind FormKind
	Text Text
}

// FormKind is what a line of a form is.
type FormKind uint8

// The kinds of lines.
const (
	FormText  FormKind = iota // to be read
	FormBlank                 // a line to write on, under what is asked
	FormCheck                 // a box to be ticked, before what it says
)

// FormsFor lists the forms for any of the errands.
func (c *Catalogue) FormsFor(errands []ServiceID) []Form {
	return without(c.Forms, func(f Form) bool {
		return len(f.Services) > 0 && !slices.ContainsFunc(f.Services, func(id ServiceID) bool { return slices.Contains(errands, id) })
	})
}

// Form returns the form with that id.
func (c *Catalogue) Form(id FormID) (Form, bool) {
	for _, f := range c.Forms {
		if f.ID == id {
			return f, true
		}
	}
	return Form{}, false
}

// Forms lists the forms that the person can have on paper: what is for a private
// errand alone would name it.
func (s State) Forms() []Form {
	if !s.Rules.Forms || s.Rules.NoPaper {
		return nil
	}
	return s.catalogue().FormsFor(s.publicErrands())
}

// canSlip reports whether a slip has anything on it.
func (s State) canSlip(e SlipRequested) bool {
	switch e.Kind {
	case SlipBring:
		return s.HasPublicErrands()
	case SlipForm:
		return slices.ContainsFunc(s.Forms(), func(f Form) bool { return f.ID == e.Form })
	}
	return false
}
