package escpos

// The second byte of blocks that begin with 37.
const (
	blockProcessID = 0x22
	blockOffline   = 0x23
	blockCleared   = 0x25
	blockGraphics  = 0x72
)

// fullStatus is the n of DLE EOT that asks for six bytes.
const fullStatus = 0x14

func blockHead(p *Parser) (state, verdict) {
	switch p.frame[1] {
	case blockProcessID:
		return processID, more
	case blockOffline:
		return offlineNotice, more
	case blockCleared:
		return bufferCleared, more
	case blockGraphics:
		return graphicsKeys, more
	}
	return nil, broken
}

func printable(c byte) bool { return c >= 0x20 && c <= 0x7E }

// processID is 37 22 d1 d2 d3 d4 00.
func processID(p *Parser) (state, verdict) {
	c := p.frame[len(p.frame)-1]
	switch {
	case len(p.frame) < 7 && printable(c):
		return processID, more
	case len(p.frame) == 7 && c == 0:
		return p.say(ProcessID(p.frame[2:6]))
	}
	return nil, broken
}

// offlineNotice is 37 23 00, or 37 23 cause 00.
func offlineNotice(p *Parser) (state, verdict) {
	c := p.frame[len(p.frame)-1]
	switch {
	case len(p.frame) == 3 && c == 0:
		return p.say(OfflineNotice{})
	case len(p.frame) == 3:
		return offlineNotice, more
	case c == 0:
		return p.say(OfflineNotice{Cause: p.frame[2]})
	}
	return nil, broken
}

// bufferCleared is 37 25 00.
func bufferCleared(p *Parser) (state, verdict) {
	if p.frame[2] == 0 {
		return p.say(BufferCleared{})
	}
	return nil, broken
}

// graphicsKeys is 37 72 status keys 00; the status is 41 when another block
// follows, else 40.
func graphicsKeys(p *Parser) (state, verdict) {
	c := p.frame[len(p.frame)-1]
	if len(p.frame) == 3 {
		if c == 0x40 || c == 0x41 {
			return graphicsKeys, more
		}
		return nil, broken
	}
	if printable(c) {
		return graphicsKeys, more
	}
	text := p.frame[3 : len(p.frame)-1]
	if c != 0 || len(text)%2 != 0 {
		return nil, broken
	}
	keys := GraphicsKeys{More: p.frame[2] == 0x41}
	for i := 0; i < len(text); i += 2 {
		keys.Keys = append(keys.Keys, string(text[i:i+2]))
	}
	return p.say(keys)
}

// identityText is 5F text 00.
func identityText(p *Parser) (state, verdict) {
	c := p.frame[len(p.frame)-1]
	switch {
	case printable(c):
		return identityText, more
	case c == 0:
		text := string(p.frame[1 : len(p.frame)-1])
		p.identity = false
		return p.say(Identification(text))
	}
	return nil, broken
}
