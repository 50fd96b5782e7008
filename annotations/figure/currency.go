package figure

import "strings"

// A currency is a unit of money, or a part of one.
type currency struct {
	code  string // ISO 4217; "": not known, or it has none
	forms string // how texts have it: see forms
	parts int64  // how many of it make one of its code: of cents, 100; 0 is 1
	times int64  // how many it stands for: MEUR, a million
}

// currencies lists the currencies. A name that several countries share is that of the
// country that news in English most likely means, if there is one: a bare "$" or
// "dollars" is of the United States, "pounds" are British, "rupees" Indian. "francs",
// "pesos", "crowns", "dinars" and "shillings" with no country have no code: nobody can
// say.
var currencies = []currency{
	{code: "USD", forms: "$|dollar~|US$|U.S.$|US dollar~|U.S. dollar~|american dollar~|united states dollar~|USD|USD$|USD $|us-dollar~|buck~|greenback~"},
	{code: "EUR", forms: "€|euro~|EUR"},
	{code: "GBP", forms: "£|pound~|pound~ sterling|british pound~|sterling|GBP|GBP£|UK£|quid|british pound~ sterling|british £|U.K. £"},
	{code: "JPY", forms: "¥|yen|japanese yen|JPY|JP¥|￥"},
	{code: "CNY", forms: "yuan|yuans|chinese yuan|renminbi|chinese renminbi|RMB|CNY|CN¥|yuan renminbi|kuai|元|人民币"},
	{code: "CHF", forms: "swiss franc~|CHF|SFr|Fr."},
	{code: "CAD", forms: "canadian dollar~|C$|CA$|CAD$|Can$|CDN$|CAD|cad $|canada dollar~"},
	{code: "AUD", forms: "australian dollar~|=A$|AU$|AUD$|AUD|aussie dollar~"},
	{code: "NZD", forms: "new zealand dollar~|NZ$|NZD|NZD$"},
	{code: "HKD", forms: "hong kong dollar~|HK$|HKD|HKD$"},
	{code: "SGD", forms: "singapore dollar~|singaporean dollar~|=S$|SG$|SGD|SGD$"},
	{code: "TWD", forms: "taiwan dollar~|new taiwan dollar~|taiwanese dollar~|NT$|TWD"},
	{code: "JMD", forms: "jamaican dollar~|jamaica dollar~|=J$|JMD"},
	{code: "TTD", forms: "trinidad dollar~|trinidad and tobago dollar~|TT$|TTD"},
	{code: "BBD", forms: "barbadian dollar~|barbados dollar~|BBD"},
	{code: "BSD", forms: "bahamian dollar~|bahamas dollar~|BSD"},
	{code: "BZD", forms: "belize dollar~|BZ$|BZD"},
	{code: "BMD", forms: "bermudian dollar~|bermuda dollar~|BMD"},
	{code: "BND", forms: "brunei dollar~|BND"},
	{code: "FJD", forms: "fijian dollar~|fiji dollar~|FJ$|FJD"},
	{code: "GYD", forms: "guyanese dollar~|guyana dollar~|GYD"},
	{code: "LRD", forms: "liberian dollar~|LRD"},
	{code: "NAD", forms: "namibian dollar~|namibia dollar~|NAD"},
	{code: "SBD", forms: "solomon islands dollar~|SBD"},
	{code: "SRD", forms: "surinamese dollar~|SRD"},
	{code: "XCD", forms: "east caribbean dollar~|EC$|XCD"},
	{code: "KYD", forms: "cayman islands dollar~|cayman dollar~|KYD"},
	{code: "ZWL", forms: "zimbabwean dollar~|zimbabwe dollar~|ZWL"},
	{code: "MXN", forms: "mexican peso~|MXN|MXN$|Mex$|MX$"},
	{code: "ARS", forms: "argentine peso~|argentinian peso~|argentinean peso~|ARS|=AR$"},
	{code: "CLP", forms: "chilean peso~|CLP|CLP$"},
	{code: "COP", forms: "colombian peso~|=COP|COP$"},
	{code: "CUP", forms: "cuban peso~|=CUP"},
	{code: "DOP", forms: "dominican peso~|DOP"},
	{code: "PHP", forms: "philippine peso~|filipino peso~|₱|=PHP"},
	{code: "UYU", forms: "uruguayan peso~|UYU"},
	{forms: "peso~"},
	{forms: "franc~"},
	{code: "XOF", forms: "west african cfa franc~|CFA franc~|XOF"},
	{code: "XAF", forms: "central african cfa franc~|XAF"},
	{code: "XPF", forms: "cfp franc~|XPF"},
	{code: "FRF", forms: "french franc~|FRF"},
	{code: "BEF", forms: "belgian franc~|BEF"},
	{code: "LUF", forms: "luxembourg franc~"},
	{code: "RWF", forms: "rwandan franc~|RWF"},
	{code: "BIF", forms: "burundian franc~|burundi franc~|BIF"},
	{code: "CDF", forms: "congolese franc~|CDF"},
	{code: "DJF", forms: "djiboutian franc~|djibouti franc~|DJF"},
	{code: "GNF", forms: "guinean franc~|GNF"},
	{code: "KMF", forms: "comorian franc~|KMF"},
	{code: "SEK", forms: "swedish krona|swedish kronor|swedish krone|swedish crown~|krona|kronor|=SEK"},
	{code: "NOK", forms: "norwegian krone|norwegian kroner|norwegian crown~|NOK"},
	{code: "DKK", forms: "danish krone|danish kroner|danish crown~|DKK"},
	{code: "ISK", forms: "icelandic krona|icelandic kronur|icelandic krónur|icelandic króna|=ISK"},
	{forms: "krone|kroner|crown~|kr"},
	{code: "CZK", forms: "czech koruna~|czech crown~|koruna~|CZK|Kč"},
	{code: "SKK", forms: "slovak koruna~|SKK"},
	{code: "PLN", forms: "polish zloty~|polish złoty|zloty~|złoty|zlotych|PLN|zł"},
	{code: "HUF", forms: "hungarian forint~|forint~|HUF"},
	{code: "RON", forms: "romanian leu|romanian lei|lei|=RON"},
	{code: "MDL", forms: "moldovan leu|moldovan lei|MDL"},
	{code: "BGN", forms: "bulgarian lev~|bulgarian leva|leva|BGN"},
	{code: "HRK", forms: "croatian kuna~|kuna~|HRK"},
	{code: "RSD", forms: "serbian dinar~|RSD"},
	{code: "BAM", forms: "convertible mark~|=BAM"},
	{code: "MKD", forms: "macedonian denar~|MKD"},
	{code: "ALL", forms: "albanian lek~|lek|=ALL"},
	{code: "RUB", forms: "russian rouble~|russian ruble~|rouble~|ruble~|RUB|₽"},
	{code: "BYN", forms: "belarusian rouble~|belarusian ruble~|BYN"},
	{code: "UAH", forms: "ukrainian hryvnia~|hryvnia~|hryvnya~|hryvnias|UAH|₴"},
	{code: "KZT", forms: "kazakhstani tenge|kazakh tenge|tenge~|KZT|₸"},
	{code: "UZS", forms: "uzbekistani som~|uzbek som~|uzbek sum~|UZS"},
	{code: "KGS", forms: "kyrgyzstani som~|kyrgyz som~|KGS"},
	{code: "TJS", forms: "somoni~|TJS"},
	{code: "TMT", forms: "turkmen manat~|TMT"},
	{code: "AZN", forms: "azerbaijani manat~|azerbaijan manat~|manat~|AZN|₼"},
	{code: "GEL", forms: "georgian lari~|lari~|=GEL|₾"},
	{code: "AMD", forms: "armenian dram~|=AMD|֏"},
	{code: "TRY", forms: "turkish lira~|turkish liras|lira~|liras|=TRY|₺|turkish pound~"},
	{code: "ITL", forms: "italian lira~|italian lire|lire|ITL"},
	{code: "DEM", forms: "deutsche mark~|deutschmark~|german mark~|d-mark~|DEM|DM"},
	{code: "ESP", forms: "spanish peseta~|peseta~|ESP"},
	{code: "PTE", forms: "portuguese escudo~|PTE"},
	{code: "GRD", forms: "greek drachma~|GRD"},
	{code: "NLG", forms: "dutch guilder~|guilder~|NLG"},
	{code: "ATS", forms: "austrian schilling~|ATS"},
	{code: "FIM", forms: "finnish mark~|markka~|=FIM"},
	{code: "IEP", forms: "irish pound~|punt~|IEP"},
	{forms: "mark~"},
	{code: "ILS", forms: "israeli shekel~|israeli new shekel~|new shekel~|shekel~|sheqel~|ILS|NIS|₪"},
	{code: "EGP", forms: "egyptian pound~|EGP|LE|E£"},
	{code: "SYP", forms: "syrian pound~|SYP"},
	{code: "LBP", forms: "lebanese pound~|lebanese lira~|LBP"},
	{code: "SDG", forms: "sudanese pound~|SDG"},
	{code: "SSP", forms: "south sudanese pound~|SSP"},
	{code: "CYP", forms: "cypriot pound~|cyprus pound~|CYP"},
	{code: "FKP", forms: "falkland islands pound~|FKP"},
	{code: "GIP", forms: "gibraltar pound~|GIP"},
	{code: "SHP", forms: "saint helena pound~|SHP"},
	{code: "SAR", forms: "saudi riyal~|saudi arabian riyal~|=SAR|﷼"},
	{code: "QAR", forms: "qatari riyal~|qatari rial~|QAR"},
	{code: "YER", forms: "yemeni rial~|YER"},
	{code: "OMR", forms: "omani rial~|OMR"},
	{code: "IRR", forms: "iranian rial~|IRR"},
	{forms: "toman~"},
	{forms: "rial~|riyal~"},
	{code: "AED", forms: "emirati dirham~|uae dirham~|united arab emirates dirham~|AED|Dhs"},
	{code: "MAD", forms: "moroccan dirham~|=MAD"},
	{forms: "dirham~"},
	{code: "KWD", forms: "kuwaiti dinar~|KWD"},
	{code: "BHD", forms: "bahraini dinar~|BHD"},
	{code: "IQD", forms: "iraqi dinar~|IQD"},
	{code: "JOD", forms: "jordanian dinar~|JOD"},
	{code: "LYD", forms: "libyan dinar~|LYD"},
	{code: "TND", forms: "tunisian dinar~|TND"},
	{code: "DZD", forms: "algerian dinar~|DZD"},
	{forms: "dinar~"},
	{code: "AFN", forms: "afghani~|afghan afghani~|AFN|؋"},
	{code: "INR", forms: "₹|rupee~|indian rupee~|INR|Rs|Rs.|Re."},
	{code: "PKR", forms: "pakistani rupee~|pakistan rupee~|PKR"},
	{code: "LKR", forms: "sri lankan rupee~|sri lanka rupee~|LKR"},
	{code: "NPR", forms: "nepalese rupee~|nepali rupee~|NPR"},
	{code: "MUR", forms: "mauritian rupee~|mauritius rupee~|MUR"},
	{code: "SCR", forms: "seychellois rupee~|SCR"},
	{code: "MVR", forms: "maldivian rufiyaa|rufiyaa~|MVR"},
	{code: "BDT", forms: "bangladeshi taka~|taka~|BDT|৳"},
	{code: "BTN", forms: "bhutanese ngultrum~|ngultrum~|BTN"},
	{code: "IDR", forms: "indonesian rupiah~|rupiah~|IDR|Rp"},
	{code: "MYR", forms: "malaysian ringgit~|ringgit~|MYR|RM"},
	{code: "THB", forms: "thai baht~|baht~|THB|฿"},
	{code: "VND", forms: "vietnamese dong~|dong~|VND|₫"},
	{code: "KRW", forms: "south korean won|korean won|won|KRW|₩"},
	{code: "KPW", forms: "north korean won|KPW"},
	{code: "LAK", forms: "lao kip~|laotian kip~|kip~|=LAK|₭"},
	{code: "KHR", forms: "cambodian riel~|riel~|KHR|៛"},
	{code: "MMK", forms: "myanmar kyat~|burmese kyat~|kyat~|MMK"},
	{code: "MNT", forms: "mongolian tugrik~|mongolian tögrög|tugrik~|tögrög|tugrug~|MNT|₮"},
	{code: "MOP", forms: "macanese pataca~|pataca~|=MOP|MOP$"},
	{code: "PGK", forms: "papua new guinean kina|papua new guinea kina|kina~|PGK"},
	{code: "TOP", forms: "tongan paʻanga|paanga~|pa'anga|=TOP|T$"},
	{code: "WST", forms: "samoan tala|tala~|WST"},
	{code: "VUV", forms: "vanuatu vatu|vatu~|VUV"},
	{code: "BRL", forms: "brazilian real|brazilian reais|brazilian reals|reais|=R$|BRL|BRL$"},
	{code: "PEN", forms: "peruvian sol~|peruvian nuevo sol~|peruvian soles|nuevo sol~|nuevos soles|=PEN"},
	{code: "BOB", forms: "bolivian boliviano~|boliviano~|=BOB"},
	{code: "PYG", forms: "paraguayan guarani~|paraguayan guaraní|guarani~|guaraní~|PYG|₲"},
	{code: "VES", forms: "venezuelan bolivar~|venezuelan bolívar|bolivar~|bolívar~|bolivares|bolívares|VES|VEF"},
	{code: "CRC", forms: "costa rican colon~|costa rican colón|costa rican colones|colones|CRC|₡"},
	{code: "SVC", forms: "salvadoran colon~|salvadoran colón|SVC"},
	{code: "GTQ", forms: "guatemalan quetzal~|quetzal~|quetzales|GTQ"},
	{code: "HNL", forms: "honduran lempira~|lempira~|HNL"},
	{code: "NIO", forms: "nicaraguan cordoba~|nicaraguan córdoba~|cordoba~|córdoba~|NIO"},
	{code: "PAB", forms: "panamanian balboa~|balboa~|PAB"},
	{code: "HTG", forms: "haitian gourde~|gourde~|HTG"},
	{code: "AWG", forms: "aruban florin~|AWG"},
	{code: "ANG", forms: "netherlands antillean guilder~|ANG"},
	{code: "ZAR", forms: "south african rand~|rand|rands|ZAR"},
	{code: "NGN", forms: "nigerian naira~|naira~|NGN|₦"},
	{code: "GHS", forms: "ghanaian cedi~|ghana cedi~|cedi~|GHS|GH₵|₵"},
	{code: "KES", forms: "kenyan shilling~|kenya shilling~|KES|KSh|KSh."},
	{code: "UGX", forms: "ugandan shilling~|uganda shilling~|UGX|USh"},
	{code: "TZS", forms: "tanzanian shilling~|tanzania shilling~|TZS|TSh"},
	{code: "SOS", forms: "somali shilling~|=SOS"},
	{forms: "shilling~"},
	{code: "ETB", forms: "ethiopian birr|birr~|ETB"},
	{code: "ERN", forms: "eritrean nakfa|nakfa~|ERN"},
	{code: "AOA", forms: "angolan kwanza~|kwanza~|AOA"},
	{code: "ZMW", forms: "zambian kwacha~|ZMW"},
	{code: "MWK", forms: "malawian kwacha~|MWK"},
	{forms: "kwacha~"},
	{code: "MZN", forms: "mozambican metical~|metical~|meticais|MZN"},
	{code: "BWP", forms: "botswana pula~|pula~|BWP"},
	{code: "LSL", forms: "lesotho loti|maloti|LSL"},
	{code: "SZL", forms: "swazi lilangeni|emalangeni|SZL"},
	{code: "GMD", forms: "gambian dalasi~|dalasi~|GMD"},
	{code: "SLE", forms: "sierra leonean leone~|SLE|SLL"},
	{code: "MGA", forms: "malagasy ariary|ariary~|MGA"},
	{code: "CVE", forms: "cape verdean escudo~|CVE"},
	{code: "STN", forms: "são tomé dobra~|sao tome dobra~|STN"},
	{code: "MRU", forms: "mauritanian ouguiya|ouguiya~|MRU"},
	{forms: "bitcoin~|BTC|₿"},
	{forms: "satoshi~"},
	{forms: "ether|=ETH|ethereum"},
	{forms: "sen|riel sen"},
	{code: "EEK", forms: "estonian kroon~|estonian krooni|kroon~|krooni"},
	{code: "LVL", forms: "latvian lats|latvian lat"},
	{code: "LTL", forms: "lithuanian litas|lithuanian lita|litas"},
	{code: "SIT", forms: "slovenian tolar~|tolar~"},
	{code: "MTL", forms: "maltese lira~|maltese liri"},
	{code: "XEU", forms: "ECU|ecus"},
	{forms: "faroese króna|faroese krona"},
	{forms: "guernsey pound~|jersey pound~|manx pound~|alderney pound~"},
	{forms: "cook islands dollar~|tuvaluan dollar~|kiribati dollar~|nauruan dollar~"},
	{forms: "centavo~|centime~|øre|öre|kobo|kobos|pesewa~|fils|piastre~|piaster~|halala~|lipa|stotinka|stotinki|groschen|pfennig~|heller~|kopiyka~|tetri|fillér|centesimo|centesimi|centimo~|céntimo~|santim~|bani|poisha"},

	{code: "USD", forms: "cent~|¢|US cent~|U.S. cent~|american cent~|penny|pennies", parts: 100},
	{code: "EUR", forms: "euro cent~|eurocent~", parts: 100},
	{code: "GBP", forms: "pence|british pence|british penny|british pennies|=p", parts: 100},
	{code: "CNY", forms: "jiao|mao|chinese jiao", parts: 10},
	{code: "CNY", forms: "fen|chinese fen", parts: 100},
	{code: "RUB", forms: "kopeck~|kopek~|kopecks", parts: 100},
	{code: "INR", forms: "paise|paisa~", parts: 100},
	{code: "ILS", forms: "agora|agorot", parts: 100},
	{code: "PLN", forms: "grosz|groszy", parts: 100},
	{code: "TRY", forms: "kurus|kuruş", parts: 100},
	{code: "CAD", forms: "canadian cent~", parts: 100},
	{code: "AUD", forms: "australian cent~", parts: 100},
	{code: "HKD", forms: "hong kong cent~", parts: 100},
}

