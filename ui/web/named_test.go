package web_test

import (
	"fmt"
	"strings"
	"sync/atomic"

	"kundterminal/kiosk"
	"kundterminal/ui"
)

// named draws scenes under the name that is stored, so that a page tells which one
// it shows.
func named(p *ui.Presenter) (*atomic.Value, func(kiosk.State, ui.Frame) ui.Scene) {
	var shown atomic.Value
	shown.Store("")
	return &shown, func(s kiosk.State, f ui.Frame) ui.Scene {
		scene := p.Scene(s, f)
		scene.Name = shown.Load().(string)
		return scene
	}
}

// shapeOf tells which elements a scene has, and in which colours: two of one shape
// differ in words and places only.
func shapeOf(s ui.Scene) string {
	var b strings.Builder
	for _, i := range s.Items {
		fmt.Fprint(&b, i.Kind, i.Region, i.Fill, i.Edge, i.Icon, i.Language, i.Toggle, i.Set, len(i.Lines) > 0)
		if i.Button != nil {
			fmt.Fprintf(&b, "%T%t%s", i.Button.Event, i.Button.Off, i.Button.Language)
		}
		b.WriteByte(' ')
	}
	return b.String()
}
