package display

import (
	"bytes"
	"context"
	"net/http"
	"slices"
	"strings"
	"time"

	"kundterminal/internal/logbook"
	"kundterminal/kiosk"
	"kundterminal/ui"
)

const (
	keptSpoken = 48 // utterances that are kept, about 100 kB each
	speakLimit = 10 * time.Second
)

// utterance is what is said, in the language of its voice.
type utterance struct {
	text string
	in   kiosk.Language
}

// utterance says a call. The citizen's language is left to another where it has no
// voice: a Finnish voice reads Sámi so that nobody understands it.
func (h *handler) utterance(c Call) utterance {
	key := "display_said_desk"
	if c.Room {
		key = "display_said_room"
	}
	text, in := h.opt.Words.In(c.Language.Voice(), key, "number", ui.SpokenNumber(c.ticket()), "place", spokenSign(c.Sign))
	return utterance{text, in}
}

// spokenSign writes a sign so that a voice says its letter by its name.
func spokenSign(sign string) string {
	digits := strings.TrimLeft(sign, "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
	if letter := strings.TrimSuffix(sign, digits); letter != "" {
		return letter + ", " + digits
	}
	return sign
}

// say answers with the voice of a call that is on the board; of others there is none,
// so that nobody can have anything else spoken.
func (h *handler) say(w http.ResponseWriter, r *http.Request) {
	id := strings.TrimSuffix(r.PathValue("call"), ".wav")
	calls := h.opt.Feed.Board().Calls
	i := slices.IndexFunc(calls, func(c Call) bool { return c.id() == id })
	if i < 0 || i >= h.layout.Rows || h.opt.Speak == nil {
		http.NotFound(w, r)
		return
	}
	wav, err := h.speak(r.Context(), h.utterance(calls[i]))
	if err != nil {
		h.complain(r.Context(), err)
		http.Error(w, "The call cannot be spoken.", http.StatusServiceUnavailable)
		return
	}
	w.Header().Set("Content-Type", "audio/wav")
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(wav))
}

// complain logs why calls are not spoken: once, until one is or the reason is another.
func (h *handler) complain(ctx context.Context, err error) {
	h.voice.Lock()
	defer h.voice.Unlock()
	if ctx.Err() != nil || h.trouble == err.Error() { // the display went away, or it is known
		return
	}
	h.trouble = err.Error()
	logbook.Write(h.opt.Log, logbook.CallNotSpoken{Cause: err})
}

// speak returns what it has, or speaks. Several displays wait for one voice.
func (h *handler) speak(ctx context.Context, u utterance) ([]byte, error) {
	h.voice.Lock()
	defer h.voice.Unlock()
	if wav, ok := h.spoken[u]; ok {
		return wav, nil
	}
	ctx, cancel := context.WithTimeout(ctx, speakLimit)
	defer cancel()
	wav, err := h.opt.Speak(ctx, u.text, u.in)
	if err != nil {
		return nil, err
	}
	h.trouble = ""
	if len(h.latest) == keptSpoken {
		delete(h.spoken, h.latest[0])
		h.latest = h.latest[1:]
	}
	h.spoken[u] = wav
	h.latest = append(h.latest, u)
	return wav, nil
}
