package main

import (
	"bytes"
	"io/fs"
	"path/filepath"

	"kundterminal/assets"
)

// demoPoint writes what only a service point itself can give into the folder of the
// demonstration's catalogue: when experts are there, and
// where the rooms and desks are.
func demoPoint(c *config, dir string) error {
	c.Catalogue.Folder = filepath.Join(dir, "point")
	for _, day := range weekdays { // a demonstration is shown at any hour
		c.Hours[day] = "00:00-24:00"
	}
	for _, name := range []string{"roster.toml", "places.toml", "desks.toml"} {
		text, err := fs.ReadFile(assets.Example(), name)
		if err == nil {
			err = writeWhole(filepath.Join(c.Catalogue.Folder, name), text)
		}
		if err != nil {
			return err
		}
	}
	queues, err := fs.ReadFile(assets.Catalogue(), "queues.toml")
	if err != nil {
		return err
	}
	return writeWhole(filepath.Join(c.Catalogue.Folder, "queues.toml"), withRooms(queues))
}

// withRooms says of the queues where one is served: in the closed room, or in the
// lobby.
func withRooms(queues []byte) []byte {
	room := []byte("[[queue]]")
	var b bytes.Buffer
	for i, part := range bytes.Split(queues, room) {
		if i > 0 {
			b.Write(room)
			id := "lobby"
			if bytes.Contains(part, []byte("\nprivate = true")) || bytes.Contains(part, []byte("\nremote = true")) {
				id = "room-2"
			}
			b.WriteString("\nroom = \"" + id + "\"")
		}
		b.Write(part)
	}
	return b.Bytes()
}
