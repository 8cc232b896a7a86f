package main

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha256"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"math/big"
	"net"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"kundterminal/internal/logbook"
)

// The life of a local certificate: as long as browsers take one, and made anew while
// there is time to have workstations trust it.
const (
	localLife  = 397 * 24 * time.Hour
	localAgain = 30 * 24 * time.Hour
	lookAgain  = time.Hour // for a file that was renewed
)

// certificate is what the point's server proves itself by: the point's own, or a
// local one that is made where there is none. It is read again when it is renewed.
type certificate struct {
	cert, key string   // files
	local     bool     // they are ours to make
	names     []string // and addresses that a local one is for
	log       *slog.Logger

	mu     sync.Mutex
	pair   *tls.Certificate
	looked time.Time
}

// newCertificate reads the certificate, or makes a local one in the folder.
func newCertificate(c pointConfig, folder string, log *slog.Logger) (*certificate, error) {
	p := &certificate{cert: c.Cert, key: c.Key, log: log}
	if c.Cert == "" {
		p.local, p.names = true, append(slices.Clone(c.Hosts), ownNames()...)
		p.cert, p.key = filepath.Join(folder, "point.crt"), filepath.Join(folder, "point.key")
	}
	return p, p.load(time.Now())
}

// ownNames are those by which a machine is reached in its own network.
func ownNames() []string {
	names := []string{"localhost", "127.0.0.1", "::1"}
	if host, err := os.Hostname(); err == nil {
		names = append(names, strings.ToLower(host))
	}
	addresses, _ := net.InterfaceAddrs() // without them the names do
	for _, a := range addresses {
		if n, ok := a.(*net.IPNet); ok && n.IP.IsGlobalUnicast() {
			names = append(names, n.IP.String())
		}
	}
	return names
}

// load reads the files, and makes them where they are local and not there, or end
// soon.
func (c *certificate) load(now time.Time) error {
	pair, err := tls.LoadX509KeyPair(c.cert, c.key)
	if c.local && (errors.Is(err, fs.ErrNotExist) || err == nil && pair.Leaf.NotAfter.Sub(now) < localAgain) {
		if err = c.make(now); err == nil {
			pair, err = tls.LoadX509KeyPair(c.cert, c.key)
		}
		if err == nil {
			logbook.Write(c.log, logbook.CertificateMade{Path: c.cert, Fingerprint: fingerprint(&pair), Until: pair.Leaf.NotAfter})
		}
	}
	if err != nil {
		return fmt.Errorf("point.cert: %w; the certificate and its key must be PEM files that the terminal's user can read", err)
	}
	c.pair, c.looked = &pair, now
	return nil
}

// make writes a local certificate and its key.
func (c *certificate) make(now time.Time) error {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return err
	}
	serial, err := rand.Int(rand.Reader, new(big.Int).Lsh(big.NewInt(1), 127))
	if err != nil {
		return err
	}
	t := &x509.Certificate{
		SerialNumber: serial, Subject: pkix.Name{CommonName: "Kundterminal, local"},
		NotBefore: now.Add(-time.Hour), NotAfter: now.Add(localLife),
		KeyUsage: x509.KeyUsageDigitalSignature, ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth},
		BasicConstraintsValid: true,
	}
	for _, name := range c.names {
		if ip := net.ParseIP(name); ip != nil {
			t.IPAddresses = append(t.IPAddresses, ip)
		} else {
			t.DNSNames = append(t.DNSNames, name)
		}
	}
	der, err := x509.CreateCertificate(rand.Reader, t, t, &key.PublicKey, key)
	if err != nil {
		return err
	}
	secret, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		return err
	}
	defer clear(secret)
	if err := writeWhole(c.key, pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: secret})); err != nil {
		return err
	}
	return writeWhole(c.cert, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der}))
}

// current is the certificate as it is now. Files are looked at once an hour; what
// cannot be read then leaves the last one in use.
func (c *certificate) current(now time.Time) *tls.Certificate {
	c.mu.Lock()
	defer c.mu.Unlock()
	if now.Sub(c.looked) >= lookAgain {
		if err := c.load(now); err != nil {
			c.looked = now
		}
	}
	return c.pair
}

// config is what TLS needs.
func (c *certificate) config() *tls.Config {
	return &tls.Config{
		MinVersion:     tls.VersionTLS12,
		GetCertificate: func(*tls.ClientHelloInfo) (*tls.Certificate, error) { return c.current(time.Now()), nil },
	}
}

// fingerprint is a certificate's SHA-256, as browsers show it.
func fingerprint(pair *tls.Certificate) string {
	sum := sha256.Sum256(pair.Leaf.Raw)
	return strings.ReplaceAll(fmt.Sprintf("% X", sum[:]), " ", ":")
}
