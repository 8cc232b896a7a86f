package workshop

import (
	"encoding/json"
	"errors"
	"net/http"

	"kundterminal/kiosk"
)

// What goes over the socket is HTTP with JSON: see Socket for the requests.

// wireLine is one line of a running test: the run's name first, then stages, and
// the record or an error at the end.
type wireLine struct {
	Run    string            `json:"run,omitempty"`
	Stage  *kiosk.TestStage  `json:"stage,omitempty"`
	Record *kiosk.TestRecord `json:"record,omitempty"`
	Error  *wireError        `json:"error,omitempty"`
}

// wireTrace is one line of a monitor: that of a recording has the file first.
type wireTrace struct {
	File string           `json:"file,omitempty"`
	Line *kiosk.TraceLine `json:"line,omitempty"`
}

// wireAction asks for something to be done in a view.
type wireAction struct {
	Action string `json:"action"`
	Choice string `json:"choice,omitempty"`
}

// wireError is an error that can be told apart at the other end.
type wireError struct {
	Text string `json:"text"`
	Code string `json:"code,omitempty"` // of a known one
}

// known are the errors that a client tells apart.
var known = map[string]error{
	"no_view": ErrNoView, "no_device": ErrNoDevice, "no_test": ErrNoTest, "at_screen": ErrAtScreen, "watched": ErrWatched, "busy": ErrBusy, "no_recipient": ErrNoRecipient,
}

func wireErrorOf(err error) *wireError {
	w := &wireError{Text: err.Error()}
	for code, e := range known {
		if errors.Is(err, e) {
			w.Code = code
		}
	}
	return w
}

// Error implements error.
func (w *wireError) Error() string { return w.Text }

// Unwrap gives the known error.
func (w *wireError) Unwrap() error { return known[w.Code] }

func (w *wireError) status() int {
	switch w.Code {
	case "no_view", "no_device", "no_test", "at_screen":
		return http.StatusNotFound
	case "busy", "watched", "no_recipient":
		return http.StatusConflict
	}
	return http.StatusInternalServerError
}

// answer writes a value or an error.
func answer(w http.ResponseWriter, v any, err error) {
	w.Header().Set("Content-Type", "application/json")
	if err != nil {
		e := wireErrorOf(err)
		w.WriteHeader(e.status())
		v = e
	}
	_ = json.NewEncoder(w).Encode(v) // whoever asked has gone
}
