package format

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"pressmark/annotations"
	"pressmark/annotations/standoff"
)

// labelTag begins a tag that is a label and does not look like one.
const labelTag = "label:"

// setTags says of a mark what the tags of a tool say that has nothing but tags: one is its
// label, "name=value" is an attribute, an address is a link, and the others are tags.
func setTags(m *standoff.Mark, tags []string) {
	label := -1
	for i, t := range tags {
		if l, ok := strings.CutPrefix(t, labelTag); ok && l != "" {
			m.Label, label = l, i
			break
		}
	}
	if label < 0 {
		if label = slices.IndexFunc(tags, isLabel); label >= 0 {
			m.Label = tags[label]
		}
	}
	if m.Label == "" {
		m.Label = noLabel
	}
	for i, t := range tags {
		attribute, ok := standoff.AttributeOf(t)
		switch {
		case i == label || t == "":
		case isAddress(t):
			m.Links = append(m.Links, t)
		case ok:
			m.Attributes = append(m.Attributes, attribute)
		default:
			m.Tags = append(m.Tags, t)
		}
	}
}

// isLabel reports whether a tag says what a mark is: the name of a kind, or a common label
// as labels are written, with a capital. "government" is more likely a subject.
func isLabel(tag string) bool {
	for _, k := range annotations.Kinds {
		if strings.EqualFold(tag, string(k)) {
			return true
		}
	}
	if first, _ := utf8.DecodeRuneInString(tag); !unicode.IsUpper(first) {
		return false
	}
	switch standoff.Propose(tag) {
	case standoff.Actor, standoff.Figure, standoff.Cue:
		return true
	case standoff.Claim:
		return slices.Contains([]string{"CLAIM", "CONTENT", "STATEMENT", "QUOTE", "QUOTATION", "ASSERTION"}, strings.ToUpper(tag))
	}
	return false
}

// tagsOf returns the tags that [setTags] reads a mark from, the label first.
func tagsOf(m *standoff.Mark) []string {
	rest := slices.Clone(m.Tags)
	for _, a := range m.Attributes {
		rest = append(rest, a.Tag())
	}
	rest = append(rest, m.Links...)
	for _, tags := range [][]string{rest, append([]string{m.Label}, rest...)} {
		var again standoff.Mark
		if setTags(&again, tags); again.Label == m.Label && slices.Equal(again.Tags, m.Tags) {
			return tags
		}
	}
	return append([]string{labelTag + m.Label}, rest...)
}
