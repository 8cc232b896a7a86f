package idreader

import (
	"slices"
	"testing"
)

// today is the day on which all tests read their documents.
var today = Date{2026, 11, 26}

// mrzVector is one MRZ with what is to be read from it. Check digits are right
// unless wrong names them.
type mrzVector struct {
	source  string
	text    string
	kind    Kind
	issuer  string
	surname string
	given   string
	number  string
	birth   Date
	expiry  Date
	wrong   []Check // Failed
	warned  []Check
	long    LongNumber
	cut     bool
}

const (
	utopiaTD1 = "I<UTOD231458907<<<<<<<<<<<<<<<7408122F1204159UTO<<<<<<<<<<<6ERIKSSON<<ANNA<MARIA<<<<<<<<<<"
	utopiaTD2 = "I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<D231458907UTO7408122F1204159<<<<<<<6"
	utopiaTD3 = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<L898902C36UTO7408122F1204159ZE184226B<<<<<10"
	finnishID = "I<FINXA10000585010195<112X<<<<9501016F2803135FIN<<<<<<<<<<<7SPECIMEN<TRAVEL<<VILMA<SOFIA<<"
)

var (
	eriksson = mrzVector{
		kind: KindTD1, issuer: "UTO", surname: "ERIKSSON", given: "ANNA MARIA", number: "D23145890",
		birth: Date{1974, 8, 12}, expiry: Date{2012, 4, 15}, warned: []Check{CheckNotExpired},
	}
	expired = []Check{CheckNotExpired}
)

func (v mrzVector) but(source, text string, kind Kind, number string, wrong ...Check) mrzVector {
	v.source, v.text, v.kind, v.number, v.wrong = source, text, kind, number, wrong
	return v
}

var icaoVectors = []mrzVector{
	eriksson.but("9303-5 appendix A", utopiaTD1, KindTD1, "D23145890"),
	eriksson.but("9303-6 appendix A", utopiaTD2, KindTD2, "D23145890"),
	eriksson.but("9303-4 appendix A", utopiaTD3, KindTD3, "L898902C3"),
	{
		source: "9303-11 appendix D, long number, TD1", kind: KindTD1, issuer: "UTO", surname: "STEVENSON", given: "PETER JOHN",
		text:   "I<UTOD23145890<7349<<<<<<<<<<<3407127M9507122UTO<<<<<<<<<<<2STEVENSON<<PETER<JOHN<<<<<<<<<",
		number: "D23145890734", birth: Date{1934, 7, 12}, expiry: Date{2095, 7, 12}, long: LongNumberEither,
	},
	{
		source: "9303-11 appendix D, long number, TD2", kind: KindTD2, issuer: "UTO", surname: "STEVENSON", given: "PETER JOHN",
		text:   "I<UTOSTEVENSON<<PETER<JOHN<<<<<<<<<<D23145890<UTO3407127M95071227349<<<8",
		number: "D23145890734", birth: Date{1934, 7, 12}, expiry: Date{2095, 7, 12}, long: LongNumberEither,
	},
	{
		source: "9303-11 appendix D, number with a filler, composite made right", kind: KindTD2, issuer: "UTO", surname: "ERIKSSON",
		given: "ANNA MARIA", text: "I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<L898902C<3UTO6908061F9406236<<<<<<<2",
		number: "L898902C", birth: Date{1969, 8, 6}, expiry: Date{2094, 6, 23},
	},
}

