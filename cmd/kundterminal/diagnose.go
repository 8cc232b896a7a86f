package main

import (
	"encoding/json"
	"fmt"
	"time"

	"kundterminal/devices/idreader"
)

// diagnoseCmd is for a technician at a keyboard.
type diagnoseCmd struct {
	Decode decodeCmd `cmd:"" help:"Read a recording of a reader from standard input, and print each document with its checks as JSON Lines."`
}

// decodeCmd decodes the bytes of a reader.
type decodeCmd struct {
	Profile string `help:"Profile of the reader; kundterminal config --profiles lists them." required:""`
	Reveal  bool   `help:"Print personal data, too. Without it they are masked."`
}

// Run implements the command.
func (r *decodeCmd) Run(s *surroundings) error {
	profile, err := idreader.ProfileByID(idreader.Profiles(), r.Profile)
	if err != nil {
		return err
	}
	lines := json.NewEncoder(s.out)
	var failed error
	err = idreader.Decode(profile, s.in, idreader.DateOf(time.Now()), func(d idreader.Document) {
		defer d.Wipe()
		if err := lines.Encode(d.Line(r.Reveal)); err != nil && failed == nil {
			failed = err
		}
	})
	if err != nil {
		return fmt.Errorf("the recording: %w", err)
	}
	return failed
}
