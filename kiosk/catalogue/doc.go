// Package catalogue reads the service point's catalogue from TOML files and
// keeps a good one in use whatever happens to the files.
//
// # Layout
//
// A catalogue is a tree of files:
//
//	authorities/<id>.toml   an authority and its services, in the order of the screen
//	life-events.toml        life situations and the services they usually need
//	queues.toml             the queues of the point
//	papers.toml             what people bring, each with the services that need it
//	notices.toml            what the point tells everybody for a while
//	forms.toml              forms to be filled in by hand
//	additions/<name>.toml   services that name their authority, and notices
//	roster.toml             when experts of which authority can be met
//	places.toml             floors and rooms, to show the way
//	desks.toml, rules.toml  the desks and the queue's rules, which package point reads
//
// What stands below queues.toml may be missing. Every text is a table with the languages:
// name = { fi = "…", sv = "…", en = "…" }, and where there is a source for it also
// se, smn, sms, fi-x-selko and sv-x-lattlast; a notice has one language or more.
// The keys are those of the types in package kiosk, in lower case with
// underscores. An authority also has an order among the others (those of one order
// stand by the alphabet), keywords that all its services are found by, and notices
// where it likes. Other files than *.toml are left alone, an unknown *.toml is a
// fault: it is most likely a misspelt name.
//
// # Vocabulary
//
//   - A Fault is one thing that is wrong with one file. Load returns all of them
//     at once, as Faults, so that a file can be put right in one go.
//   - An Overlay is a folder on disk laid over the embedded files: a file of the
//     same path replaces the embedded one whole, any other is added.
//   - The last good copy is the whole tree, as it was when it last loaded without
//     a fault, in one file with a digest. A Keeper starts on it when the folder is
//     broken.
//
// # Caveats
//
// The last good copy holds the embedded files too, so it is complete in itself,
// but may be older than the program. It is used only while the folder is broken.
// Lines in faults are found by looking at the text; a key inside a multi-line
// array is reported at the line where the array begins.
package catalogue
