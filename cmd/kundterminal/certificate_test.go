package main

import (
	"crypto/tls"
	"crypto/x509"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

func TestALocalCertificateIsMadeOnceForTheMachinesNames(t *testing.T) {
	folder := t.TempDir()
	log, text := logTo(t)
	c, err := newCertificate(pointConfig{Hosts: []string{"point.example.fi"}}, folder, log)
	if err != nil {
		t.Fatal(err)
	}
	leaf := c.pair.Leaf
	for _, name := range []string{"point.example.fi", "localhost", "127.0.0.1"} {
		if err := leaf.VerifyHostname(name); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	if leaf.PublicKeyAlgorithm != x509.ECDSA || leaf.IsCA || time.Until(leaf.NotAfter) > 398*24*time.Hour {
		t.Errorf("the certificate is %v, CA %v, until %v", leaf.PublicKeyAlgorithm, leaf.IsCA, leaf.NotAfter)
	}
	for _, name := range []string{"point.crt", "point.key"} {
		if info, err := os.Stat(filepath.Join(folder, name)); err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("%s: %v, %v", name, info, err)
		}
	}
	again, err := newCertificate(pointConfig{}, folder, log)
	if err != nil || fingerprint(again.pair) != fingerprint(c.pair) {
		t.Errorf("another start makes another certificate: %v", err)
	}
	if n := strings.Count(text(), "certificate_made"); n != 1 {
		t.Errorf("the log tells %d times of a new certificate", n)
	}
	if c.config().MinVersion != tls.VersionTLS12 {
		t.Error("older versions of TLS are taken")
	}
}

func TestALocalCertificateIsMadeAnewBeforeItEndsWhileTheServerRuns(t *testing.T) {
	log, _ := logTo(t)
	c, err := newCertificate(pointConfig{}, t.TempDir(), log)
	if err != nil {
		t.Fatal(err)
	}
	first := fingerprint(c.pair)
	if fingerprint(c.current(time.Now().Add(360*24*time.Hour))) != first {
		t.Error("it is made anew long before it ends")
	}
	if fingerprint(c.current(time.Now().Add(370*24*time.Hour))) == first {
		t.Error("it is left to end")
	}
}

func TestACertificateOfThePointIsReadAgainAndAFaultyOneIsNotTakenIntoUse(t *testing.T) {
	log, _ := logTo(t)
	folder := t.TempDir()
	if _, err := newCertificate(pointConfig{}, folder, log); err != nil {
		t.Fatal(err)
	}
	own := pointConfig{Cert: filepath.Join(folder, "point.crt"), Key: filepath.Join(folder, "point.key")}
	c, err := newCertificate(own, t.TempDir(), log)
	if err != nil {
		t.Fatal(err)
	}
	first := fingerprint(c.pair)
	if err := os.WriteFile(own.Key, []byte("no key"), 0o600); err != nil {
		t.Fatal(err)
	}
	if fingerprint(c.current(time.Now().Add(2*time.Hour))) != first {
		t.Error("the last certificate is not left in use")
	}
	if _, err := newCertificate(own, t.TempDir(), log); err == nil || !strings.Contains(err.Error(), "point.cert") {
		t.Errorf("a faulty key is answered with %v", err)
	}
	if slices.Contains(ownNames(), "") {
		t.Error("the machine has an empty name")
	}
}
