package suggest

// What speaks for a record, by how its name and a mention's agree. All are between 0
// and 1.
const (
	sameName     = 1.0  // letter for letter, but for case and accents
	sameBare     = 0.97 // without titles, roles, corporate endings
	sameSpelling = 0.9  // in another transcription: "Zelensky", "Zelenskyy"
	sameEnds     = 0.9  // first and last name, with or without those between
	sameAcronym  = 0.88 // "WHO"
	sameWords    = 0.86 // in another order: "Defence Ministry", "Ministry of Defence"
	sameSurname  = 0.85 // "Putin"
	samePart     = 0.75 // the first words of a body's name: "Labour" of "Labour Party"
	sameTypo     = 0.62 // one letter differs in a long word
	sameGiven    = 0.55 // "Volodymyr"
	wholeWord    = 0.7  // what is typed reaches to the name's end
	samePrefix   = 0.6  // it begins like a word of the name: for what is typed
)

// What else speaks for a record, and what it takes to be offered.
const (
	// inArticle is added when the article mentions the record already, so that a
	// surname of this article beats a full name of another.
	inArticle = 0.2
	// recent is added for the last one mentioned before the place, less for others.
	recent = 0.04
	// wrongType is taken off when the mention has a person's title and the record is
	// of no person.
	wrongType = 0.4
	// leastOffered is the score from which a record is offered.
	leastOffered = 0.6
	// mostOffered is how many are offered.
	mostOffered = 8
	// longWord is how many letters a word must have to be taken with one wrong.
	longWord = 7
	// shortPrefix is how many letters are needed to find a name by its beginning.
	shortPrefix = 2
)

// What speaks for an antecedent.
const (
	// byRank is how fast a mention fades with each other record mentioned since.
	byRank = 0.35
	// otherBlock weighs a mention in another block.
	otherBlock = 0.8
	// leadingMention weighs a mention that begins a sentence.
	leadingMention = 1.4
	// untyped weighs a record of which nobody has said what it is.
	untyped = 0.7
	// leastAntecedent is the score from which an antecedent is offered.
	leastAntecedent = 0.12
)

// What speaks for a cue.
const (
	// nominalWeight weighs a noun, which reports less often than a verb.
	nominalWeight = 0.6
	// betweenWeight raises what stands between the claim's spans.
	betweenWeight = 1.5
	// gapCost is how fast a cue or a speaker fades with each word between.
	gapCost = 0.12
	// beforeSentence and afterSentence weigh what stands in a sentence beside.
	beforeSentence = 0.35
	afterSentence  = 0.35
	// bareNeighbour weighs such a one once more where the claim is no quotation: then
	// each sentence mostly has its own cue, or none.
	bareNeighbour = 0.6
	// otherClause weighs a cue behind a semicolon.
	otherClause = 0.5
	// afterClaim weighs a cue behind its claim in the same sentence.
	afterClaim = 0.95
	// behindOther weighs a cue with another one between it and the claim.
	behindOther = 0.5
	// unfinished weighs it where no mark of punctuation stands between.
	unfinished = 0.3
	// surely is the score from which a cue outside the claim rules out one inside it.
	surely = 0.4
	// insideWeight weighs a cue inside the claim.
	insideWeight = 0.6
	// subjectWords is how many words of a subject between a claim and its cue do not
	// count as a gap.
	subjectWords = 2
	// quotedCue weighs a reporting word that stands in somebody's quotation.
	quotedCue = 0.4
	// unknownVerb is the weight of a word that is no known reporting word, right
	// before the claim or with no more than mostUnknown tokens between.
	unknownVerb = 0.4
	mostUnknown = 3
)

// forceWeight is what a reporting word is worth by its force.
var forceWeight = [...]float64{silent: 0, thinking: 0.55, speaking: 0.75, saying: 0.95}

// What speaks for a speaker.
const (
	directSubject = 0.9  // the noun phrase beside the cue
	clauseSubject = 0.7  // the subject of the cue's sentence
	nearbySubject = 0.6  // an actor annotation nearby
	markedWeight  = 1.15 // for a phrase that is marked as an actor
	// behind is how many words more an actor behind the cue is taken to be away.
	behind = 4
	// passiveSubject weighs who suffers what the cue says: "X was denounced".
	passiveSubject = 0.6
	// facelessWeight weighs a phrase that neither is marked nor looks like an actor.
	facelessWeight = 0.7
	noSubject      = 0.3 // a cue without a speaker
	// leastProposed is the score from which a speaker is proposed.
	leastProposed = 0.15
)
