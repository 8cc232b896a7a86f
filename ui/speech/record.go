package speech

import (
	"bytes"
	"context"
	"encoding/binary"
	"fmt"
	"strings"

	"kundterminal/ui"
)

// The places of a WAV file's sizes, as espeak-ng writes it: in its header of 44 bytes.
const (
	wavHeader   = 44
	wavSize     = 4
	wavDataSize = 40
)

// Record returns a sentence as a WAV file, at the default volume, without playing it:
// nothing that is being said ends for it. It returns ErrMissing and ErrUnspoken as
// Speak does.
func (s *Speaker) Record(ctx context.Context, sentence ui.Sentence) ([]byte, error) {
	if err := s.installed(); err != nil {
		return nil, err
	}
	var sound, said bytes.Buffer
	cmd := s.child(ctx, sentence, DefaultVolume)
	cmd.Stdout, cmd.Stderr = &sound, &said
	if err := cmd.Run(); err != nil {
		return nil, fmt.Errorf("speaking: %w: %s: %v %s", ErrUnspoken, s.Program, err, strings.TrimSpace(said.String()))
	}
	wav := sound.Bytes()
	if len(wav) <= wavHeader || string(wav[:4]) != "RIFF" {
		return nil, fmt.Errorf("speaking: %w: %s gave %d bytes, which are no sound", ErrUnspoken, s.Program, len(wav))
	}
	// It wrote into a pipe, and could not know the sizes when it wrote the header.
	binary.LittleEndian.PutUint32(wav[wavSize:], uint32(len(wav)-8))
	binary.LittleEndian.PutUint32(wav[wavDataSize:], uint32(len(wav)-wavHeader))
	return wav, nil
}
