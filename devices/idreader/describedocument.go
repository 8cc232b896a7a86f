package idreader

import (
	"fmt"
	"strings"
)

// document describes the frame of a document. What cannot be found again in the
// bytes stays personal as a whole.
func (d *Describer) document(f *describedFrame, e finding) {
	d.elyctisFrame(f, e)
	switch e.document {
	case KindTD1, KindTD2, KindTD3, KindVisa:
		d.zone(f, e)
	case KindPaymentCard, KindUnknownCard:
		d.magnetic(f, e)
	case KindUnreadable:
		if e.checks.Of(CheckLength) == NotApplicable {
			d.magnetic(f, e)
		} else {
			f.unreadable(e)
		}
	case KindStaffBadge:
		if !d.barcode(f, e) {
			d.magnetic(f, e)
		}
	default:
		d.barcode(f, e)
	}
}

// elyctisFrame marks the header in front of the data that the frame ends with.
func (d *Describer) elyctisFrame(f *describedFrame, e finding) {
	data := len(f.bytes) - e.length
	if d.profile.Framing != FramingElyctis || data < 3 || e.length > elyctisLongest {
		return
	}
	head := f.bytes[data-3 : data]
	if elyctisCommand(head[0]) && head[1] == 0 && int(head[2]) == e.length {
		f.mark(data-3, data, false, fmt.Sprintf("%c with %d bytes", head[0], e.length))
	}
}

// unreadable names what an MRZ reader could not make sense of.
func (f *describedFrame) unreadable(e finding) {
	meaning := "unreadable: " + CheckLength.Sentence(e.checks.Of(CheckLength))
	for i, label := range f.label {
		if *label == notUnderstood {
			f.label[i] = &meaning
		}
	}
}

// zone describes an MRZ, wherever in the frame it is.
func (d *Describer) zone(f *describedFrame, e finding) {
	clean := make([]byte, 0, len(f.bytes))
	where := make([]int, 0, len(f.bytes)) // in the frame
	for i, c := range f.bytes {
		if c > ' ' && c != 0x7F {
			clean, where = append(clean, upper(c)), append(where, i)
		}
	}
	defer clear(clean)
	today := d.parser.today
	for end := len(clean); end >= lengthTD2; end-- {
		for _, n := range [...]int{lengthTD1, lengthTD3, lengthTD2} {
			if n > end {
				continue
			}
			text := clean[end-n : end]
			if l := layoutOf(text); l.kind == e.document && sameChecks(text, e, today) {
				f.zoneAt(text, where[end-n:end], l, e, d.key, today)
				return
			}
		}
	}
}

func sameChecks(text []byte, e finding, today Date) bool {
	doc := ParseMRZ(text, today)
	defer doc.Wipe()
	return doc.Kind == e.document && doc.Checks == e.checks && doc.LongNumber == e.long
}

// zoneAt describes an MRZ whose characters are at the given places of the frame.
func (f *describedFrame) zoneAt(text []byte, where []int, l *layout, e finding, key standInKey, today Date) {
	open := l.openPlaces(text, e)
	with := key.standInMRZ(text, l, e, today)
	count := len(text) / l.width
	labels := make([]string, count)
	for i := range labels {
		labels[i] = fmt.Sprintf("MRZ line %d of %d%s", i+1, count, wrongIn(l.lineOf, i, &e.checks))
	}
	previous := -1
	for i, at := range where {
		line := i / l.width
		for previous >= 0 && i%l.width != 0 && previous+1 < at { // spaces within the line
			previous++
			f.label[previous] = &labels[line]
		}
		previous = at
		f.label[at] = &labels[line]
		c := with[i]
		if f.bytes[at] >= 'a' && f.bytes[at] <= 'z' && c >= 'A' && c <= 'Z' {
			c += 'a' - 'A'
		}
		f.standIn[at] = c
		f.open(at, open[i])
	}
}

// openPlaces tells which characters of an MRZ are not personal: the document code and
// the issuing state, where a check digit shows that they are where they should be, and
// the fillers behind a field's text.
func (l *layout) openPlaces(text []byte, e finding) []bool {
	open := make([]bool, len(text))
	trusted := e.checks.Of(CheckDocumentCode) == Passed && e.checks.Of(CheckNumber) == Passed && knownIssuer(State(text[2:5]))
	for i := range 5 {
		open[i] = trusted || text[i] == '<'
	}
	for i := l.names.from; i < l.names.to; i++ {
		open[i] = text[i] == '<'
	}
	for _, field := range [...]span{l.number, l.optional, l.optional2} {
		for i := field.to - 1; i >= field.from && text[i] == '<'; i-- {
			open[i] = true
		}
	}
	return open
}

