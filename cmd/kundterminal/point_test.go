package main

import (
	"bytes"
	"crypto/tls"
	"io"
	"log/slog"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"kundterminal/cmd/kundterminal/staff"
	"kundterminal/cmd/kundterminal/workshop"
	"kundterminal/devices/sim"
	"kundterminal/kiosk"
	frontdesk "kundterminal/ui/desk"
)

// logTo is a log in memory, and what it holds.
func logTo(t *testing.T) (*slog.Logger, func() string) {
	t.Helper()
	var b bytes.Buffer
	return slog.New(slog.NewJSONHandler(&b, nil)), b.String
}

func TestThePointsSettingsAreChecked(t *testing.T) {
	for text, want := range map[string]string{
		`listen = "8470"`:                             "terminal.toml:2: point.listen",
		`listen = "127.0.0.1:8460"`:                   "terminal.toml:2: point.listen",
		`hosts = ["https://point.example.fi"]`:        "terminal.toml:2: point.hosts",
		`hosts = ["Point.example.fi"]`:                "terminal.toml:2: point.hosts",
		`cert = "/etc/point.crt"`:                     "terminal.toml:2: point.cert",
		`staff = ""`:                                  "terminal.toml:2: point.staff",
		`listen = ":8470"`:                            "",
		"cert = \"/etc/a.crt\"\nkey = \"/etc/a.key\"": "",
	} {
		_, err := parseConfig("terminal.toml", "[point]\n"+text)
		if want == "" && err != nil || want != "" && (err == nil || !strings.Contains(err.Error(), want)) {
			t.Errorf("%s is answered with %v", text, err)
		}
	}
}

// point serves the pages of a terminal's point, with an advisor of its own.
func servePoint(t *testing.T) (*rig, *http.Client, string) {
	t.Helper()
	folder := t.TempDir()
	hash, err := workshop.NewPasswordHash([]byte(demoPassword))
	if err != nil {
		t.Fatal(err)
	}
	text, err := staff.Text([]staff.Entry{{ID: "s-014", Role: frontdesk.Advisor, Password: hash.String()}})
	if err == nil {
		err = writeWhole(filepath.Join(folder, "staff.toml"), text)
	}
	if err != nil {
		t.Fatal(err)
	}
	x := wire(t, "tm-t20iii", sim.Options{Speed: 0}, func(x *rig) {
		x.config.Point = pointConfig{Listen: "127.0.0.1:0", Staff: filepath.Join(folder, "staff.toml")}
		if err := x.wirePoint(); err != nil {
			t.Fatal(err)
		}
	})
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	client := &http.Client{
		Jar: jar, Timeout: 20 * time.Second,
		Transport: &http.Transport{TLSClientConfig: &tls.Config{InsecureSkipVerify: true}, ForceAttemptHTTP2: true},
	}
	t.Cleanup(client.CloseIdleConnections)
	return x, client, "https://" + x.point.listener.Addr().String()
}

func TestAnAdvisorCallsWhoTookANumberAtTheTerminal(t *testing.T) {
	x, client, address := servePoint(t)
	send := func(path string, form url.Values) string {
		t.Helper()
		resp, err := client.PostForm(address+path, form)
		if err != nil {
			t.Fatal(err)
		}
		defer resp.Body.Close()
		page, err := io.ReadAll(resp.Body)
		if err != nil || resp.StatusCode != http.StatusOK {
			t.Fatalf("%s is answered with %d %s, %v", path, resp.StatusCode, page, err)
		}
		return string(page)
	}
	page := send("/desk/login?lang=en", url.Values{"account": {"s-014"}, "password": {demoPassword}})
	token := regexp.MustCompile(`name="token" value="([^"]+)"`).FindStringSubmatch(page)
	if token == nil {
		t.Fatalf("no form has a token:\n%s", page)
	}
	send("/desk/choose", url.Values{"token": token[1:], "desk": {string(x.plan.Load().Desks[0].ID)}, "way": {"advisor"}})
	errands := []kiosk.ServiceID{"d-move"}
	q, _ := x.current.Load().QueueFor(errands)
	ticket, err := x.hall.Issue(t.Context(), kiosk.TicketRequest{
		Queue: q.ID, Series: q.Series, Class: kiosk.WalkIn, Errands: errands, Language: kiosk.Finnish,
		At: x.hall.Now(), Parts: x.current.Load().PartsOf(errands),
	})
	if err != nil {
		t.Fatal(err)
	}
	page = send("/desk/do", url.Values{"token": token[1:], "verb": {"next"}})
	if !strings.Contains(page, ticket.Label()+" is called.") {
		t.Errorf("%s is not called:\n%s", ticket.Label(), page)
	}
}
