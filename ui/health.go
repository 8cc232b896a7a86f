package ui

import "kundterminal/kiosk"

// A health is an icon, a word and a colour together.
var (
	healthInk = [...]Color{
		kiosk.HealthUnknown: Slate, kiosk.HealthGood: Moss, kiosk.HealthAttention: Amber, kiosk.HealthFault: Red,
	}
	healthIcon = [...]string{
		kiosk.HealthUnknown: "ui-unknown", kiosk.HealthGood: "ui-check", kiosk.HealthAttention: "ui-info",
		kiosk.HealthFault: "ui-warning",
	}
)
