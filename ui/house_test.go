package ui

import (
	"testing"

	"kundterminal/internal/house"
)

func TestImportsOfThisWingRunOneWay(t *testing.T) {
	house.Check(t, house.Wing{
		Name: "ui", Others: []string{"kiosk"},
		Pure: []string{"golang.org/x/image", "github.com/boombuler/barcode"},
	})
}
