package fetch

import (
	"fmt"
	"strings"
	"testing"
	"unicode"

	"pgregory.net/rapid"
)

// typeset sets text as lines: each begins at x, 14 points under the one before, in a size
// of 11. A line of the text that begins with "#" is large, one with "*" bold, one with ">"
// indented; an empty one is a gap.
func typeset(page int, x, y float64, text string) (lines []line) {
	for s := range strings.SplitSeq(text, "\n") {
		l := line{page: page, left: x, base: y, size: 11}
		y -= 14
		switch s, kind := strings.CutPrefix(s, "#"); {
		case kind:
			l.text, l.size = s, 18
			y -= 10
		case strings.HasPrefix(s, "*"):
			l.text, l.bold = s[1:], true
		case strings.HasPrefix(s, ">"):
			l.text, l.left = s[1:], x+12
		default:
			l.text = s
		}
		l.right = l.left + 5*float64(len([]rune(l.text)))
		if l.text != "" {
			lines = append(lines, l)
		}
	}
	return lines
}

func described(p []passage) string {
	var b strings.Builder
	for _, x := range p {
		switch {
		case x.heading > 0:
			fmt.Fprintf(&b, "h%d ", x.heading)
		case x.item:
			b.WriteString("item ")
		}
		b.WriteString(x.text + "\n")
	}
	return b.String()
}

func TestPassages(t *testing.T) {
	for name, c := range map[string]struct{ text, want string }{
		"gaps part paragraphs": {`
The minister said on Sunday that the new
port would cost twice what was planned.

Nobody else was asked about it before the
deal was signed.`,
			"The minister said on Sunday that the new port would cost twice what was planned.\n" +
				"Nobody else was asked about it before the deal was signed.\n"},
		"indents part paragraphs": {`
The minister said on Sunday that the new
port would cost twice what was planned ..
>Nobody else was asked about it before th
deal was signed, and this is why it is so
>Third paragraph of them all, which is set
in two lines, or nearly so, to be measured`,
			"The minister said on Sunday that the new port would cost twice what was planned ..\n" +
				"Nobody else was asked about it before th deal was signed, and this is why it is so\n" +
				"Third paragraph of them all, which is set in two lines, or nearly so, to be measured\n"},
		"a short line ends a paragraph": {`
The minister said on Sunday that the new
port would cost twice.
Nobody else was asked about it before the
deal was signed, and this is why it is so`,
			"The minister said on Sunday that the new port would cost twice.\n" +
				"Nobody else was asked about it before the deal was signed, and this is why it is so\n"},
		"large and bold lines are headings": {`
#A port is built
*What was said
The minister said on Sunday that the new
port would cost twice what was planned at
first. Nobody else was asked about it.
*It was all bold, and a sentence.
Nobody else was asked about it before th`,
			"h1 A port is built\nh2 What was said\n" +
				"The minister said on Sunday that the new port would cost twice what was planned at first. Nobody else was asked about it.\n" +
				"It was all bold, and a sentence.\nNobody else was asked about it before th\n"},
		"bullets begin items": {`
The minister said on Sunday that the new:
• 17 ships a day, which is the most that t
harbour can bear
• 300 jobs`,
			"The minister said on Sunday that the new:\nitem 17 ships a day, which is the most that t harbour can bear\nitem 300 jobs\n"},
		"hyphens at the ends of lines": {`
A spokeswoman, and another spokes-
woman of the state-owned and self-
financing company. It is state-
owned. The French-
German talks of 2024-
25 were long, and the min\u00ad
ister was there with the am\u2010
bassador.`,
			"A spokeswoman, and another spokeswoman of the state-owned and self-financing company. It is state-owned. " +
				"The French-German talks of 2024-25 were long, and the minister was there with the ambassador.\n"},
	} {
		t.Run(name, func(t *testing.T) {
			text := strings.NewReplacer(`\u00ad`, "\u00ad", `\u2010`, "\u2010").Replace(strings.TrimPrefix(c.text, "\n"))
			if got := described(passages(typeset(0, 70, 700, text))); got != c.want {
				t.Errorf("got:\n%swant:\n%s", got, c.want)
			}
		})
	}
}

// A paragraph goes on in the next column and on the next page, unless a sentence ends there
// and another begins.
func TestPassagesOverColumns(t *testing.T) {
	const column = "the minister said on Sunday that the new p\nort would cost twice what was planned at f\nirst, and that nobody else was asked, so"
	whole := strings.ReplaceAll(column, "\n", " ")
	for end, want := range map[string]string{
		"":  whole + " " + whole + " " + whole + " " + whole + "\n",
		".": whole + ". " + whole + ".\n" + "T" + whole[1:] + ". " + whole + ".\n",
	} {
		var lines []line
		for page := range 2 {
			for i, x := range []float64{70, 300} {
				text := column + end
				if end != "" && page == 1 && i == 0 {
					text = "T" + text[1:]
				}
				lines = append(lines, typeset(page, x, 700, text)...)
			}
		}
		if got := described(passages(lines)); got != want {
			t.Errorf("got:\n%swant:\n%s", got, want)
		}
	}
}

// Running titles and page numbers are left out, what repeats in the text is not.
func TestRepeatedLines(t *testing.T) {
	var lines []line
	for page := range 4 {
		lines = append(lines, typeset(page, 70, 800, fmt.Sprintf("The Quay Weekly · 22 November 2026\nPage %d of 4", page+1))...)
		lines = append(lines, typeset(page, 70, 740, "The same line begins each of the pages, so\n"+strings.Repeat(string(rune('a'+page)), 42)+"\nand ends it, too, with these very words.")...)
		lines = append(lines, typeset(page, 300, 30, fmt.Sprint(page+7))...)
	}
	var kept []string
	for _, l := range withoutRepeated(lines) {
		kept = append(kept, l.text)
	}
	if len(kept) != 12 || kept[0] != "The same line begins each of the pages, so" || kept[2] != "and ends it, too, with these very words." {
		t.Errorf("kept %q", kept)
	}
	if one := withoutRepeated(lines[:4]); len(one) != 4 {
		t.Errorf("of a single page %d lines are kept", len(one))
	}
}

// Every letter of the lines is in the passages, in order.
func TestPassagesKeepLetters(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		lines := rapid.SliceOf(rapid.Custom(func(t *rapid.T) line {
			l := line{
				text: strings.TrimSpace(strings.Join(rapid.SliceOfN(rapid.SampledFrom([]string{"a", "word", "Envoy ", " ", "-", "said.", "•", "• ", "17", "中", "\u00ad", "\u2010", "é"}), 1, 8).Draw(t, "text"), "")),
				left: rapid.SampledFrom([]float64{70, 82, 300}).Draw(t, "left"),
				base: float64(rapid.IntRange(0, 800).Draw(t, "base")),
				size: rapid.SampledFrom([]float64{9, 11, 18}).Draw(t, "size"), bold: rapid.Bool().Draw(t, "bold"),
				divided: rapid.Bool().Draw(t, "divided"),
			}
			if l.text == "" {
				l.text = "x"
			}
			l.right = l.left + float64(len(l.text))*5
			return l
		})).Draw(t, "lines")
		letters := func(s string) string {
			return strings.Map(func(r rune) rune {
				if unicode.IsLetter(r) || unicode.IsDigit(r) {
					return r
				}
				return -1
			}, s)
		}
		want, got := "", ""
		for _, l := range lines {
			want += l.text
		}
		for _, p := range passages(lines) {
			got += p.text
		}
		if letters(got) != letters(want) {
			t.Fatalf("%q became %q", letters(want), letters(got))
		}
	})
}
