package suggest

import (
	"strings"

	"pressmark/annotations"
)

// A force says how surely a word reports what somebody says.
type force uint8

const (
	silent   force = iota
	thinking       // "wants", "believes": it reports as often as it narrates
	speaking       // "warned", "insists"
	saying         // "said", "told", "according to": hardly ever anything else
)

// A reporting word has a force and a stance.
type reporting struct {
	force  force
	stance annotations.Stance
}

// lexicon lists reporting verbs by force and stance, in their plain form.
var lexicon = readLexicon([]struct {
	force  force
	stance annotations.Stance
	words  string
}{
	{saying, annotations.Asserts, "say tell add write state tweet report note announce declare explain acknowledge claim argue insist " +
		"reply respond remark recount assert contend allege comment testify reiterate recall admit concede " +
		"emphasize emphasise stress proclaim mention disclose opine quip joke muse observe maintain confirm " +
		"exclaim confide caution blog post"},
	{saying, annotations.Denies, "deny rebut refute"},
	{saying, annotations.Questions, "ask wonder"},
	{saying, annotations.Predicts, "predict warn"},
	{saying, annotations.Promises, "promise vow pledge"},
	{saying, annotations.Demands, "urge"},
	{speaking, annotations.Asserts, "continue suggest describe call reveal show find indicate conclude estimate complain accuse criticize " +
		"criticise condemn denounce blast slam praise hail tout defend endorse blame quote cite agree charge " +
		"lament shout yell chant cry declaim point portray label dub characterize characterise mock attack " +
		"boast brag speak talk inform notify brief imply hint signal stipulate detail outline lay repeat echo " +
		"credit thank assail decry ridicule deride lambast lambaste rail reason retort counter interject " +
		"elaborate clarify summarize read express voice publish email text plead apologize apologise " +
		"congratulate reference refer interpret tease rant scoff fume weigh warrant certify attest affirm " +
		"reaffirm underscore underline highlight laud applaud attribute liken compare downplay"},
	{speaking, annotations.Denies, "dismiss reject dispute disavow repudiate contradict disagree refuse decline oppose object"},
	{speaking, annotations.Questions, "question doubt query challenge inquire"},
	{speaking, annotations.Predicts, "expect forecast project foresee anticipate threaten fear worry speculate bet"},
	{speaking, annotations.Promises, "swear commit assure guarantee reassure offer"},
	{speaking, annotations.Demands, "demand advise order propose recommend instruct request implore beg appeal advocate encourage invite " +
		"press exhort"},
	{thinking, annotations.Asserts, "think believe feel know see consider learn hear realize realise understand assume guess like love " +
		"hate prefer support favor favour decide determine discover recognize recognise remember regard view " +
		"deem perceive sense seem appear look mean prove rule cheer welcome appreciate admire resent tap " +
		"focus discuss debate address invoke raise"},
	{thinking, annotations.Questions, "suspect consider"},
	{thinking, annotations.Predicts, "hope dream"},
	{thinking, annotations.Promises, "plan intend aim seek try"},
	{thinking, annotations.Demands, "want wish need require push"},
})

// nouns report too: what follows is what their possessor says.
var nouns = readLexicon([]struct {
	force  force
	stance annotations.Stance
	words  string
}{
	{speaking, annotations.Asserts, "claim statement assertion allegation argument suggestion contention remark comment announcement " +
		"belief view opinion idea accusation charge notion admission conclusion declaration criticism " +
		"description message tweet"},
	{speaking, annotations.Denies, "denial rejection opposition refusal"},
	{speaking, annotations.Questions, "question doubt skepticism scepticism"},
	{speaking, annotations.Predicts, "prediction warning fear concern worry expectation forecast threat hope"},
	{speaking, annotations.Promises, "promise pledge vow plan intention proposal"},
	{speaking, annotations.Demands, "demand appeal request insistence order decision"},
})

func readLexicon(groups []struct {
	force  force
	stance annotations.Stance
	words  string
}) map[string]reporting {
	out := map[string]reporting{}
	for _, g := range groups {
		for w := range strings.FieldsSeq(g.words) {
			if _, ok := out[w]; !ok {
				out[w] = reporting{force: g.force, stance: g.stance}
			}
		}
	}
	return out
}

// irregular are the forms of verbs that no ending tells.
var irregular = map[string]string{
	"said": "say", "told": "tell", "wrote": "write", "written": "write", "thought": "think", "felt": "feel", "knew": "know", "known": "know",
	"saw": "see", "seen": "see", "found": "find", "shown": "show", "spoke": "speak", "spoken": "speak", "swore": "swear", "sworn": "swear",
	"heard": "hear", "understood": "understand", "meant": "mean", "foresaw": "foresee", "sought": "seek", "began": "begin", "laid": "lay",
	"learnt": "learn", "begged": "beg", "has": "have", "had": "have", "made": "make", "gave": "give", "took": "take", "put": "put", "shot": "shoot",
}

// phrasal are verbs that report with the word after them only.
var phrasal = map[string]reporting{
	"shoot back": {force: saying, stance: annotations.Asserts}, "fire back": {force: saying, stance: annotations.Asserts}, "hit back": {force: saying, stance: annotations.Asserts},
	"put it": {force: saying, stance: annotations.Asserts}, "go on": {force: speaking, stance: annotations.Asserts}, "make clear": {force: saying, stance: annotations.Asserts},
	"call for": {force: speaking, stance: annotations.Demands}, "call on": {force: speaking, stance: annotations.Demands}, "rule out": {force: speaking, stance: annotations.Denies},
}

// base returns the plain form of an irregular verb; other words as they are.
func base(w string) string {
	if b, ok := irregular[w]; ok {
		return b
	}
	for _, e := range [...]string{"ed", "s", "ing"} {
		if b, ok := strings.CutSuffix(w, e); ok && lexicon[b].force > silent {
			return b
		}
	}
	return strings.TrimSuffix(w, "d")
}

// verb returns what a word in lower case reports as a form of a verb.
func verb(w string) (reporting, bool) {
	if base, ok := irregular[w]; ok {
		w = base
	}
	if r, ok := lexicon[w]; ok {
		return r, true
	}
	for _, e := range [...]struct{ cut, put string }{
		{"s", ""}, {"es", ""}, {"ies", "y"}, {"ed", ""}, {"d", ""}, {"ied", "y"}, {"ing", ""}, {"ing", "e"}, {"ying", "y"},
	} {
		if stem, ok := strings.CutSuffix(w, e.cut); ok && len(stem) > 1 {
			if r, ok := lexicon[stem+e.put]; ok {
				return r, true
			}
			if n := len(stem); n > 3 && (e.cut == "ed" || e.cut == "ing") && stem[n-1] == stem[n-2] { // "referred", "admitting"
				if r, ok := lexicon[stem[:n-1]]; ok {
					return r, true
				}
			}
		}
	}
	return reporting{}, false
}

// noun returns what a word in lower case reports as a noun.
func noun(w string) (reporting, bool) {
	for _, n := range [...]string{w, strings.TrimSuffix(w, "s")} {
		if r, ok := nouns[n]; ok {
			return r, true
		}
	}
	return reporting{}, false
}