var nationalVectors = []mrzVector{
	{
		source: "PRADO FIN-BO-12001: its personal identity code ends in X where K would be right", kind: KindTD1, issuer: "FIN",
		surname: "SPECIMEN TRAVEL", given: "VILMA SOFIA", text: finnishID, number: "XA1000058",
		birth: Date{1995, 1, 1}, expiry: Date{2028, 3, 13}, wrong: []Check{CheckCodeCharacter},
	},
	{
		source: "Portuguese card: digit without filler", kind: KindTD1, issuer: "PRT", surname: "CACADOR DE ARAUJO", given: "ANDRE ESTEV",
		text:   "I<PRT007777779<ZZ92<<<<<<<<<<<8303143M3405282PRT<<<<<<<<<<<2CACADOR<DE<ARAUJO<<ANDRE<ESTEV",
		number: "007777779ZZ9", birth: Date{1983, 3, 14}, expiry: Date{2034, 5, 28}, long: LongNumberWithout, cut: true,
	},
	{
		source: "PRADO PRT-BO-04001: both ways alike", kind: KindTD1, issuer: "PRT", surname: "CACADOR DE ARAUJO", given: "ANDRE ESTEV",
		text:   "I<PRT007666667<ZZ00<<<<<<<<<<<8303143M3405293PRT<<<<<<<<<<<4CACADOR<DE<ARAUJO<<ANDRE<ESTEV",
		number: "007666667ZZ0", birth: Date{1983, 3, 14}, expiry: Date{2034, 5, 29}, long: LongNumberEither, cut: true,
	},
	{
		source: "PRADO BEL-BO-11005: digit without filler", kind: KindTD1, issuer: "BEL", surname: "SPECIMEN", given: "SPECIMEN",
		text:   "IDBEL600001795<0152<<<<<<<<<<<1301014F2311207BEL130101987398SPECIMEN<<SPECIMEN<<<<<<<<<<<<",
		number: "600001795015", birth: Date{2013, 1, 1}, expiry: Date{2023, 11, 20}, warned: expired, long: LongNumberWithout,
	},
	{
		source: "PRADO BEL-BO-03003: digit with filler", kind: KindTD1, issuer: "BEL", surname: "REINARTZ", given: "ULRIKE KATIA E",
		text:   "IDBEL000590240<6013<<<<<<<<<<<8512017F1311048BEL851201002007REINARTZ<<ULRIKE<KATIA<E<<<<<<",
		number: "000590240601", birth: Date{1985, 12, 1}, expiry: Date{2013, 11, 4}, warned: expired, long: LongNumberWith,
	},
	{
		source: "Swiss card", kind: KindTD1, issuer: "CHE", surname: "SMITH", given: "JOHN ALBERT",
		text:   "IDCHEA1234567<6<<<<<<<<<<<<<<<7510256M2009018CHE<<<<<<<<<<<8SMITH<<JOHN<ALBERT<<<<<<<<<<<<",
		number: "A1234567", birth: Date{1975, 10, 25}, expiry: Date{2020, 9, 1}, warned: expired,
	},
	{
		source: "Latvian card", kind: KindTD1, issuer: "LVA", surname: "PARAUDZINS", given: "ANDRIS",
		text:   "I<LVAPA99929216121282<88882<<<8212122M1703054LVA<<<<<<<<<<<0PARAUDZINS<<ANDRIS<<<<<<<<<<<<",
		number: "PA9992921", birth: Date{1982, 12, 12}, expiry: Date{2017, 3, 5}, warned: expired,
	},
	{
		source: "Swedish card", kind: KindTD1, issuer: "SWE", surname: "SPECIMEN", given: "SVEN",
		text:   "I<SWE59000002<8198703142391<<<8703145M1701027SWE<<<<<<<<<<<8SPECIMEN<<SVEN<<<<<<<<<<<<<<<<",
		number: "59000002", birth: Date{1987, 3, 14}, expiry: Date{2017, 1, 2}, warned: expired,
	},
	{
		source: "Spanish card", kind: KindTD1, issuer: "ESP", surname: "ESPANOLA ESPANOLA", given: "CARMEN",
		text:   "IDESPBAA000589599999999R<<<<<<8001014F2501017ESP<<<<<<<<<<<7ESPANOLA<ESPANOLA<<CARMEN<<<<<",
		number: "BAA000589", birth: Date{1980, 1, 1}, expiry: Date{2025, 1, 1}, warned: expired,
	},
	{
		source: "Liechtenstein card", kind: KindTD1, issuer: "LIE", surname: "OSPELT BECK", given: "MARISA",
		text:   "IDLIEID98754015<<<<<<<<<<<<<<<8205122M1906224LIE<<<<<<<<<<<6OSPELT<BECK<<MARISA<<<<<<<<<<<",
		number: "ID9875401", birth: Date{1982, 5, 12}, expiry: Date{2019, 6, 22}, warned: expired,
	},
	{
		source: "Monegasque card", kind: KindTD1, issuer: "MCO", surname: "SPECIMEN", given: "SPECIMEN",
		text:   "I<MCO029067<<<0<<<<<<<<<<<<<<<9901018F0903248MCO<<<<<<<<<<<0SPECIMEN<<SPECIMEN<<<<<<<<<<<<",
		number: "029067", birth: Date{1999, 1, 1}, expiry: Date{2009, 3, 24}, warned: expired,
	},
	{
		source: "Thai card, names cut to an initial", kind: KindTD1, issuer: "THA", surname: "NILAVADHANANANDA", given: "CHAYAPA DE K",
		text:   "IDTHA95555554612902968000000<<6802295F1307245THA<<<<<<<<<<<6NILAVADHANANANDA<<CHAYAPA<DE<K",
		number: "955555546", birth: Date{1968, 2, 29}, expiry: Date{2013, 7, 24}, warned: expired, cut: true,
	},
	{
		source: "German passport: issuer of one letter, no personal number and a filler for its digit", kind: KindTD3, issuer: "D",
		surname: "MUSTERMANN", given: "ERIKA",
		text:   "P<D<<MUSTERMANN<<ERIKA<<<<<<<<<<<<<<<<<<<<<<C01X0006H1D<<6408125F1710319<<<<<<<<<<<<<<<0",
		number: "C01X0006H", birth: Date{1964, 8, 12}, expiry: Date{2017, 10, 31}, warned: expired,
	},
	{
		source: "Indian passport without surname", kind: KindTD3, issuer: "IND", surname: "", given: "FIRST NAME",
		text:   "P<IND<<FIRST<NAME<<<<<<<<<<<<<<<<<<<<<<<<<<<C01X0006H1D<<6408125F1710319<<<<<<<<<<<<<<<0",
		number: "C01X0006H", birth: Date{1964, 8, 12}, expiry: Date{2017, 10, 31}, warned: expired,
	},
	{
		source: "Chinese passport PO", kind: KindTD3, issuer: "CHN", surname: "ABULIKEMU", given: "ABULA",
		text:   "POCHNABULIKEMU<<ABULA<<<<<<<<<<<<<<<<<<<<<<<E596593216CHN9701078M2510077LAKCLCLMMBKGG932",
		number: "E59659321", birth: Date{1997, 1, 7}, expiry: Date{2025, 10, 7}, warned: expired,
	},
	{
		source: "Chinese passport PT", kind: KindTD3, issuer: "CHN", surname: "CESHI", given: "YANGBEN",
		text:   "PTCHNCESHI<<YANGBEN<<<<<<<<<<<<<<<<<<<<<<<<<G622925996CHN8310291F1904220LCOCMKNENBPJB984",
		number: "G62292599", birth: Date{1983, 10, 29}, expiry: Date{2019, 4, 22}, warned: expired,
	},
	{
		source: "Canadian passport", kind: KindTD3, issuer: "CAN", surname: "MARTIN", given: "SARAH",
		text:   "P<CANMARTIN<<SARAH<<<<<<<<<<<<<<<<<<<<<<<<<<ZE000509<9CAN8501019F2301147<<<<<<<<<<<<<<08",
		number: "ZE000509", birth: Date{1985, 1, 1}, expiry: Date{2023, 1, 14}, warned: expired,
	},
	{
		source: "Czech passport", kind: KindTD3, issuer: "CZE", surname: "SPECIMEN", given: "VZOR",
		text:   "P<CZESPECIMEN<<VZOR<<<<<<<<<<<<<<<<<<<<<<<<<99003853<1CZE1101018M1207046110101111<<<<<94",
		number: "99003853", birth: Date{2011, 1, 1}, expiry: Date{2012, 7, 4}, warned: expired,
	},
	{
		source: "a passport whose digit for an empty personal number is 0", kind: KindTD3, issuer: "D", surname: "DOE", given: "JOHN",
		text:   "P<D<<DOE<<JOHN<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<D123456785UTO6508092M3505207<<<<<<<<<<<<<<<0",
		number: "D12345678", birth: Date{1965, 8, 9}, expiry: Date{2035, 5, 20},
	},
}

