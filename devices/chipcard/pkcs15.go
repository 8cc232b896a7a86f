package chipcard

// maxDepth is how deep files are looked into.
const maxDepth = 6

// maxPaths is how many files of one kind are looked at.
const maxPaths = 4

// documentNumber finds the number in TokenInfo: an octet string behind the version.
// It is nil when there is none or it has anything but letters and digits.
func documentNumber(tokenInfo []byte) []byte {
	outer, _, ok := nextElement(tokenInfo)
	if !ok || outer.tag != tagSequence {
		return nil
	}
	number := firstOctets(outer.value, 0)
	if len(number) == 0 || len(number) > 32 {
		return nil
	}
	for _, c := range number {
		if !(c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z') {
			return nil
		}
	}
	return number
}

// Tags of the object directory file (ODF) that lead to certificates, best first:
// the holder's, trusted ones, useful ones.
var certificateTags = []uint32{0xA4, 0xA5, 0xA6}

// directories finds in an ODF the paths of the files that list certificates.
func directories(odf []byte) [][]byte {
	var paths [][]byte
	for _, tag := range certificateTags {
		for e, rest, ok := nextElement(odf); ok; e, rest, ok = nextElement(rest) {
			if e.tag == tag {
				paths = appendPath(paths, firstOctets(e.value, maxDepth))
			}
		}
	}
	return paths
}

// certificatePaths finds in a file that lists certificates where they are: in the
// element [1] of each entry.
func certificatePaths(cdf []byte) [][]byte {
	var paths [][]byte
	for entry, rest, ok := nextElement(cdf); ok; entry, rest, ok = nextElement(rest) {
		if entry.tag != tagSequence {
			continue
		}
		for part, more, ok := nextElement(entry.value); ok; part, more, ok = nextElement(more) {
			if part.tag == 0xA1 {
				paths = appendPath(paths, firstOctets(part.value, maxDepth))
			}
		}
	}
	return paths
}

// appendPath adds a path as SELECT takes it: from the master file on, without it.
// The path is copied, for the file it came from is overwritten by the next.
func appendPath(paths [][]byte, path []byte) [][]byte {
	if len(path) >= 2 && path[0] == 0x3F && path[1] == 0x00 {
		path = path[2:]
	}
	if len(path) == 0 || len(path) > 16 || len(path)%2 != 0 || len(paths) >= maxPaths {
		return paths
	}
	return append(paths, append([]byte(nil), path...))
}
