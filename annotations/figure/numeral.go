package figure

import "strings"

// cardinals, tens and the like, in order.
var (
	unitWords = []string{"zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
		"thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"}
	tenWords     = []string{"twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"}
	unitOrdinals = []string{"first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth",
		"thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth"}
	tenOrdinals = []string{"twentieth", "thirtieth", "fortieth", "fiftieth", "sixtieth", "seventieth", "eightieth", "ninetieth"}
)

// scaleWords lists the powers of ten that have names, and what is short for them.
var scaleWords = []struct {
	exp   int
	words string
}{
	{2, "hundred"},
	{3, "thousand k thsd"},
	{5, "lakh lakhs lac"},
	{6, "million m mn mln mil mio mm"},
	{7, "crore crores"},
	{9, "billion b bn bln bil g"},
	{12, "trillion t tn trn tln"},
	{15, "quadrillion"},
	{18, "quintillion"},
}

// vulgarSigns are the fractions that are one character: a thousand times what is above
// the line, and what is below it.
var vulgarSigns = map[string]int64{
	"½": 1002, "⅓": 1003, "⅔": 2003, "¼": 1004, "¾": 3004, "⅕": 1005, "⅖": 2005, "⅗": 3005, "⅘": 4005, "⅙": 1006, "⅚": 5006,
	"⅛": 1008, "⅜": 3008, "⅝": 5008, "⅞": 7008, "⅐": 1007, "⅑": 1009, "⅒": 1010,
}

// numbers enters the words of numbers.
func (l *lexicon) numbers() {
	set := func(text string, c cardinal, value int64) {
		w := l.word(text)
		w.cardinal, w.value = c, value
		w.is |= opens
	}
	ord := func(text string, value int64, exp int) {
		for _, plural := range []bool{false, true} {
			t := text
			if plural {
				t += "s"
			}
			w := l.word(t)
			w.ordinal, w.parts, w.exp = value, plural, exp
			w.is |= opens
		}
	}
	for i, t := range unitWords {
		set(t, unitWord, int64(i))
	}
	set("nought", unitWord, 0)
	set("naught", unitWord, 0)
	for i, t := range tenWords {
		set(t, tenWord, int64(i+2)*10)
	}
	set("fourty", tenWord, 40)
	for i, t := range unitOrdinals {
		ord(t, int64(i+1), 0)
	}
	ord("nineth", 9, 0)
	ord("twelvth", 12, 0)
	for i, t := range tenOrdinals {
		ord(t, int64(i+2)*10, 0)
	}
	for _, sc := range scaleWords {
		first := true
		for t := range strings.FieldsSeq(sc.words) {
			w := l.word(t)
			w.exp = sc.exp
			if len(t) > 3 {
				w.is |= opens
			}
			if first && sc.exp < 18 {
				value := power(sc.exp).Num().Int64()
				ord(t+"th", value, sc.exp)
			}
			first = false
		}
	}
	for _, w := range []*word{half, halves, quarter, quarters} {
		w.ordinal = 2
		w.is |= opens
		w.parts = w == halves || w == quarters
		if w == quarter || w == quarters {
			w.ordinal = 4
		}
	}
	for text, v := range vulgarSigns {
		w := l.word(text)
		w.share = v
		w.is |= opens
	}
	for _, w := range []*word{th, st, nd, rd} {
		w.ordinal = -1 // only after digits
	}
	for _, w := range []*word{aWord, anWord, minusWord, negativeWord, minusSign, hyphen, dash, dot, dozen} {
		w.is |= opens
	}
}
