package idreader

// code looks for a Finnish personal identity code in the optional data.
//
// The identity card has it in the first eleven characters of the first optional
// field, with a filler for the hyphen, which an MRZ cannot show. The letters of the
// other separators are in it as they are. A filler is never taken for the + of the
// 1800s. Whether the passport has the code in its personal number was not
// confirmed by any source, so there it is taken only when everything about it is
// right, and otherwise passed over.
func (r *mrzReading) code() {
	if !r.Issuer.Finnish() || r.kind == KindVisa {
		return
	}
	optional := r.Personal.Optional
	if len(optional) < codeLength || len(optional) > codeLength && optional[codeLength] != '<' {
		return
	}
	text := r.spare[:copy(r.spare[:codeLength:codeLength], optional)]
	if text[6] == '<' {
		text[6] = '-'
	}
	if !codeFormed(text) {
		clear(text)
		return
	}
	code, checks := PersonalCode{text}, r.Checks
	checks.set(CheckCodeForm, Passed)
	code.check(&checks, r.today)
	right := checks.Of(CheckCodeCharacter) == Passed && checks.Of(CheckCodeDate) == Passed
	if r.Personal.Birth.Complete() {
		same := sameDay(code.Birth(), r.Personal.Birth)
		checks.pass(CheckCodeBirth, same)
		right = right && same
	} else {
		right = false
	}
	if !right && r.kind != KindTD1 {
		clear(text)
		return
	}
	r.Checks, r.Personal.PersonalCode = checks, code
	if right { // the separator knows the century, the MRZ does not
		r.Personal.Birth = code.Birth()
	}
}

// sameDay compares as far as an MRZ tells: without the century.
func sameDay(a, b Date) bool {
	return a.Day == b.Day && a.Month == b.Month && a.Year%100 == b.Year%100
}
