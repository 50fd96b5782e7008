package standoff

import (
	"slices"
	"strings"

	"pressmark/annotations"
)

// attributes are what is said of an annotation beside its place, each with a name that
// is the same in every format that has attributes. What is said in ties is not among
// them.
var attributes = []struct {
	kind annotations.Kind
	name string
	get  func(*annotations.Annotation) string
	set  func(*annotations.Annotation, string) bool // false: not a value of this attribute
}{
	{annotations.KindClaim, "Source",
		func(n *annotations.Annotation) string { return string(n.Claim.Source) },
		func(n *annotations.Annotation, v string) bool { return one(&n.Claim.Source, v, annotations.Sources) }},
	{annotations.KindClaim, "Wording",
		func(n *annotations.Annotation) string { return n.Claim.Wording },
		func(n *annotations.Annotation, v string) bool { n.Claim.Wording = v; return true }},
	{annotations.KindClaim, "Attribution",
		func(n *annotations.Annotation) string { return string(n.Claim.Attribution) },
		func(n *annotations.Annotation, v string) bool {
			return one(&n.Claim.Attribution, v, annotations.Attributions)
		}},
	{annotations.KindClaim, "Stance",
		func(n *annotations.Annotation) string { return string(n.Claim.Stance) },
		func(n *annotations.Annotation, v string) bool { return one(&n.Claim.Stance, v, annotations.Stances) }},
	{annotations.KindClaim, "About",
		func(n *annotations.Annotation) string { return n.Claim.About },
		func(n *annotations.Annotation, v string) bool { n.Claim.About = v; return true }},
	{annotations.KindClaim, "Checkworthy",
		func(n *annotations.Annotation) string { return string(n.Claim.Check.Worth) },
		func(n *annotations.Annotation, v string) bool {
			return one(&n.Claim.Check.Worth, v, []annotations.Worth{annotations.Worthy, annotations.Unworthy})
		}},
	{annotations.KindClaim, "Status",
		func(n *annotations.Annotation) string { return string(n.Claim.Check.Status) },
		func(n *annotations.Annotation, v string) bool {
			return one(&n.Claim.Check.Status, v, annotations.Statuses)
		}},
	{annotations.KindClaim, "Verdict",
		func(n *annotations.Annotation) string { return n.Claim.Check.Verdict.Name },
		func(n *annotations.Annotation, v string) bool { n.Claim.Check.Verdict.Name = v; return true }},
	{annotations.KindClaim, "Rating",
		func(n *annotations.Annotation) string { return string(n.Claim.Check.Verdict.Value) },
		func(n *annotations.Annotation, v string) bool { return decimal(&n.Claim.Check.Verdict.Value, v) }},
	{annotations.KindClaim, "BestRating",
		func(n *annotations.Annotation) string { return string(n.Claim.Check.Verdict.Best) },
		func(n *annotations.Annotation, v string) bool { return decimal(&n.Claim.Check.Verdict.Best, v) }},
	{annotations.KindClaim, "WorstRating",
		func(n *annotations.Annotation) string { return string(n.Claim.Check.Verdict.Worst) },
		func(n *annotations.Annotation, v string) bool { return decimal(&n.Claim.Check.Verdict.Worst, v) }},
	{annotations.KindClaim, "Reasoning",
		func(n *annotations.Annotation) string { return n.Claim.Check.Reasoning },
		func(n *annotations.Annotation, v string) bool { n.Claim.Check.Reasoning = v; return true }},
	{annotations.KindFigure, "Type",
		func(n *annotations.Annotation) string { return string(n.Figure.Type) },
		func(n *annotations.Annotation, v string) bool { return one(&n.Figure.Type, v, annotations.FigureTypes) }},
	{annotations.KindFigure, "Value",
		func(n *annotations.Annotation) string { return string(n.Figure.Value) },
		func(n *annotations.Annotation, v string) bool { return decimal(&n.Figure.Value, v) }},
	{annotations.KindFigure, "Low",
		func(n *annotations.Annotation) string { return string(n.Figure.Low) },
		func(n *annotations.Annotation, v string) bool { return decimal(&n.Figure.Low, v) }},
	{annotations.KindFigure, "High",
		func(n *annotations.Annotation) string { return string(n.Figure.High) },
		func(n *annotations.Annotation, v string) bool { return decimal(&n.Figure.High, v) }},
	{annotations.KindFigure, "Unit",
		func(n *annotations.Annotation) string { return n.Figure.Unit },
		func(n *annotations.Annotation, v string) bool { n.Figure.Unit = v; return true }},
	{annotations.KindFigure, "UnitText",
		func(n *annotations.Annotation) string { return n.Figure.UnitText },
		func(n *annotations.Annotation, v string) bool { n.Figure.UnitText = v; return true }},
	{annotations.KindFigure, "Currency",
		func(n *annotations.Annotation) string { return n.Figure.Currency },
		func(n *annotations.Annotation, v string) bool { n.Figure.Currency = v; return true }},
	{annotations.KindFigure, "Comparator",
		func(n *annotations.Annotation) string { return string(n.Figure.Comparator) },
		func(n *annotations.Annotation, v string) bool {
			return one(&n.Figure.Comparator, v, annotations.Comparators)
		}},
	{annotations.KindFigure, "Direction",
		func(n *annotations.Annotation) string { return string(n.Figure.Direction) },
		func(n *annotations.Annotation, v string) bool {
			return one(&n.Figure.Direction, v, annotations.Directions)
		}},
	{annotations.KindFigure, "Approximate",
		func(n *annotations.Annotation) string { return yes(n.Figure.Approximate) },
		func(n *annotations.Annotation, v string) bool { return yesNo(&n.Figure.Approximate, v) }},
	{annotations.KindFigure, "Vague",
		func(n *annotations.Annotation) string { return yes(n.Figure.Vague) },
		func(n *annotations.Annotation, v string) bool { return yesNo(&n.Figure.Vague, v) }},
	{annotations.KindFigure, "Counted",
		func(n *annotations.Annotation) string { return n.Figure.Counted },
		func(n *annotations.Annotation, v string) bool { n.Figure.Counted = v; return true }},
	{annotations.KindFigure, "Time",
		func(n *annotations.Annotation) string { return n.Figure.Time },
		func(n *annotations.Annotation, v string) bool { n.Figure.Time = v; return true }},
	{annotations.KindFigure, "Base",
		func(n *annotations.Annotation) string { return n.Figure.Base },
		func(n *annotations.Annotation, v string) bool { n.Figure.Base = v; return true }},
	{annotations.KindFigure, "Corrected",
		func(n *annotations.Annotation) string { return yes(n.Figure.Corrected) },
		func(n *annotations.Annotation, v string) bool { return yesNo(&n.Figure.Corrected, v) }},
	{annotations.KindFigure, "Apart",
		func(n *annotations.Annotation) string { return yes(n.Figure.Apart) },
		func(n *annotations.Annotation, v string) bool { return yesNo(&n.Figure.Apart, v) }},
}

