package display_test

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"kundterminal/kiosk"
	"kundterminal/ui/display"
)

// get asks a handler for a page.
func get(h http.Handler, path string, headers ...string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(http.MethodGet, path, nil)
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

func TestThePageBringsAllAlongAndCanOnlyBeRead(t *testing.T) {
	h := handler(t, newWall().options(t, fullHD))
	page := get(h, "/display")
	if page.Code != http.StatusOK || !strings.Contains(page.Header().Get("Content-Security-Policy"), "default-src 'none'") ||
		page.Header().Get("Cache-Control") != "no-store" || len(page.Result().Cookies()) > 0 {
		t.Errorf("the page: %d, %v", page.Code, page.Header())
	}
	if body := page.Body.String(); strings.Contains(body, "<style") || strings.Contains(body, "http:") || strings.Contains(body, "style=") {
		t.Errorf("the page asks others, or has a style of its own:\n%s", body)
	}
	for _, path := range []string{"/display/voice/1-A001.wav", "/display/assets/none.js", "/display/other", "/"} {
		if code := get(h, path).Code; code != http.StatusNotFound {
			t.Errorf("%s: %d", path, code)
		}
	}
	for _, method := range []string{http.MethodPost, http.MethodPut, http.MethodDelete} {
		w := httptest.NewRecorder()
		h.ServeHTTP(w, httptest.NewRequest(method, "/display", strings.NewReader("x=1")))
		if w.Code != http.StatusMethodNotAllowed {
			t.Errorf("%s: %d", method, w.Code)
		}
	}
}

// news is what a page is sent.
type news struct {
	id      string
	Build   string
	Now     int64
	Picture *struct {
		Rows  []map[string]any
		State string
		Opens map[string]string
	}
}

// listener reads a page's event stream.
type listener struct {
	testing.TB
	*bufio.Reader
	close func()
}

func listen(t testing.TB, address, last string) *listener {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, address+"/display/events", nil)
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Last-Event-ID", last)
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	if answer.StatusCode != http.StatusOK || !strings.HasPrefix(answer.Header.Get("Content-Type"), "text/event-stream") {
		t.Fatalf("%s, %v", answer.Status, answer.Header)
	}
	t.Cleanup(func() { answer.Body.Close() })
	return &listener{t, bufio.NewReader(answer.Body), func() { answer.Body.Close() }}
}

func (l *listener) next() news {
	l.Helper()
	var n news
	for {
		line, err := l.ReadString('\n')
		if err != nil {
			l.Fatal(err)
		}
		if id, ok := strings.CutPrefix(line, "id: "); ok {
			n.id = strings.TrimSpace(id)
		}
		if data, ok := strings.CutPrefix(line, "data: "); ok {
			if err := json.Unmarshal([]byte(data), &n); err != nil {
				l.Fatalf("%v: %s", err, data)
			}
			return n
		}
	}
}

func TestAPageIsSentTheBoardAndThenWhatChanges(t *testing.T) {
	w := newWall(four()...)
	address := serve(t, handler(t, w.options(t, fullHD)))
	l := listen(t, address, "")
	first := l.next()
	if first.Picture == nil || len(first.Picture.Rows) != 4 || first.Picture.State != "calls" || first.Picture.Rows[0]["label"] != "B 017" {
		t.Fatalf("first comes %+v", first)
	}
	if wall := time.UnixMilli(first.Now).UTC(); wall.Hour() != 9 || wall.Minute() != 0 {
		t.Errorf("the clock on the wall shows %v", wall)
	}
	w.call(display.Call{Series: 'C', Number: 5, Sign: "1"})
	second := l.next()
	if second.id == first.id || second.Picture == nil || second.Picture.Rows[0]["label"] != "C 005" || len(second.Picture.Rows) != 5 {
		t.Errorf("then comes %+v", second)
	}
	l.close()
	again := listen(t, address, second.id).next()
	if again.id != second.id || again.Picture != nil || again.Build != first.Build {
		t.Errorf("a page that has it all is sent %+v", again)
	}
	if old := listen(t, address, first.id).next(); old.Picture == nil {
		t.Errorf("a page that has missed a call is sent %+v", old)
	}
}

func TestACallTellsANumberAndAPlaceAndNothingElse(t *testing.T) {
	w := newWall(four()...)
	first := listen(t, serve(t, handler(t, w.options(t, fullHD))), "").next()
	allowed := []string{"id", "label", "sign", "room", "direction", "paint", "at"}
	for _, row := range first.Picture.Rows {
		for key := range row {
			if !slices.Contains(allowed, key) {
				t.Errorf("a call tells its %s", key)
			}
		}
	}
}

func TestWhereNobodyIsCalledTheDisplaySaysWhy(t *testing.T) {
	w := newWall()
	address := serve(t, handler(t, w.options(t, fullHD)))
	for _, test := range []struct {
		board display.Board
		state string
		opens string
	}{
		{display.Board{Waiting: true}, "waiting", ""},
		{display.Board{}, "nobody", ""},
		{display.Board{Closed: true}, "closed", ""},
		{display.Board{Closed: true, Opens: morning.AddDate(0, 0, 3)}, "closed", "Vi öppnar måndag kl. 09.00."},
		{display.Board{Closed: true, Calls: four()}, "calls", ""},
	} {
		w.change(func(w *wall) { w.board = test.board })
		n := listen(t, address, "").next()
		if n.Picture.State != test.state || n.Picture.Opens["sv"] != test.opens {
			t.Errorf("%+v: %+v", test.board, n.Picture)
		}
	}
}

