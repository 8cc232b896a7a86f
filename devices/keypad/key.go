package keypad

import "fmt"

// Key is a key of the keypad.
type Key uint8

// The keys. Their names are those in profiles.
const (
	Previous Key = iota + 1
	Next
	Select
	Back
	Repeat
	Louder
	Softer
)

var keyNames = [...]string{
	Previous: "previous", Next: "next", Select: "select", Back: "back", Repeat: "repeat", Louder: "louder", Softer: "softer",
}

// Keys lists all keys.
func Keys() []Key { return []Key{Previous, Next, Select, Back, Repeat, Louder, Softer} }

// String is the key's name in profiles and texts.
func (k Key) String() string {
	if k > 0 && int(k) < len(keyNames) {
		return keyNames[k]
	}
	return fmt.Sprintf("Key(%d)", uint8(k))
}

// UnmarshalText reads what String writes.
func (k *Key) UnmarshalText(text []byte) error {
	for _, known := range Keys() {
		if known.String() == string(text) {
			*k = known
			return nil
		}
	}
	return fmt.Errorf("%q is none of the keys %v", text, Keys())
}
