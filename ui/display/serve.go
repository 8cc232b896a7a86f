package display

import (
	"context"
	"fmt"
	"log/slog"
	"net"
	"net/http"

	"kundterminal/internal/logbook"
	"kundterminal/ui/serving"
)

// Serve answers on l until the context ends, and then returns nil. Any other end is an
// error.
func Serve(ctx context.Context, l net.Listener, h http.Handler, log *slog.Logger) error {
	server := &http.Server{
		Handler:  h,
		ErrorLog: logbook.Lines(log, func(line string) logbook.Event { return logbook.WebServerComplained{Text: line} }),
	}
	if err := serving.Serve(ctx, server, l, func(err error) { logbook.Write(log, logbook.PagesCutOff{Cause: err}) }); err != nil {
		return fmt.Errorf("serve the call display on %v: %w", l.Addr(), err)
	}
	return nil
}
