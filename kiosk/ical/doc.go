// Package ical reads the appointments of a service point from calendars: files of
// a folder, or one that is fetched from an address (iCalendar, RFC 5545).
//
// # Vocabulary
//
//   - A content line is a property with its parameters and value; the calendar
//     folds long ones over several lines of text.
//   - An appointment is a VEVENT with the time of one person. Its UID stays when it
//     is moved; its SEQUENCE then rises, and the highest one holds.
//   - A stub is what is kept of an appointment of another day: that it was moved
//     there, and nothing else.
//
// # What is read
//
//	UID              its identity; kept as a keyed hash only
//	DTSTART          in UTC, with TZID, or in the time of the service point
//	SEQUENCE         with DTSTAMP where two are equal
//	STATUS           CONFIRMED or CANCELLED; METHOD:CANCEL cancels a whole calendar
//	CLASS            PRIVATE or CONFIDENTIAL: what it is for is told nowhere
//	LOCATION         where it takes place
//	CATEGORIES       REMOTE: by video; ONSITE: here
//	X-KIOSK-CODE     what the person was given: six characters and a check character
//	X-KIOSK-PERSON   pseudonym of the person, 64 hexadecimal digits
//	X-KIOSK-SERVICE  id of a service of the catalogue
//	X-KIOSK-QUEUE    id of a queue of the catalogue, where there is no service
//
// Of SUMMARY only its LANGUAGE parameter is read. Its text, and every other
// property with what it says of people, is passed over and never kept.
//
// # Caveats
//
// Repeated events (RRULE) are refused: an appointment is one person's, at one time.
// VTIMEZONE is not evaluated: a TZID must be a name of the time zone database, such
// as Europe/Helsinki. Everything is in memory only; after a start the calendar must
// be read once before anybody can check in.
package ical
