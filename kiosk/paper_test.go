package kiosk

import (
	"testing"
	"time"

	"pgregory.net/rapid"
)

// thursday is 26 November 2026 at an hour, in Helsinki.
func thursday(t *testing.T, hour, minute int) time.Time {
	t.Helper()
	helsinki, err := time.LoadLocation("Europe/Helsinki")
	if err != nil {
		t.Fatal(err)
	}
	return time.Date(2026, 11, 26, hour, minute, 0, 0, helsinki)
}

var nineToFour = WorkingDays(9*time.Hour, 16*time.Hour)

func TestTheForecastOfARoll(t *testing.T) {
	noon := thursday(t, 12, 0)
	roll := Roll{LengthMM: 80_000}
	for name, c := range map[string]struct {
		roll  Roll
		use   PaperUse
		hours OpenHours
		now   time.Time
		want  PaperForecast
	}{
		"nothing is known": {want: PaperForecast{TicketMM: DefaultTicketMM}},
		"a length that is not known still has a mean": {
			use: PaperUse{RollMM: 5000, Tickets: 10, TicketsMM: 1000}, want: PaperForecast{TicketMM: 100},
		},
		"a fresh roll": {roll: roll, want: PaperForecast{Known: true, LeftMM: 80_000, TicketMM: DefaultTicketMM, Tickets: 615}},
		"few tickets do not make a mean": {
			roll: roll, use: PaperUse{RollMM: 1000, Tickets: 4, TicketsMM: 1000},
			want: PaperForecast{Known: true, LeftMM: 79_000, TicketMM: DefaultTicketMM, Tickets: 607},
		},
		"test pages use paper and are no tickets": {
			roll: roll, use: PaperUse{RollMM: 30_000, Tickets: 100, TicketsMM: 10_000},
			want: PaperForecast{Known: true, LeftMM: 50_000, TicketMM: 100, Tickets: 500},
		},
		"more was used than there was": {
			roll: roll, use: PaperUse{RollMM: 90_000, Tickets: 900, TicketsMM: 90_000, Today: 60}, hours: nineToFour,
			want: PaperForecast{Known: true, TicketMM: 100, Ends: noon},
		},
		"today": { // 20 an hour; 40 are left
			roll: roll, use: PaperUse{RollMM: 76_000, Tickets: 760, TicketsMM: 76_000, Today: 60}, hours: nineToFour,
			want: PaperForecast{Known: true, LeftMM: 4000, TicketMM: 100, Tickets: 40, Ends: thursday(t, 14, 0)},
		},
		"the day after": { // 100 are left: 80 today, 20 on Friday
			roll: roll, use: PaperUse{RollMM: 70_000, Tickets: 700, TicketsMM: 70_000, Today: 60}, hours: nineToFour,
			want: PaperForecast{Known: true, LeftMM: 10_000, TicketMM: 100, Tickets: 100, Ends: thursday(t, 10, 0).AddDate(0, 0, 1)},
		},
		"after the weekend": { // 230 are left: 80 today, 140 on Friday, 10 on Monday
			roll: roll, use: PaperUse{RollMM: 57_000, Tickets: 570, TicketsMM: 57_000, Today: 60}, hours: nineToFour,
			want: PaperForecast{Known: true, LeftMM: 23_000, TicketMM: 100, Tickets: 230, Ends: thursday(t, 9, 30).AddDate(0, 0, 4)},
		},
		"in the evening the whole day counts": { // 70 over 7 hours
			roll: roll, use: PaperUse{RollMM: 79_000, Tickets: 790, TicketsMM: 79_000, Today: 70}, hours: nineToFour, now: thursday(t, 18, 0),
			want: PaperForecast{Known: true, LeftMM: 1000, TicketMM: 100, Tickets: 10, Ends: thursday(t, 10, 0).AddDate(0, 0, 1)},
		},
		"too early to tell": {
			roll: roll, use: PaperUse{RollMM: 70_000, Tickets: 700, TicketsMM: 70_000, Today: 60}, hours: nineToFour, now: thursday(t, 9, 59),
			want: PaperForecast{Known: true, LeftMM: 10_000, TicketMM: 100, Tickets: 100},
		},
		"too few to tell": {
			roll: roll, use: PaperUse{RollMM: 70_000, Tickets: 700, TicketsMM: 70_000, Today: 4}, hours: nineToFour,
			want: PaperForecast{Known: true, LeftMM: 10_000, TicketMM: 100, Tickets: 100},
		},
		"before it opens": {
			roll: roll, use: PaperUse{RollMM: 70_000, Tickets: 700, TicketsMM: 70_000, Today: 60}, hours: nineToFour, now: thursday(t, 7, 0),
			want: PaperForecast{Known: true, LeftMM: 10_000, TicketMM: 100, Tickets: 100},
		},
		"nobody knows the hours": {
			roll: roll, use: PaperUse{RollMM: 70_000, Tickets: 700, TicketsMM: 70_000, Today: 60},
			want: PaperForecast{Known: true, LeftMM: 10_000, TicketMM: 100, Tickets: 100},
		},
		"too far off to tell": {
			roll: Roll{LengthMM: 1e9}, use: PaperUse{Today: 5}, hours: nineToFour,
			want: PaperForecast{Known: true, LeftMM: 1e9, TicketMM: DefaultTicketMM, Tickets: 7_692_307},
		},
	} {
		t.Run(name, func(t *testing.T) {
			if c.now.IsZero() {
				c.now = noon
			}
			got := Forecast(c.roll, c.use, c.hours, c.now)
			if !got.Ends.Equal(c.want.Ends) {
				t.Errorf("ends %v, want %v", got.Ends, c.want.Ends)
			}
			got.Ends, c.want.Ends = time.Time{}, time.Time{}
			if got != c.want {
				t.Errorf("%+v, want %+v", got, c.want)
			}
		})
	}
}

