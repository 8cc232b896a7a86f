package kiosk

import (
	"testing"

	"kundterminal/internal/house"
)

func TestImportsOfThisWingRunOneWay(t *testing.T) {
	house.Check(t, house.Wing{Name: "kiosk", Pure: []string{"golang.org/x/text"}})
}
