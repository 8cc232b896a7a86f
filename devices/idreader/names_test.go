package idreader

import "testing"

func TestNamesOfTheStandardsOwnExamples(t *testing.T) {
	fits, cut := false, true
	for _, v := range []struct {
		field, surname, given string
		truncated             bool
	}{
		// 9303-4 sections 4.2.2 and 4.2.3, passports: 39 characters
		{"ERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", "ERIKSSON", "ANNA MARIA", fits},
		{"HENG<<DEBORAH<MING<LO<<<<<<<<<<<<<<<<<<", "HENG", "DEBORAH MING LO", fits},
		{"SMITH<JONES<<SUSIE<MARGARET<<<<<<<<<<<<", "SMITH JONES", "SUSIE MARGARET", fits},
		{"OCONNOR<<ENYA<SIOBHAN<<<<<<<<<<<<<<<<<<", "OCONNOR", "ENYA SIOBHAN", fits},
		{"VAN<DER<MUELLEN<<MARTIN<<<<<<<<<<<<<<<<", "VAN DER MUELLEN", "MARTIN", fits},
		{"AL<BASRI<<HUDA<MUHAMMAD<JAWAD<<<<<<<<<<", "AL BASRI", "HUDA MUHAMMAD JAWAD", fits},
		{"VILARCHAO<FERNANDEZ<<JOSE<RAMON<<<<<<<<", "VILARCHAO FERNANDEZ", "JOSE RAMON", fits},
		{"ARKFREITH<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<", "ARKFREITH", "", fits},
		{"SATRIYA<SUDARPA<<<<<<<<<<<<<<<<<<<<<<<<", "SATRIYA SUDARPA", "", fits},
		{"NILAVADHANANANDA<<CHAYAPA<DEJTHAMRONG<K", "NILAVADHANANANDA", "CHAYAPA DEJTHAMRONG K", cut},
		{"NILAVADHANANANDA<<ARNPOL<PETCH<CHARONGU", "NILAVADHANANANDA", "ARNPOL PETCH CHARONGU", cut},
		{"BENNELONG<WOOLOOMOOLOO<WARRANDYTE<W<<DI", "BENNELONG WOOLOOMOOLOO WARRANDYTE W", "DI", cut},
		{"BENNELONG<WOOLOOM<WARRAND<WARNAM<<DINGO", "BENNELONG WOOLOOM WARRAND WARNAM", "DINGO", cut},
		{"BENNEL<WOOLOO<WARRAN<WARNAM<<DINGO<POTO", "BENNEL WOOLOO WARRAN WARNAM", "DINGO POTO", cut},
		{"PAPANDROPOULOUS<<JONATHON<WARREN<TREVOR", "PAPANDROPOULOUS", "JONATHON WARREN TREVOR", cut},
		// 9303-6 section 4.2.3: 31 characters
		{"NILAVADHANANANDA<<CHAYAPA<DEJ<K", "NILAVADHANANANDA", "CHAYAPA DEJ K", cut},
		{"NILAVADHANANANDA<<ARN<PET<CHARO", "NILAVADHANANANDA", "ARN PET CHARO", cut},
		{"BENNELONG<WOOLOOMOOLOO<W<W<<D<P", "BENNELONG WOOLOOMOOLOO W W", "D P", cut},
		{"BENNELONG<WOOLOOM<WAR<WARN<<D<P", "BENNELONG WOOLOOM WAR WARN", "D P", cut},
		{"BENNEL<WOOLO<WARRA<WARNA<<DIN<P", "BENNEL WOOLO WARRA WARNA", "DIN P", cut},
		{"PAPANDROPOULOUS<<JONATHOON<ALEC", "PAPANDROPOULOUS", "JONATHOON ALEC", cut},
		{"VILARCHAO<FERNANDEZ<<JOSE<RAMON", "VILARCHAO FERNANDEZ", "JOSE RAMON", cut},
		// 9303-5 section 4.2.3: 30 characters
		{"NILAVADHANANANDA<<CHAYAPA<DE<K", "NILAVADHANANANDA", "CHAYAPA DE K", cut},
		{"BENNELONG<WOOLOOMOOLOO<W<W<<DI", "BENNELONG WOOLOOMOOLOO W W", "DI", cut},
		{"BENNE<WOOLO<WARRA<WARNA<<DIN<P", "BENNE WOOLO WARRA WARNA", "DIN P", cut},
		{"PAPANDROPOULOUS<<JONATHON<ALEC", "PAPANDROPOULOUS", "JONATHON ALEC", cut},
		// names are not turned back: this is Michael, not Michäl
		{"AEIKAES<<MICHAEL<<<<<<<<<<<<<<", "AEIKAES", "MICHAEL", fits},
	} {
		var checks Checks
		surname, given, truncated := splitNames([]byte(v.field), &checks)
		if string(surname) != v.surname || string(given) != v.given || truncated != v.truncated || checks.Of(CheckNames) != Passed {
			t.Errorf("%s: %q, %q, truncated %v, %v", v.field, surname, given, truncated, checks.Of(CheckNames))
		}
	}
}

func TestNamesThatAreNoneFail(t *testing.T) {
	for field, want := range map[string]Result{
		"<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<": Failed,
		"ER1KSSON<<ANNA<<<<<<<<<<<<<<<<": Failed,
		"STEVENSON<<PETER<<JOHN<<<<<<<<": Warned,
		"SMITH<<<JOHN<<<<<<<<<<<<<<<<<<": Warned,
	} {
		var checks Checks
		splitNames([]byte(field), &checks)
		if got := checks.Of(CheckNames); got != want {
			t.Errorf("%s: %v, want %v", field, got, want)
		}
	}
}
