package idreader

import "testing"

// td3 makes a passport whose check digits are all right.
func td3(code, nation, birth, sex, expiry, personal string) string {
	first := pad(code+"FINMEIKALAINEN<<MAIJA", 44)
	number := "PX0000001"
	second := number + digit(number) + nation + birth + digit(birth) + sex + expiry + digit(expiry) + pad(personal, 14)
	second += digit(pad(personal, 14))
	return first + second + digit(second[:10]+second[13:20]+second[21:43])
}

// td1 makes a card whose check digits are all right.
func td1(code, issuer, number, optional, birth, sex, expiry, nation, optional2, names string) string {
	first := code + issuer + number + digit(number) + pad(optional, 15)
	second := birth + digit(birth) + sex + expiry + digit(expiry) + nation + pad(optional2, 11)
	return first + second + digit(first[5:]+second[:7]+second[8:15]+second[18:29]) + pad(names, 30)
}

func finnishCard(optional, birth string) string {
	return td1("I<", "FIN", "XA1000058", optional, birth, "F", "330313", "FIN", "", "MEIKALAINEN<<MAIJA")
}

func digit(text string) string { return string(checkDigit([]byte(text))) }

func pad(text string, n int) string {
	for len(text) < n {
		text += "<"
	}
	return text
}

func TestABirthIsNeverInTheFutureAndAnExpiryIsIn20YY(t *testing.T) {
	for _, v := range []struct {
		birth string
		today Date
		want  Date
	}{
		{"261126", today, Date{2026, 11, 26}},
		{"261127", today, Date{1926, 11, 27}},
		{"991231", today, Date{1999, 12, 31}},
		{"000229", today, Date{2000, 2, 29}},
		{"261127", Date{2026, 11, 27}, Date{2026, 11, 27}},
		{"<<0101", today, Date{0, 1, 1}},
		{"74<<<<", today, Date{1974, 0, 0}},
		{"7408<<", today, Date{1974, 8, 0}},
		{"260000", today, Date{}},
		{"740832", today, Date{1974, 8, 32}},
		{"740230", today, Date{1974, 2, 30}},
		{"7A0812", today, Date{}},
	} {
		d := ParseMRZ([]byte(td3("P<", "FIN", v.birth, "F", "991231", "")), v.today)
		if d.Personal.Birth != v.want {
			t.Errorf("%s on %v: %v, want %v", v.birth, v.today, d.Personal.Birth, v.want)
		}
		if d.Personal.Expiry != (Date{2099, 12, 31}) || d.Checks.Of(CheckNotExpired) != Passed {
			t.Errorf("expiry %v, %v", d.Personal.Expiry, d.Checks.Of(CheckNotExpired))
		}
	}
}

func TestDatesAreRealDaysOrLeftOpen(t *testing.T) {
	for birth, want := range map[string]Result{
		"740812": Passed, "000229": Passed, "960229": Passed, "7408<<": Warned, "74<<<<": Warned, "<<<<<<": Warned,
		"970229": Failed, "740431": Failed, "741301": Failed, "740001": Failed, "740100": Failed, "74081A": Failed, "7408<1": Failed,
	} {
		d := ParseMRZ([]byte(td3("P<", "FIN", birth, "F", "991231", "")), today)
		if got := d.Checks.Of(CheckBirthDate); got != want || d.Checks.Of(CheckBirth) != Passed {
			t.Errorf("%s: %v, want %v", birth, got, want)
		}
		d = ParseMRZ([]byte(td3("P<", "FIN", "740812", "F", birth, "")), today)
		if got := d.Checks.Of(CheckExpiryDate); got != want || d.Checks.Of(CheckExpiry) != Passed {
			t.Errorf("expiry %s: %v, want %v", birth, got, want)
		}
	}
}

func TestADocumentIsGoodToTheEndOfItsLastDay(t *testing.T) {
	for expiry, want := range map[string]Result{"261126": Passed, "261125": Warned, "2611<<": Passed, "26<<<<": Passed, "25<<<<": Warned, "<<<<<<": NotApplicable} {
		d := ParseMRZ([]byte(td3("P<", "FIN", "740812", "F", expiry, "")), today)
		if got := d.Checks.Of(CheckNotExpired); got != want {
			t.Errorf("%s: %v, want %v", expiry, got, want)
		}
	}
}

func TestSexIsMFOrOpen(t *testing.T) {
	for sex, want := range map[string]Result{"M": Passed, "F": Passed, "<": Passed, "X": Warned, "1": Failed, "K": Failed} {
		d := ParseMRZ([]byte(td3("P<", "FIN", "740812", sex, "991231", "")), today)
		if got := d.Checks.Of(CheckSex); got != want || d.Personal.Sex != sex[0] {
			t.Errorf("%s: %v, want %v", sex, got, want)
		}
	}
}

func TestNationalitiesOfPeopleWithoutOneHaveAMeaning(t *testing.T) {
	for nation, want := range map[string]string{
		"XXA": "stateless person", "XXB": "refugee", "XXC": "refugee by another definition", "XXX": "unspecified nationality",
		"FIN": "", "D<<": "", "SWE": "",
	} {
		d := ParseMRZ([]byte(td3("P<", nation, "740812", "F", "991231", "")), today)
		if d.Personal.Nationality.Status() != want || d.Verdict != VerdictValid {
			t.Errorf("%s: %q, %v", nation, d.Personal.Nationality.Status(), d)
		}
	}
	for _, nation := range []string{"<<<", "F1N", "<FI", "F<N"} {
		d := ParseMRZ([]byte(td3("P<", nation, "740812", "F", "991231", "")), today)
		if d.Checks.Of(CheckNationality) != Failed {
			t.Errorf("%s: %v", nation, d)
		}
	}
}