var brokenVectors = []mrzVector{
	eriksson.but("number digit 7 read as 5", replace(utopiaTD1, 14, "5"), KindTD1, "D23145890", CheckNumber, CheckComposite),
	eriksson.but("birth digit", replace(utopiaTD1, 36, "4"), KindTD1, "D23145890", CheckBirth, CheckComposite),
	eriksson.but("expiry digit", replace(utopiaTD1, 44, "1"), KindTD1, "D23145890", CheckExpiry, CheckComposite),
	eriksson.but("composite digit", replace(utopiaTD1, 59, "7"), KindTD1, "D23145890", CheckComposite),
	eriksson.but("number digit, TD2", replace(utopiaTD2, 45, "6"), KindTD2, "D23145890", CheckNumber, CheckComposite),
	eriksson.but("birth digit, TD2", replace(utopiaTD2, 55, "3"), KindTD2, "D23145890", CheckBirth, CheckComposite),
	eriksson.but("expiry digit, TD2", replace(utopiaTD2, 63, "8"), KindTD2, "D23145890", CheckExpiry, CheckComposite),
	eriksson.but("composite digit, TD2", replace(utopiaTD2, 71, "8"), KindTD2, "D23145890", CheckComposite),
	eriksson.but("number digit, TD3", replace(utopiaTD3, 53, "4"), KindTD3, "L898902C3", CheckNumber, CheckComposite),
	eriksson.but("birth digit, TD3", replace(utopiaTD3, 63, "6"), KindTD3, "L898902C3", CheckBirth, CheckComposite),
	eriksson.but("expiry digit, TD3", replace(utopiaTD3, 71, "1"), KindTD3, "L898902C3", CheckExpiry, CheckComposite),
	eriksson.but("personal number digit, TD3", replace(utopiaTD3, 86, "2"), KindTD3, "L898902C3", CheckPersonalNo, CheckComposite),
	eriksson.but("composite digit, TD3", replace(utopiaTD3, 87, "2"), KindTD3, "L898902C3", CheckComposite),
	eriksson.but("the letter O for the digit 0 is not put right", replace(utopiaTD3, 48, "O"), KindTD3, "L898O02C3", CheckNumber, CheckComposite),
	eriksson.but("a sign that no MRZ has", replace(utopiaTD3, 45, "*"), KindTD3, "L*98902C3", CheckCharacters, CheckNumber, CheckComposite),
	{
		source: "a long number of which only the digit is there", kind: KindTD1, issuer: "UTO", surname: "STEVENSON", given: "PETER JOHN",
		text:   "I<UTOD23145890<7<<<<<<<<<<<<<<3407127M9507122UTO<<<<<<<<<<<2STEVENSON<<PETER<JOHN<<<<<<<<<",
		number: "D23145890", birth: Date{1934, 7, 12}, expiry: Date{2095, 7, 12}, wrong: []Check{CheckNumber, CheckComposite},
	},
	{
		source: "a long number with a wrong digit", kind: KindTD1, issuer: "BEL", surname: "REINARTZ", given: "ULRIKE KATIA E",
		text:   "IDBEL000590240<6016<<<<<<<<<<<8512017F1311048BEL851201002007REINARTZ<<ULRIKE<KATIA<E<<<<<<",
		number: "000590240601", birth: Date{1985, 12, 1}, expiry: Date{2013, 11, 4}, warned: expired,
		wrong: []Check{CheckNumber, CheckComposite},
	},
	{
		source: "names in three parts", kind: KindTD1, issuer: "UTO", surname: "STEVENSON", given: "PETER  JOHN",
		text:   "I<UTOD23145890<7349<<<<<<<<<<<3407127M9507122UTO<<<<<<<<<<<2STEVENSON<<PETER<<JOHN<<<<<<<<",
		number: "D23145890734", birth: Date{1934, 7, 12}, expiry: Date{2095, 7, 12}, long: LongNumberEither, warned: []Check{CheckNames},
	},
	{
		source: "a specimen with nothing right in it", kind: KindTD1, issuer: "BAD", surname: "", given: "BAD",
		text:   "I<BAD<BAD<<<<<0<<<<<<BAD<<<<<<0105998<0512868BAD<<<<BAD<<<<0<SPECIMEN1<<SPECIMEN2<<BAD<<<<",
		number: "", wrong: []Check{
			CheckNumber, CheckBirth, CheckExpiry, CheckComposite, CheckBirthDate, CheckExpiryDate, CheckNames,
		},
	},
}

