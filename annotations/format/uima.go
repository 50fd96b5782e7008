package format

import (
	"slices"
	"strings"

	"pressmark/annotations/standoff"
	"pressmark/annotations/words"
)

// What INCEpTION and other tools on UIMA have in common, in [webanno] and in [cas].
//
// Marks and ties are written on the layers custom.Span and custom.Relation, each with a
// feature label: those of INCEpTION's project template "Basic annotation", which opens
// them with nothing to set up. INCEpTION refuses a file with a layer that its project
// does not have; its layer for named entities is in every project, but has no ties.
//
// Read are all layers but those of the text's structure and grammar. The label is what
// the feature label or value says, else the layer's short name; the other features are
// details. The identifier of a named entity is an address.
const (
	uimaSpan     = "custom.Span"
	uimaRelation = "custom.Relation"
	uimaLabel    = "label"
	uimaAny      = "uima.tcas.Annotation"
)

// ErrTieDetail says that a tie of Pressmark's has no details.
const ErrTieDetail = words.ErrTieDetail

// grammar are the beginnings of names of types that say what the text is made of.
var grammar = []string{
	"uima.", "org.dkpro.core.api.xml.",
	"de.tudarmstadt.ukp.dkpro.core.api.segmentation.", "de.tudarmstadt.ukp.dkpro.core.api.lexmorph.",
	"de.tudarmstadt.ukp.dkpro.core.api.syntax.", "de.tudarmstadt.ukp.dkpro.core.api.metadata.",
	"de.tudarmstadt.ukp.dkpro.core.api.transform.", "de.tudarmstadt.ukp.clarin.webanno.api.type.",
	"de.tudarmstadt.ukp.inception.api.",
}

// structural reports whether a type says what the text is made of.
func structural(typ string) bool {
	return slices.ContainsFunc(grammar, func(g string) bool { return strings.HasPrefix(typ, g) })
}

// shortName returns the last part of a type's name.
func shortName(typ string) string { return typ[strings.LastIndexByte(typ, '.')+1:] }

// plainLayers are short names that say nothing where there is a label.
var plainLayers = []string{"NamedEntity", "Span", "Relation", "Entity"}

// labelOf returns the label of an annotation, and what its other features say.
func labelOf(typ string, features []standoff.Attribute) (label string, links []string, details []standoff.Attribute) {
	short := shortName(typ)
	for _, f := range features {
		name := strings.ToLower(f.Name)
		switch {
		case f.Value == "":
		case label == "" && (name == uimaLabel || name == "value"):
			label = f.Value
		case short == "NamedEntity" && name == "identifier":
			links = append(links, f.Value)
		default:
			details = append(details, f)
		}
	}
	switch {
	case label == "":
		label = short
	case !slices.Contains(plainLayers, short):
		details = append(details, standoff.Attribute{Name: "Layer", Value: short})
	}
	return label, links, details
}

// inceptionName returns who made the annotations of a file and which document it is of,
// where INCEpTION exported it: "annotation/talks.txt/ada.tsv". For other files, the
// document has the file's name.
func inceptionName(file string) (document, annotator string) {
	path := strings.Split(strings.ReplaceAll(file, `\`, "/"), "/")
	n := len(path)
	if n < 3 || !slices.Contains([]string{"annotation", "annotation_ser", "curation"}, path[n-3]) {
		return withoutEnding(file), ""
	}
	if annotator = withoutEnding(path[n-1]); annotator == "INITIAL_CAS" {
		annotator = ""
	}
	return withoutEnding(path[n-2]), annotator
}
