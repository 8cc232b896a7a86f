package idreader

const electronicIDLength = 9

// ParseElectronicID reads an electronic identifier (SATU): eight digits and a check
// character, which is the digits modulo 31 in the same alphabet as that of the
// personal identity code. The certificates of a Finnish identity card carry it.
// Only the population register can tell the personal identity code that belongs to
// it.
func ParseElectronicID(text []byte) Document {
	d := Document{Kind: KindElectronicID, Length: len(text), Personal: newText(text)}
	digits, formed := 0, len(text) == electronicIDLength
	for i := 0; formed && i < electronicIDLength-1; i++ {
		formed = text[i] >= '0' && text[i] <= '9'
		digits = digits*10 + int(text[i]-'0')
	}
	formed = formed && checkValue(text[electronicIDLength-1]) >= 0
	d.Checks.pass(CheckCodeForm, formed)
	if formed {
		d.Checks.pass(CheckCodeCharacter, checkValue(text[electronicIDLength-1]) == digits%len(checkAlphabet))
	}
	d.judge()
	return d
}
