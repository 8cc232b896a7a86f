package web_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"kundterminal/kiosk"
	"kundterminal/ui/web"
)

func TestTheTechniciansPageShowsEachFactWithItsWord(t *testing.T) {
	s := web.New(newTerminal(kiosk.State{}), web.Options{Status: func(context.Context) []web.Section {
		return []web.Section{{Title: "Store", Facts: []web.Fact{
			{Name: "set aside", Value: "terminal.db.damaged <1>", Tone: web.ToneFault}, {Name: "epoch", Value: "7GQ2M4XA"},
		}}}
	}})
	r := httptest.NewRequest(http.MethodGet, "http://localhost/technician", nil)
	w := httptest.NewRecorder()
	s.Handler().ServeHTTP(w, r)
	for _, want := range []string{"terminal.db.damaged &lt;1&gt;", `class="fault"`, `<span class="word">fault</span>`, "7GQ2M4XA"} {
		if !strings.Contains(w.Body.String(), want) {
			t.Errorf("the page lacks %q:\n%s", want, w.Body)
		}
	}
}
