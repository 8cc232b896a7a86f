package main

import (
	"context"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"text/tabwriter"
	"time"

	"kundterminal/assets"
	"kundterminal/kiosk"
	"kundterminal/kiosk/bolt"
	"kundterminal/kiosk/catalogue"
	"kundterminal/ui/chart"
	"kundterminal/ui/texts"
)

// feedbackCmd counts the feedback, from the store or, while a terminal has that
// open, from the terminal's page.
type feedbackCmd struct {
	Config   string         `help:"Configuration file; the defaults without it." type:"path" short:"c"`
	From     string         `help:"First day, as 2026-11-01; 12 weeks ago without it."`
	To       string         `help:"Last day; today without it."`
	CSV      bool           `help:"Write CSV, with semicolons." xor:"form" name:"csv"`
	Comments bool           `help:"Write what people wrote, as CSV: authority and text. The terminal must not run." xor:"form"`
	JSON     bool           `help:"Write JSON." xor:"form" name:"json"`
	Comma    bool           `help:"Write a decimal comma in the CSV."`
	Charts   string         `help:"Folder for charts as SVG." type:"path" placeholder:"DIR"`
	Language kiosk.Language `help:"Language of the charts and the table." default:"fi" enum:"fi,sv,en"`
}

// Run implements the command.
func (r *feedbackCmd) Run(s *surroundings) error {
	c, err := loadConfig(r.Config)
	if err != nil {
		return err
	}
	last := kiosk.DateOf(time.Now().In(c.location))
	first := last.Add(-7*12 + 1)
	for text, day := range map[*string]*kiosk.Date{&r.From: &first, &r.To: &last} {
		if *text == "" {
			continue
		}
		if *day, err = kiosk.ParseDate(*text); err != nil {
			return err
		}
	}
	keeper, err := catalogue.Open(assets.Catalogue(), c.Catalogue.Folder, "")
	if err != nil {
		return err
	}
	known := keeper.Current().Catalogue
	if r.Comments {
		return writeComments(s.out, c, known, first, last)
	}
	report, err := countFeedback(s.ctx, c, known, first, last)
	if err != nil {
		return err
	}
	if r.Charts != "" {
		if err := writeCharts(r.Charts, report, known, r.Language); err != nil {
			return err
		}
	}
	return r.write(s.out, report, known)
}

func (r *feedbackCmd) write(w io.Writer, report kiosk.FeedbackReport, c *kiosk.Catalogue) error {
	switch {
	case r.CSV:
		return report.WriteCSV(w, r.Comma)
	case r.JSON:
		out := json.NewEncoder(w)
		out.SetIndent("", "  ")
		return out.Encode(report)
	}
	words, err := texts.Load(assets.Texts())
	if err != nil {
		return err
	}
	out := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	var heads []string
	for _, key := range []string{"authority", "week", "tickets", "answers", "grade", "score"} {
		heads = append(heads, words.Say(r.Language, "results_"+key))
	}
	fmt.Fprintln(out, strings.Join(heads, "\t"))
	line := func(name string, cell kiosk.FeedbackCell) {
		answers, grade, score := "-", "-", "-"
		if !cell.Hidden {
			answers = fmt.Sprint(cell.Answers)
		}
		if !cell.Grade.Hidden {
			grade = chart.Decimal(cell.Grade.Mean, 2, r.Language)
		}
		if d := cell.Recommend; !d.Hidden {
			score = fmt.Sprintf("%.0f (%.0f ... %.0f)", d.Score, d.Low, d.High)
		}
		fmt.Fprintf(out, "%s\t%s\t%d\t%s\t%s\t%s\n", name, cell.Week, cell.Tickets, answers, grade, score)
	}
	line(words.Say(r.Language, "results_all"), report.Total)
	for _, cells := range [][]kiosk.FeedbackCell{report.Authorities, report.Weeks} {
		for _, cell := range cells {
			line(nameOf(c, r.Language, cell.Authority), cell)
		}
	}
	if err := out.Flush(); err != nil {
		return err
	}
	_, err = fmt.Fprintln(w, words.Say(r.Language, "results_few"))
	return err
}

