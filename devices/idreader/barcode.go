package idreader

// ParseCode says what the text of a barcode is. The prefixes and whether an AIM
// identifier has to be taken off come from the profile. The text is copied.
func ParseCode(text []byte, profile *Profile, today Date) Document {
	symbology := ""
	length := len(text)
	if profile.AIM {
		symbology, text = splitAIM(text)
	}
	d := parseCode(text, profile, today)
	d.Symbology, d.Length = symbology, length
	return d
}

func parseCode(text []byte, profile *Profile, today Date) Document {
	switch {
	case looksMagnetic(text): // never a barcode; its content must not stay
		return ParseTracks(text, profile)
	case codeFormed(text):
		return ParsePersonalCode(text, today)
	case profile.BadgePrefix != "" && hasPrefix(text, profile.BadgePrefix):
		return Document{Kind: KindStaffBadge, Verdict: VerdictUnverified, Personal: newText(text)}
	case profile.AppointmentPrefix != "" && hasPrefix(text, profile.AppointmentPrefix):
		return ParseAppointmentCode(text, profile.AppointmentPrefix)
	case ticketFormed(text):
		return Document{Kind: KindTicketCode, Verdict: VerdictUnverified, Personal: newText(text)}
	case profile.AppointmentPrefix == "" && len(text) == appointmentLength+1:
		if d := ParseAppointmentCode(text, ""); d.Verdict == VerdictValid {
			return d
		}
	}
	return Document{Kind: KindUnknownCode, Verdict: VerdictUnknown, Personal: newText(text)}
}

// splitAIM takes the symbology identifier ]cm (ISO/IEC 15424) off a barcode's text.
func splitAIM(text []byte) (symbology string, rest []byte) {
	if len(text) < 3 || text[0] != ']' || upper(text[1]) < 'A' || upper(text[1]) > 'Z' ||
		!(text[2] >= '0' && text[2] <= '9' || upper(text[2]) >= 'A' && upper(text[2]) <= 'Z') {
		return "", text
	}
	return string(text[1:3]), text[3:]
}
