package escpos

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"
)

func TestWhatBreaksTheLineWaitsForTheDocument(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := NewDriver(Profile{}, Options{})
		if d.Printing() {
			t.Error("nothing is printed")
		}
		if err := d.acquire(t.Context()); err != nil { // a document is being printed
			t.Fatal(err)
		}
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		if err := d.Between(ctx, func() { t.Error("the line is broken") }); !errors.Is(err, context.DeadlineExceeded) {
			t.Error(err)
		}
		go func() { _ = d.Print(t.Context(), nil) }()
		synctest.Wait()
		if !d.Printing() {
			t.Error("a document waits for its turn")
		}
		d.release()
		synctest.Wait()
		called := false
		if err := d.Between(t.Context(), func() { called = true }); err != nil || !called || d.Printing() {
			t.Errorf("%v, called %t, printing %t", err, called, d.Printing())
		}
	})
}
