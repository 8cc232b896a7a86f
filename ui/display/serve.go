package display

import (
	"context"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"time"

	"kundterminal/internal/logbook"
)

// Serve answers on l until the context ends, and then returns nil. Any other end is an
// error.
func Serve(ctx context.Context, l net.Listener, h http.Handler, log *slog.Logger) error {
	streams, endStreams := context.WithCancel(context.WithoutCancel(ctx))
	defer endStreams()
	server := &http.Server{
		Handler: h, ReadHeaderTimeout: patience, ReadTimeout: patience, WriteTimeout: 6 * patience, IdleTimeout: 2 * time.Minute,
		MaxHeaderBytes: 16 << 10,
		ErrorLog:       logbook.Lines(log, func(line string) logbook.Event { return logbook.WebServerComplained{Text: line} }),
		BaseContext:    func(net.Listener) context.Context { return streams },
	}
	ended := make(chan error, 1)
	go func() { ended <- server.Serve(l) }()
	select {
	case err := <-ended:
		return fmt.Errorf("serve the call display on %v: %w", l.Addr(), err)
	case <-ctx.Done():
	}
	endStreams()
	grace, cancel := context.WithTimeout(context.WithoutCancel(ctx), patience)
	defer cancel()
	if err := server.Shutdown(grace); err != nil {
		return server.Close()
	}
	return nil
}
