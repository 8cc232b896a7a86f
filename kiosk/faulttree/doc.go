// Package faulttree reads the fault trees of the devices from TOML files.
//
// # Layout
//
// Each file is one tree, named after it: printer.toml is the tree "printer". It
// says for which kind of device it is, and lists symptoms and nodes in any
// order, best in the order in which they are met:
//
//	kind = "printer"
//
//	[[symptom]]                  what a technician sees
//	id = "nothing"
//	text.fi = "…"                every text in all languages
//	text.sv = "…"
//	text.en = "…"
//	next = "status"              the first node
//	when = ["no_answer"]         conditions that it goes with; may be left out
//
//	[[measurement]]              the terminal answers by itself
//	id = "status"
//	text.fi = "…"
//	measure = "condition"        what is looked at: see kiosk.Measure
//	branch = [
//	  { is = ["paper_out"], next = "roll" },
//	]
//	otherwise = "power"
//
//	[[question]]                 the technician looks and answers
//	id = "power"
//	text.fi = "…"
//	hint.fi = "…"                how to find out; may be left out
//	drawing = "drawing-power"    an icon; may be left out
//	answer = [
//	  { next = "roll", fi = "…", sv = "…", en = "…" },
//	  { next = "service", fi = "…", sv = "…", en = "…" },
//	]
//
//	[[action]]                   the technician does something
//	id = "roll"
//	text.fi = "…"
//	test = "test_page"           shows whether it helped; may be left out
//	next = "service"             when it did not help
//
//	[[end]]                      call for service
//	id = "service"
//	text.fi = "…"
//
// # Caveats
//
// A tree that loads is sound: kiosk.FaultTree.Check found nothing. Whether a fact
// that is measured exists on a device, no file can prove: a fact that is absent
// measures as "".
package faulttree
