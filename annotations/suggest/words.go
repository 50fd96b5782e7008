package suggest

import "strings"

// set returns the words of a list.
func set(lists ...string) map[string]bool {
	out := map[string]bool{}
	for _, l := range lists {
		for _, w := range strings.Fields(l) {
			out[w] = true
		}
	}
	return out
}

// The closed classes of English words, in lower case.
var (
	determiners = set("the a an this that these those some many most several few both all each every another other others no any more my your " +
		"his her its our their whose")
	prepositions = set("of in on at by for from to with about against among around after before during between through over under into onto " +
		"near off out outside inside without within toward towards upon across behind beyond despite via than as since until " +
		"amid alongside per versus including like unlike regarding")
	conjunctions = set("and or but nor so yet because although though while if when where whereas unless whether as that which who whom after " +
		"before since until")
	auxiliaries = set("is are was were be been being am has have had having do does did will would shall should can could may might must " +
		"isn't aren't wasn't weren't hasn't haven't hadn't don't doesn't didn't won't wouldn't can't cannot couldn't shouldn't")
	adverbs = set("also then later earlier now still again already often never ever always once just even only too instead meanwhile " +
		"however not n't further soon long ago previously recently repeatedly publicly privately today yesterday tomorrow " +
		"tonight first last here there thus therefore moreover furthermore additionally nevertheless nonetheless perhaps maybe " +
		"otherwise rather quite very almost nearly")
	days   = set("monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun")
	months = set("january february march april may june july august september october november december jan feb mar apr jun jul aug sep " +
		"sept oct nov dec")
	// functional are the words that are no part of a name at its beginning.
	functional = union(determiners, prepositions, conjunctions, auxiliaries, adverbs, pronouns, set("yes no well what how why what's it's there's let please oh according"))
)

func union(sets ...map[string]bool) map[string]bool {
	out := map[string]bool{}
	for _, s := range sets {
		for w := range s {
			out[w] = true
		}
	}
	return out
}

// Pronouns that can stand for an actor: nominative ones can be the subject of a cue.
var (
	nominative = set("he she they i we it who you which")
	pronouns   = union(nominative, set("him her them me us himself herself themselves itself myself ourselves whom his hers its their theirs my our your one"))
)

// abbreviations are the words whose dot is not the end of a sentence.
var abbreviations = set("mr mrs ms dr prof sen sens rep reps gov gen lt col capt cmdr sgt maj adm rev hon fr st jr sr no inc corp co ltd vs etc " +
	"jan feb mar apr jun jul aug sep sept oct nov dec pres amb atty")

// Titles and roles before a name.
var (
	honorifics = set("mr mrs ms miss mx dr prof professor sir dame lord lady baroness baron count rev reverend father fr sister brother hon " +
		"mme monsieur madame herr frau sheikh imam rabbi st saint pope king queen prince princess emperor sultan emir")
	// roles are words for what somebody is by office or by trade.
	roles = set(
		"president member vice-president chancellor premier prime minister ministers secretary undersecretary governor senator congressman congresswoman representative mayor deputy ambassador envoy envoys envoy's spokesman spokeswoman spokesperson spokespeople spokesmen chairman chairwoman chair chief director",
		"head leader leaders commissioner general lieutenant colonel captain major admiral sergeant commander judge justice attorney lawyer lawyers prosecutor sheriff officer official officials adviser advisor advisers aide aides strategist analyst analysts economist economists expert experts",
		"manager coach editor reporter journalist correspondent columnist author historian scientist researcher doctor nurse teacher activist campaigner candidate nominee frontrunner lawmaker lawmakers legislator mp mep sen sens rep reps gov gen lt col capt maj adm sgt cmdr pres amb atty councillor councilman councilwoman",
		"executive ceo founder co-founder owner partner bishop archbishop cardinal patriarch speaker whip treasurer negotiator diplomat diplomats mediator representative delegate inspector detective constable professor pollster billionaire businessman businesswoman investor banker trader farmer actor actress singer artist writer producer host anchor veteran widow mother father son daughter brother sister wife husband")
	// modifiers stand before a role and belong to it.
	modifiers = set("former ex acting deputy vice special chief senior top first interim incoming outgoing then retired late longtime " +
		"foreign prime finance defence defense interior press general under assistant associate managing national presidential " +
		"republican democratic conservative labour liberal")
)
