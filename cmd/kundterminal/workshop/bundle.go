package workshop

import (
	"archive/tar"
	"compress/gzip"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"filippo.io/age"

	"kundterminal/kiosk"
)

// bundleLargest is how large a bundle may be before it is packed, in bytes.
const bundleLargest = 64 << 20

// BundlePart is one file of a support bundle.
type BundlePart struct {
	Name string // in the archive: "log.jsonl"
	Key  string // what it is, "fact_<key>" in the texts: "bundle_log"
	Data []byte
}

// BundleSource makes parts of a bundle. A source that fails does not stop the
// others: why it failed is in the bundle.
type BundleSource struct {
	Key  string
	Read func(context.Context) ([]BundlePart, error)
}

// File is a source of one file. What looks like a person's is taken out of it.
func File(key, name string, read func(context.Context) ([]byte, error)) BundleSource {
	return BundleSource{Key: key, Read: func(ctx context.Context) ([]BundlePart, error) {
		data, err := read(ctx)
		return []BundlePart{{Name: name, Data: redact(data)}}, err
	}}
}

// Bundle is what a technician or the operator's support needs to know of a
// terminal, gathered at one moment. What is shown of it is what is written.
type Bundle struct {
	At    time.Time
	Parts []BundlePart
}

// Gather reads all sources.
func Gather(ctx context.Context, at time.Time, sources []BundleSource) Bundle {
	b := Bundle{At: at}
	left := bundleLargest
	for _, s := range sources {
		parts, err := s.Read(ctx)
		for _, p := range parts {
			if len(p.Data) > left {
				err = errors.Join(err, fmt.Errorf("%s has %s, for which there is no room in the bundle", p.Name, bytesText(len(p.Data))))
				continue
			}
			if len(p.Data) > 0 {
				p.Key = s.Key
				b.Parts = append(b.Parts, p)
				left -= len(p.Data)
			}
		}
		if err != nil {
			text := redact([]byte(err.Error() + "\n"))
			b.Parts = append(b.Parts, BundlePart{Name: "missing/" + strings.TrimPrefix(s.Key, "bundle_") + ".txt", Key: s.Key, Data: text})
		}
	}
	return b
}

// Section lists what the bundle holds, with sizes before packing.
func (b Bundle) Section() kiosk.FactSection {
	s := kiosk.FactSection{Key: "bundle_contents"}
	total := 0
	for _, p := range b.Parts {
		f := kiosk.Fact{Key: p.Key, Value: p.Name + "  " + bytesText(len(p.Data))}
		if strings.HasPrefix(p.Name, "missing/") {
			f.Value, f.Health = strings.TrimSpace(string(p.Data)), kiosk.HealthAttention
		}
		s.Facts = append(s.Facts, f)
		total += len(p.Data)
	}
	s.Facts = append(s.Facts, kiosk.Fact{Key: "bundle_total", Value: bytesText(total)})
	return s
}

// contents is the list that heads the archive.
func (b Bundle) contents() []byte {
	var text strings.Builder
	fmt.Fprintf(&text, "Kundterminal support bundle, %s\nsha256, bytes, file\n", b.At.Format(time.RFC3339))
	for _, p := range b.Parts {
		fmt.Fprintf(&text, "%x %9d %s\n", sha256.Sum256(p.Data), len(p.Data), p.Name)
	}
	return []byte(text.String())
}

// Encrypt writes the bundle: an age file that holds a gzipped tar archive. It is
// ErrNoRecipient without one.
func (b Bundle) Encrypt(w io.Writer, recipients []age.Recipient) error {
	if len(recipients) == 0 {
		return ErrNoRecipient
	}
	sealed, err := age.Encrypt(w, recipients...)
	if err != nil {
		return fmt.Errorf("encrypt the bundle: %w", err)
	}
	if err := b.pack(sealed); err != nil {
		return fmt.Errorf("write the bundle: %w", err)
	}
	if err := sealed.Close(); err != nil {
		return fmt.Errorf("write the bundle: %w", err)
	}
	return nil
}

func (b Bundle) pack(w io.Writer) error {
	packed := gzip.NewWriter(w)
	archive := tar.NewWriter(packed)
	for _, p := range append([]BundlePart{{Name: "CONTENTS.txt", Data: b.contents()}}, b.Parts...) {
		h := &tar.Header{Name: p.Name, Mode: 0o600, Size: int64(len(p.Data)), ModTime: b.At, Format: tar.FormatPAX}
		if err := archive.WriteHeader(h); err != nil {
			return err
		}
		if _, err := archive.Write(p.Data); err != nil {
			return err
		}
	}
	return errors.Join(archive.Close(), packed.Close())
}

// Name is that of the bundle's file: which terminal, and when.
func (b Bundle) Name(terminal kiosk.TerminalID) string {
	return fmt.Sprintf("kundterminal-%d-%s.tar.gz.age", terminal, b.At.UTC().Format("20060102T150405Z"))
}
