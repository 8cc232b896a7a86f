package ui

import "kundterminal/kiosk"

// volume makes the voice louder or softer, for whoever listens.
func (c composer) volume() Choice {
	softer := c.button("volume:softer", "volume_softer", "", kiosk.VolumePressed{})
	louder := c.button("volume:louder", "volume_louder", "", kiosk.VolumePressed{Louder: true})
	softer.Off = c.session.Volume <= kiosk.MinVolume
	louder.Off = c.session.Volume >= kiosk.MaxVolume
	return Choice{Label: c.say("volume"), Options: []Option{{Button: softer, Again: true}, {Button: louder, Again: true}}}
}
