package reading

import "pressmark/annotations/colour"

// readingColours gives a scheme of reading copies its colours. Copies are read for years,
// in what opens HTML: the colours are in them, without light-dark().
func readingColours(indent, paper, ink, soft, rule, actor, figure, claim, claimInk string) string {
	return indent + "--paper: " + paper + "; --ink: " + ink + "; --soft: " + soft + "; --rule: " + rule + ";\n" +
		indent + "--actor: " + actor + "; --figure: " + figure + "; --claim: " + claim + "; --claim-ink: " + claimInk + ";\n"
}

// readingStyle is the style sheet of reading copies. Text has a contrast of 4.5 or more to
// all that it can stand on.
var readingStyle = `:root {
  color-scheme: light dark;
` + readingColours("  ", colour.CopyPaper.Light, colour.Ink.Light, colour.Soft.Light, colour.CopyRule.Light,
	colour.Actor.Light, colour.Figure.Light, colour.Claim.Light, colour.ClaimInk.Light) + `}
@media (prefers-color-scheme: dark) {
  :root {
` + readingColours("    ", colour.CopyPaper.Dark, colour.Ink.Dark, colour.Soft.Dark, colour.CopyRule.Dark,
	colour.Actor.Dark, colour.Figure.Dark, colour.Claim.Dark, colour.ClaimInk.Dark) + `  }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body {
  margin: 0; background: var(--paper); color: var(--ink);
  font: 1.125rem/1.6 Charter, "Bitstream Charter", "Iowan Old Style", "Palatino Linotype", Georgia, "Times New Roman", serif;
  overflow-wrap: break-word;
}
main, footer { max-width: 44rem; margin: 0 auto; padding: 3rem 3rem 0; }
footer { padding-bottom: 4rem; }
a { color: var(--claim-ink); text-underline-offset: 0.15em; }
a:focus-visible, :target { outline: 2px solid var(--claim); outline-offset: 3px; }
h1, h2, h3, h4, h5, h6 { margin: 0; line-height: 1.2; text-wrap: balance; }
h1 { font-size: 2.1rem; letter-spacing: -0.015em; }

header { margin-bottom: 1rem; }
.kick, .by, .legend, .summary, .facts, .tags, table, footer { font-family: system-ui, sans-serif; }
.kick {
  margin: 0 0 0.6rem; color: var(--soft); font-size: 0.75rem; font-weight: 600;
  letter-spacing: 0.08em; text-transform: uppercase;
}
.by { margin: 0.6rem 0 0; color: var(--soft); font-size: 0.875rem; }
.by > * + *::before { content: "· "; }
.address { overflow-wrap: anywhere; }
.legend {
  display: flex; flex-wrap: wrap; gap: 0.25rem 1.5rem; margin: 0 0 1.5rem; padding: 0.5rem 0;
  border: solid var(--rule); border-width: 1px 0; color: var(--soft); font-size: 0.8125rem;
}
.legend mark { color: var(--ink); font-family: Charter, Georgia, serif; font-size: 1rem; }

/* Blocks have their number at the left and the bar of their claims beside them. */
.block { position: relative; margin: 0 0 1em; text-align: start; unicode-bidi: plaintext; }
.block::before {
  content: attr(data-n); position: absolute; left: -3rem; top: 0.45em; width: 1.6rem;
  color: var(--soft); font: 0.6875rem/1.4 system-ui, sans-serif; text-align: right;
  font-variant-numeric: tabular-nums; font-style: normal;
}
.block[data-claims]::after {
  content: ""; position: absolute; left: -0.9rem; top: 0.35em; bottom: 0.35em;
  border-left: 3px solid var(--claim);
}
.block[data-claims="2"]::after { border-left: 8px double var(--claim); left: -1.1rem; }
article h2.block { margin: 1.6em 0 0.5em; font-size: 1.35rem; }
article :is(h3, h4, h5, h6).block { margin: 1.4em 0 0.4em; font-size: 1.125rem; }
article ul { margin: 0 0 1em; padding: 0; list-style: none; }
article li.block {
  margin: 0 0 0.4em; padding-left: 1.2em;
  background: radial-gradient(circle, var(--soft) 0.15em, transparent 0.17em) 0.1em 0.55em / 0.5em 0.5em no-repeat;
  -webkit-print-color-adjust: exact; print-color-adjust: exact;
}
article li[data-level="2"] { padding-left: 2.6em; background-position-x: 1.5em; }
article li[data-level="3"] { padding-left: 4em; background-position-x: 2.9em; }
article li:is([data-level="4"], [data-level="5"], [data-level="6"]) { padding-left: 5.4em; background-position-x: 4.3em; }
article blockquote.block { padding-left: 1.6em; font-style: italic; }
article blockquote[data-level] { padding-left: 3.2em; }

/* Kinds differ by more than colour. */
mark {
  padding: 0.07em 0; background: none; color: inherit;
  -webkit-box-decoration-break: clone; box-decoration-break: clone;
  -webkit-print-color-adjust: exact; print-color-adjust: exact;
}
mark.actor { background: var(--actor); }
mark.figure { background: var(--figure); font-variant-numeric: tabular-nums lining-nums; box-shadow: 0 0 0 1px var(--figure); }
mark.actor.figure { background: linear-gradient(var(--actor) 50%, var(--figure) 50%); }
mark.first { border-start-start-radius: 3px; border-end-start-radius: 3px; }
mark.last { border-start-end-radius: 3px; border-end-end-radius: 3px; }
mark.claim {
  text-decoration: underline 2px var(--claim); text-decoration-skip-ink: none; text-underline-offset: 0.27em;
}
mark.claims { text-decoration-style: double; }
.number { text-decoration: none; }
.number::after {
  content: "[" attr(data-n) "]"; margin-left: 0.1em; vertical-align: super;
  font: 600 0.65em/1 system-ui, sans-serif; font-style: normal;
}

.ledger { margin-top: 3rem; border-top: 3px double var(--rule); font-size: 1rem; line-height: 1.5; }
.ledger h2 {
  margin: 2rem 0 0.6rem; padding-bottom: 0.2rem; border-bottom: 1px solid var(--rule);
  font-size: 1.2rem; font-variant-caps: all-small-caps; letter-spacing: 0.06em;
}
.ledger h3 { margin: 1.4rem 0 0.4rem; font-size: 1.05rem; }
.ledger h3 small { color: var(--soft); font-weight: 400; font-style: italic; }
.summary, .facts, .tags, footer { margin: 0; color: var(--soft); font-size: 0.8125rem; }
.ledger ul { margin: 0; padding: 0; list-style: none; }
.claims > li, .notes > li { position: relative; margin: 0 0 0.8rem; padding-left: 2.2rem; }
.claims > li > .n { position: absolute; left: 0; top: 0.2rem; width: 1.6rem; text-align: right; }
.n { font: 600 0.8125rem/1.4 system-ui, sans-serif; font-variant-numeric: tabular-nums; text-decoration: none; }
.verdict, .note { margin: 0.2rem 0 0; }
.verdict { padding-left: 0.7rem; border-left: 3px solid var(--claim); }
.note { font-style: italic; white-space: pre-line; }
.ledger .evidence { margin: 0.2rem 0 0; padding-left: 0.9rem; font-size: 0.9375rem; }

.scroll { overflow-x: auto; }
table { width: 100%; border-collapse: collapse; font-size: 0.8125rem; line-height: 1.4; }
th, td { padding: 0.35rem 0.6rem 0.35rem 0; border-bottom: 1px solid var(--rule); text-align: start; vertical-align: top; }
thead th { color: var(--soft); font-weight: 600; }
tbody th { font-weight: 600; }
td { font-variant-numeric: tabular-nums lining-nums; }

@media (max-width: 40rem) {
  main, footer { padding-left: 2.4rem; padding-right: 1.2rem; }
  .block::before { left: -2.3rem; width: 1.1rem; }
}
@media (forced-colors: active) {
  mark.actor, mark.figure { outline: 1px solid CanvasText; outline-offset: -1px; }
  mark.figure { outline-style: dotted; }
}
@media print {
  :root {
    color-scheme: light;
` + readingColours("    ", colour.White.Light, colour.Black.Light, colour.PrintSoft, colour.PrintRule,
	colour.Actor.Light, colour.Figure.Light, colour.Claim.Light, colour.PrintClaimInk) + `  }
  @page { margin: 18mm 16mm; }
  body { font-size: 10.5pt; line-height: 1.45; }
  main, footer { max-width: none; padding: 0 0 0 3rem; }
  a { text-decoration: none; }
  p.block { orphans: 3; widows: 3; }
  h1, h2, h3, h4, h5, h6 { break-after: avoid; }
  .claims > li, .notes > li, tr { break-inside: avoid; }
  thead { display: table-header-group; }
  .scroll { overflow: visible; }
}
`
