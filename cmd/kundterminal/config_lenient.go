package main

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"

	"github.com/BurntSushi/toml"
)

// diagnosticsTable is the table of the configuration that no citizen depends on.
const diagnosticsTable = "diagnostics"

// configFault is a value of the configuration that is not in force.
type configFault struct {
	file   string
	line   int
	key    string // dotted
	reason string
}

// String tells where it stands and why it is refused.
func (f configFault) String() string {
	return fmt.Sprintf("%s:%d: %s: %s", f.file, f.line, f.key, f.reason)
}

// loadServing reads the file as loadConfig does, for a terminal that is to serve
// people: what is wrong in [diagnostics] is left at its default and noted in
// refused, as nobody who needs a number should go without for it.
func loadServing(path string) (config, error) {
	c, strict := loadConfig(path)
	if strict == nil || path == "" {
		return c, strict
	}
	text, err := os.ReadFile(path)
	if err != nil {
		return c, strict
	}
	var tree map[string]any
	if _, err := toml.Decode(string(text), &tree); err != nil {
		return c, strict // no table can be told from another
	}
	wanted := tree[diagnosticsTable]
	delete(tree, diagnosticsTable)
	var rest bytes.Buffer
	if err := toml.NewEncoder(&rest).Encode(tree); err != nil {
		return c, errors.Join(strict, err)
	}
	if c, err = parseConfig(path, rest.String()); err != nil {
		return c, strict // which has the lines as they stand in the file
	}
	c.source = &configSource{name: path, text: string(text)}
	c.setDiagnostics(wanted)
	return c, nil
}

// setDiagnostics takes what the file wants of the technician's mode, one key at a
// time.
func (c *config) setDiagnostics(wanted any) {
	refuse := func(key, reason string) {
		c.refused = append(c.refused, configFault{c.source.name, lineOf(c.source.text, key), key, reason})
	}
	table, ok := wanted.(map[string]any)
	if !ok {
		refuse(diagnosticsTable, "is no table")
		return
	}
	defaults := c.Diagnostics
	for _, name := range slices.Sorted(maps.Keys(table)) {
		key := diagnosticsTable + "." + name
		d := c.Diagnostics
		switch known, err := d.set(name, table[name]); {
		case err != nil:
			refuse(key, "is of another type than in kundterminal config") // its value may be secret
		case !known:
			refuse(key, "there is no such key; kundterminal config prints all there are")
		default:
			c.Diagnostics = d
		}
	}
	c.checkDiagnostics(refuse)
	c.source.refused = map[string]bool{}
	for _, f := range c.refused {
		c.source.refused[f.key] = true
		c.Diagnostics.reset(strings.TrimPrefix(f.key, diagnosticsTable+"."), defaults)
	}
}

// set gives one key a value. It is not known when there is no such key.
func (d *diagnosticsConfig) set(name string, value any) (known bool, err error) {
	var text bytes.Buffer
	if err := toml.NewEncoder(&text).Encode(map[string]any{name: value}); err != nil {
		return true, err
	}
	meta, err := toml.Decode(text.String(), d)
	return len(meta.Undecoded()) == 0, err
}

// reset gives one key the value that it has in another.
func (d *diagnosticsConfig) reset(name string, as diagnosticsConfig) {
	switch name {
	case "badges":
		d.Badges = as.Badges
	case "pin_file":
		d.PINFile = as.PINFile
	case "recipients":
		d.Recipients = as.Recipients
	case "serve":
		d.Serve = as.Serve
	case "socket":
		d.Socket = as.Socket
	case "folder":
		d.Folder = as.Folder
	}
}
