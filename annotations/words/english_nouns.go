package words

// englishNouns are numbers of things: of one, and of any other number.
var englishNouns = [nouns]string{
	Article:       "{n} article|{n} articles",
	Actor:         "{n} actor|{n} actors",
	Mark:          "{n} mark|{n} marks",
	Claim:         "{n} claim|{n} claims",
	Figure:        "{n} figure|{n} figures",
	Mention:       "{n} mention|{n} mentions",
	Speaker:       "{n} speaker|{n} speakers",
	Annotation:    "{n} annotation|{n} annotations",
	Annotator:     "{n} annotator|{n} annotators",
	Token:         "{n} token|{n} tokens",
	File:          "{n} file|{n} files",
	Result:        "{n} result|{n} results",
	Paragraph:     "{n} paragraph|{n} paragraphs",
	Text:          "{n} text|{n} texts",
	DamagedRecord: "{n} damaged record|{n} damaged records",
}
