// Command generate writes what follows from the list of log events: their Go types
// and the operator's page about them. It runs in the folder of events.toml, by "go
// generate ./internal/logbook".
package main

import (
	"fmt"
	"os"
	"path/filepath"
)

func main() {
	if err := generate("."); err != nil {
		fmt.Fprintln(os.Stderr, "generate:", err)
		os.Exit(1)
	}
}

func generate(folder string) error {
	b, err := load(filepath.Join(folder, listName))
	if err != nil {
		return err
	}
	files, err := b.files()
	if err != nil {
		return err
	}
	for name, data := range files {
		if err := os.WriteFile(filepath.Join(folder, name), data, 0o644); err != nil {
			return err
		}
	}
	return nil
}
