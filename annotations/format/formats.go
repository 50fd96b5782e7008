package format

// Formats lists the formats in the order in which they are tried and offered: what is
// particular before what is general, and the last one takes anything. Of those that
// share an ending the last is believed where none knows the content, so that it can tell
// what is wrong.
var Formats = []Format{
	brat,
	cas,
	labelstudio,
	hypothesis,
	recogito,
	prodigy,
	doccano,
	spacy,
	jsonl,
	pressmark,
	annotationPage,
	conllu,
	webanno,
	iob,
	csvTable,
	claimReview,
	graphML,
	dna,
	tei,
	readingHTML,
	readingMarkdown,
	epub,
	docx,
	odt,
	page,
	markdown,
	text,
}