const (
	// NameAttribute of an actor's mention is the canonical name of whom it mentions.
	NameAttribute = "Name"
	// speakerAttribute of a claim is the name of a speaker of whom there is no mention.
	speakerAttribute = "Speaker"
)

// AttributeNames returns the names of what can be said of annotations of a kind.
func AttributeNames(kind annotations.Kind) []string {
	var out []string
	switch kind {
	case annotations.KindActor:
		return []string{NameAttribute}
	case annotations.KindClaim:
		out = append(out, speakerAttribute)
	}
	for _, a := range attributes {
		if a.kind == kind {
			out = append(out, a.name)
		}
	}
	return out
}

// attributesOf returns what is said of an annotation.
func attributesOf(n *annotations.Annotation) []Attribute {
	var out []Attribute
	for _, a := range attributes {
		if a.kind == n.Kind {
			if v := a.get(n); v != "" {
				out = append(out, Attribute{a.name, v})
			}
		}
	}
	return out
}

// setAttribute says something of an annotation; it is false where that is no attribute
// of its kind, no value of it, or not the value that it has already.
func setAttribute(n *annotations.Annotation, x Attribute) bool {
	for _, a := range attributes {
		if a.kind != n.Kind || !strings.EqualFold(a.name, x.Name) {
			continue
		}
		if was := a.get(n); was != "" || x.Value == "" {
			return was != "" && strings.EqualFold(was, x.Value)
		}
		return a.set(n, x.Value)
	}
	return false
}

// Tag returns an attribute as a tag, "name=value": that is how what there is no field for
// is kept.
func (x Attribute) Tag() string {
	if x.Value == "" {
		return x.Name
	}
	return x.Name + "=" + x.Value
}

// AttributeOf returns the attribute that a tag is.
func AttributeOf(tag string) (Attribute, bool) {
	name, value, ok := strings.Cut(tag, "=")
	return Attribute{name, value}, ok && name != "" && value != ""
}

// one sets one of some values.
func one[T ~string](to *T, v string, values []T) bool {
	i := slices.IndexFunc(values, func(x T) bool { return strings.EqualFold(string(x), v) })
	if i < 0 {
		return false
	}
	*to = values[i]
	return true
}

func decimal(to *annotations.Decimal, v string) bool {
	d, ok := annotations.ParseDecimal(v)
	if ok {
		*to = d
	}
	return ok
}

func yes(b bool) string {
	if b {
		return "true"
	}
	return ""
}

func yesNo(to *bool, v string) bool {
	*to = strings.EqualFold(v, "true") || v == "1" || strings.EqualFold(v, "yes")
	return *to
}
