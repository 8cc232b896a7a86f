package ui

import "kundterminal/kiosk"

// Personal are the texts of a screen that are for the person's own ear: a voice
// says them in headphones only.
type Personal map[string]bool

// personal remembers a text that is.
func (c composer) personal(text string) string {
	if text != "" {
		c.privately[text] = true
	}
	return text
}

// service is the name of a service, which is personal where the service is private.
func (c composer) service(s kiosk.Service) string {
	if s.Private {
		return c.personal(c.text(s.Name))
	}
	return c.text(s.Name)
}