// countFeedback reads the store, or asks the terminal that has it open.
func countFeedback(ctx context.Context, c config, known *kiosk.Catalogue, first, last kiosk.Date) (kiosk.FeedbackReport, error) {
	list, issued, err := readFeedback(c, known)
	if errors.Is(err, bolt.ErrLocked) {
		return askTerminal(ctx, c.Web.Listen, first, last)
	}
	if err != nil {
		return kiosk.FeedbackReport{}, err
	}
	return kiosk.ReportFeedback(first, last, list, issued), nil
}

func readFeedback(c config, known *kiosk.Catalogue) ([]kiosk.Feedback, []kiosk.Issued, error) {
	if _, err := os.Stat(c.feedbackKeyFile()); err != nil {
		return nil, nil, fmt.Errorf("feedback.key_file: %w; run as the terminal's user, or give --config", err)
	}
	kept, err := readClosed(c)
	if err != nil {
		return nil, nil, err
	}
	days, err := readDays(kept.Days)
	return kept.Feedback, issuedIn(kept, days, known), err
}

// writeComments writes what people wrote. It is read from the store alone: no page
// shows it.
func writeComments(w io.Writer, c config, known *kiosk.Catalogue, first, last kiosk.Date) error {
	list, issued, err := readFeedback(c, known)
	if err != nil {
		return err
	}
	report := kiosk.ReportFeedback(first, last, list, issued)
	out := csv.NewWriter(w)
	out.Comma = ';'
	_ = out.Write([]string{"authority", "comment"})
	for _, a := range report.Authorities {
		for _, text := range report.CommentsOn(a.Authority, list) {
			_ = out.Write([]string{string(a.Authority), text})
		}
	}
	out.Flush()
	return out.Error()
}

func askTerminal(ctx context.Context, address string, first, last kiosk.Date) (kiosk.FeedbackReport, error) {
	var report kiosk.FeedbackReport
	ctx, cancel := context.WithTimeout(ctx, time.Minute)
	defer cancel()
	query := url.Values{"from": {first.String()}, "to": {last.String()}}
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://"+address+"/feedback.json?"+query.Encode(), nil)
	if err != nil {
		return report, err
	}
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		return report, fmt.Errorf("a terminal has the store open, and its page does not answer: %w; set web.listen as it has it", err)
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		return report, fmt.Errorf("a terminal has the store open, and its page answers %s", answer.Status)
	}
	return report, json.NewDecoder(answer.Body).Decode(&report)
}

// writeCharts writes every chart of which anything may be shown.
func writeCharts(dir string, report kiosk.FeedbackReport, c *kiosk.Catalogue, l kiosk.Language) error {
	words, err := texts.Load(assets.Texts())
	if err != nil {
		return err
	}
	charts, err := newCharts()
	if err != nil {
		return err
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return fmt.Errorf("the folder for the charts: %w", err)
	}
	write := func(name string, svg []byte, err error) error {
		if errors.Is(err, chart.ErrNothing) {
			return nil
		}
		if err != nil {
			return err
		}
		return os.WriteFile(filepath.Join(dir, name+".svg"), svg, 0o644)
	}
	all := words.Say(l, "results_all")
	svg, err := charts.Grades(report.Total.Grade, words.Say(l, "results_grades_chart", "name", all))
	failed := write("grades", svg, err)
	var named []chart.Named
	for _, a := range report.Authorities {
		name := nameOf(c, l, a.Authority)
		named = append(named, chart.Named{Name: name, FeedbackCell: a})
		svg, err := charts.Grades(a.Grade, words.Say(l, "results_grades_chart", "name", name))
		failed = errors.Join(failed, write("grades-"+string(a.Authority), svg, err))
		var weeks []kiosk.FeedbackCell
		for _, w := range report.Weeks {
			if w.Authority == a.Authority {
				weeks = append(weeks, w)
			}
		}
		svg, err = charts.Weeks(weeks, l, words.Say(l, "results_weeks_chart", "name", name))
		failed = errors.Join(failed, write("weeks-"+string(a.Authority), svg, err))
	}
	svg, err = charts.Scores(named, words.Say(l, "results_scores_chart"))
	return errors.Join(failed, write("scores", svg, err))
}
