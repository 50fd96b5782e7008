// Package annotationtest is what tests of several packages share: the notation of marks,
// golden files, seeds of fuzzing, and looking into HTML. Nothing but tests imports it.
//
// # The notation
//
// A text has its marks in brackets: a name, a colon, the marked words. A name is the first
// letter of a kind (a, c, f) and a number; stretches with one name are one mark, and marks
// may hold others. [q1:…] is the cue of claim c1. A name without a number is a mark of its
// own each time. \[, \] and \\ are characters of the text.
//
// After a line "---" comes what else is known, a name and pairs of key and value a line.
// A value with blanks in it stands in quotation marks; several names have commas between
// them.
//
//	[c1:The strike killed [f1:17] people], [a1:she] [q1:said], [c1:“for now”].
//	---
//	article title="After the strike" published=2026-11-22
//	record doe name="Jane Doe" type=person role=mayor
//	record roe into=doe
//	a1 is=doe
//	c1 by=a1 worth=yes
//	f1 type=count value=17 counted=people same=f2,f3
//
// The keys of marks:
//
//	any     note  tag  lost (it has no place)
//	actor   is
//	claim   by  source  wording  attribution  stance  about  cue (words that are not in the
//	        text)  within  worth  status  verdict
//	figure  in  apart  same  part  before  type  value  low  high  unit  unittext  currency
//	        counted  time  comparator  direction  approximate  vague  corrected
//
// The ID of a mark with a number is its name; a name that is no mark's stands for itself.
// What is said of marks that are no annotations, such as those of package standoff, has
// keys of its own in the same lines ([Split], [Brackets]).
//
// Where only places matter the brackets have no names: "sel[ect]ion" ([Places], [Show]).
package annotationtest
