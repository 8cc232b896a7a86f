package main

import (
	"net"
	"net/url"
	"time"
)

// callBackConfig is where the calls that people ask for are sent.
type callBackConfig struct {
	URL       string `toml:"url" secret:"true"` // it may hold what opens it
	TokenFile string `toml:"token_file"`
	EveryS    int    `toml:"every_s"`
}

// used reports whether calls can be asked for.
func (c callBackConfig) used() bool { return c.URL != "" }

// every is how often is looked whether there is a call; where none can be asked for,
// it is looked only for old ones.
func (c callBackConfig) every() time.Duration {
	if !c.used() {
		return time.Hour
	}
	return time.Duration(c.EveryS) * time.Second
}

func (c callBackConfig) check(fault func(key, reason string), between func(key string, v, least, most int)) {
	between("call_back.every_s", c.EveryS, 1, 3600)
	if !c.used() {
		return
	}
	u, err := url.Parse(c.URL)
	switch {
	case err != nil || u.Host == "":
		fault("call_back.url", "is no address such as https://calls.example.fi/orders")
	case u.Scheme == "https", u.Scheme == "http" && loopback(u.Hostname()):
	default:
		fault("call_back.url", "must begin with https://, or lead to this machine; telephone numbers are sent nowhere in the clear")
	}
}

func loopback(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}
