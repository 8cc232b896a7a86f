package catalogue_test

import (
	"io/fs"
	"testing"
	"testing/fstest"

	"kundterminal/kiosk/catalogue"
)

func TestAnOverlayIsAFileSystemOfBoth(t *testing.T) {
	base := files(map[string]string{"queues.toml": "base", "authorities/kela.toml": "base", "authorities/vero.toml": "base", "only/base.toml": ""})
	over := files(map[string]string{"authorities/vero.toml": "over", "authorities/zoo.toml": "over", "only.toml": ""})
	both := catalogue.Overlay(base, over)
	if err := fstest.TestFS(both, "queues.toml", "authorities/kela.toml", "authorities/vero.toml", "authorities/zoo.toml", "only/base.toml", "only.toml"); err != nil {
		t.Error(err)
	}
	for name, want := range map[string]string{"queues.toml": "base", "authorities/kela.toml": "base", "authorities/vero.toml": "over"} {
		if text, err := fs.ReadFile(both, name); string(text) != want {
			t.Errorf("%s holds %q (%v), want %q", name, text, err, want)
		}
	}
}

func TestNoOverlayIsTheBase(t *testing.T) {
	if text, err := fs.ReadFile(catalogue.Overlay(files(map[string]string{"a": "base"}), nil), "a"); string(text) != "base" {
		t.Errorf("%q, %v", text, err)
	}
}
