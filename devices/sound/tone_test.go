package sound

import (
	"bytes"
	"encoding/binary"
	"math"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// samples reads a WAV file of this package.
func samples(t rapid.TB, wav []byte) (left, right []int16) {
	t.Helper()
	var h header
	r := bytes.NewReader(wav)
	if err := binary.Read(r, binary.LittleEndian, &h); err != nil {
		t.Fatalf("the header cannot be read: %v", err)
	}
	if h != headerOf(r.Len()) || int(h.Size)+8 != len(wav) {
		t.Fatalf("the header is %+v before %d bytes", h, r.Len())
	}
	for data := wav[len(wav)-r.Len():]; len(data) >= 4; data = data[4:] {
		left = append(left, int16(binary.LittleEndian.Uint16(data)))
		right = append(right, int16(binary.LittleEndian.Uint16(data[2:])))
	}
	return left, right
}

// loudness is the root of the mean square, where a full square wave is 1.
func loudness(samples []int16) float64 {
	sum := 0.0
	for _, v := range samples {
		sum += float64(v) / math.MaxInt16 * float64(v) / math.MaxInt16
	}
	return math.Sqrt(sum / float64(max(len(samples), 1)))
}

// pitch counts the crossings of zero upwards.
func pitch(samples []int16) float64 {
	n := 0
	for i := 1; i < len(samples); i++ {
		if samples[i-1] < 0 && samples[i] >= 0 {
			n++
		}
	}
	return float64(n) / (float64(len(samples)) / Rate)
}

func TestATestToneComesFromItsSideOnly(t *testing.T) {
	for _, test := range []struct {
		name        string
		side        Side
		left, right bool
	}{{"left", Left, true, false}, {"right", Right, false, true}, {"both", Both, true, true}} {
		t.Run(test.name, func(t *testing.T) {
			left, right := samples(t, WAV(Tone{test.side, A4, time.Second, 0.5}))
			for name, side := range map[string]struct {
				samples []int16
				on      bool
			}{"left": {left, test.left}, "right": {right, test.right}} {
				want := 0.0
				if side.on {
					want = 0.5 / math.Sqrt2
				}
				if got := loudness(side.samples); math.Abs(got-want) > 0.01 {
					t.Errorf("%s is %.3f loud, want %.3f", name, got, want)
				}
			}
		})
	}
}

func TestAToneHasItsPitchAndItsLength(t *testing.T) {
	for _, hz := range []float64{A4, E5} {
		left, _ := samples(t, WAV(Tone{Both, hz, 500 * time.Millisecond, 0.4}))
		if len(left) != Rate/2 {
			t.Errorf("%v Hz: %d samples", hz, len(left))
		}
		if got := pitch(left); math.Abs(got-hz) > 4 {
			t.Errorf("the pitch is %.0f Hz, want %.0f", got, hz)
		}
	}
}

// A click is a step between two samples that no sine of the tone's own pitch and
// level has.
func TestNoTonesClickWhereTheyBeginMeetAndEnd(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var tones []Tone
		for range rapid.IntRange(1, 4).Draw(t, "tones") {
			tones = append(tones, Tone{
				Side: Side(rapid.IntRange(0, 2).Draw(t, "side")), Hz: rapid.Float64Range(50, 1000).Draw(t, "hz"),
				For: time.Duration(rapid.IntRange(1, 80).Draw(t, "ms")) * time.Millisecond, Level: rapid.Float64Range(0, 1).Draw(t, "level"),
			})
		}
		const steepest = 2 * math.Pi * 1000 / Rate * math.MaxInt16 * 1.3 // swelling adds to it
		left, right := samples(t, WAV(tones...))
		for _, side := range [][]int16{left, right} {
			before := int16(0)
			for i, v := range append(side, 0) {
				if step := math.Abs(float64(v) - float64(before)); step > steepest {
					t.Fatalf("a step of %.0f at sample %d", step, i)
				}
				before = v
			}
		}
	})
}

func TestTonesOutOfRangeAreHeldWithinIt(t *testing.T) {
	for name, tone := range map[string]Tone{
		"loud":      {Both, A4, 100 * time.Millisecond, 7},
		"negative":  {Both, A4, -time.Second, -1},
		"no number": {Both, math.NaN(), time.Millisecond, math.NaN()},
		"unending":  {Both, math.Inf(1), 100 * time.Hour, 0.1},
	} {
		left, _ := samples(t, WAV(tone))
		if len(left) > int(Longest.Seconds())*Rate {
			t.Errorf("%s: %d samples", name, len(left))
		}
	}
}
