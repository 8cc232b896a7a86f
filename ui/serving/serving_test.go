package serving_test

import (
	"context"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"kundterminal/ui/serving"
)

func TestANameIsReadWithoutItsPortAndItsCase(t *testing.T) {
	for host, want := range map[string]string{
		"LOCALHOST.:8460": "localhost", "[::1]:8460": "::1", "10.0.0.1": "10.0.0.1", "kiosk.inari.example": "kiosk.inari.example", "": "",
	} {
		if got := serving.Name(&http.Request{Host: host}); got != want {
			t.Errorf("%q is %q, not %q", host, got, want)
		}
	}
}

func TestAnotherSiteCanLinkHereAndNothingElse(t *testing.T) {
	for name, c := range map[string]struct {
		method, site, mode, dest, origin string
		foreign                          bool
	}{
		"own page":              {"POST", "same-origin", "cors", "empty", "", false},
		"a link":                {"GET", "cross-site", "navigate", "document", "", false},
		"a form":                {"POST", "cross-site", "navigate", "document", "", true},
		"a script":              {"GET", "cross-site", "cors", "empty", "", true},
		"an old browser's form": {"POST", "", "", "", "https://evil.example", true},
		"a program":             {"POST", "", "", "", "", false},
	} {
		r := httptest.NewRequest(c.method, "http://127.0.0.1/press", nil)
		for key, value := range map[string]string{"Sec-Fetch-Site": c.site, "Sec-Fetch-Mode": c.mode, "Sec-Fetch-Dest": c.dest, "Origin": c.origin} {
			if value != "" {
				r.Header.Set(key, value)
			}
		}
		if got := serving.Foreign(r); got != c.foreign {
			t.Errorf("%s: foreign is %t", name, got)
		}
	}
}

func TestAStreamSendsWhatIsNewAndOnce(t *testing.T) {
	w := httptest.NewRecorder()
	s, err := serving.Begin(deadlines{w}, 1500*time.Millisecond)
	for _, e := range []error{
		err, s.Fresh("stage", 1), s.Fresh("stage", 1), s.Fresh("bench", 1), s.Fresh("stage", 2), s.Alive(), s.Event("7", "news", "two\nlines"),
	} {
		if e != nil {
			t.Fatal(e)
		}
	}
	want := "retry: 1500\n\nevent: stage\ndata: 1\n\nevent: bench\ndata: 1\n\nevent: stage\ndata: 2\n\n: alive\n\nid: 7\nevent: news\ndata: \"two\\nlines\"\n\n"
	if got := w.Body.String(); got != want || !w.Flushed {
		t.Errorf("sent, flushed %t:\n%s", w.Flushed, got)
	}
}

// deadlines is a recorder that deadlines can be set of.
type deadlines struct{ *httptest.ResponseRecorder }

func (deadlines) SetReadDeadline(time.Time) error  { return nil }
func (deadlines) SetWriteDeadline(time.Time) error { return nil }

func TestAnEndLetsAnAnswerFinishAndEndsStreams(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	begun, finish := make(chan struct{}), make(chan struct{})
	mux := http.NewServeMux()
	mux.HandleFunc("/answer", func(w http.ResponseWriter, _ *http.Request) {
		close(begun)
		<-finish
		_, _ = w.Write([]byte("whole"))
	})
	mux.HandleFunc("/stream", func(w http.ResponseWriter, r *http.Request) {
		_, _ = serving.Begin(w, time.Second)
		<-r.Context().Done()
		close(finish)
	})
	ctx, end := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() {
		ended <- serving.Serve(ctx, &http.Server{Handler: mux}, l, func(err error) { t.Errorf("cut off: %v", err) })
	}()
	stream, err := http.Get("http://" + l.Addr().String() + "/stream")
	if err != nil {
		t.Fatal(err)
	}
	defer stream.Body.Close()
	answered := make(chan string, 1)
	go func() {
		answer, err := http.Get("http://" + l.Addr().String() + "/answer")
		if err != nil {
			answered <- err.Error()
			return
		}
		defer answer.Body.Close()
		var b strings.Builder
		_ = answer.Write(&b)
		answered <- b.String()
	}()
	<-begun
	end()
	if err := <-ended; err != nil {
		t.Errorf("the end is %v", err)
	}
	if got := <-answered; !strings.HasSuffix(got, "whole") {
		t.Errorf("answered %q", got)
	}
}
