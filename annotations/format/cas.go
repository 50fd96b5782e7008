package format

import (
	"bytes"
	"strconv"

	"pressmark/annotations"
	"pressmark/annotations/record"
	"pressmark/annotations/standoff"
)

// cas is UIMA CAS JSON 0.4, of INCEpTION, DKPro Cassis and UIMA itself.
//
//	{"%TYPES": {
//	  "custom.Span": {"%NAME": "custom.Span", "%SUPER_TYPE": "uima.tcas.Annotation",
//	    "label": {"%NAME": "label", "%RANGE": "uima.cas.String"}}},
//	 "%FEATURE_STRUCTURES": [
//	  {"%ID": 1, "%TYPE": "uima.cas.Sofa", "sofaNum": 1, "sofaID": "_InitialView",
//	   "mimeType": "text", "sofaString": "Ada spoke."},
//	  {"%ID": 2, "%TYPE": "custom.Span", "@sofa": 1, "begin": 0, "end": 3, "label": "Actor"}],
//	 "%VIEWS": {"_InitialView": {"%SOFA": 1, "%MEMBERS": [2]}}}
//
// Places count UTF-16 code units; a name that begins with "@" refers to another structure
// by its ID, and one with "^" is a place. The types are those of [uimaSpan], with tokens,
// sentences and the document's name as INCEpTION has them.
//
// Read are all texts of a file, each an article. What has a begin and an end is a mark,
// and what has a Governor and a Dependent, or just refers to two marks and lies on one of
// them, a relation. Other references to marks are relations with the feature as label, or
// the role of a link.
var cas = Format{
	Name: "cas", Title: "UIMA CAS JSON (INCEpTION)",
	Extensions: []string{".json"},
	MediaTypes: []string{casType},
	Sniff:      looksLikeCAS,
	Read:       readCAS,
	Write: &Writing{
		Holds: standoff.Holds{Overlap: true, Relations: true},
		Files: func(p Piece) []File {
			return []File{{Name: p.Name + ".json", Type: casType, Data: writeCAS(p)}}
		},
	},
}

const (
	casType = "application/vnd.uima.cas+json"

	casSofa      = "uima.cas.Sofa"
	casDocument  = "de.tudarmstadt.ukp.dkpro.core.api.metadata.type.DocumentMetaData"
	casSentence  = "de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Sentence"
	casToken     = "de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Token"
	casView      = "_InitialView"
	casString    = "uima.cas.String"
	casLanguage  = "x-unspecified" // of a text whose language is not said
	casGovernor  = "Governor"
	casDependent = "Dependent"
)

func looksLikeCAS(data []byte) bool {
	head := headOf(data)
	return looksLikeJSON(data) && (bytes.Contains(head, []byte(`"%TYPES"`)) || bytes.Contains(head, []byte(`"%FEATURE_STRUCTURES"`)))
}

// casTypes are the types that are written, with their features.
var casTypes = []struct {
	name, super string
	features    [][2]string // names and ranges
}{
	{uimaRelation, uimaAny, [][2]string{{casDependent, uimaSpan}, {casGovernor, uimaSpan}, {uimaLabel, casString}}},
	{uimaSpan, uimaAny, [][2]string{{uimaLabel, casString}}},
	{casDocument, "uima.tcas.DocumentAnnotation", [][2]string{{"documentTitle", casString}, {"documentId", casString}}},
	{casSentence, uimaAny, nil},
	{casToken, uimaAny, nil},
}

// casWriter writes structures, one a line.
type casWriter struct {
	out  []byte
	text annotations.Text
	last int // ID
}

func writeCAS(p Piece) []byte {
	w := casWriter{text: p.Out.Article.Text}
	w.types()
	w.raw(` "%FEATURE_STRUCTURES": [`)
	w.begin(casSofa)
	w.raw(`, "sofaNum": 1, "sofaID": "` + casView + `", "mimeType": "text", "sofaString": `)
	w.out = record.AppendString(w.out, w.text.String())
	w.raw("}")
	w.span(casDocument, annotations.Span{End: w.text.Len()})
	for _, f := range [][2]string{{"language", casLanguage}, {"documentTitle", p.Name}, {"documentId", p.Name}} {
		w.feature(f[0], f[1])
	}
	w.raw("}")
	for _, s := range sentencesOf(w.text, p.Out.Marks, false) {
		w.span(casSentence, annotations.Span{Start: s.span.Start, End: s.tokens[len(s.tokens)-1].End})
		w.raw("}")
		for _, t := range s.tokens {
			w.span(casToken, t)
			w.raw("}")
		}
	}
	type end struct {
		id   int
		span annotations.Span
	}
	ends := map[string]end{} // of marks, by their IDs
	for _, m := range p.Out.Marks {
		w.span(uimaSpan, m.Spans[0])
		w.feature(uimaLabel, m.Label)
		w.raw("}")
		ends[m.ID] = end{w.last, m.Spans[0]}
	}
	for _, r := range p.Out.Relations {
		from, ok1 := ends[r.From]
		to, ok2 := ends[r.To]
		if !ok1 || !ok2 {
			continue
		}
		w.span(uimaRelation, to.span)
		w.raw(`, "@` + casGovernor + `": ` + strconv.Itoa(from.id) + `, "@` + casDependent + `": ` + strconv.Itoa(to.id))
		w.feature(uimaLabel, r.Label)
		w.raw("}")
	}
	w.raw("],\n" + ` "%VIEWS": {"` + casView + `": {"%SOFA": 1, "%MEMBERS": [`)
	for id := 2; id <= w.last; id++ {
		if id > 2 {
			w.raw(", ")
		}
		w.raw(strconv.Itoa(id))
	}
	w.raw("]}}\n}\n")
	return w.out
}

func (w *casWriter) raw(s string) { w.out = append(w.out, s...) }

// types declares the types.
func (w *casWriter) types() {
	w.raw(`{"%TYPES": {`)
	for i, t := range casTypes {
		if i > 0 {
			w.raw(",")
		}
		w.raw("\n  \"" + t.name + `": {"%NAME": "` + t.name + `", "%SUPER_TYPE": "` + t.super + `"`)
		for _, f := range t.features {
			w.raw(`, "` + f[0] + `": {"%NAME": "` + f[0] + `", "%RANGE": "` + f[1] + `"}`)
		}
		w.raw("}")
	}
	w.raw("},\n")
}

// begin begins a structure.
func (w *casWriter) begin(typ string) {
	if w.last > 0 {
		w.raw(",")
	}
	w.last++
	w.raw("\n  {\"%ID\": " + strconv.Itoa(w.last) + `, "%TYPE": "` + typ + `"`)
}

// span begins an annotation.
func (w *casWriter) span(typ string, s annotations.Span) {
	w.begin(typ)
	w.raw(`, "@sofa": 1, "begin": ` + strconv.Itoa(w.text.UTF16(s.Start)) + `, "end": ` + strconv.Itoa(w.text.UTF16(s.End)))
}

func (w *casWriter) feature(name, value string) {
	w.raw(`, "` + name + `": `)
	w.out = record.AppendString(w.out, value)
}
