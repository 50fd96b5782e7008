package app

import (
	"strings"

	"pressmark/annotations"
)

// What a reader calls the terms of the record.

func actorTypeName(t annotations.ActorType) string {
	switch t {
	case annotations.Government:
		return "Government body"
	case annotations.Place:
		return "Place acting as a body"
	}
	return capital(string(t))
}

func sourceName(s annotations.Source) string {
	switch s {
	case annotations.Itself:
		return "The article itself"
	case annotations.Unnamed:
		return "Somebody unnamed"
	case annotations.Named:
		return "Somebody named"
	}
	return "Nobody yet"
}

func attributionName(t annotations.Attribution) string {
	switch t {
	case annotations.Direct:
		return "Direct quotation"
	case annotations.Mixed:
		return "Mixed quotation"
	case annotations.Indirect:
		return "Indirect"
	}
	return capital(string(t))
}

func stanceName(s annotations.Stance) string { return capital(string(s)) }

func worthName(w annotations.Worth) string {
	if w == annotations.Worthy {
		return "Worth checking"
	}
	return "Not worth checking"
}

func statusName(s annotations.Status) string { return capital(string(s)) }

func figureTypeName(t annotations.FigureType) string {
	switch t {
	case annotations.Growth:
		return "Change in per cent"
	case annotations.Clock:
		return "Time of day"
	}
	return capital(string(t))
}

func comparatorName(c annotations.Comparator) string {
	switch c {
	case annotations.AtLeast:
		return "At least"
	case annotations.MoreThan:
		return "More than"
	case annotations.AtMost:
		return "At most"
	}
	return "Less than"
}

func directionName(d annotations.Direction) string { return capital(string(d)) }

// relationName says what a figure is to the one that it is tied to.
func relationName(r annotations.Relation) string {
	switch r {
	case annotations.PartOf:
		return "Part of"
	case annotations.Before:
		return "Was before"
	}
	return "Same amount as"
}

// capital returns s with its first letter, which is an ASCII one, as a capital.
func capital(s string) string {
	if s == "" {
		return ""
	}
	return strings.ToUpper(s[:1]) + s[1:]
}
