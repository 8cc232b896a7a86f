package escpos

import (
	"image"
	"image/color"
	"testing"
)

// ticket is a queue ticket for one errand, as the terminal prints it.
func ticket(number, code string) Document {
	return Document{
		Text{Content: "Palvelupiste Keskusta", Style: Style{Align: Centre, Bold: true}},
		Text{Content: "Vuoronumero", Style: Style{Align: Centre}},
		Text{Content: number, Style: Style{Align: Centre, Width: 6, Height: 6, Bold: true}},
		Feed{MM: 2},
		Text{Content: "Kela: työttömyysturvan hakeminen", Style: Style{Align: Centre, Height: 2}},
		Text{Content: "26.11.2026 klo 9.41", Style: Style{Align: Centre}},
		Text{Content: "Edellänne jonossa 4 henkilöä", Style: Style{Align: Centre}},
		Text{Content: "Arvio odotuksesta 10–20 minuuttia", Style: Style{Align: Centre}},
		Rule{},
		Text{Content: "Numero kutsutaan näytöllä. Säilytä lippu käynnin loppuun asti."},
		Feed{MM: 2},
		Barcode{Data: code, HRI: true},
		Cut{},
	}
}

// longTicket is one for four errands with several authorities.
func longTicket(number, code string) Document {
	doc := ticket(number, code)
	errands := Document{
		Text{Content: "1. TE-palvelut: ilmoittautuminen työnhakijaksi"},
		Text{Content: "2. Verohallinto: muutosverokortti"},
		Text{Content: "3. Kela: asumistuki"},
		Text{Content: "4. DVV: muuttoilmoitus"},
	}
	return append(append(append(Document{}, doc[:4]...), errands...), doc[5:]...)
}

// sampleLogo is a disc with a hole.
func sampleLogo() image.Image {
	img := image.NewGray(image.Rect(0, 0, 120, 60))
	for y := range 60 {
		for x := range 120 {
			d := (x-60)*(x-60) + (y-30)*(y-30)
			img.SetGray(x, y, color.Gray{Y: 255})
			if d < 28*28 && d > 12*12 {
				img.SetGray(x, y, color.Gray{})
			}
		}
	}
	return img
}

func profileFor(t testing.TB, id string) Profile {
	t.Helper()
	p, err := ProfileByID(Profiles(), id)
	if err != nil {
		t.Fatal(err)
	}
	return p
}
