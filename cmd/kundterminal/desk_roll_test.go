package main

import (
	"context"
	"os"
	"strings"
	"testing"
	"time"

	"kundterminal/devices/sim"
)

func TestANewRollThatWasBrokenOffCanBeNotedAgain(t *testing.T) {
	x := readyRig(t, "tm-t20iii", sim.Options{})
	c := atSocket(t, x.desk)
	ctx, cancel := context.WithCancel(t.Context())
	var out strings.Builder
	time.AfterFunc(3*time.Second, cancel)
	in, keys, _ := os.Pipe()
	defer keys.Close()
	_ = (&diagnosePaperCmd{configFlag: configFlag{c}, NewRoll: 80000}).Run(&surroundings{ctx, in, &out, &out})
	out.Reset()
	if err := (&diagnosePaperCmd{configFlag: configFlag{c}, NewRoll: 80000}).Run(&surroundings{t.Context(), strings.NewReader("y\n"), &out, &out}); err != nil {
		t.Errorf("%v", err)
	}
}
