package record

import "pressmark/annotations"

// blockTypes are the types of blocks.
var blockTypes = []struct {
	kind annotations.BlockKind
	name string
}{
	{annotations.Heading, "pressmark:Heading"},
	{annotations.Paragraph, "pressmark:Paragraph"},
	{annotations.ListItem, "pressmark:ListItem"},
	{annotations.Quotation, "pressmark:Quotation"},
}

// EncodeArticle returns the record of an article as JSON in one line.
func EncodeArticle(a annotations.Article) []byte {
	w := writer{b: make([]byte, 0, len(a.Text.String())*9/8+80*len(a.Blocks)+512)}
	w.article(&a, true)
	return w.b
}

func (w *writer) article(a *annotations.Article, standalone bool) {
	w.begin(a.Extra, standalone)
	w.member("id", string(a.ID))
	w.member("type", articleType)
	w.member("schema:headline", a.Title)
	w.optional("schema:author", a.Byline)
	w.optional("schema:publisher", a.Publisher)
	w.optional("schema:datePublished", a.Published)
	w.optional("schema:inLanguage", a.Language)
	w.optional("schema:url", a.Source)
	w.reference("", "dcterms:replaces", a.Revises)
	w.time("created", a.Created)
	w.time("modified", a.Modified)
	w.member("schema:articleBody", a.Text.String())
	w.name("pressmark:blocks")
	w.array(len(a.Blocks), func(i int) { w.block(a.Blocks[i], w.element("/pressmark:blocks", i)) })
	if len(a.Dismissals) > 0 {
		w.name("pressmark:dismissals")
		w.array(len(a.Dismissals), func(i int) { w.dismissal(a.Dismissals[i], w.element("/pressmark:dismissals", i)) })
	}
	w.end(a.Revision, a.Deleted, articleNames)
}

func (w *writer) block(b annotations.Block, place string) {
	w.b = append(w.b, '{')
	for _, t := range blockTypes {
		if t.kind == b.Kind {
			w.member("type", t.name)
		}
	}
	if b.Level > 0 {
		w.number("pressmark:level", b.Level)
	}
	w.number("start", b.Span.Start)
	w.number("end", b.Span.End)
	w.rest(place, blockNames)
	w.b = append(w.b, '}')
}

func (w *writer) dismissal(d annotations.Dismissal, place string) {
	w.b = append(w.b, '{')
	w.member("pressmark:finding", d.Finding)
	w.optional("pressmark:reason", d.Reason)
	w.rest(place, dismissalNames)
	w.b = append(w.b, '}')
}
