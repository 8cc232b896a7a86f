package kiosk_test

import (
	"testing"
	"time"

	"kundterminal/kiosk"
)

// TestEveryLanguageWritesDaysAndTimesAsItDoesInFinland compares with what the
// Common Locale Data Repository has for these languages in Finland, but for
// English, whose clock is the one of 24 hours with a colon.
func TestEveryLanguageWritesDaysAndTimesAsItDoesInFinland(t *testing.T) {
	at := time.Date(2026, time.March, 6, 13, 5, 0, 0, time.UTC)
	for l, want := range map[kiosk.Language][5]string{
		"fi":            {"6.3.2026", "6. maaliskuuta 2026", "perjantai", "13.05", "ma, ti, ke, to, pe"},
		"sv":            {"6.3.2026", "6 mars 2026", "fredag", "13.05", "mån, tis, ons, tors, fre"},
		"en":            {"06/03/2026", "6 March 2026", "Friday", "13:05", "Mon, Tue, Wed, Thu, Fri"},
		"se":            {"06.03.2026", "6 njukčamánnu 2026", "bearjadat", "13:05", "má, di, ga, du, be"},
		"smn":           {"6.3.2026", "njuhčâmáánu 6. 2026", "vástuppeivi", "13.05", "vuo, maj, kos, tuo, vás"},
		"sms":           {"6.3.2026", "6. maaliskuuta 2026", "perjantai", "13.05", "ma, ti, ke, to, pe"},
		"fi-x-selko":    {"6.3.2026", "6. maaliskuuta 2026", "perjantai", "13.05", "ma, ti, ke, to, pe"},
		"sv-x-lattlast": {"6.3.2026", "6 mars 2026", "fredag", "13.05", "mån, tis, ons, tors, fre"},
	} {
		days := kiosk.WeekdaysOf(time.Monday, time.Tuesday, time.Wednesday, time.Thursday, time.Friday)
		got := [5]string{l.Date(at), l.LongDate(at), l.Weekday(at.Weekday()), l.Clock(at), l.ShortDays(days)}
		if got != want {
			t.Errorf("%s writes %q, want %q", l, got, want)
		}
	}
}

func TestAllMonthsAndDaysHaveNamesOfTheirOwn(t *testing.T) {
	for _, l := range kiosk.AllLanguages() {
		seen := map[string]bool{}
		for m := range 12 {
			seen[l.LongDate(time.Date(2026, time.Month(m+1), 6, 0, 0, 0, 0, time.UTC))] = true
		}
		for d := range time.Weekday(7) {
			seen[l.Weekday(d)] = true
			seen[l.ShortDays(kiosk.WeekdaysOf(d))] = true
		}
		if len(seen) != 12+7+7 {
			t.Errorf("%s has %d names", l, len(seen))
		}
	}
}

func TestEveryLanguageWritesNumbersWithItsOwnComma(t *testing.T) {
	for _, test := range []struct {
		l        kiosk.Language
		v        float64
		decimals int
		want     string
	}{
		{"fi", 1234567.5, 1, "1\u00a0234\u00a0567,5"},
		{"sv", 999, 0, "999"},
		{"se", 1000, 0, "1\u00a0000"},
		{"smn", -12.5, 1, "-12,5"},
		{"sms", 0.04, 1, "0,0"},
		{"sms", -0.04, 1, "0,0"},
		{"en", 1234.5, 1, "1\u00a0234.5"},
	} {
		if got := test.l.Number(test.v, test.decimals); got != test.want {
			t.Errorf("%s writes %g as %q, want %q", test.l, test.v, got, test.want)
		}
	}
}

func TestTimesWrittenForMachinesAreWrittenForPeople(t *testing.T) {
	for value, want := range map[string]string{
		"2026-03-06 13:05:09": "6.3.2026 13.05.09", "2026-03-06 13:05:09 EET": "6.3.2026 13.05.09 EET",
		"2026-13-06 13:05:09": "2026-13-06 13:05:09", "2026-03-06": "2026-03-06", "": "", "12.5 MB": "12.5 MB",
	} {
		if got := kiosk.Finnish.Stamp(value); got != want {
			t.Errorf("Finnish writes %q as %q, want %q", value, got, want)
		}
	}
	if got := kiosk.English.Stamp("2026-03-06 13:05:09"); got != "06/03/2026 13:05:09" {
		t.Errorf("English writes %q", got)
	}
}

func TestTheSamiLanguagesHaveAFormForTwo(t *testing.T) {
	for _, l := range kiosk.AllLanguages() {
		two := kiosk.Other
		for _, sami := range kiosk.SamiLanguages() {
			if l == sami {
				two = kiosk.Two
			}
		}
		for n, want := range []kiosk.Plural{kiosk.Other, kiosk.One, two, kiosk.Other} {
			if got := l.Plural(n); got != want {
				t.Errorf("%s has the form %s for %d, want %s", l, got, n, want)
			}
		}
	}
}
