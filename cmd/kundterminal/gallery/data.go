package gallery

import (
	"fmt"
	"strings"

	"kundterminal/kiosk"
	"kundterminal/ui"
)

// screen is a screen as data. Lengths are in millimetres from the upper left corner
// of the glass.
type screen struct {
	Name     string         `json:"name"`
	Page     int            `json:"page"` // from 1
	Language kiosk.Language `json:"language"`
	Mode     string         `json:"mode"`
	Width    float64        `json:"width_mm"`
	Height   float64        `json:"height_mm"`
	Items    []item         `json:"items"`
	Faults   []string       `json:"faults,omitempty"` // texts that found no room
}

type item struct {
	ID       string         `json:"id"`
	Kind     string         `json:"kind"`
	Region   string         `json:"region"`
	Box      box            `json:"box_mm"`
	Text     string         `json:"text,omitempty"`
	Language kiosk.Language `json:"language,omitempty"` // of the text, where it is not the screen's
	Lines    []string       `json:"lines,omitempty"`    // as it is broken on the glass
	Em       float64        `json:"em_mm,omitempty"`
	Sources  []Source       `json:"sources,omitempty"` // where the text stands
	Icon     string         `json:"icon,omitempty"`
	Button   *button        `json:"button,omitempty"`
}

type box struct {
	X float64 `json:"x"`
	Y float64 `json:"y"`
	W float64 `json:"w"`
	H float64 `json:"h"`
}

type button struct {
	Label string `json:"label"`
	Press string `json:"press"` // what it means to the terminal
	Off   bool   `json:"off,omitempty"`
	Set   *bool  `json:"set,omitempty"` // of a box that can be set
}

var (
	kinds = [...]string{
		ui.Surface: "surface", ui.Heading: "heading", ui.Copy: "copy", ui.Press: "press", ui.Picture: "picture", ui.Bars: "bars",
		ui.Entry: "entry", ui.Status: "status", ui.Caption: "caption", ui.Hidden: "hidden", ui.Specimen: "specimen",
	}
	regions = [...]string{
		ui.RegionTop: "top", ui.RegionBody: "body", ui.RegionWay: "way", ui.RegionBar: "bar", ui.RegionOver: "over",
	}
)

// dataOf describes a scene, with the sources of its texts.
func dataOf(s ui.Scene, m Mode, page int, said []Source) screen {
	d := screen{
		Name: s.Name, Page: page, Language: s.Language, Mode: m.Name, Width: tenth(s.Frame.W), Height: tenth(s.Frame.H), Faults: s.Faults,
	}
	for _, i := range s.Items {
		it := item{
			ID: i.ID, Kind: kinds[i.Kind], Region: regions[i.Region], Icon: i.Icon, Language: i.Language,
			Box: box{tenth(i.Box.X), tenth(i.Box.Y), tenth(i.Box.W), tenth(i.Box.H)},
		}
		for _, l := range i.Lines {
			it.Lines, it.Em = append(it.Lines, l.Text), max(it.Em, tenth(l.Em))
		}
		it.Text = strings.Join(it.Lines, " ")
		if it.Text != "" {
			it.Sources = sourcesOf(it.Text, said)
		}
		if b := i.Button; b != nil {
			it.Button = &button{Label: b.Label, Press: pressName(b.Event), Off: b.Off}
			if i.Toggle {
				it.Button.Set = &i.Set
			}
		}
		d.Items = append(d.Items, it)
	}
	return d
}

// pressName is "ErrandToggled{Service:k-housing}".
func pressName(p kiosk.Press) string {
	if both, ok := p.(kiosk.BothPressed); ok {
		return "BothPressed{First:" + pressName(both.First) + " Then:" + pressName(both.Then) + "}"
	}
	if p == nil {
		return "nothing"
	}
	name := strings.TrimPrefix(fmt.Sprintf("%T%+v", p, p), "kiosk.")
	return strings.Replace(strings.Replace(name, "pressed:{} ", "", 1), "{pressed:{}}", "", 1)
}

func tenth(mm float64) float64 { return float64(int(mm*10+0.5)) / 10 }
