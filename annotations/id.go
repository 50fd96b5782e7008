package annotations

import (
	"strconv"
	"strings"

	"github.com/google/uuid"
)

// An ID names a record for good: "urn:uuid:" and a UUID.
type ID string

const idPrefix = "urn:uuid:"

// NewID returns a fresh version 7 UUID: IDs made later sort later.
func NewID() ID { return ID(idPrefix + uuid.Must(uuid.NewV7()).String()) }

// ParseID reads "urn:uuid:…" or a bare UUID, in any letter case, and returns the
// canonical form.
func ParseID(s string) (ID, error) {
	u, err := uuid.Parse(s)
	if err != nil {
		return "", err
	}
	return ID(idPrefix + u.String()), nil
}

// Short returns the bare UUID, as it stands in addresses.
func (id ID) Short() string { return strings.TrimPrefix(string(id), idPrefix) }

// derived is the space of the names of [IDOf].
var derived = uuid.MustParse("0196230b-5c00-7000-8000-5a3b1e00f000")

// IDOf returns an ID that depends on parts alone: what is made twice gets the same ID.
func IDOf(parts ...string) ID {
	var b []byte
	for _, p := range parts {
		b = strconv.AppendInt(b, int64(len(p)), 10)
		b = append(append(b, ':'), p...)
	}
	return ID(idPrefix + uuid.NewSHA1(derived, b).String())
}
