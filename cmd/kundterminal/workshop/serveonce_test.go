package workshop_test

import (
	"context"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"kundterminal/cmd/kundterminal/workshop"
)

// served offers a file and returns its address and how it ended.
func served(ctx context.Context, t *testing.T, code string, data []byte) (string, <-chan workshop.Served) {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ended := make(chan workshop.Served, 1)
	go func() {
		how, err := workshop.ServeOnce(ctx, listener, code, "b.age", data)
		if err != nil {
			t.Error(err)
		}
		ended <- how
	}()
	return "http://" + listener.Addr().String() + "/", ended
}

func get(t *testing.T, url string) (int, string) {
	t.Helper()
	r, err := http.Get(url)
	if err != nil {
		return 0, err.Error()
	}
	defer func() { _ = r.Body.Close() }()
	body, err := io.ReadAll(r.Body)
	if err != nil {
		t.Error(err)
	}
	return r.StatusCode, string(body)
}

func TestAFileIsFetchedOnceWithItsCode(t *testing.T) {
	code := workshop.NewCode()
	data := []byte(strings.Repeat("sealed ", 100_000))
	address, ended := served(t.Context(), t, code, data)
	for _, wrong := range []string{workshop.NewCode(), "", "", "favicon.ico", "favicon.ico", "favicon.ico"} {
		if status, _ := get(t, address+wrong); status != http.StatusNotFound {
			t.Errorf("%q gives %d", wrong, status)
		}
	}
	if r, err := http.Head(address + code); err != nil || r.StatusCode != http.StatusMethodNotAllowed {
		t.Error(r, err)
	}
	typed := strings.ToLower(code[:5]) + "-" + strings.NewReplacer("0", "o", "1", "l").Replace(code[5:])
	status, body := get(t, address+typed)
	if status != http.StatusOK || body != string(data) {
		t.Errorf("status %d, %d bytes", status, len(body))
	}
	if status, again := get(t, address+code); status != http.StatusOK || again != string(data) {
		t.Errorf("the connection may have dropped: status %d, %d bytes", status, len(again))
	}
	if how := <-ended; how != workshop.ServeFetched {
		t.Errorf("it ends as %s", how)
	}
	if status, _ := get(t, address+code); status != 0 {
		t.Errorf("it is fetched a third time: %d", status)
	}
}

func TestFiveWrongCodesEndIt(t *testing.T) {
	address, ended := served(t.Context(), t, workshop.NewCode(), []byte("sealed"))
	for range 5 {
		get(t, address+workshop.NewCode())
	}
	if how := <-ended; how != workshop.ServeGuessed {
		t.Errorf("it ends as %s", how)
	}
}

func TestItEndsWithTheTechnician(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	_, ended := served(ctx, t, workshop.NewCode(), []byte("sealed"))
	cancel()
	if how := <-ended; how != workshop.ServeStopped {
		t.Errorf("it ends as %s", how)
	}
}

// nobody is a listener that nobody comes to.
type nobody struct{ closed chan struct{} }

func (n nobody) Accept() (net.Conn, error) { <-n.closed; return nil, net.ErrClosed }
func (n nobody) Addr() net.Addr            { return &net.TCPAddr{} }

func (n nobody) Close() error {
	select {
	case <-n.closed:
	default:
		close(n.closed)
	}
	return nil
}

func TestACodeLastsTenMinutes(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		begun := time.Now()
		how, err := workshop.ServeOnce(t.Context(), nobody{make(chan struct{})}, workshop.NewCode(), "b.age", nil)
		if how != workshop.ServeLate || err != nil || time.Since(begun) != 10*time.Minute {
			t.Errorf("it ends as %s after %s: %v", how, time.Since(begun), err)
		}
	})
}
