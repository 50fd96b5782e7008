// Package agree says how far the annotators of articles agree, lists on what they do
// not, and settles that in a merged layer.
//
// # Layers
//
// A [Layer] is the live annotations of one article by one annotator. Who has no
// annotation in an article has not annotated it: that is missing data, not a layer in
// which nothing was found. Orphans have no place and count nowhere.
//
// # Agreement on places
//
// A [Label] is a kind of annotation, or the cue of a claim, which is a place of its own.
// For each label and for all together there are, as an [Agreement]:
//
//   - Spans found by both of two layers: the same ones, or with a code point in common.
//     They are matched one to one, the best overlap first, by the share of code points
//     in common (Jaccard). A cue that serves several claims counts once. With more than
//     two layers it is the mean over pairs.
//   - Krippendorff's α, nominal, over tokens and any number of layers, and Cohen's κ of
//     two layers, or the mean over pairs. A token's value is whether the label is on it;
//     of all together, the set of labels on it. A label is on a token of which it marks a
//     code point. Tokens are the segments of UAX #29 that are not white space. Punctuation
//     counts, as in the token-wise figures of other corpora; without it both come out
//     about a point lower.
//
// # Agreement on what is said
//
// Annotations of one kind in different layers are matched as spans are, in groups with
// at most one of each layer. Over these groups there is Krippendorff's α of each
// [Attribute]. What nobody said is missing data.
//
// # Many articles
//
// A [Tally] adds up the coincidence matrices and the counts of many articles: long
// articles weigh more than short ones.
//
// # Undefined
//
// A [Coefficient] is undefined where nothing can be compared, and α and κ where nothing
// varies, though everybody agrees: there is no chance to have disagreed.
//
// # Adjudication
//
// A [Comparison] lists each [Disagreement] and makes the edits that settle it: copies of
// what is taken, in a layer of its own, or a dismissal. The layers of the annotators stay
// as they are.
package agree

import (
	"slices"
	"strings"

	"pressmark/annotations"
)

// A Layer is the live annotations of one article by one annotator.
type Layer struct {
	Name  string                    // the annotations' Creator; "" is the reader
	Marks []*annotations.Annotation // in text order, orphans last
}

// Layers returns the layers of an article by name.
func Layers(doc annotations.Doc) []Layer {
	var out []Layer
	at := map[string]int{}
	for _, m := range doc.Marks() {
		i, ok := at[m.Creator]
		if !ok {
			i = len(out)
			at[m.Creator] = i
			out = append(out, Layer{Name: m.Creator})
		}
		out[i].Marks = append(out[i].Marks, m)
	}
	sortBy(out, func(a, b Layer) int { return strings.Compare(a.Name, b.Name) })
	return out
}

// named returns the layers with some names, in their order; without names, all by name.
func named(doc annotations.Doc, names []string) []Layer {
	all := Layers(doc)
	if len(names) == 0 {
		return all
	}
	var out []Layer
	for k, name := range names {
		i := slices.IndexFunc(all, func(l Layer) bool { return l.Name == name })
		if i >= 0 && !slices.Contains(names[:k], name) {
			out = append(out, all[i])
		}
	}
	return out
}
