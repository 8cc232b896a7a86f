package main

import (
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"

	"kundterminal/kiosk"
)

// demoReceiver takes the calls of a demonstration, and says what a receiver would
// know, but for the number. Close ends it.
func demoReceiver(c *config, out io.Writer) (*http.Server, error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, fmt.Errorf("the receiver of call-backs: %w", err)
	}
	server := &http.Server{ReadHeaderTimeout: callBackLimit, Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var order kiosk.CallBackOrder
		if err := json.NewDecoder(io.LimitReader(r.Body, callBackBody)).Decode(&order); err != nil || r.Header.Get(idempotencyKey) != order.ID {
			w.WriteHeader(http.StatusBadRequest)
			return
		}
		fmt.Fprintf(out, "A call-back was delivered: %s, %s to %s.\n", order.Authority, order.From.Format("2006-01-02 15:04"), order.To.Format("15:04"))
		w.WriteHeader(http.StatusNoContent)
	})}
	go server.Serve(listener)
	c.CallBack.URL = "http://" + listener.Addr().String() + "/"
	return server, nil
}
