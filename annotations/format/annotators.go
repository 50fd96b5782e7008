package format

import "pressmark/annotations/standoff"

// An annotatorLayer is what one annotator did.
type annotatorLayer struct {
	who       string
	marks     []int // places in the document's marks
	relations []standoff.Relation
}

// layersOf returns a document's annotators, in the order of their first marks.
func layersOf(d *standoff.Document) []annotatorLayer {
	var out []annotatorLayer
	at := map[string]int{}
	for i, m := range d.Marks {
		k, known := at[m.Annotator]
		if !known {
			k = len(out)
			at[m.Annotator] = k
			out = append(out, annotatorLayer{who: m.Annotator})
		}
		out[k].marks = append(out[k].marks, i)
	}
	for _, r := range d.Relations {
		if k, known := at[r.Annotator]; known {
			out[k].relations = append(out[k].relations, r)
		}
	}
	return out
}
