package suggest

import "strings"

// countries says whose a word in lower case is: "russian" is of Russia. Such a word
// with a capital is no name alone. places are the names of countries and continents,
// in lower case.
var countries, places = readCountries()

// capitals are cities that stand for their governments.
var capitals = set("moscow kyiv kiev washington beijing london paris berlin brussels tehran jerusalem ankara tokyo seoul pyongyang delhi " +
	"rome madrid warsaw damascus cairo riyadh doha islamabad kabul baghdad minsk taipei canberra ottawa athens budapest " +
	"vienna prague kremlin")

func readCountries() (adjectives map[string]string, names map[string]bool) {
	adjectives, names = map[string]string{}, set("US uk usa eu gaza crimea")
	for line := range strings.SplitSeq(demonyms, ";") {
		name, words, _ := strings.Cut(strings.TrimSpace(line), ":")
		for w := range strings.FieldsSeq(words) {
			adjectives[strings.ToLower(w)] = name
		}
		if name != "" {
			names[strings.ToLower(name)] = true
		}
	}
	return adjectives, names
}

// demonyms are names of countries, each with the words for what is its own.
const demonyms = `Afghanistan:Afghan; Albania:Albanian; Algeria:Algerian; Argentina:Argentine Argentinian; Armenia:Armenian;
Australia:Australian; Austria:Austrian; Azerbaijan:Azerbaijani; Bangladesh:Bangladeshi; Belarus:Belarusian; Belgium:Belgian;
Bosnia:Bosnian; Brazil:Brazilian; Britain:British; Bulgaria:Bulgarian; Cambodia:Cambodian; Canada:Canadian; Chile:Chilean;
China:Chinese; Colombia:Colombian; Croatia:Croatian; Cuba:Cuban; Cyprus:Cypriot; Czechia:Czech; Denmark:Danish Dane; Egypt:Egyptian;
England:English; Estonia:Estonian; Ethiopia:Ethiopian; Finland:Finnish; France:French; Georgia:Georgian; Germany:German;
Greece:Greek; Hungary:Hungarian; Iceland:Icelandic; India:Indian; Indonesia:Indonesian; Iran:Iranian; Iraq:Iraqi; Ireland:Irish;
Israel:Israeli; Italy:Italian; Japan:Japanese; Jordan:Jordanian; Kazakhstan:Kazakh; Kenya:Kenyan; Korea:Korean; Kosovo:Kosovar;
Kuwait:Kuwaiti; Latvia:Latvian; Lebanon:Lebanese; Libya:Libyan; Lithuania:Lithuanian; Malaysia:Malaysian; Mexico:Mexican;
Moldova:Moldovan; Morocco:Moroccan; Myanmar:Burmese; Nepal:Nepalese; Netherlands:Dutch; New Zealand:; Nicaragua:Nicaraguan;
Nigeria:Nigerian; North Korea:; Norway:Norwegian; Pakistan:Pakistani; Palestine:Palestinian; Peru:Peruvian; Philippines:Filipino;
Poland:Polish; Portugal:Portuguese; Qatar:Qatari; Romania:Romanian; Russia:Russian; Saudi Arabia:Saudi; Scotland:Scottish;
Serbia:Serbian; Slovakia:Slovak; Slovenia:Slovenian; Somalia:Somali; South Africa:; South Korea:; Spain:Spanish; Sudan:Sudanese;
Sweden:Swedish; Switzerland:Swiss; Syria:Syrian; Taiwan:Taiwanese; Thailand:Thai; Tunisia:Tunisian; Turkey:Turkish; Ukraine:Ukrainian;
United Kingdom:; United States:American; Uzbekistan:Uzbek; Venezuela:Venezuelan; Vietnam:Vietnamese; Wales:Welsh; Yemen:Yemeni;
Europe:European; Asia:Asian; Africa:African; America:; the West:Western; :Arab Soviet Muslim Islamic Christian Catholic Jewish Hispanic Latino`

// nationality returns the country of an adjective in lower case, alone or in the
// plural; ok is false where it is none.
func nationality(w string) (country string, ok bool) {
	country, ok = countries[w]
	if !ok {
		country, ok = countries[strings.TrimSuffix(w, "s")]
	}
	return country, ok
}
