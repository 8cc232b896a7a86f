package kiosk

// TicketScanned tells that the code of a ticket was shown to a reader.
type TicketScanned struct {
	happening
	Code Code
}

// TicketFound brings what the terminal knows of the ticket with a code.
type TicketFound struct {
	happening
	Code     Code
	Ticket   Ticket // zero: it was issued elsewhere, or is not known any more
	Answered bool   // feedback was given with it after the service
}

// FeedbackPressed opens the first question.
type FeedbackPressed struct{ pressed }

// SuccessAnswered answers whether the matter was done.
type SuccessAnswered struct {
	pressed
	Success Success
}

// GradeGiven grades the service.
type GradeGiven struct {
	pressed
	Grade int // MinGrade to MaxGrade
}

// RecommendationGiven says how likely a recommendation is.
type RecommendationGiven struct {
	pressed
	Points int // 0 to MaxPoints
}

// StatementRated says how far the person agrees with the statement that is shown.
type StatementRated struct {
	pressed
	Rating int // 1 to MaxRating
}

// QuestionSkipped goes on to the next question without an answer.
type QuestionSkipped struct{ pressed }

// CommentSent adds what was typed to the answers, and ends them.
type CommentSent struct{ pressed }
