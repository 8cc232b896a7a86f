package workshop

import (
	"context"
	"net"
	"strings"

	"kundterminal/kiosk"
)

// servedTexts say how serving a bundle ended.
var servedTexts = [...]string{
	ServeWaits: "bundle_stopped", ServeFetched: "bundle_fetched", ServeLate: "bundle_late", ServeGuessed: "bundle_guessed",
	ServeStopped: "bundle_stopped", ServeFailed: "bundle_failed",
}

// offer is a bundle that is being served.
type offer struct {
	code, address string
	stop          context.CancelFunc
	done          chan struct{}
}

// begin serves the bundle. It goes on after ctx, until the view is left.
func (v *BundleView) begin(ctx context.Context) kiosk.Fact {
	if v.serve != nil || v.Serve == "" {
		return kiosk.Fact{}
	}
	sealed, err := v.sealed()
	if err != nil {
		return kiosk.Fact{Key: "bundle", Value: err.Error(), Health: kiosk.HealthFault}
	}
	listener, err := new(net.ListenConfig).Listen(ctx, "tcp", v.Serve)
	if err != nil {
		return kiosk.Fact{Key: "bundle", Value: "diagnostics.serve: " + err.Error(), Health: kiosk.HealthFault}
	}
	ctx, stop := context.WithCancel(context.WithoutCancel(ctx))
	o := &offer{code: NewCode(), address: reachable(listener.Addr()), stop: stop, done: make(chan struct{})}
	v.serve = o
	name := v.bundle.Name(v.Terminal)
	go func() {
		how, err := ServeOnce(ctx, listener, o.code, name, sealed)
		stop()
		v.tell("network: "+how.String(), len(sealed), err)
		close(o.done)
		v.ended(o, how)
	}()
	return kiosk.Fact{}
}

// ended shows how serving ended by itself.
func (v *BundleView) ended(o *offer, how Served) {
	v.mu.Lock()
	mine := v.serve == o
	if mine {
		v.serve = nil
		v.notice = kiosk.Fact{Key: "bundle", Text: servedTexts[how], Health: kiosk.HealthAttention}
		if how == ServeFetched {
			v.notice.Health = kiosk.HealthGood
		}
	}
	v.mu.Unlock()
	if mine && v.Changed != nil {
		v.Changed()
	}
}

// end stops serving and waits for that.
func (v *BundleView) end() {
	if o := v.serve; o != nil {
		v.serve = nil
		o.stop()
		<-o.done
	}
}

// reachable is the address that is typed into a browser: a listener on all
// addresses has that of the first network.
func reachable(a net.Addr) string {
	host, port, err := net.SplitHostPort(a.String())
	if err != nil {
		return "http://" + a.String()
	}
	if ip := net.ParseIP(host); ip != nil && ip.IsUnspecified() {
		host = ownAddress()
	}
	return "http://" + net.JoinHostPort(strings.TrimSpace(host), port)
}

// ownAddress is the first address that other machines know this one by.
func ownAddress() string {
	list, _ := net.InterfaceAddrs() // none is as good as an error
	for _, a := range list {
		if n, ok := a.(*net.IPNet); ok && n.IP.To4() != nil && !n.IP.IsLoopback() && !n.IP.IsLinkLocalUnicast() {
			return n.IP.String()
		}
	}
	return "localhost"
}
