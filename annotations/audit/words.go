package audit

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// lower returns a word in lower case, with straight apostrophes.
func lower(w string) string {
	return strings.ReplaceAll(strings.ToLower(w), "’", "'")
}

// fields returns the words of a text: runs of letters, digits and what joins them.
func fields(s string) []string {
	return strings.FieldsFunc(s, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) && r != '\'' && r != '’' && r != '-'
	})
}

func set(words string) map[string]bool {
	out := map[string]bool{}
	for _, w := range strings.Fields(words) {
		out[w] = true
	}
	return out
}

// A class is a set of the classes that a word belongs to.
type class uint16

const (
	function    class = 1 << iota // of the closed classes: it says nothing of what a sentence is about
	clausal                       // begins another clause, or another member of a list
	preposition                   // ends the words that follow a number
	temporal                      // names a time, or its unit; "may" is none: it mostly is a verb
	month                         // a name of one
	day                           // of the week
	earlier                       // puts a statement in the past frame
	uncertain                     // puts a statement in the possible frame
	partial                       // a figure beside it is one of several of a kind
	owner                         // after "of", it begins what a figure is a part of: "17 of the dead"
	subject                       // begins a clause that speaks of somebody named before
)

// classes has the words of all classes.
var classes = classify(map[class]string{
	function: `a an the this that these those some any no each every both all many much few more most other another such
		i me my we us our you your he him his she her it its they them their one ones who whom whose which what
		of in on at by to from for with without about into over under after before between against during within near outside
		and or but nor so yet as than then if when while where because although though since until
		is are was were be been being am has have had having do does did will would shall should can could may might must
		not also only just even still already too very there here now up down out off
		said says say saying according told tells`,
	clausal: `and or but nor while when where because although though since until if whereas
		that which who whom whose said says saying according told including`,
	preposition: `of in on at by to from for with without about into over under after before between against during within near
		outside as than since until across among through per`,
	temporal: `monday tuesday wednesday thursday friday saturday sunday january february march april june july august
		september october november december today yesterday tomorrow year years month months week weeks day days hour hours`,
	month: `january february march april may june july august september october november december
		jan feb apr jun jul aug sep sept oct nov dec`,
	day: `monday tuesday wednesday thursday friday saturday sunday`,
	earlier: `earlier previous previously initial initially prior ago last former formerly originally compared
		yesterday once average annually record`,
	uncertain: `could may might would will expected expects expect target targets aim aims goal limit forecast forecasts feared
		plan plans planned hopes projected predicts predicted if unless should estimated maximum minimum potential potentially`,
	partial: `another further additional other others extra first second third each apiece more fewer less next`,
	owner:   `the them those these its his her their whom which all`,
	subject: `it he she they`,
})

func classify(lists map[class]string) map[string]class {
	out := map[string]class{}
	for c, words := range lists {
		for w := range strings.FieldsSeq(words) {
			out[w] |= c
		}
	}
	return out
}

// numberWords are the small numbers that times are told with in words.
var numberWords = set(`one two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty fifty hundred`)

// gender says of which of two sorts of persons a pronoun can be.
var gender = map[string]string{"he": "m", "him": "m", "his": "m", "she": "f", "her": "f", "hers": "f"}

// lightWords are stems of verbs and nouns that stand between a number and what it is of:
// "the toll rose to 19".
var lightWords = set(`ris rose fall fell stand stood reach climb total hit number amount put com cam estimat worth be becom
	number figur gr grew jump drop remain`)

// persons are stems that say no more than that persons are counted.
var persons = set(`person man woman child adult`)

// year reports whether a word is a year of our time.
func year(w string) bool {
	return len(w) == 4 && (w[:2] == "19" || w[:2] == "20") && digitAt(w, 2) && digitAt(w, 3)
}

// numeric reports whether a word begins with a digit.
func numeric(w string) bool { return digitAt(w, 0) }

// irregular has the stems of words that the endings do not tell.
var irregular = map[string]string{
	"people": "person", "persons": "person", "men": "man", "women": "woman", "children": "child", "kids": "child",
	"dead": "die", "died": "die", "dies": "die", "death": "die", "deaths": "die", "dying": "die", "toll": "die",
	"killed": "die", "kill": "die", "kills": "die", "killing": "die", "fatalities": "die", "fatality": "die",
	"injured": "wound", "injuring": "wound", "injuries": "wound", "hurt": "wound",
	"gave": "giv", "given": "giv", "paid": "pay", "spent": "spend", "sold": "sell", "bought": "buy", "lost": "los",
	"won": "win", "held": "hold", "sent": "send", "built": "build", "took": "tak", "taken": "tak",
}

// stem returns what the forms of a word have in common, roughly: "strikes", "striking"
// and "strike" are "strik".
func stem(w string) string {
	if s, ok := irregular[w]; ok {
		return s
	}
	for _, end := range []struct{ from, to string }{{"ies", "y"}, {"sses", "ss"}, {"ing", ""}, {"ied", "y"}, {"ed", ""}, {"es", ""}, {"s", ""}, {"e", ""}} {
		rest, ok := strings.CutSuffix(w, end.from)
		if !ok || utf8.RuneCountInString(rest) < 3 || end.from == "s" && (strings.HasSuffix(rest, "s") || strings.HasSuffix(rest, "u") || strings.HasSuffix(rest, "i")) {
			continue
		}
		rest += end.to
		if n := len(rest); end.to == "" && end.from != "s" && end.from != "e" && n > 3 && rest[n-1] == rest[n-2] && rest[n-1] != 's' && rest[n-1] != 'l' {
			rest = rest[:n-1] // "stopped"
		}
		return rest
	}
	return w
}

// noun returns the stem of the noun of what is counted: its last word, of "Chinese
// nationals" "national"; of a phrase with "of", the word before that.
func noun(counted string) string {
	counted, _, _ = strings.Cut(counted, " of ")
	words := fields(counted)
	if len(words) == 0 {
		return ""
	}
	return stem(lower(words[len(words)-1]))
}

// modifiers returns the stems of the words before the noun.
func modifiers(counted string) []string {
	counted, _, _ = strings.Cut(counted, " of ")
	words := fields(counted)
	var out []string
	for _, w := range words[:max(len(words)-1, 0)] {
		if w = lower(w); classes[w]&function == 0 {
			out = append(out, stem(w))
		}
	}
	return out
}
