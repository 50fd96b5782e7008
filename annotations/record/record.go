// Package record is Pressmark's JSON: what is stored and what is exported. It turns
// articles, actors and annotations into JSON and back, and plans how records that come
// from elsewhere are taken into those that are kept.
//
// What is stored and what is exported is one shape: W3C Web Annotations in JSON-LD,
// whose bodies are things of schema.org. schema/pressmark.schema.json describes it too.
// A record is written in one line, its members always in the order of this page, and
// members that would be empty are left out, so that equal records give equal bytes.
// Offsets count code points and are half-open. Times are RFC 3339 in UTC with
// milliseconds. IDs are "urn:uuid:" and a UUID in lower case. Numbers that stand for
// what a text says are strings, exact and canonical: "-1234.5", "2/3" (see
// [annotations.Decimal]). One record names another by an object, {"id": "urn:uuid:…"},
// which is a link in JSON-LD too; the other one need not be there.
//
// An annotation ([EncodeAnnotation]):
//
//	{"@context": ["http://www.w3.org/ns/anno.jsonld", {"pressmark": "urn:uuid:…#"}],
//	 "id": "urn:uuid:…", "type": "Annotation", "motivation": "identifying",
//	 "creator": {"type": "Person", "name": "…"},
//	 "created": "2026-11-22T10:30:00.000Z", "modified": "2026-11-22T10:30:00.000Z",
//	 "body": [{"type": "schema:Claim", …},
//	          {"type": "TextualBody", "purpose": "classifying", "value": "another tool's label"},
//	          {"type": "TextualBody", "purpose": "commenting", "value": "the note"},
//	          {"type": "TextualBody", "purpose": "tagging", "value": "a tag"}],
//	 "target": {"source": "urn:uuid:… of the article",
//	            "selector": [{"type": "TextQuoteSelector", "exact": "…", "prefix": "…", "suffix": "…"},
//	                         {"type": "TextPositionSelector", "start": 0, "end": 7}]},
//	 "pressmark:origin": "hand", "pressmark:revision": 1, "pressmark:deleted": true}
//
// Several spans are several targets, in order: "target" is then an array. They are to
// be read together, as one discontinuous stretch. An orphan's targets have no
// TextPositionSelector: its quotes say where it once was.
//
// The first body is what the text stands for; its type tells the kind, and it holds
// what is known of it, beside its place. One label and one note at most and any number
// of tags follow. Only what belongs to the annotation's kind is written: an
// [annotations.Annotation] that is no claim loses what its Claim says, and so with
// Actor and Figure.
//
// The body of an actor names the actor's record, if it is known which one it is:
//
//	{"type": "foaf:Agent", "id": "urn:uuid:…"}
//
// The body of a claim:
//
//	{"type": "schema:Claim", "pressmark:source": "named",
//	 "schema:author": [{"id": "urn:uuid:… of a speaker: an annotation or an actor"}],
//	 "pressmark:wording": "officials",
//	 "pressmark:cue": [{"selector": [as of a target]}],
//	 "pressmark:attribution": "direct", "pressmark:stance": "asserts",
//	 "schema:temporalCoverage": "2026-11", "pressmark:within": {"id": "urn:uuid:… of a claim"},
//	 "pressmark:worth": "yes", "pressmark:status": "done",
//	 "schema:reviewRating": {"type": "schema:Rating", "schema:alternateName": "Mostly true",
//	                         "schema:ratingValue": "4", "schema:bestRating": "5", "schema:worstRating": "1",
//	                         "schema:ratingExplanation": "the reasoning"},
//	 "schema:citation": [{"type": "schema:CreativeWork", "schema:url": "https://…",
//	                      "schema:text": "the quote", "schema:datePublished": "2026-11-22"}]}
//
// Each stretch of a cue has a quote and, unless the cue is lost, a place. The rating is
// there for a verdict or a reasoning.
//
// The body of a figure is a schema:MonetaryAmount where its type is money, else a
// schema:QuantitativeValue:
//
//	{"type": "schema:MonetaryAmount", "pressmark:figureType": "money",
//	 "schema:value": "21000000000", "schema:minValue": "…", "schema:maxValue": "…",
//	 "schema:unitCode": "km/h", "schema:unitText": "kilometres an hour", "schema:currency": "EUR",
//	 "pressmark:comparator": "≥", "pressmark:approximate": true, "pressmark:vague": true,
//	 "pressmark:direction": "up", "pressmark:counted": "people",
//	 "schema:temporalCoverage": "2026-11-25", "pressmark:base": "2026-11-22",
//	 "pressmark:claim": {"id": "urn:uuid:… of a claim"}, "pressmark:apart": true,
//	 "pressmark:ties": [{"pressmark:relation": "same", "pressmark:figure": {"id": "urn:uuid:…"}}],
//	 "pressmark:corrected": true}
//
// An article ([EncodeArticle]):
//
//	{"@context": …, "id": "urn:uuid:…", "type": "schema:Article", "schema:headline": "…",
//	 "schema:author": "…", "schema:publisher": "…", "schema:datePublished": "…",
//	 "schema:inLanguage": "en", "schema:url": "https://…",
//	 "dcterms:replaces": {"id": "urn:uuid:… of the version before"}, "created": …, "modified": …,
//	 "schema:articleBody": "the text",
//	 "pressmark:blocks": [{"type": "pressmark:Heading", "pressmark:level": 1, "start": 0, "end": 12}],
//	 "pressmark:dismissals": [{"pressmark:finding": "…", "pressmark:reason": "…"}],
//	 "pressmark:revision": 1, "pressmark:deleted": true}
//
// A block is a pressmark:Heading (levels 1 to 6), a pressmark:Paragraph, or a
// pressmark:ListItem or pressmark:Quotation (levels say how deep it is nested). A
// dismissal is a finding of an audit that a reader let be.
//
// An actor ([EncodeActor]):
//
//	{"@context": …, "id": "urn:uuid:…", "type": "schema:Person", "schema:name": "…",
//	 "schema:alternateName": ["…"], "schema:jobTitle": "the role or title", "schema:affiliation": "…",
//	 "schema:sameAs": "https://…", "schema:description": "the note", "created": …, "modified": …,
//	 "pressmark:mergedInto": {"id": "urn:uuid:…"}, "pressmark:revision": 1, "pressmark:deleted": true}
//
// Its type is schema:Person, schema:Organization, schema:GovernmentOrganization (any
// public body), schema:Place (one that acts as a body), foaf:Group, or foaf:Agent where
// it is not known.
//
// A collection ([EncodeCollection]) holds articles, the actors, if there are any, and
// a page with all annotations, one record a line, in the order of IDs, each without a
// context of its own. Its ID is made from theirs, so that the same records always give
// the same bytes:
//
//	{"@context": …, "id": "urn:uuid:…", "type": "AnnotationCollection", "total": 2,
//	 "pressmark:articles": [
//	  {…}
//	 ],
//	 "pressmark:actors": [
//	  {…}
//	 ],
//	 "first": {"id": "…#page", "type": "AnnotationPage", "partOf": "…", "startIndex": 0, "items": [
//	  {…},
//	  {…}
//	 ]}}
//
// # Reading it
//
// [DecodeCollection] takes that, and a page, an array of records of any kind, or one
// record alone; the type tells what a record is. Reading is strict. Refused are: names
// that stand twice in an object or that differ from a known one in letter case alone;
// characters that are no characters (bad UTF-8, half a surrogate pair); values of the
// wrong type; numbers that are not canonical; more than 64 objects or arrays in one
// another, and more than 10,000 members in one object; quotes, of targets and of cues,
// that are not what the text says there; spans outside the text or inside a grapheme;
// the limits of this package. Each is an [*Error] that says line, column and JSON
// Pointer. Whether the records that one names are there is not asked.
//
// Members that this version does not know, wherever they stand, are kept in the
// record's Extra and written again in the same place, after the known ones, sorted by
// name. So are values of an enumeration (source, attribution, stance, worth, status,
// figureType, comparator, direction, relation, an actor's type) that this version does
// not know: the field is empty, and the member is written again, in its old place,
// until the field is set. They must not differ from a known value in letter case alone.
//
// The keys of Extra are paths: "/name" of the record, "/body/label/name", "/body/note/name",
// "/body/tag/TAG/name", "/creator/name", "/target/N/name", "/target/N/quote/name",
// "/target/N/position/name", "/pressmark:blocks/N/name", "/pressmark:dismissals/N/name",
// "/pressmark:mergedInto/name", "/dcterms:replaces/name", and "/body/+/N" and "/target/N/selector/+/N" for whole
// bodies and selectors of other types. Of the first body they are "/body/kind/name" and,
// deeper in it, for KIND "/body/kind", "KIND/schema:author/N/name",
// "KIND/pressmark:cue/N/name" with the same below it as below a target,
// "KIND/pressmark:within/name", "KIND/schema:reviewRating/name",
// "KIND/schema:citation/N/name", "KIND/pressmark:claim/name", "KIND/pressmark:ties/N/name"
// and "KIND/pressmark:ties/N/pressmark:figure/name". If the thing they belong to goes,
// they go with it; where it becomes one of another kind, they stay as far as they are
// unknown there too.
package record

import "pressmark/annotations"

// A Collection is a set of records that travel together.
type Collection struct {
	Articles    []annotations.Article
	Actors      []annotations.Actor
	Annotations []annotations.Annotation
	Extra       annotations.Extra // members of the collection that this version does not know
}