func replace(text string, at int, with string) string { return text[:at] + with + text[at+len(with):] }

func (v mrzVector) verify(t *testing.T) {
	t.Helper()
	d := ParseMRZ([]byte(v.text), today)
	if d.Kind != v.kind || d.Issuer.String() != v.issuer || d.LongNumber != v.long || d.Truncated != v.cut {
		t.Errorf("read as %v, long number %v, truncated %v", d, d.LongNumber, d.Truncated)
	}
	for c := range checkCount {
		want := d.Checks.Of(c)
		switch {
		case slices.Contains(v.wrong, c):
			want = Failed
		case slices.Contains(v.warned, c):
			want = Warned
		case want != NotApplicable:
			want = Passed
		}
		if got := d.Checks.Of(c); got != want {
			t.Errorf("check %v: %v, want %v", c, got, want)
		}
	}
	if v.number == "" { // nothing but the checks is worth a look
		return
	}
	p := d.Personal
	if string(p.Surname) != v.surname || string(p.GivenNames) != v.given || string(p.Number) != v.number {
		t.Errorf("names %q, %q, number %q; want %q, %q, %q", p.Surname, p.GivenNames, p.Number, v.surname, v.given, v.number)
	}
	if p.Birth != v.birth || p.Expiry != v.expiry {
		t.Errorf("birth %v, expiry %v; want %v, %v", p.Birth, p.Expiry, v.birth, v.expiry)
	}
}

