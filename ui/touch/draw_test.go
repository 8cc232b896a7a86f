//go:build fyne

package touch

import (
	"image"
	"image/color"
	"strings"
	"testing"
	"testing/fstest"

	"kundterminal/ui"
)

func TestLettersStandOnTheirBaseline(t *testing.T) {
	h := newTheatre(t)
	for _, em := range []float64{6.72, 8.2, 11, 52} {
		s := sample()
		s.Items = append(s.Items[:1], ui.Item{ID: "text", Lines: []ui.Line{
			{X: 10, Y: 150, Em: em, Bold: em > 8, Ink: ui.Ink, Text: "HHH"},
		}})
		h.play(t, s)
		top, bottom := inkRows(h.window.Canvas().Capture())
		base := h.stage.glass.point(0, 150).Y
		if bottom < base-1 || bottom > base+1 {
			t.Errorf("em %g: the letters end at row %d, the baseline is at %d", em, bottom, base)
		}
		height := float64(bottom-top) / h.stage.glass.perMM
		if want := em * ui.CapHeight; height < want-0.7 || height > want+0.7 {
			t.Errorf("em %g: capitals are %.2f mm high, want %.2f", em, height, want)
		}
	}
}

// inkRows returns the first row with dark pixels, and the one after the last.
func inkRows(img image.Image) (top, bottom int) {
	b := img.Bounds()
	top = -1
	for y := b.Min.Y; y < b.Max.Y; y++ {
		for x := b.Min.X; x < b.Max.X; x++ {
			if r, _, _, _ := img.At(x, y).RGBA(); r < 0x5000 {
				if top < 0 {
					top = y
				}
				bottom = y + 1
				break
			}
		}
	}
	return top, bottom
}

func TestABarcodesModulesAreWholePixels(t *testing.T) {
	h := newTheatre(t)
	modules := make([]bool, 0, 60)
	for i := range 60 {
		modules = append(modules, i >= 10 && i < 50 && i*i%7 < 3)
	}
	s := sample()
	s.Items = append(s.Items[:1],
		ui.Item{ID: "card", Box: ui.Box{X: 10, Y: 100, W: 101.3, H: 40}, Fill: ui.Paper},
		ui.Item{ID: "code", Kind: ui.Bars, Box: ui.Box{X: 10, Y: 105, W: 101.3, H: 30}, Modules: modules})
	h.play(t, s)
	img := h.window.Canvas().Capture()
	y := h.stage.glass.point(0, 120).Y
	left := h.stage.glass.rect(s.Items[2].Box)
	wide := left.Dx() / len(modules)
	x := left.Min.X + (left.Dx()-wide*len(modules))/2
	dark, light := color.NRGBAModel.Convert(ink(ui.Ink)), color.NRGBAModel.Convert(ink(ui.Paper))
	for i, bar := range modules {
		want := light
		if bar {
			want = dark
		}
		for p := range wide {
			if got := color.NRGBAModel.Convert(img.At(x+i*wide+p, y)); got != want {
				t.Fatalf("module %d, pixel %d of %d is %v, want %v", i, p, wide, got, want)
			}
		}
	}
}

func TestABarcodeThatFindsNoRoomIsLeftOut(t *testing.T) {
	if bars(make([]bool, 100), 0, image.Pt(99, 10), color.Black) != nil || bars(nil, 0, image.Pt(99, 10), color.Black) != nil {
		t.Error("something was drawn")
	}
}

func TestIconsHaveTheColourAndTheSizeThatIsAskedFor(t *testing.T) {
	i := newIcons(boxes)
	img, err := i.of(icon{name: "box", color: ui.Lake, size: image.Pt(31, 31)})
	if err != nil {
		t.Fatal(err)
	}
	if got := img.Bounds(); got != image.Rect(0, 0, 31, 31) {
		t.Errorf("it is drawn on %v", got)
	}
	if got := color.NRGBAModel.Convert(img.At(15, 15)); got != color.NRGBAModel.Convert(ink(ui.Lake)) {
		t.Errorf("it is %v", got)
	}
	again, _ := i.of(icon{name: "box", color: ui.Lake, size: image.Pt(31, 31)})
	if again != img {
		t.Error("it is drawn twice")
	}
}

func TestAnIconThatCannotBeDrawnIsNamedOnceAndLeftEmpty(t *testing.T) {
	i := newIcons(fstest.MapFS{"torn.svg": {Data: []byte("<svg><path d='M")}, "none.svg": {Data: []byte(`<svg xmlns="http://www.w3.org/2000/svg"/>`)}})
	for _, name := range []string{"gone", "torn", "none"} {
		img, err := i.of(icon{name: name, color: ui.Ink, size: image.Pt(8, 8)})
		if name != "none" && (err == nil || !strings.Contains(err.Error(), name)) {
			t.Errorf("%s: the error is %v", name, err)
		}
		if img == nil || img.Bounds().Dx() != 8 {
			t.Errorf("%s: it is %v", name, img)
		}
		if _, err := i.of(icon{name: name, color: ui.Ink, size: image.Pt(8, 8)}); err != nil {
			t.Errorf("%s: the error comes twice", name)
		}
	}
}

func TestTheVeilLetsThroughWhatIsBelow(t *testing.T) {
	h := newTheatre(t)
	h.play(t, sample())
	plain := h.at(h.window.Canvas().Capture(), 5, 290)
	h.play(t, covered())
	veiled := h.at(h.window.Canvas().Capture(), 5, 290)
	veil := ink(ui.Veil)
	want := float64(veil.R)*ui.VeilOpacity + float64(plain.R)*(1-ui.VeilOpacity)
	if d := float64(veiled.R) - want; d < -3 || d > 3 {
		t.Errorf("below the veil %v became %v", plain, veiled)
	}
}
