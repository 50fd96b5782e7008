package main

import (
	"encoding/json"
	"strconv"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// Every field of a mark, filled once as a reader fills it, and found in the file that the
// reader takes along.

const tramText = `The harbour line gets its trams

Ida Brandt opened the works on Monday.

Port officials warned that up to 12 km of track must be rebuilt. The council said the operator had an answer. Fares, the operator claims, cover 30 percent of the cost.

The old line carried 17,000 riders in May. The new one carried 19,000 riders, including 6,000 pupils. Nobody has asked the ferrymen.`

// A bodyOf is what an export says of one mark or actor: as it stands in the file, but IDs
// are the words or the name of what they stand for, and a place in the text is its words.
type bodyOf map[string]any

// told reads an export: what it says of each mark, by the words that are marked, and of
// each actor, by the name.
func told(t *testing.T, data []byte) (marks, actors map[string]bodyOf) {
	t.Helper()
	var file struct {
		Actors []map[string]any `json:"pressmark:actors"`
		First  struct {
			Items []struct {
				ID     string
				Body   []bodyOf
				Target struct {
					Selector []struct{ Exact string }
				}
			}
		}
	}
	if err := json.Unmarshal(data, &file); err != nil {
		t.Fatal(err)
	}
	names := map[string]string{}
	for _, x := range file.Actors {
		names[x["id"].(string)] = x["schema:name"].(string)
	}
	for _, x := range file.First.Items {
		names[x.ID] = x.Target.Selector[0].Exact
	}
	marks, actors = map[string]bodyOf{}, map[string]bodyOf{}
	for _, x := range file.First.Items {
		marks[names[x.ID]] = inWords(map[string]any(x.Body[0]), names).(map[string]any)
	}
	for _, x := range file.Actors {
		name := x["schema:name"].(string)
		for _, k := range []string{"id", "created", "modified", "pressmark:revision"} {
			delete(x, k)
		}
		actors[name] = x
	}
	return marks, actors
}

func inWords(v any, names map[string]string) any {
	switch v := v.(type) {
	case string:
		if name, ok := names[v]; ok {
			return "@" + name
		}
	case []any:
		for i := range v {
			v[i] = inWords(v[i], names)
		}
	case map[string]any:
		if s, ok := v["selector"].([]any); ok {
			return s[0].(map[string]any)["exact"]
		}
		for k := range v {
			v[k] = inWords(v[k], names)
		}
	}
	return v
}

// says fails the test unless an export says exactly that.
func says(t *testing.T, of string, got, want bodyOf) {
	t.Helper()
	if g, w := js(got), js(want); g != w {
		t.Errorf("of %q the export says\n\t%s\nwant\n\t%s", of, g, w)
	}
}

// filled waits until a field of the page holds a value.
func (p *tab) filled(id, want string) {
	p.t.Helper()
	p.until(`document.getElementById(` + js(id) + `)?.value === ` + js(want))
}

// writeIn replaces what stands in a field, and waits until it is kept.
func (p *tab) writeIn(id, text string) {
	p.t.Helper()
	p.middle("#" + id)
	p.fill("#"+id, text)
	p.press(kb.Tab)
	p.filled(id, text)
}

// pickOut types into the list that is open to choose from, and takes what it finds first.
func (p *tab) pickOut(words, first string) {
	p.t.Helper()
	p.until(`document.activeElement?.id === "palette-input"`)
	p.run(`document.execCommand("insertText", false, ` + js(words) + `)`)
	p.until(`document.querySelector(".result[aria-selected=true] .text")?.textContent === ` + js(first))
	p.press(kb.Enter)
	p.until(`!document.querySelector("dialog[open]")`)
}

// toggle presses a button of the chosen mark's fields that is on or off.
func (p *tab) toggle(label string) {
	p.t.Helper()
	is := `[...document.querySelectorAll(".known [aria-pressed]")].find((e) => e.innerText === ` + js(label) + `).ariaPressed === `
	on := value[bool](p, is+`"true"`)
	p.push(label)
	if on {
		p.until(is + `"false"`)
	} else {
		p.until(is + `"true"`)
	}
}

// marked marks a quote, and waits until it is the chosen mark.
func (p *tab) marked(quote, key string) {
	p.t.Helper()
	p.markAs(quote, key)
	p.chosen(quote)
}

func TestCorrectEverything(t *testing.T) {
	srv := serveClient(t)
	p := openReader(t, openBrowser(t), srv)

	// An actor who is known from another article.
	p.paste("Brandt speaks\n\nBrandt will not step down.")
	p.sweep("Brandt")
	p.offered()
	p.press("a")
	p.proposed()
	p.press(kb.Enter)
	p.until(`document.querySelector(".identity .person")?.innerText === "Brandt"`)
	p.paste(tramText)
	p.sweep("Ida Brandt")
	p.offered()
	p.press("a")
	p.proposed()
	p.press(kb.Enter)
	p.until(`document.querySelector(".identity .person")?.innerText === "Ida Brandt"`)
	p.unfold("About Ida Brandt")
	p.choice("actor-type", "Group")
	p.writeIn("actor-role", "chair of the port")
	p.writeIn("actor-affiliation", "Northport")
	p.writeIn("actor-link", "https://example.org/brandt")
	p.writeIn("actor-note", "Two people by that name?")
	p.writeIn("actor-name", "Ida Brandt-Lund")
	p.filled("actor-aliases", "Brandt\nIda Brandt")

	// The record is one for all articles. Deleted, it is gone from them; undo brings it back.
	p.middle(".identity .person")
	p.click(".identity .person")
	known := `document.querySelector(".actor-page h1")?.innerText === "Ida Brandt-Lund" && document.querySelectorAll(".actor-page .card.actor").length === 2`
	p.until(known)
	p.push("Delete this record")
	p.read("This actor is not here")
	p.press("z", chromedp.ModifierCtrl)
	p.until(known)
	p.run(`[...document.querySelectorAll(".actor-page .card.actor")].find((e) => e.innerText.startsWith("Brandt")).click()`)
	p.until(`document.querySelector("#paper").innerText.includes("step down") && document.querySelector(".identity .person")?.innerText === "Ida Brandt-Lund"`)
	p.click(".identity .person")
	p.until(known)
	p.run(`[...document.querySelectorAll(".actor-page .card.actor")].find((e) => e.innerText.startsWith("Ida")).click()`)
	p.until(`document.querySelector("#paper").innerText.includes("ferrymen") && document.querySelector(".entry.on .person")`)

	// A claim of somebody unnamed, with all that can be said of it.
	const warned = "up to 12 km of track must be rebuilt"
	p.marked(warned, "c")
	p.push("Somebody else…")
	p.pickOut("officials", "Unnamed: “officials”")
	p.held("Somebody unnamed")
	p.filled("claim-wording", "officials")
	p.writeIn("claim-wording", "Port officials")
	p.sweep("warned")
	p.offered()
	p.press("r")
	p.held("“warned”")
	p.choice("claim-attribution", "Mixed quotation")
	p.choice("claim-stance", "Predicts")
	p.writeIn("claim-about", "2027-03")
	p.unfold("Checking")
	p.push("Edit the scale of verdicts…")
	p.until(`document.querySelector("#scale[open]")`)
	p.fill("#scale-lines", "Holds\nShaky\nWrong\n\nToo early")
	p.push("Done")
	const scale = `[...document.getElementById("check-verdict").options].map((o) => o.text).join() === "None yet,Holds,Shaky,Wrong,Too early"`
	p.until(scale)
	p.choice("check-verdict", "Shaky")
	p.choice("check-worth", "Worth checking")
	p.choice("check-status", "Checking")
	p.writeIn("check-reasoning", "The plan of 2025 names 9 km.")
	p.writeIn("evidence-url-1", "https://example.org/plan")
	p.writeIn("evidence-quote-1", "nine kilometres of track")
	p.writeIn("evidence-date-1", "2025-06-01")

	// One claim of the article itself; one that another reports.
	const asked, answer, fares = "Nobody has asked the ferrymen", "the operator had an answer", "Fares, the operator claims, cover 30 percent of the cost"
	p.marked(asked, "c")
	p.push("The article itself")
	p.held("The article itself")
	p.marked(answer, "c")
	p.marked(fares, "c")
	p.push("Reported in another claim…")
	p.pickOut("answer", answer)
	p.until(`document.querySelector(".reporter .chip.claim")?.innerText === ` + js(answer))

	// A figure with all its fields, and what figures are to claims and to one another.
	p.marked("30 percent", "f")
	p.until(`document.querySelector(".belongs .chip.held.claim")`)
	p.push("Set the figure apart from this claim")
	p.until(`!document.querySelector(".belongs .chip.held")`)
	p.marked("17,000 riders", "f")
	p.marked("19,000 riders", "f")
	p.marked("6,000 pupils", "f")
	p.push("Part of…")
	p.pickOut("19", "19,000 riders")
	p.held("Part of 19,000")
	p.clicks("17,000", 1)
	p.chosen("17,000 riders")
	p.push("Was before…")
	p.pickOut("19", "19,000 riders")
	p.held("Was before 19,000")
	p.marked("12 km", "f")
	p.unfold("Put right")
	p.choice("figure-type", "Money")
	p.choice("figure-comparator", "Less than")
	p.choice("figure-direction", "Down")
	p.writeIn("figure-value", "12.5")
	p.writeIn("figure-low", "11")
	p.writeIn("figure-high", "13")
	p.writeIn("figure-unit-text", "miles")
	p.writeIn("figure-unit", "[mi_i]")
	p.middle("#figure-currency")
	p.fill("#figure-currency", "nok")
	p.press(kb.Tab)
	p.filled("figure-currency", "NOK")
	p.writeIn("figure-counted", "track")
	p.writeIn("figure-time", "2027-03/2027-05")
	p.writeIn("figure-base", "2026-11-20")
	p.toggle("About")
	p.toggle("No number given")
	p.saved()

	// All of it is there after a reload: on the page, and in the file.
	p.do(reload)
	p.ready()
	p.laid()
	p.until(`document.querySelector(".entry")`)
	p.saved()
	p.clicks("of track must", 1)
	p.chosen(warned)
	p.held("“warned”")
	for id, want := range map[string]string{
		"claim-wording": "Port officials", "claim-stance": "predicts", "claim-about": "2027-03", "check-verdict": "Shaky",
		"check-reasoning": "The plan of 2025 names 9 km.", "evidence-date-1": "2025-06-01",
	} {
		p.filled(id, want)
	}
	p.until(scale)
	name, data := p.downloaded(func() { p.push("Export"); p.push("Download") })
	if name != "the-harbour-line-gets-its-trams.pressmark.json" {
		t.Errorf("the article is exported as %q", name)
	}
	valid(t, data)
	marks, actors := told(t, data)
	says(t, "Ida Brandt-Lund", actors["Ida Brandt-Lund"], bodyOf{
		"type": "foaf:Group", "schema:name": "Ida Brandt-Lund", "schema:alternateName": []string{"Brandt", "Ida Brandt"},
		"schema:jobTitle": "chair of the port", "schema:affiliation": "Northport", "schema:sameAs": "https://example.org/brandt",
		"schema:description": "Two people by that name?",
	})
	for of, want := range map[string]bodyOf{
		"Ida Brandt": {"type": "foaf:Agent", "id": "@Ida Brandt-Lund"},
		warned: {
			"type": "schema:Claim", "pressmark:source": "unnamed", "pressmark:wording": "Port officials", "pressmark:cue": []string{"warned"},
			"pressmark:attribution": "mixed", "pressmark:stance": "predicts", "schema:temporalCoverage": "2027-03",
			"pressmark:worth": "yes", "pressmark:status": "checking",
			"schema:reviewRating": bodyOf{
				"type": "schema:Rating", "schema:alternateName": "Shaky", "schema:ratingValue": "2", "schema:bestRating": "3", "schema:worstRating": "1",
				"schema:ratingExplanation": "The plan of 2025 names 9 km.",
			},
			"schema:citation": []bodyOf{{
				"type": "schema:CreativeWork", "schema:url": "https://example.org/plan", "schema:text": "nine kilometres of track", "schema:datePublished": "2025-06-01",
			}},
		},
		asked:  {"type": "schema:Claim", "pressmark:source": "article", "pressmark:attribution": "assertion"},
		fares:  {"type": "schema:Claim", "pressmark:attribution": "assertion", "pressmark:within": bodyOf{"id": "@" + answer}},
		answer: {"type": "schema:Claim", "pressmark:attribution": "assertion"},
		"30 percent": {
			"type": "schema:QuantitativeValue", "pressmark:figureType": "share", "schema:value": "30", "schema:unitCode": "%", "schema:unitText": "percent",
			"pressmark:apart": true,
		},
		"6,000 pupils": {
			"type": "schema:QuantitativeValue", "pressmark:figureType": "count", "schema:value": "6000", "pressmark:counted": "pupils",
			"pressmark:ties": []bodyOf{{"pressmark:relation": "part", "pressmark:figure": bodyOf{"id": "@19,000 riders"}}},
		},
		"17,000 riders": {
			"type": "schema:QuantitativeValue", "pressmark:figureType": "count", "schema:value": "17000", "pressmark:counted": "riders",
			"pressmark:ties": []bodyOf{{"pressmark:relation": "before", "pressmark:figure": bodyOf{"id": "@19,000 riders"}}},
		},
		"19,000 riders": {"type": "schema:QuantitativeValue", "pressmark:figureType": "count", "schema:value": "19000", "pressmark:counted": "riders"},
		"12 km": {
			"type": "schema:MonetaryAmount", "pressmark:figureType": "money", "schema:value": "12.5", "schema:minValue": "11", "schema:maxValue": "13",
			"schema:unitCode": "[mi_i]", "schema:unitText": "miles", "schema:currency": "NOK", "pressmark:comparator": "<", "pressmark:approximate": true,
			"pressmark:vague": true, "pressmark:direction": "down", "pressmark:counted": "track", "schema:temporalCoverage": "2027-03/2027-05",
			"pressmark:base": "2026-11-20", "pressmark:corrected": true,
		},
	} {
		says(t, of, marks[of], want)
		delete(marks, of)
	}
	for of, body := range marks {
		t.Errorf("the export also marks %q: %v", of, body)
	}
}

// The audit by keys alone: there and back through what nothing marks yet, each marked or
// let be; and what is likely for a mark, asked for again.
func TestAuditKeys(t *testing.T) {
	srv := serveClient(t)
	p := openReader(t, openBrowser(t), srv)
	p.paste("The strike ends\n\nMara Holm said on Monday that 12 buses burnt. “Nobody was hurt,” she added. Repairs cost €3m.")
	at := func(n, of, gap string) {
		p.t.Helper()
		p.until(`document.querySelector(".stepper .at")?.innerText.startsWith(` + js(n+" of "+of+" · ") + `)`)
		p.until(selectedIs(gap))
		p.offered()
	}
	const holm, buses, hurt, cost = "Mara Holm", "12 buses", "“Nobody was hurt,”", "€3m"

	// From where the cursor is: back, and on.
	p.clicks("Repairs", 1)
	p.press("4")
	p.until(`document.querySelector("#tab-audit[aria-selected=true]") && document.querySelector(".gap")`)
	p.press("b")
	at("3", "4", hurt)
	p.press("n")
	at("4", "4", cost)
	p.press("n")
	at("1", "4", holm)
	p.press("b")
	at("4", "4", cost)
	p.said("4 of 4 · number untouched: “€3m”")

	// Let be: it goes on, and undo brings it back.
	p.press("i")
	at("3", "3", hurt)
	p.press("z", chromedp.ModifierCtrl)
	p.until(`document.querySelector(".stepper .at").innerText.startsWith("3 of 4")`)
	p.press("n")
	at("4", "4", cost)
	p.press("i")
	at("3", "3", hurt)

	// Marked: as a figure it goes on at once, of others it asks first.
	p.press("b")
	at("2", "3", buses)
	p.press("g")
	at("2", "2", hurt)
	p.press("g")
	p.proposed()
	p.until(`document.querySelector("#bar .asked").innerText === "Who says this?" && document.querySelector("#bar .offer").innerText.startsWith("she")`)
	p.expect("figure: "+buses, "claim: "+hurt)

	// S asks again, of the mark that is chosen; a digit takes any answer.
	p.press(kb.Escape)
	p.until(`!document.querySelector("#bar.offers")`)
	p.press("s")
	p.proposed()
	p.said("Who says this? 1: she.")
	p.press(kb.Escape)
	p.until(`!document.querySelector("#bar.offers")`)
	p.press("s")
	p.proposed()
	itself := value[int](p, `[...document.querySelectorAll("#bar .offer")].findIndex((e) => e.innerText.startsWith("The article itself")) + 1`)
	p.press(strconv.Itoa(itself))
	p.held("The article itself")
	p.clicks("12 bu", 1)
	p.chosen(buses)
	p.press("s")
	p.read("There is nothing to propose here.")
	p.press(kb.Escape)
	p.chosen("")
	p.press("s") // of nothing
	p.painted()
	p.until(`!document.querySelector("#bar.offers")`)

	// What was let be stays so.
	p.saved()
	p.do(reload)
	p.ready()
	p.laid()
	p.click("#tab-audit")
	p.read("1 ignored or dismissed")
	p.click(".stepper .acts button:nth-child(2)") // Next
	at("1", "1", holm)
	p.press("g")
	p.proposed()
	p.press(kb.Enter)
	p.read("Nothing untouched")
	p.saved()
}
