package annotations

import "slices"

// A Figure is what is known of an annotation of kind figure, beside its place. The
// zero value says nothing: the figure is its text.
type Figure struct {
	Quantity
	Claim     ID   // the claim it is tied to by hand; "": the one that contains it
	Apart     bool // it belongs to no claim, though one may contain it
	Ties      []Tie
	Corrected bool // a reader has put the quantity right: parsing anew must not change it
}

// A Quantity is what a figure's text says. The zero value says nothing.
//
// Numbers are exact and have no unit in them: "€21bn" is 21000000000 EUR.
//
// Time is an ISO 8601 date of any precision ("2026", "2026-11", "2026-11-25"), a date
// with a time ("2026-11-25T14:30"), a time of day ("14:30"), or two of a kind with a
// slash between them, both included: "2022-05/2022-08". A side that is open is "..",
// as in ISO 8601-2.
type Quantity struct {
	Type        FigureType
	Value       Decimal // "": none, or a range
	Low, High   Decimal // of a range, both in it, either may be open (""); of a score, the two sides in order
	Unit        string  // UCUM code: "km/h", "%"; "": none, or none in UCUM
	UnitText    string  // the unit as the text has it: "kilometres an hour"
	Currency    string  // ISO 4217
	Comparator  Comparator
	Approximate bool // "about", "some"
	Vague       bool // it has no number: "thousands", "many"
	Direction   Direction
	Counted     string // what is counted or measured: "people"
	Time        string // of dates and times
	Base        string // what a relative time was resolved against: an ISO 8601 date
}

// A Decimal is an exact number as it is written in JSON, without an exponent and
// without needless zeros: "-1234.5". Where no decimal is exact it is a fraction in
// lowest terms: "2/3". "" is no number.
type Decimal string

// A FigureType says what sort of figure one is.
type FigureType string

// The types of figures; "" is one that could not be told.
const (
	Money    FigureType = "money"
	Count    FigureType = "count"
	Share    FigureType = "share"  // a part of a whole: "45%", "two thirds", "one in five"
	Growth   FigureType = "change" // a change in per cent or in percentage points: "up 3%"
	Ordinal  FigureType = "ordinal"
	Rate     FigureType = "rate" // something for each of something: "60 a day"
	Measure  FigureType = "measure"
	Duration FigureType = "duration"
	Date     FigureType = "date"
	Clock    FigureType = "time" // a time of day
	Age      FigureType = "age"
	Score    FigureType = "score" // of a match or a vote: "3–1"
	Range    FigureType = "range" // from one number to another, of nobody says what
)

// FigureTypes lists the types in the order in which they are offered.
var FigureTypes = []FigureType{Money, Count, Share, Growth, Ordinal, Rate, Measure, Duration, Date, Clock, Age, Score, Range}

// A Comparator says on which side of its number a figure lies.
type Comparator string

// The comparators; "" is: on it.
const (
	AtLeast  Comparator = "≥"
	MoreThan Comparator = ">"
	AtMost   Comparator = "≤"
	LessThan Comparator = "<"
)

// Comparators lists them in the order in which they are offered.
var Comparators = []Comparator{AtLeast, MoreThan, AtMost, LessThan}

// A Direction says which way something changed by a figure.
type Direction string

// The directions; "" is no change.
const (
	Up   Direction = "up"
	Down Direction = "down"
)

// Directions lists them.
var Directions = []Direction{Up, Down}

// A Tie is what a figure is to another figure of its article.
type Tie struct {
	Relation Relation
	Figure   ID
}

// A Relation says what one figure is to another.
type Relation string

// The relations.
const (
	SameAmount Relation = "same"   // one amount in two currencies or units: "€21bn ($24bn)"
	PartOf     Relation = "part"   // "19 people, including nine children": of the nine
	Before     Relation = "before" // "from 17 to 19": of the 17
)

// Relations lists them in the order in which they are offered.
var Relations = []Relation{SameAmount, PartOf, Before}

// Empty reports whether nothing is known.
func (f Figure) Empty() bool { return f.Equal(Figure{}) }

// Equal reports whether two figures say the same.
func (f Figure) Equal(o Figure) bool {
	return f.Quantity == o.Quantity && f.Claim == o.Claim && f.Apart == o.Apart &&
		slices.Equal(f.Ties, o.Ties) && f.Corrected == o.Corrected
}
