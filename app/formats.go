package app

import "pressmark/annotations/words"

// ownFormat is Pressmark's JSON: nothing is lost in it.
const ownFormat = "json"

// An exportFormat is a format that can be written.
type exportFormat struct {
	name         string
	title, about words.Phrase
}

// exportFormats are in the order in which they are offered. All but the first are the
// converter's.
var exportFormats = []exportFormat{
	{ownFormat, words.FormatOwn, words.FormatOwnAbout},
	{"jsonl", words.FormatOwnLines, words.FormatOwnLinesAbout},
	{"reading", words.FormatReading, words.FormatReadingAbout},
	{"reading-markdown", words.FormatReadingMarkdown, words.FormatReadingMarkdownAbout},
	{"csv", words.FormatCSV, words.FormatCSVAbout},
	{"claimreview", words.FormatClaimReview, words.FormatClaimReviewAbout},
	{"graphml", words.FormatGraphML, words.FormatGraphMLAbout},
	{"dna", words.FormatDNA, words.FormatDNAAbout},
	{"brat", words.FormatBrat, words.FormatBratAbout},
	{"webanno", words.FormatWebAnno, words.FormatWebAnnoAbout},
	{"cas", words.FormatCAS, words.FormatCASAbout},
	{"labelstudio", words.FormatLabelStudio, words.FormatLabelStudioAbout},
	{"doccano", words.FormatDoccano, words.FormatDoccanoAbout},
	{"prodigy", words.FormatProdigy, words.FormatProdigyAbout},
	{"spacy", words.FormatSpaCy, words.FormatSpaCyAbout},
	{"conllu", words.FormatCoNLLU, words.FormatCoNLLUAbout},
	{"iob", words.FormatIOB, words.FormatIOBAbout},
	{"hypothesis", words.FormatHypothesis, words.FormatHypothesisAbout},
	{"w3c", words.FormatW3C, words.FormatW3CAbout},
	{"recogito", words.FormatRecogito, words.FormatRecogitoAbout},
	{"tei", words.FormatTEI, words.FormatTEIAbout},
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