// pipe is a reader of an event stream that needs no network, so that its time can be
// virtual.
type pipe struct {
	*io.PipeWriter
	header http.Header
}

func (p pipe) Header() http.Header                   { return p.header }
func (pipe) WriteHeader(int)                         {}
func (pipe) Flush()                                  {}
func (pipe) SetReadDeadline(time.Time) error         { return nil }
func (pipe) SetWriteDeadline(time.Time) error        { return nil }
func (p pipe) serve(h http.Handler, r *http.Request) { h.ServeHTTP(p, r); p.Close() }

func TestTimeAloneChangesTheBoardAndSignsOfLifeComeBetween(t *testing.T) {
	w := newWall(four()...)
	h := handler(t, w.options(t, fullHD))
	synctest.Test(t, func(t *testing.T) {
		out, in := io.Pipe()
		r := httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/display/events", nil)
		go pipe{in, http.Header{}}.serve(h, r)
		l := &listener{t, bufio.NewReader(out), func() { out.Close() }}
		defer l.close()
		l.next()
		begun := time.Now()
		if n := l.next(); n.Picture != nil || time.Since(begun) != 10*time.Second {
			t.Errorf("after %v comes %+v", time.Since(begun), n)
		}
		w.mu.Lock()
		w.board = display.Board{Closed: true} // nobody tells: it is evening
		w.mu.Unlock()
		if n := l.next(); n.Picture == nil || n.Picture.State != "closed" {
			t.Errorf("then comes %+v", n)
		}
	})
}

func TestMoreDisplaysThanThereCanBeAreToldToComeAgain(t *testing.T) {
	address := serve(t, handler(t, newWall().options(t, fullHD)))
	for range 64 {
		listen(t, address, "")
	}
	answer, err := http.Get(address + "/display/events")
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusServiceUnavailable || answer.Header.Get("Retry-After") == "" {
		t.Errorf("the 65th: %s", answer.Status)
	}
}

// voiceOf is where the voice of the first call on the board is.
func voiceOf(t testing.TB, address string) string {
	t.Helper()
	id, _ := listen(t, address, "").next().Picture.Rows[0]["id"].(string)
	return "/display/voice/" + id + ".wav"
}

func TestACallIsSaidInThePersonsLanguageOnceForAllDisplays(t *testing.T) {
	w := newWall()
	h := handler(t, w.options(t, fullHD))
	address := serve(t, h)
	for _, test := range []struct {
		call display.Call
		want string
	}{
		{display.Call{Series: 'A', Number: 42, Sign: "7", Language: kiosk.Swedish}, "sv: Nummer A, 42. Disk 7."},
		{display.Call{Series: 'B', Number: 7, Sign: "12", Language: kiosk.English}, "en: Number B, 7. Desk 12."},
		{display.Call{Series: 'R', Number: 3, Sign: "V1", Room: true, Language: kiosk.EasyFinnish}, "fi: Numero R, 3. Huone V, 1."},
		{display.Call{Series: 'G', Number: 1, Sign: "21", Room: true, Language: kiosk.EasySwedish}, "sv: Nummer G, 1. Rum 21."},
		{display.Call{Series: 'A', Number: 9, Sign: "1", Language: kiosk.SkoltSami}, "fi: Numero A, 9. Palvelupiste 1."},
	} {
		w.change(func(w *wall) { w.said = nil })
		w.call(test.call)
		path := voiceOf(t, address)
		for range 2 {
			got := get(h, path)
			if got.Code != http.StatusOK || got.Header().Get("Content-Type") != "audio/wav" || !bytes.Equal(got.Body.Bytes(), beep()) {
				t.Errorf("%s: %d, %v", path, got.Code, got.Header())
			}
		}
		if said := w.spoken(); !slices.Equal(said, []string{test.want}) {
			t.Errorf("%+v: it says %q, not %q", test.call, said, test.want)
		}
		w.change(func(w *wall) { w.now = w.now.Add(20 * time.Second) })
		w.call(test.call)
		if repeated := voiceOf(t, address); repeated == path || get(h, repeated).Code != http.StatusOK || len(w.spoken()) != 1 {
			t.Errorf("said again: %s after %s, %q", repeated, path, w.spoken())
		}
		w.change(func(w *wall) { w.board.Calls = nil })
		if code := get(h, path).Code; code != http.StatusNotFound {
			t.Errorf("a call that was taken back: %d", code)
		}
	}
}

func TestAVoiceThatFailsIsLoggedOnceUntilItSpeaksAgain(t *testing.T) {
	var log bytes.Buffer
	w := newWall(four()...)
	w.fails = errors.New("espeak-ng is not installed")
	o := w.options(t, fullHD)
	o.Log = slog.New(slog.NewTextHandler(&log, nil))
	h := handler(t, o)
	path := voiceOf(t, serve(t, h))
	for range 3 {
		if code := get(h, path).Code; code != http.StatusServiceUnavailable {
			t.Errorf("%d", code)
		}
	}
	if n := strings.Count(log.String(), "call_not_spoken"); n != 1 || !strings.Contains(log.String(), "espeak-ng is not installed") {
		t.Errorf("it is logged %d times:\n%s", n, log.String())
	}
	w.change(func(w *wall) { w.fails = nil })
	if code := get(h, path).Code; code != http.StatusOK {
		t.Errorf("then %d", code)
	}
	o.Speak = nil
	silent := handler(t, o)
	if code := get(silent, path).Code; code != http.StatusNotFound || !strings.Contains(get(silent, "/display").Body.String(), `data-spoken="false"`) {
		t.Errorf("without a voice: %d", code)
	}
}