func TestDocumentCodesBelongToTheirLayout(t *testing.T) {
	for code, want := range map[string]Result{"P<": Passed, "PP": Passed, "PD": Passed, "I<": Failed, "A<": Failed, "P1": Failed} {
		if got := ParseMRZ([]byte(td3(code, "FIN", "740812", "F", "991231", "")), today); got.Checks.Of(CheckDocumentCode) != want {
			t.Errorf("TD3 %s: %v", code, got)
		}
	}
	for code, want := range map[string]Result{"I<": Passed, "ID": Passed, "AC": Passed, "CR": Passed, "P<": Failed, "1D": Failed} {
		text := td1(code, "FIN", "XA1000058", "", "950101", "F", "330313", "FIN", "", "A<<B")
		if got := ParseMRZ([]byte(text), today); got.Checks.Of(CheckDocumentCode) != want {
			t.Errorf("TD1 %s: %v", code, got)
		}
	}
}

func TestAVisaIsReadAndHasNoCheckOverTheWhole(t *testing.T) {
	for source, text := range map[string]string{
		"MRV-A, USA":           "VNUSATRAVELER<<HAPPY<<<<<<<<<<<<<<<<<<<<<<<<1234567897CAN6612120M1407282B3XLC000FD142955",
		"MRV-A, 9303-7":        "V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<L8988901C4XXX4009078F96121096ZE184226B<<<<<<",
		"MRV-B, 9303-7":        "V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<L8988901C4XXX4009078F9612109<<<<<<<<",
		"MRV-B, France":        "VCFRASPECIMEN<<SPECIMEN<<<<<<<<<<<<<F000000005UTO0311063M1401143<M300703",
		"MRV-B, Great Britain": "VDGBRMUNIR<<FAISAL<<<<<<<<<<<<<<<<<<AD07259817PAK7608151M0611165<<<<<<<<",
	} {
		d := ParseMRZ([]byte(text), today)
		if d.Kind != KindVisa || d.Checks.Worst() == Failed || d.Checks.Of(CheckComposite) != NotApplicable {
			t.Errorf("%s: %v", source, d)
		}
	}
}

func TestTheIdentityCardsCodeIsTakenFromItsOptionalData(t *testing.T) {
	for _, v := range []struct {
		optional, birth, code string
		want                  Result // of the comparison with the birth date
	}{
		{"010195<112K", "950101", "010195-112K", Passed},
		{"010594Y9032", "940501", "010594Y9032", Passed},
		{"020504B904H", "040502", "020504B904H", Passed},
		{"010195<112K", "950102", "010195-112K", Failed},
		{"010195<112K<<<<", "950101", "010195-112K", Passed},
		{"010195<112KX", "950101", "", NotApplicable}, // longer than a code
		{"", "950101", "", NotApplicable},
		{"ABCDEFGHIJK", "950101", "", NotApplicable},
		{"010195G112K", "950101", "", NotApplicable},
	} {
		d := ParseMRZ([]byte(finnishCard(v.optional, v.birth)), today)
		if got := string(d.Personal.PersonalCode.Bytes()); got != v.code || d.Checks.Of(CheckCodeBirth) != v.want {
			t.Errorf("%s with birth %s: %q, %v, want %v", v.optional, v.birth, got, d.Checks.Of(CheckCodeBirth), v.want)
		}
	}
}

func TestOnlyFinnishDocumentsAreSearchedForAPersonalIdentityCode(t *testing.T) {
	text := td1("I<", "SWE", "XA1000058", "010195<112K", "950101", "F", "330313", "FIN", "", "A<<B")
	if d := ParseMRZ([]byte(text), today); !d.Personal.PersonalCode.IsZero() {
		t.Errorf("%v has a code", d)
	}
}

func TestAForeignersCardOfFinlandIsReadLikeAnyOther(t *testing.T) {
	for _, nation := range []string{"XXA", "XXB", "XXC", "SYR"} {
		text := td1("I<", "FIN", "XA1000058", "010594Y9032", "940501", "M", "330313", nation, "", "AL<BASRI<<HUDA")
		d := ParseMRZ([]byte(text), today)
		if d.Verdict != VerdictQuestionable || d.Checks.Of(CheckCodeNotTest) != Warned || d.Personal.PersonalCode.IsZero() {
			t.Errorf("%s: %v", nation, d)
		}
	}
}

func TestTheSeparatorSettlesTheCenturyOfTheBirth(t *testing.T) {
	// born in 1920, which the MRZ alone would take for 2020
	d := ParseMRZ([]byte(finnishCard("010120<100"+codeCharacter("010120100"), "200101")), today)
	if d.Personal.Birth != (Date{1920, 1, 1}) || d.Verdict != VerdictValid {
		t.Errorf("%v, born %v", d, d.Personal.Birth)
	}
}

func TestAPassportsPersonalNumberIsACodeOnlyWhenAllOfItIsRight(t *testing.T) {
	for personal, want := range map[string]string{
		"010195<112K": "010195-112K", "010195<112X": "", "020195<112P": "", "123456789": "", "": "",
	} {
		d := ParseMRZ([]byte(td3("P<", "FIN", "950101", "F", "330313", personal)), today)
		if got := string(d.Personal.PersonalCode.Bytes()); got != want || d.Verdict != VerdictValid {
			t.Errorf("%q: %q, %v", personal, got, d)
		}
	}
}

func codeCharacter(nine string) string {
	n := 0
	for _, c := range nine {
		n = n*10 + int(c-'0')
	}
	return string(checkAlphabet[n%31])
}
