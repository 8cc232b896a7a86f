// Package bolt keeps the journal in a bbolt database.
package bolt
