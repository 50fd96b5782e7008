package words

// What can be counted.
const (
	_ Noun = iota

	Article
	Actor
	Mark
	Claim
	Figure
	Mention
	Speaker
	Annotation
	Annotator
	Token
	File
	Result
	Paragraph
	Text
	DamagedRecord

	nouns = iota
)
