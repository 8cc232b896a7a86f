package desk_test

import (
	"context"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/chromedp/chromedp"

	"kundterminal/kiosk"
	"kundterminal/kiosk/queue"
	"kundterminal/ui/desk"
)

// shows fails where a page lacks a text.
func (b *browser) shows(path string, want ...string) string {
	b.Helper()
	body := b.get(path).body
	for _, text := range want {
		if !strings.Contains(body, text) {
			b.Errorf("%q is not on %s:\n%s", text, path, body)
		}
	}
	return body
}

func TestNobodyLogsOutOverTheHeadOfAPersonAtTheDesk(t *testing.T) {
	p := newPoint(t)
	p.arrive(time.Minute, kiosk.Finnish, "p-id")
	b := p.browser().in("s-014").sit("7")
	b.get("/desk?lang=en")
	b.do("next")
	out := func() string {
		return b.post("/desk/logout", url.Values{"token": {b.token()}}).header.Get("Location")
	}
	if to := out(); to != "/desk" {
		t.Errorf("whoever has a person at the desk is sent to %q", to)
	}
	b.shows("/desk", "You still have somebody", "C 001")
	b.do("return", "part", "1.TEST.1/1")
	if to := out(); to != "/desk/login?why=logged_out" {
		t.Errorf("whoever has nobody is sent to %q", to)
	}
}

func TestAnAdvisorWhoseDeskSomebodyElseTakesIsToldByWhom(t *testing.T) {
	p := newPoint(t)
	p.arrive(time.Minute, kiosk.Finnish, "p-id")
	b := open(t, p.web.URL+"/desk?lang=en", 1280, 800)
	b.login("s-014", "7")
	p.browser().in("s-015").sit("7")
	b.Until(`document.querySelector("#mine").textContent.includes("s-015 is here now: Desk 7") && !document.querySelector("#verbs button")`)
	b.Shot("lost")
	b.press("#choose")
	b.Until(`document.querySelector(".choose")`)
}

func TestWhoLeavesOneErrandIsSaidToWaitForTheOthers(t *testing.T) {
	p := newPoint(t)
	ticket := p.arrive(time.Minute, kiosk.Finnish, "k-housing", "v-card").Name.String()
	b := p.browser().in("s-014").sit("7")
	b.get("/desk?lang=en")
	b.do("next")
	b.says("A 001: this errand has ended. The other errands still wait.", "leave", "part", ticket+"/1")
	b.says("A 001 has left", "leave", "part", ticket+"/2")
}

func TestADeskBehindADoorServesPrivateMattersWithoutBeingAsked(t *testing.T) {
	p := newPoint(t)
	b := p.browser().in("s-014").sit("12")
	door := func(id queue.DeskID) (has bool) {
		p.hall.Read(func(b *queue.Book, _ time.Time) {
			post, _ := b.Post(id)
			has = post.Login.Door
		})
		return has
	}
	if !door("12") {
		t.Error("the plan has a door at the desk, and the login has none")
	}
	if page := b.get("/desk/choose").body; strings.Contains(page, `name="door" value="1" checked`) {
		t.Error("the door of this desk would go along to another")
	}
	b.sit("7")
	if door("7") {
		t.Error("a desk in the lobby has got a door")
	}
}

func TestADeskSeesHowManyWaitForItAndForAll(t *testing.T) {
	p := newPoint(t)
	p.arrive(3*time.Minute, kiosk.Finnish, "p-id")
	p.arrive(2*time.Minute, kiosk.Finnish, "k-basic", "p-id")
	p.arrive(time.Minute, kiosk.Finnish, "v-card")
	b := p.browser().in("s-014").sit("7", "authority", "poliisi")
	page := b.shows("/desk?lang=en", "2 wait", "In the whole queue: 3")
	if strings.Contains(page, "Tax card") {
		t.Error("the list has what the desk does not serve")
	}
	if !strings.Contains(b.sit("7").shows("/desk", "3 wait"), `<span class="tag">Private</span>`) {
		t.Error("nothing tells which errand needs a closed door")
	}
}

func TestATransferTellsWhoseExpertsAreThere(t *testing.T) {
	p := newPoint(t)
	p.arrive(time.Minute, kiosk.Finnish, "p-id")
	p.catalogue.Roster = kiosk.Roster{{Authority: "vero", By: kiosk.ServedRemotely, Days: kiosk.WeekdaysOf(0, 1, 2, 3, 4, 5, 6), To: 24 * time.Hour}}
	p.browser().in("s-015").sit("3", "way", "remote", "authority", "kela")
	b := p.browser().in("s-014").sit("7")
	b.get("/desk?lang=en")
	b.do("next")
	page := b.shows("/desk", "Kela, by video<", "Tax Administration, by video until 00:00", "Police, by video (nobody now)")
	if strings.Index(page, `"r:vero"`) > strings.Index(page, `"r:poliisi"`) {
		t.Error("experts who are not there come first")
	}
}

func TestRefusalsOfABurstAreAllInTheLog(t *testing.T) {
	p := newPoint(t)
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		swept := make(chan struct{})
		go func() { p.server.Sweep(ctx); close(swept) }()
		for range 7 {
			p.call(http.MethodGet, "/desk", "192.0.2.1:1", "forged", nil)
		}
		time.Sleep(time.Minute)
		cancel()
		<-swept
		for _, want := range []string{"refusal=forged_cookie times=1", "refusal=forged_cookie times=6"} {
			if strings.Count(p.log.String(), want) != 1 {
				t.Errorf("%q is not once in the log:\n%s", want, p.log.String())
			}
		}
	})
}

func TestWhatAMountStillSendsEndsWithTheSession(t *testing.T) {
	ended := make(chan struct{})
	p := newPoint(t, desk.Mount{Path: "/assist/", Role: desk.Advisor, Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_ = http.NewResponseController(w).Flush()
		<-r.Context().Done()
		close(ended)
	})})
	b := p.browser().in("s-014").sit("7")
	token := b.token()
	answer, err := b.client.Do(b.request(http.MethodGet, "/assist/", ""))
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	b.post("/desk/logout", url.Values{"token": {token}})
	select {
	case <-ended:
	case <-time.After(20 * time.Second):
		t.Error("who has logged out is still sent something")
	}
}

func TestAChosenAuthorityMovesUpOverThoseThatAreNotChosen(t *testing.T) {
	p := newPoint(t)
	b := open(t, p.web.URL+"/desk?lang=en", 1280, 800)
	b.write("account", "s-014")
	b.write("password", password+"\r")
	b.Until(`document.querySelector(".choose")`)
	b.Do(chromedp.Click(`[value="kela"]`), chromedp.Click(`[value="migri"]`))
	b.Do(chromedp.Click(`li:has([value="migri"]) .up`))
	if got := eval[string](b, `[...document.querySelectorAll(".ranks :checked")].map((e) => e.value).join(" ")`); got != "migri kela" {
		t.Errorf("the order is %q", got)
	}
	b.Shot("ranks")
}
