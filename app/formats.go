package app

// ownFormat is Pressmark's JSON: nothing is lost in it.
const ownFormat = "json"

// An exportFormat is a format that can be written.
type exportFormat struct{ name, title, about string }

// exportFormats are in the order in which they are offered. All but the first are the
// converter's.
var exportFormats = []exportFormat{
	{ownFormat, "Pressmark (JSON-LD)", "W3C Web Annotations with the articles, and everything that is known. Pressmark reads it back."},
	{"jsonl", "Pressmark, one record a line", "The same as JSON Lines, for programs that read line by line."},
	{"reading", "Reading copy (HTML)", "The article with its marks and the ledger, to read or to print. It stands alone."},
	{"reading-markdown", "Reading copy (Markdown)", "The same as plain text with notes."},
	{"csv", "Table (CSV)", "One row for each mark, for spreadsheets and statistics."},
	{"claimreview", "ClaimReview", "The claims that were checked, as search engines and fact-checkers read them (schema.org)."},
	{"graphml", "Network (GraphML)", "Who says what with which figures, for Gephi, yEd or NetworkX."},
	{"dna", "Discourse Network Analyzer", "One statement a row: person, organization, concept, agreement."},
	{"brat", "brat standoff", "A text and an annotation file for each article, with relations, events, attributes and notes."},
	{"webanno", "INCEpTION, WebAnno (TSV 3.3)", "A file for each article, for INCEpTION."},
	{"cas", "UIMA CAS (JSON 0.4)", "A file for each article, for INCEpTION and UIMA."},
	{"labelstudio", "Label Studio", "Tasks with their annotations, and the labelling configuration that fits."},
	{"doccano", "doccano", "JSON Lines with entities and relations."},
	{"prodigy", "Prodigy", "JSON Lines with tokens, spans and relations."},
	{"spacy", "spaCy", "JSON Lines for training: entities, and overlapping marks as span groups."},
	{"conllu", "CoNLL-U", "Sentences and words, the marks in the last column."},
	{"iob", "CoNLL-2003 (IOB2)", "One word a line with its label. Marks that overlap a longer one do not fit."},
	{"hypothesis", "Hypothesis", "The marks with quotes and tags, without the articles' texts."},
	{"w3c", "W3C annotation page", "Web Annotations as the standard has them, for any tool that reads it, without the articles' texts."},
	{"recogito", "Recogito, Annotorious", "W3C Web Annotations as these tools write them."},
	{"tei", "TEI P5", "XML with the text, the persons and the marks beside it."},
}

// formatOf returns the format with a name, or the first.
func formatOf(name string) exportFormat {
	for _, f := range exportFormats {
		if f.name == name {
			return f
		}
	}
	return exportFormats[0]
}
