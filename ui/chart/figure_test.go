package chart

import (
	"errors"
	"fmt"
	"strings"
	"testing"
)

// sample is a figure of so many names and series, in which every seventh mark is hidden.
func sample(names, series int) Figure {
	f := Figure{}
	for i := range names {
		f.Names = append(f.Names, fmt.Sprintf("Kansaneläkelaitoksen palvelu %d", i))
	}
	for k := range series {
		s := Series{Name: fmt.Sprint(2026 - k)}
		for i := range names {
			m := Mark{Value: float64(100 + 37*i%90), Text: fmt.Sprint(100 + 37*i%90)}
			if i%7 == 6 {
				m = Mark{Value: 4711}
			}
			s.Marks = append(s.Marks, m)
		}
		f.Series = append(f.Series, s)
	}
	return f
}

func TestFiguresAreDrawnForAPageAndForAPhone(t *testing.T) {
	c := charts(t)
	for name, draw := range map[string]func(Figure) ([]byte, error){"lines": c.Lines, "bars": c.Bars, "heat": c.Heat} {
		for _, series := range []int{1, 2, 3} {
			f := sample(9, series)
			wide, err := draw(f)
			sound(t, fmt.Sprintf("%s-%d", name, series), wide, err)
			f.Narrow = true
			slim, err := draw(f)
			sound(t, fmt.Sprintf("%s-%d-narrow", name, series), slim, err)
			if !strings.Contains(string(wide), `viewBox="0 0 470 `) || !strings.Contains(string(slim), `viewBox="0 0 340 `) {
				t.Errorf("%s: the widths are wrong", name)
			}
		}
	}
}

func TestOfHiddenMarksNothingIsDrawn(t *testing.T) {
	c := charts(t)
	hidden := Figure{Names: []string{"a", "b"}, Series: []Series{{Marks: []Mark{{Value: 3}, {None: true}}}, {}}}
	for name, draw := range map[string]func(Figure) ([]byte, error){"lines": c.Lines, "bars": c.Bars, "heat": c.Heat} {
		for _, f := range []Figure{hidden, {}} {
			if svg, err := draw(f); !errors.Is(err, ErrNothing) {
				t.Errorf("%s: %d bytes, %v", name, len(svg), err)
			}
		}
		with, without := sample(8, 1), sample(8, 1)
		without.Series[0].Marks[6].Value = 0
		a, err := draw(with)
		if err != nil {
			t.Fatal(err)
		}
		if b, err := draw(without); err != nil || string(a) != string(b) {
			t.Errorf("%s: what is hidden changes the drawing", name)
		}
	}
}

func TestAFigureOfNothingButZerosIsDrawn(t *testing.T) {
	c := charts(t)
	f := Figure{Names: []string{"a"}, Series: []Series{{Marks: []Mark{{Text: "0"}}}}}
	for name, draw := range map[string]func(Figure) ([]byte, error){"lines": c.Lines, "bars": c.Bars, "heat": c.Heat} {
		if svg, err := draw(f); err != nil || strings.Contains(string(svg), "NaN") {
			t.Errorf("%s: %v", name, err)
		}
	}
}
