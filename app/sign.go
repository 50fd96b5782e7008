package app

import "pressmark/annotations"

// ownAt returns the doc of what may keep the reader from marking a span: of one with a
// name, the own marks alone. Where others marked the same, that is agreement.
func (a *reader) ownAt(d annotations.Doc, s annotations.Span) annotations.Doc {
	if a.name.Get() == "" {
		return d
	}
	var own []annotations.Annotation
	for _, m := range d.In(s) {
		if m.Creator == a.name.Get() {
			own = append(own, *m)
		}
	}
	return annotations.NewDoc(d.Article, own)
}

// amended returns an edit with what the text says about the marks that it makes, in the
// reader's layer.
func (a *reader) amended(e annotations.Edit) annotations.Edit {
	if a.phase.Get() != reading {
		return e
	}
	return a.signed(informed(a.session.Doc(), e))
}
