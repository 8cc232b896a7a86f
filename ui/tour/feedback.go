package tour

import (
	"strings"

	"kundterminal/kiosk"
)

// feedback answers all questions, after a visit that has just ended and with the
// ticket of one that is over.
func (t *guide) feedback() {
	t.do(kiosk.TicketPrinted{Ticket: t.sample().Name})
	begin := t.state
	t.do(kiosk.FeedbackPressed{})
	t.stop("feedback-success")
	t.aside("help-feedback", kiosk.HelpPressed{})
	t.do(kiosk.SuccessAnswered{Success: kiosk.SuccessPartly})
	t.stop("feedback-grade")
	t.do(kiosk.GradeGiven{Grade: 10})
	t.aside("feedback-grade-again", kiosk.BackPressed{})
	t.stop("feedback-recommend")
	t.do(kiosk.RecommendationGiven{Points: 10})
	for _, s := range kiosk.Statements() {
		t.stop("feedback-" + s.String())
		t.do(kiosk.StatementRated{Rating: 4})
	}
	t.stop("feedback-comment")
	t.aside("feedback-comment-short", t.typed("hyvä palvelu, kiitos! dovdat go čáppa šattuid")...)
	for _, private := range [][2]string{{"code", "minun tunnus on 010190-999p"}, {"phone", "soita 040 1234567"}, {"email", "kirjoita a@b.fi"}} {
		t.aside("feedback-private-"+private[0], append(t.typed(private[1]), kiosk.CommentSent{})...)
	}
	t.aside("feedback-comment-full", t.typed(strings.Repeat("odotin pitkään ", 34))...)
	t.aside("feedback-thanks", kiosk.CommentSent{})
	t.state = begin
	t.do(kiosk.Finished{}, kiosk.StopPressed{})
	code := t.sample().Code()
	t.aside("feedback-scanned", kiosk.TicketFound{Code: code, Ticket: t.sample()})
	t.aside("feedback-answered", kiosk.TicketFound{Code: code, Ticket: t.sample(), Answered: true}, kiosk.LanguageChosen{Language: t.language})
	old := kiosk.EncodeCode(1, kiosk.Date{Year: 2026, Month: 11, Day: 20}, 'A', 7)
	t.aside("feedback-old", kiosk.TicketFound{Code: old}, kiosk.LanguageChosen{Language: t.language})
}
