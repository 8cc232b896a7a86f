package display

import (
	"context"
	"io/fs"
	"log/slog"
	"net/http"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"kundterminal/kiosk"
	"kundterminal/ui"
	"kundterminal/ui/asset"
	"kundterminal/ui/serving"
)

// Options are what a display needs.
type Options struct {
	Feed      Feed
	Place     kiosk.Text       // the service point's name
	Languages []kiosk.Language // in the order in which they take turns; those without texts of their own are left out
	Words     *ui.Texts        // with the keys display_…
	Screen    Screen
	Fonts     fs.FS  // NotoSans-Regular.ttf, NotoSans-Bold.ttf
	Gong      []byte // a WAV file that goes before each call

	// Speak says a text in a language that has a voice, as a WAV file; nil: only the
	// gong is heard.
	Speak func(ctx context.Context, text string, l kiosk.Language) ([]byte, error)

	Turn time.Duration    // of each language; 0: 8 s
	Now  func() time.Time // in the location of the point
	Log  *slog.Logger
}

// Limits of what one display gives to its visitors.
const (
	maxWatchers = 64
	retry       = 2 * time.Second // after which a page that lost its stream comes back
	defaultTurn = 8 * time.Second
)

// beat is how often a page is told that all is well, and how often is looked whether
// the time alone has changed the board. A page that hears nothing for three is stale.
const beat = 10 * time.Second

// policy allows a page what it brings along, and nothing else.
const policy = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; font-src 'self'; media-src 'self'; " +
	"connect-src 'self'; form-action 'none'; frame-ancestors 'none'; base-uri 'none'"

type handler struct {
	opt       Options
	layout    Layout
	languages []kiosk.Language
	assets    *asset.Set
	build     string // changes when the page does
	watchers  atomic.Int32

	voice   sync.Mutex // one is spoken at a time
	spoken  map[utterance][]byte
	latest  []utterance // of spoken, the oldest first
	trouble string      // why the last call was not spoken, as it was logged
}

// New returns the handler of /display and all below it. The error says why the calls
// do not fit on the screen.
func New(o Options) (http.Handler, error) {
	layout, err := o.Screen.Layout()
	if err != nil {
		return nil, err
	}
	if o.Turn <= 0 {
		o.Turn = defaultTurn
	}
	h := &handler{opt: o, layout: layout, languages: withTexts(o.Languages, o.Words), spoken: map[utterance][]byte{}}
	if h.assets, h.build, err = h.loadAssets(); err != nil {
		return nil, err
	}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /display", h.page)
	mux.HandleFunc("GET /display/events", h.events)
	mux.HandleFunc("GET /display/voice/{call}", h.say)
	mux.HandleFunc("GET /display/assets/{name}", h.assets.ServeHTTP)
	return serving.Secured(policy, mux), nil
}

// withTexts are the languages that have texts of their own: others would show those of
// a language that has its turn already.
func withTexts(list []kiosk.Language, words *ui.Texts) []kiosk.Language {
	list = slices.DeleteFunc(slices.Clone(list), func(l kiosk.Language) bool {
		_, in := words.In(l, "display_title")
		return in != l
	})
	if len(list) == 0 {
		return kiosk.Languages()
	}
	return list
}
