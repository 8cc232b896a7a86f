package workshop

import (
	"errors"
	"fmt"
	"strings"

	"filippo.io/age"
)

// ErrNoRecipient is returned where a support bundle is to be made and nobody is
// configured who could read it.
var ErrNoRecipient = errors.New("no recipient for support bundles is configured; put the operator's age key into diagnostics.recipients")

// ParseRecipients reads the age keys that support bundles are encrypted to. They
// are public. The error says which is none.
func ParseRecipients(keys []string) ([]age.Recipient, error) {
	var list []age.Recipient
	for _, key := range keys {
		if strings.HasPrefix(strings.ToUpper(key), "AGE-SECRET-KEY-") {
			return nil, errors.New("a secret key stands where the public one belongs; make a new pair with age-keygen, and put in the line that begins with age1")
		}
		parsed, err := age.ParseRecipients(strings.NewReader(key))
		if err != nil || len(parsed) != 1 {
			return nil, fmt.Errorf("%q is not an age key such as age1…; age-keygen -y prints it", key)
		}
		list = append(list, parsed...)
	}
	return list, nil
}