// multiplied are the codes that financial texts write with a letter before them:
// "MEUR", a million euros.
var multiplied = []string{"EUR", "USD", "GBP", "JPY", "CHF", "CAD", "AUD", "NZD", "SEK", "NOK", "DKK", "CNY", "INR", "RUB", "BRL", "ZAR", "PLN"}

// millions lists them with their letters.
var millions = func() (list []currency) {
	for _, code := range multiplied {
		list = append(list,
			currency{code: code, forms: "M" + code, times: 1e6},
			currency{code: code, forms: "K" + code, times: 1e3})
	}
	return list
}()

// currency reads the currency that stands from token i on.
func (s *scanner) currency(i int) (c *currency, end int, ok bool) {
	list := s.at(i).w.money
	if list == nil {
		return nil, i, false
	}
	return longest(s, i, list)
}

// prefix reads a currency that can stand before its number: with a sign, or as a code
// or abbreviation. Of the names only those do that are no other word.
func (s *scanner) prefix(i int) (c *currency, end int, ok bool) {
	c, end, ok = s.currency(i)
	if !ok {
		return nil, i, false
	}
	first, last := s.at(i), s.at(end-1)
	switch {
	case first.kind == letters && s.glued(i) && s.peek(i-1).kind != sign:
		return nil, i, false // the end of a word
	case last.kind == sign || s.is(i, dollar, sen) && end == i+1:
		return c, end, true
	case end > i+1 || last.end-last.start > 4:
		return nil, i, false
	}
	code := s.text(last)
	upper := strings.ToUpper(code) == code
	return c, end, upper || code == strings.ToLower(c.code) && rarely[code] || code == "Rs" || code == "Rp" || code == "kr"
}

// rarely are codes that are also read in lower case: they are no English words.
var rarely = map[string]bool{"usd": true, "eur": true, "gbp": true, "cad": true, "aud": true, "rmb": true, "cny": true, "jpy": true, "inr": true, "chf": true, "mxn": true}

var (
	dollar = name("dollar")
	sen    = name("sen")
	won    = name("won")
)