// lineOf is the line of an MRZ that a check is about; -1 for one that says nothing
// to a technician.
func (l *layout) lineOf(c Check) int {
	at := 0
	switch c {
	case CheckDocumentCode:
	case CheckNames:
		at = l.names.from
	case CheckNumber:
		at = l.number.from
	case CheckBirth, CheckBirthDate:
		at = l.birth.from
	case CheckExpiry, CheckExpiryDate, CheckNotExpired:
		at = l.expiry.from
	case CheckPersonalNo, CheckCodeForm, CheckCodeCharacter, CheckCodeDate, CheckCodeNumber, CheckCodeBirth:
		at = l.optional.from
	case CheckComposite:
		at = l.compositeI
	case CheckNationality:
		at = l.nation.from
	case CheckSex:
		at = l.sex
	default:
		return -1
	}
	return at / l.width
}

// wrongIn lists what is wrong in a line. What checks only warn of may say something of
// the person and is left out.
func wrongIn(lineOf func(Check) int, line int, checks *Checks) string {
	var b strings.Builder
	made := false
	for check, result := range checks.All() {
		if lineOf(check) != line {
			continue
		}
		made = true
		if result == Failed {
			b.WriteString(", " + check.Sentence(result))
		}
	}
	if made && b.Len() == 0 {
		return ", checks in order"
	}
	return b.String()
}

// barcode describes the text of a barcode that the frame ends with; false when it
// is not found again.
func (d *Describer) barcode(f *describedFrame, e finding) bool {
	end := f.textEnd(d.profile.Suffix)
	start := end - e.length
	if start < 0 {
		return false
	}
	text := f.bytes[start:end]
	doc := ParseCode(text, &d.profile, d.parser.today)
	doc.Wipe()
	if doc.Kind != e.document || doc.Checks != e.checks {
		return false
	}
	copy(f.standIn[start:end], d.key.standInCode(text, &d.profile, d.parser.today))
	if d.profile.AIM && e.symbology != "" {
		f.mark(start, start+3, false, "AIM ]"+e.symbology)
		start += 3
	}
	name := "barcode, " + strings.ReplaceAll(e.document.String(), "_", " ")
	f.mark(start, end, true, name+fmt.Sprintf(", %d bytes", end-start)+wrongIn(func(Check) int { return 0 }, 0, &e.checks))
	for i := range openPrefix(f.bytes[start:end], e.document, &d.profile) {
		f.open(start+i, true)
	}
	return true
}

// openPrefix is how long the prefix of a code is, which the profile says.
func openPrefix(text []byte, kind Kind, p *Profile) int {
	switch {
	case kind == KindStaffBadge && hasPrefix(text, p.BadgePrefix):
		return len(p.BadgePrefix)
	case kind == KindAppointmentCode && hasPrefix(text, p.AppointmentPrefix):
		return len(p.AppointmentPrefix)
	}
	return 0
}

// magnetic describes the tracks that the frame ends with.
func (d *Describer) magnetic(f *describedFrame, e finding) {
	end := f.textEnd(d.profile.Suffix)
	start := end - e.length
	if start < 0 {
		return
	}
	text := f.bytes[start:end]
	doc := ParseTracks(text, &d.profile)
	doc.Wipe()
	if doc.Kind != e.document || doc.Checks != e.checks {
		return
	}
	copy(f.standIn[start:end], d.key.standInTracks(text, &d.profile))
	tracks, _ := splitTracks(text)
	for i, t := range tracks {
		if !t.seen {
			continue
		}
		from := start + cap(text) - cap(t.text)
		to := from + len(t.text)
		sentinel := to
		if t.whole {
			sentinel++
		}
		meaning := fmt.Sprintf("magnetic track %d, %d characters", i+1, len(t.text))
		if t.bad {
			meaning += ", could not be read"
		}
		bad := t.whole && len(t.text) == 1 && t.text[0] == 'E'
		f.mark(from-1, sentinel, true, meaning)
		f.open(from-1, true)
		for at := to; at < sentinel; at++ {
			f.open(at, true)
		}
		if bad {
			f.open(from, true)
		}
	}
}
