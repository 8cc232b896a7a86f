package kiosk

import (
	"math"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// gap parts the thousands of a number and a unit from it, and never breaks.
const gap = "\u00a0"

// locale is how a language writes days, times and numbers. The names and orders
// are those of the Common Locale Data Repository (version 48), as used in Finland.
// It has no Skolt Sámi, whose names stay Finnish until there is a source for them.
type locale struct {
	months   [12]string // as they stand in a date
	weekdays [7]string  // from Sunday, as time.Weekday counts
	short    [7]string
	date     string // layouts of package time
	clock    string
	long     string // with {day}, {month} and {year}
	decimal  string
	dual     bool // it has a plural form for two
}

var finnishLocale = locale{
	months: [12]string{
		"tammikuuta", "helmikuuta", "maaliskuuta", "huhtikuuta", "toukokuuta", "kesäkuuta",
		"heinäkuuta", "elokuuta", "syyskuuta", "lokakuuta", "marraskuuta", "joulukuuta",
	},
	weekdays: [7]string{"sunnuntai", "maanantai", "tiistai", "keskiviikko", "torstai", "perjantai", "lauantai"},
	short:    [7]string{"su", "ma", "ti", "ke", "to", "pe", "la"},
	date:     "2.1.2006", clock: "15.04", long: "{day}. {month} {year}", decimal: ",",
}

var locales = map[Language]locale{
	Finnish:     finnishLocale,
	EasyFinnish: finnishLocale,
	Swedish:     swedishLocale,
	EasySwedish: swedishLocale,
	English: {
		months: [12]string{
			"January", "February", "March", "April", "May", "June",
			"July", "August", "September", "October", "November", "December",
		},
		weekdays: [7]string{"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"},
		short:    [7]string{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"},
		date:     "02/01/2006", clock: "15:04", long: "{day} {month} {year}", decimal: ".",
	},
	NorthernSami: {
		months: [12]string{
			"ođđajagemánnu", "guovvamánnu", "njukčamánnu", "cuoŋománnu", "miessemánnu", "geassemánnu",
			"suoidnemánnu", "borgemánnu", "čakčamánnu", "golggotmánnu", "skábmamánnu", "juovlamánnu",
		},
		weekdays: [7]string{"sotnabeaivi", "mánnodat", "disdat", "gaskavahkku", "duorastat", "bearjadat", "lávvordat"},
		short:    [7]string{"so", "má", "di", "ga", "du", "be", "lá"},
		date:     "02.01.2006", clock: "15:04", long: "{day} {month} {year}", decimal: ",", dual: true,
	},
	InariSami: {
		months: [12]string{
			"uđđâivemáánu", "kuovâmáánu", "njuhčâmáánu", "cuáŋuimáánu", "vyesimáánu", "kesimáánu",
			"syeinimáánu", "porgemáánu", "čohčâmáánu", "roovvâdmáánu", "skammâmáánu", "juovlâmáánu",
		},
		weekdays: [7]string{"pasepeivi", "vuossargâ", "majebargâ", "koskokko", "tuorâstâh", "vástuppeivi", "lávurdâh"},
		short:    [7]string{"pas", "vuo", "maj", "kos", "tuo", "vás", "láv"},
		date:     "2.1.2006", clock: "15.04", long: "{month} {day}. {year}", decimal: ",", dual: true,
	},
	SkoltSami: skoltLocale,
}

var swedishLocale = locale{
	months: [12]string{
		"januari", "februari", "mars", "april", "maj", "juni",
		"juli", "augusti", "september", "oktober", "november", "december",
	},
	weekdays: [7]string{"söndag", "måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag"},
	short:    [7]string{"sön", "mån", "tis", "ons", "tors", "fre", "lör"},
	date:     "2.1.2006", clock: "15.04", long: "{day} {month} {year}", decimal: ",",
}

var skoltLocale = func() locale {
	l := finnishLocale
	l.dual = true
	return l
}()

func (l Language) locale() locale {
	for _, l := range l.Fallbacks() {
		if known, ok := locales[l]; ok {
			return known
		}
	}
	return finnishLocale
}

// Date writes a day in figures: "6.3.2026".
func (l Language) Date(t time.Time) string { return t.Format(l.locale().date) }

// Clock writes a time of day: "13.05".
func (l Language) Clock(t time.Time) string { return t.Format(l.locale().clock) }

// LongDate writes a day with the name of its month: "6. maaliskuuta 2026".
func (l Language) LongDate(t time.Time) string {
	locale := l.locale()
	return strings.NewReplacer(
		"{day}", strconv.Itoa(t.Day()), "{month}", locale.months[t.Month()-1], "{year}", strconv.Itoa(t.Year()),
	).Replace(locale.long)
}

// Weekday names a day of the week: "perjantai".
func (l Language) Weekday(d time.Weekday) string { return l.locale().weekdays[d%7] }

// ShortDays lists days of the week in short, from Monday: "ma, ti, ke".
func (l Language) ShortDays(w Weekdays) string {
	short := l.locale().short
	var list []string
	for i := range 7 {
		if d := time.Weekday((i + 1) % 7); w.Has(d) {
			list = append(list, short[d])
		}
	}
	return strings.Join(list, ", ")
}

// Number writes a number with so many decimals, its thousands apart: "1 234,5".
// The minus is the one of the keyboard in every language, since few typefaces have
// another.
func (l Language) Number(v float64, decimals int) string {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return strconv.FormatFloat(v, 'f', -1, 64)
	}
	whole, fraction, _ := strings.Cut(strconv.FormatFloat(math.Abs(v), 'f', max(decimals, 0), 64), ".")
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + gap + whole[i:]
	}
	if fraction != "" {
		whole += l.locale().decimal + fraction
	}
	if v < 0 && strings.ContainsAny(whole, "123456789") {
		whole = "-" + whole
	}
	return whole
}

// moment is a time to the second, and maybe its zone.
var moment = regexp.MustCompile(`^(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d)( [A-Z]{2,5})?$`)

// Stamp writes a time that was written for machines, such as "2026-03-06 13:05:00",
// as the language does: "6.3.2026 13.05.00". Any other text is returned as it is.
func (l Language) Stamp(value string) string {
	m := moment.FindStringSubmatch(value)
	if m == nil {
		return value
	}
	t, err := time.Parse(time.DateTime, m[1])
	if err != nil {
		return value
	}
	clock := l.locale().clock
	return l.Date(t) + " " + t.Format(clock+clock[2:3]+"05") + m[2]
}

// DecimalMark is what stands between a number and its decimals.
func (l Language) DecimalMark() string { return l.locale().decimal }

// Plural is the plural form that a language has for a number of things.
type Plural string

// The plural forms.
const (
	One   Plural = "one"
	Two   Plural = "two" // of the Sámi languages
	Other Plural = "other"
)

// Plural returns the form for n things.
func (l Language) Plural(n int) Plural {
	switch {
	case n == 1:
		return One
	case n == 2 && l.locale().dual:
		return Two
	}
	return Other
}
