package web_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"testing"
	"testing/synctest"
	"time"
)

// looker is the writer of a page that looks on until it goes away.
type looker struct{ http.ResponseWriter }

func (looker) Flush()                           {}
func (looker) SetReadDeadline(time.Time) error  { return nil }
func (looker) SetWriteDeadline(time.Time) error { return nil }

// look has a page of the desk look on.
func look(mirror http.Handler) (goes func()) {
	ctx, cancel := context.WithCancel(context.Background())
	go mirror.ServeHTTP(looker{httptest.NewRecorder()}, httptest.NewRequestWithContext(ctx, http.MethodGet, "/events", nil))
	synctest.Wait()
	return func() {
		cancel()
		synctest.Wait()
	}
}

func TestHelpingEndsOnceTheDesksLastPageIsGone(t *testing.T) {
	h, mirror := mirrorOf(t, allowed...)
	synctest.Test(t, func(t *testing.T) {
		first, second := look(mirror), look(mirror)
		first()
		time.Sleep(time.Minute)
		if !h.newest().Assisted() {
			t.Fatal("helping has ended while a page looks on")
		}
		second()
		time.Sleep(5 * time.Second)
		again := look(mirror) // the page was loaded anew
		time.Sleep(time.Minute)
		if !h.newest().Assisted() {
			t.Fatal("helping has ended because the page was loaded again")
		}
		again()
		time.Sleep(time.Minute)
		synctest.Wait()
		if h.newest().Assisted() {
			t.Error("the person is told that a desk looks on, and nobody does")
		}
	})
}
