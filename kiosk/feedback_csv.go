package kiosk

import (
	"encoding/csv"
	"io"
	"strconv"
	"strings"
)

// WriteCSV writes the report as CSV (RFC 4180) with semicolons and a heading: a line
// for the total, then one for each authority, then one for each week of each. What
// is hidden is empty. Comma says that numbers have a decimal comma.
func (r FeedbackReport) WriteCSV(w io.Writer, comma bool) error {
	out := csv.NewWriter(w)
	out.Comma = ';'
	_ = out.Write(csvHeading())
	for _, list := range [][]FeedbackCell{{r.Total}, r.Authorities, r.Weeks} {
		for _, c := range list {
			line := c.csv()
			if comma {
				for i := 3; i < len(line); i++ {
					line[i] = strings.Replace(line[i], ".", ",", 1)
				}
			}
			_ = out.Write(line)
		}
	}
	out.Flush()
	return out.Error()
}

func csvHeading() []string {
	list := []string{"authority", "week", "tickets", "answers", "rate"}
	question := func(name string, mean bool, values ...string) {
		list = append(list, name+"_n")
		if mean {
			list = append(list, name+"_mean")
		}
		for _, v := range values {
			list = append(list, name+"_"+v)
		}
	}
	question("success", false, "yes", "partly", "no")
	question("grade", true, numbers(MinGrade, MaxGrade)...)
	question("recommend", true, numbers(0, MaxPoints)...)
	list = append(list, "nps", "nps_low", "nps_high")
	for _, s := range Statements() {
		question(s.String(), true, numbers(1, MaxRating)...)
	}
	return list
}

func numbers(least, most int) []string {
	var list []string
	for n := least; n <= most; n++ {
		list = append(list, strconv.Itoa(n))
	}
	return list
}

func (c FeedbackCell) csv() []string {
	list := []string{string(c.Authority), c.Week.String(), strconv.Itoa(c.Tickets), "", ""}
	if !c.Hidden {
		list[3] = strconv.Itoa(c.Answers)
		if c.Tickets > 0 {
			list[4] = decimal(c.Rate, 4)
		}
	}
	question := func(d Distribution, mean bool, values int) {
		figures := make([]string, values+1)
		if !d.Hidden {
			figures[0] = strconv.Itoa(d.N)
			for i, n := range d.Counts {
				figures[i+1] = strconv.Itoa(n)
			}
		}
		list = append(list, figures[0])
		if mean && d.Hidden {
			list = append(list, "")
		} else if mean {
			list = append(list, decimal(d.Mean, 3))
		}
		list = append(list, figures[1:]...)
	}
	question(c.Success, false, len(Successes()))
	question(c.Grade, true, MaxGrade-MinGrade+1)
	question(c.Recommend.Distribution, true, MaxPoints+1)
	if c.Recommend.Hidden {
		list = append(list, "", "", "")
	} else {
		list = append(list, decimal(c.Recommend.Score, 1), decimal(c.Recommend.Low, 1), decimal(c.Recommend.High, 1))
	}
	for _, d := range c.Ratings {
		question(d, true, MaxRating)
	}
	return list
}

func decimal(v float64, digits int) string { return strconv.FormatFloat(v, 'f', digits, 64) }
