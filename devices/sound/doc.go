// Package sound makes tones and plays them, and any other sound, on the
// terminal's loudspeakers or headphones.
//
// Vocabulary
//
//   - tone: a sine of one pitch, faded in and out so that it does not click.
//   - side: which loudspeaker a tone comes from.
//   - WAV: a RIFF file of samples, the form in which sounds are handed on.
//   - device: what ALSA calls a place to play to, such as "default" or
//     "plughw:1,0"; `aplay -L` lists them.
//
// Caveats: aplay (Debian package alsa-utils) runs as a child process in a group of
// its own, so that a sound can be ended at once and a device that hangs holds up
// nothing. A device "hw:…" takes only the sample rates that it has in hardware;
// "plughw:…" takes all. That aplay ends well says that the device took the samples,
// not that anybody heard them: only a person can say that.
package sound
