package kiosk

// OutlookChanged brings a new Outlook.
type OutlookChanged struct {
	happening
	Outlook Outlook
}