func TestTheHoursAreThoseOfTheClockOnTheWall(t *testing.T) {
	noon := thursday(t, 12, 0)
	for _, day := range []time.Time{ // when clocks change in Finland
		time.Date(2027, 3, 28, 12, 0, 0, 0, noon.Location()), time.Date(2026, 10, 25, 12, 0, 0, 0, noon.Location()),
	} {
		var hours OpenHours
		hours[time.Sunday] = OpenDay{Opens: 10 * time.Hour, Closes: 14 * time.Hour}
		if opens, closes := hours.on(day, 0); opens.Hour() != 10 || closes.Hour() != 14 {
			t.Errorf("on %s it is open from %s to %s", day, opens, closes)
		}
	}
}

func TestAForecastIsNeverInThePastNorOutsideTheHours(t *testing.T) {
	noon := thursday(t, 12, 0)
	rapid.Check(t, func(t *rapid.T) {
		use := PaperUse{
			RollMM: rapid.Float64Range(0, 400_000).Draw(t, "used"), Tickets: rapid.IntRange(0, 5000).Draw(t, "tickets"),
			TicketsMM: rapid.Float64Range(0, 400_000).Draw(t, "of them"), Today: rapid.IntRange(0, 400).Draw(t, "today"),
		}
		now := noon.Add(time.Duration(rapid.IntRange(0, 14*24*3600).Draw(t, "seconds")) * time.Second)
		f := Forecast(Roll{LengthMM: rapid.Float64Range(1, 300_000).Draw(t, "roll")}, use, nineToFour, now)
		if f.LeftMM < 0 || f.Tickets < 0 || f.TicketMM <= 0 {
			t.Fatalf("%+v", f)
		}
		if f.Ends.IsZero() || f.LeftMM == 0 {
			return
		}
		opens, closes := nineToFour.on(f.Ends, 0)
		if f.Ends.Before(now) || f.Ends.Before(opens) || f.Ends.After(closes) {
			t.Fatalf("at %s it says the roll ends at %s", now, f.Ends)
		}
	})
}