func TestPublishedZonesAreReadWithEveryCheck(t *testing.T) {
	for _, v := range slices.Concat(icaoVectors, nationalVectors) {
		t.Run(v.source, v.verify)
	}
}

func TestABrokenZoneSaysWhichChecksFail(t *testing.T) {
	for _, v := range brokenVectors {
		t.Run(v.source, v.verify)
	}
}

func TestCheckDigitsOfTheStandardsOwnExamples(t *testing.T) {
	for text, want := range map[string]byte{ // 9303-3 appendix A
		"520727":    '3',
		"AB2134<<<": '5',
		"HA672242<658022549601086<<<<<<<<<<<<<<0":            '8',
		"D231458907<<<<<<<<<<<<<<<34071279507122<<<<<<<<<<<": '2',
		"HA672242<658022549601086<<<<<<<0":                   '8',
		"592166117231":                                       checkDigit([]byte("592166117231")),
		"592166117<231":                                      '8',
		"592166111<773":                                      '5',
		"007777779ZZ9":                                       '2',
		"600001795015":                                       '2',
		"000590240<601":                                      '3',
	} {
		if got := checkDigit([]byte(text)); got != want {
			t.Errorf("%s: %c, want %c", text, got, want)
		}
	}
}

func TestAZoneOfAnotherLengthIsUnreadable(t *testing.T) {
	for _, text := range []string{
		"", "P", utopiaTD1[:89], utopiaTD1 + "0", utopiaTD2[:71], utopiaTD2 + "0", utopiaTD3[:87], utopiaTD3 + "0",
		string(make([]byte, 5000)), utopiaTD3 + utopiaTD3 + utopiaTD3,
	} {
		d := ParseMRZ([]byte(text), today)
		if d.Kind != KindUnreadable || d.Verdict != VerdictUnreadable || d.Checks.Of(CheckLength) != Failed || d.Personal != nil {
			t.Errorf("%d characters: %v", len(text), d)
		}
	}
}

func TestSeparatorsSpacesAndSmallLettersDoNotMatter(t *testing.T) {
	for _, text := range []string{
		utopiaTD3[:44] + "\r" + utopiaTD3[44:], utopiaTD3[:44] + "\r\n" + utopiaTD3[44:] + "\r\n",
		"\n" + utopiaTD3[:44] + "\n\n" + utopiaTD3[44:], utopiaTD3[:10] + " " + utopiaTD3[10:],
		"p<uto" + utopiaTD3[5:], "\x00" + utopiaTD3,
	} {
		if d := ParseMRZ([]byte(text), today); d.Kind != KindTD3 || d.Checks.Worst() != Warned {
			t.Errorf("%q: %v", text, d)
		}
	}
}
