package workshop

import (
	"bytes"
	"regexp"
	"strings"
)

// Nothing that goes into a support bundle should have anything of a person: the
// log and the journal are written without. What stands here is the second lock
// on the door, for an error message of a driver or system that repeats what it
// was given.
var (
	zoneLine = regexp.MustCompile(`[A-Z0-9<]{5,}<[A-Z0-9<]{8,}`) // of a machine readable zone
	address  = regexp.MustCompile(`[\w.+-]{1,64}@[\w-]{1,64}\.[\w.-]{2,64}`)
)

// redacted stands for what was taken out.
const redacted = "[redacted]"

// redact takes out what looks like a person's: personal identity codes, lines of
// machine readable zones, e-mail addresses.
func redact(text []byte) []byte {
	if bytes.IndexByte(text, '<') >= 0 {
		text = zoneLine.ReplaceAll(text, []byte(redacted))
	}
	if bytes.IndexByte(text, '@') >= 0 {
		text = address.ReplaceAll(text, []byte(redacted))
	}
	return redactCodes(text)
}

// codeLength is the length of a personal identity code: six digits of the date, a
// sign for the century, three digits, a check character.
const codeLength = 11

// redactCodes takes out personal identity codes. A log of a week is long, and a
// regular expression too slow for it.
func redactCodes(text []byte) []byte {
	var out []byte
	from, digits := 0, 0
	for i, c := range text {
		if c >= '0' && c <= '9' {
			digits++
			continue
		}
		begins := i - 6
		if digits >= 6 && begins >= from && isCodeRest(text[i:]) {
			out = append(append(out, text[from:begins]...), redacted...)
			from = begins + codeLength
		}
		digits = 0
	}
	if from == 0 {
		return text
	}
	return append(out, text[from:]...)
}

// isCodeRest reports whether text goes on as a code does after the date.
func isCodeRest(text []byte) bool {
	if len(text) < codeLength-6 || !strings.ContainsRune("-+<ABCDEFUVWXYabcdefuvwxy", rune(text[0])) {
		return false
	}
	for _, c := range text[1:4] {
		if c < '0' || c > '9' {
			return false
		}
	}
	check := text[4]
	return check >= '0' && check <= '9' || check >= 'A' && check <= 'Z' || check >= 'a' && check <= 'z'
}
