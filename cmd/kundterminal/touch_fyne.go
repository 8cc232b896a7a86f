//go:build fyne

package main

import (
	"context"

	"kundterminal/assets"
	"kundterminal/ui/touch"
)

// front returns the touchscreen, or nothing where it is not wanted. It needs the
// main goroutine.
func (t *terminal) front(fullScreen bool, heartbeat func()) func(context.Context) error {
	if !t.config.Screen.Touch {
		return nil
	}
	return func(ctx context.Context) error {
		regular, bold, err := typefaces()
		if err != nil {
			return err
		}
		return touch.Run(ctx, t.engine, touch.Options{
			Scene: t.presenter.Scene, PixelPitch: t.config.pitch(), Glass: t.config.frame(),
			Icons: assets.Icons(), Regular: regular, Bold: bold,
			FullScreen: fullScreen, Heartbeat: heartbeat, Log: t.log,
		})
	}
}
