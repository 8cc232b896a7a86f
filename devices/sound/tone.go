package sound

import (
	"bytes"
	"encoding/binary"
	"math"
	"time"
)

// Rate is how many samples a second the tones have, on each side.
const Rate = 48000

// Longest is what all tones of one sound may last together. Longer ones are cut.
const Longest = time.Minute

// fade is how long a tone swells and dies away, half of it at most.
const fade = 15 * time.Millisecond

// Side is which loudspeaker a tone comes from.
type Side uint8

// The sides.
const (
	Both Side = iota
	Left
	Right
)

// The pitches of tones, in hertz.
const (
	A3 = 220.0
	A4 = 440.0
	E5 = 660.0 // a fifth above, in just intonation
)

// Tone is a sine. A level of 0 is a pause.
type Tone struct {
	Side  Side
	Hz    float64
	For   time.Duration
	Level float64 // of the largest amplitude: 0 to 1
}

// WAV returns the tones, one after the other, as a WAV file: two sides, 16 bits
// signed, little endian, Rate samples a second.
func WAV(tones ...Tone) []byte {
	var frames []int16
	left := Longest
	for _, t := range tones {
		t.For = min(max(t.For, 0), left)
		left -= t.For
		frames = t.appendTo(frames)
	}
	var file bytes.Buffer
	_ = binary.Write(&file, binary.LittleEndian, headerOf(2*len(frames)))
	_ = binary.Write(&file, binary.LittleEndian, frames) // a Buffer takes all
	return file.Bytes()
}

// header is that of a RIFF file of format WAVE with one chunk of PCM samples.
type header struct {
	RIFF       [4]byte
	Size       uint32 // of all that follows
	WAVE, Fmt  [4]byte
	FmtSize    uint32
	PCM, Sides uint16
	Rate, Flow uint32 // samples and bytes a second
	Frame, Bit uint16 // bytes of all sides, and bits of one
	Data       [4]byte
	DataSize   uint32
}

func headerOf(bytes int) header {
	return header{
		RIFF: [4]byte([]byte("RIFF")), Size: uint32(36 + bytes),
		WAVE: [4]byte([]byte("WAVE")), Fmt: [4]byte([]byte("fmt ")), FmtSize: 16,
		PCM: 1, Sides: 2, Rate: Rate, Flow: Rate * 4, Frame: 4, Bit: 16,
		Data: [4]byte([]byte("data")), DataSize: uint32(bytes),
	}
}

// appendTo adds the tone's samples, left and right in turns.
func (t Tone) appendTo(frames []int16) []int16 {
	n := samplesOf(t.For)
	edge := min(samplesOf(fade), n/2)
	level := min(max(t.Level, 0), 1) * math.MaxInt16
	for i := range n {
		swell := 1.0
		if near := min(i, n-1-i); near < edge {
			swell = (1 - math.Cos(math.Pi*float64(near)/float64(edge))) / 2
		}
		v := int16(level * swell * math.Sin(2*math.Pi*t.Hz*float64(i)/Rate))
		l, r := v, v
		switch t.Side {
		case Left:
			r = 0
		case Right:
			l = 0
		}
		frames = append(frames, l, r)
	}
	return frames
}

func samplesOf(d time.Duration) int { return int(d.Seconds() * Rate) }
