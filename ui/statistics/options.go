package statistics

import (
	"context"
	"io/fs"
	"log/slog"

	"kundterminal/kiosk"
	"kundterminal/kiosk/statistics"
	"kundterminal/ui/chart"
)

// Options is what the pages need.
type Options struct {
	// Days are the days of a span of which anything is known, today so far among them.
	Days func(ctx context.Context, s statistics.Span) ([]statistics.Day, error)

	// Feedback counts the feedback of the days from first to last; nil: none is shown.
	Feedback func(ctx context.Context, first, last kiosk.Date) (kiosk.FeedbackReport, error)

	Today     func() kiosk.Date
	Languages []kiosk.Language // that the pages can be read in; the first is the main one

	// Say returns a text of the pages.
	Say func(l kiosk.Language, key string, args ...string) string

	// Name is what people call an authority, a service or a service class; empty where
	// it is not known any more.
	Name func(l kiosk.Language, a statistics.Axis, key string) string

	Desk     string // address of the page of whoever came from a desk; empty: nobody does
	Planning string // address of the page on which days are simulated; empty: there is none

	Charts *chart.Charts
	Fonts  fs.FS // NotoSans-Regular.ttf and NotoSans-Bold.ttf
	Log    *slog.Logger
}
