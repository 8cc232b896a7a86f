package devices

import (
	"testing"

	"kundterminal/internal/house"
)

func TestImportsOfThisWingRunOneWay(t *testing.T) {
	house.Check(t, house.Wing{Name: "devices", Pure: []string{"kundterminal/internal/logbook"}})
}
