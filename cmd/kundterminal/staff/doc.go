// Package staff keeps who works at the service point, in a TOML file that only the
// terminal's user can read:
//
//	[[staff]]
//	id = "s-014"
//	role = "advisor"
//	password = "$argon2id$v=19$…"
//	languages = ["fi", "sv"]
//	competences = ["kela", "vero"]
//
// An id says nothing of who it is: the point keeps that list elsewhere. Queue, journal
// and log name people by these ids only.
//
// # Caveats
//
// The file is read again when it has changed, so that somebody who was removed is out
// at their next press. A file that can no longer be read lets nobody in, and leaves
// those who are in as they were.
package staff
