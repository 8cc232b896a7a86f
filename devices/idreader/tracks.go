package idreader

// Magnetic tracks come as the characters of ISO/IEC 7811: % track 1 ? ; track 2 ?
// + track 3 ?, without the longitudinal check (LRC). Readers of MagTek's put the one
// letter E in place of a track that could not be read, and a 0 or 1 behind the last
// track for a card that has gone or is still in.

// track is one track of a frame.
type track struct {
	text  []byte // between the sentinels
	seen  bool   // it was begun
	whole bool   // it was ended too
	bad   bool   // the reader could not read it, or it is not whole
}

// ParseTracks reads the tracks of a magnetic card. A payment card (ISO/IEC 7813) is
// recognised and nothing of it is kept; nor is anything of a card that is not one
// of ours, which is one whose first readable track begins with the profile's badge
// prefix.
func ParseTracks(text []byte, profile *Profile) Document {
	tracks, _ := splitTracks(text)
	d := Document{Kind: KindUnknownCard, Verdict: VerdictDropped, Length: len(text)}
	readable, payment := false, false
	for i, t := range tracks {
		if !t.seen {
			continue
		}
		d.Checks.pass(CheckTrack1+Check(i), !t.bad)
		readable = readable || !t.bad
		payment = payment || paymentTrack(t.text)
	}
	switch {
	case payment:
		d.Kind = KindPaymentCard
	case !readable:
		d.Kind, d.Verdict = KindUnreadable, VerdictUnreadable
	default:
		for _, t := range tracks {
			if t.seen && !t.bad && profile.BadgePrefix != "" && hasPrefix(t.text, profile.BadgePrefix) {
				d.Kind, d.Verdict, d.Personal = KindStaffBadge, VerdictUnverified, newText(t.text)
				break
			}
		}
	}
	return d
}

// looksMagnetic reports whether text is one or more tracks with both sentinels.
func looksMagnetic(text []byte) bool {
	if len(text) < 3 || text[0] != '%' && text[0] != ';' {
		return false
	}
	tracks, ended := splitTracks(text)
	return ended && (paymentTrack(tracks[0].text) || paymentTrack(tracks[1].text) || paymentTrack(tracks[2].text))
}

// splitTracks finds the tracks in a frame, whatever stands before them; ended is
// true when the last of them has its end sentinel. Of two that claim to be the same
// track the later counts. % and ; are not used within data, so each begins a track
// anew.
func splitTracks(text []byte) (tracks [3]track, ended bool) {
	number, start := -1, 0
	finish := func(end int, whole bool) {
		if number >= 0 {
			data := text[start:end]
			bad := !whole || len(data) == 0 || len(data) == 1 && data[0] == 'E'
			tracks[number] = track{text: data, seen: true, whole: whole, bad: bad}
		}
		number = -1
	}
	for i, c := range text {
		next := -1
		switch {
		case c == '%':
			next = 0
		case c == ';' && tracks[1].seen && number < 0: // some readers begin track 3 like track 2
			next = 2
		case c == ';':
			next = 1
		case (c == '+' || c == '!' || c == '#') && number < 0:
			next = 2
		case c == '?':
			finish(i, true)
			ended = true
			continue
		}
		if next >= 0 {
			finish(i, false)
			number, start, ended = next, i+1, false
		}
	}
	finish(len(text), false)
	return tracks, ended
}

// paymentTrack reports whether a track is that of a payment card: format code B and
// a card number before ^ on track 1, a card number before = on track 2, then the
// month of expiry. A number that fails Luhn's check counts too when all else fits,
// for a card that was read badly is still somebody's.
func paymentTrack(text []byte) bool {
	separator := byte('=')
	if len(text) > 0 && upper(text[0]) == 'B' {
		text, separator = text[1:], '^'
	}
	n := 0
	for n < len(text) && (text[n] >= '0' && text[n] <= '9' || text[n] == ' ') {
		n++
	}
	if n < 12 || n > 23 || n == len(text) || text[n] != separator {
		return false
	}
	rest := text[n+1:]
	if separator == '^' {
		for i, c := range rest {
			if c == '^' {
				rest = rest[i+1:]
				break
			}
		}
	}
	if luhn(text[:n]) {
		return true
	}
	month, ok := 0, false
	if len(rest) >= 4 {
		month, ok = twoDigits(rest[2:])
	}
	return ok && month >= 1 && month <= 12
}

// luhn reports whether the digits pass the check of ISO/IEC 7812-1 annex B.
func luhn(text []byte) bool {
	sum, double := 0, false
	for i := len(text) - 1; i >= 0; i-- {
		if text[i] == ' ' {
			continue
		}
		v := int(text[i] - '0')
		if double {
			v *= 2
			if v > 9 {
				v -= 9
			}
		}
		sum += v
		double = !double
	}
	return sum%10 == 0
}
