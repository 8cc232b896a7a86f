package main

import (
	"kundterminal/assets"
	"kundterminal/ui"
	"kundterminal/ui/texts"
)

// pointTexts are what the point's queue and its call display say.
func pointTexts() (*ui.Texts, error) { return texts.Load(assets.PointTexts()) }
