// Package standard writes what is known of an article as standards do: dates and times of
// ISO 8601, language tags of BCP 47, absolute addresses of the web. What cannot be written so
// is "".
package standard

import (
	"net/url"
	"regexp"
	"strings"

	"pressmark/annotations/plain"
)

var languageTag = regexp.MustCompile(`^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$`)

// Language returns a BCP 47 tag, or "" for what is none.
func Language(s string) string {
	if s = strings.ReplaceAll(plain.OneLine(s), "_", "-"); languageTag.MatchString(s) {
		return s
	}
	return ""
}

// Address returns an absolute address of the web, or "".
func Address(s string) string {
	s = strings.TrimSpace(s)
	u, err := url.Parse(s)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || len(s) > 2048 {
		return ""
	}
	return u.String()
}
