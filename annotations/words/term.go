package words

import "pressmark/annotations"

// A term is a value of the record and what it is called.
type term struct {
	value string
	name  Phrase // by itself: in a field or a list
	short Phrase // among other words: in a chip or a cell
}

// called returns what a value is called; one that is not known is called what it is.
func called(value string, in []term) (name, short string) {
	for _, t := range in {
		if t.value == value {
			return t.name.String(), t.short.String()
		}
	}
	return Capital(value), value
}

// first and second return one of the two.
func first(name, _ string) string   { return name }
func second(_, short string) string { return short }

var kinds = []term{
	{string(annotations.KindActor), KindActor, AnActor},
	{string(annotations.KindClaim), KindClaim, AClaim},
	{string(annotations.KindFigure), KindFigure, AFigure},
}

// KindName returns what a kind is called: "Actor".
func KindName(k annotations.Kind) string { return first(called(string(k), kinds)) }

// KindWord returns it among other words: "actor".
func KindWord(k annotations.Kind) string {
	return ofKind(k, KindActorWord, KindClaimWord, KindFigureWord)
}

// KindsName returns what several of a kind are called: "Actors".
func KindsName(k annotations.Kind) string {
	switch k {
	case annotations.KindActor:
		return Actors.String()
	case annotations.KindClaim:
		return Claims.String()
	case annotations.KindFigure:
		return Figures.String()
	}
	return Capital(string(k))
}

// OfKind returns a kind with its article: "an actor".
func OfKind(k annotations.Kind) string { return second(called(string(k), kinds)) }

// KindNoun returns a kind as what can be counted.
func KindNoun(k annotations.Kind) Noun {
	switch k {
	case annotations.KindActor:
		return Actor
	case annotations.KindClaim:
		return Claim
	case annotations.KindFigure:
		return Figure
	}
	return Mark
}

var actorTypes = []term{
	{string(annotations.Person), TypePerson, AsPerson},
	{string(annotations.Organization), TypeOrganization, AsOrganization},
	{string(annotations.Government), TypeGovernment, AsGovernment},
	{string(annotations.Place), TypePlace, AsPlace},
	{string(annotations.Group), TypeGroup, AsGroup},
}

// ActorTypeName returns what a type of actors is called: "Government body".
func ActorTypeName(t annotations.ActorType) string { return first(called(string(t), actorTypes)) }

// ActorTypeWord returns it among other words: "government".
func ActorTypeWord(t annotations.ActorType) string { return second(called(string(t), actorTypes)) }

// SourceName returns who says a claim, where that is no actor: "Somebody unnamed".
func SourceName(s annotations.Source) string {
	switch s {
	case annotations.Itself:
		return SourceItself.String()
	case annotations.Unnamed:
		return SourceUnnamed.String()
	case annotations.Named:
		return SourceNamed.String()
	}
	return SourceNobody.String()
}

var attributions = []term{
	{string(annotations.Direct), GivenDirect, AsDirect},
	{string(annotations.Mixed), GivenMixed, AsMixed},
	{string(annotations.Indirect), GivenIndirect, AsIndirect},
	{string(annotations.Assertion), GivenAssertion, AsAssertion},
}

// AttributionName returns what an attribution is called: "Direct quotation".
func AttributionName(a annotations.Attribution) string { return first(called(string(a), attributions)) }

// AttributionWord returns it among other words: "direct quote".
func AttributionWord(a annotations.Attribution) string {
	return second(called(string(a), attributions))
}

var stances = []term{
	{string(annotations.Asserts), StanceAsserts, Asserts},
	{string(annotations.Denies), StanceDenies, Denies},
	{string(annotations.Questions), StanceQuestions, Questions},
	{string(annotations.Predicts), StancePredicts, Predicts},
	{string(annotations.Promises), StancePromises, Promises},
	{string(annotations.Demands), StanceDemands, Demands},
}

// StanceName returns what a stance is called: "Asserts".
func StanceName(s annotations.Stance) string { return first(called(string(s), stances)) }

// StanceWord returns it among other words: "asserts".
func StanceWord(s annotations.Stance) string { return second(called(string(s), stances)) }

// WorthName says whether a claim is worth checking: "Worth checking".
func WorthName(w annotations.Worth) string {
	if w == annotations.Worthy {
		return WorthChecking.String()
	}
	return NotWorthChecking.String()
}

// WorthWord returns it among other words: "worth checking".
func WorthWord(w annotations.Worth) string {
	if w == annotations.Worthy {
		return WorthCheckingToo.String()
	}
	return NotWorthCheckingToo.String()
}

var statuses = []term{
	{string(annotations.StatusOpen), StatusOpen, ToBeChecked},
	{string(annotations.StatusChecking), StatusChecking, BeingChecked},
	{string(annotations.StatusDone), StatusDone, Checked},
}

// StatusName returns what a status of checking is called: "Open".
func StatusName(s annotations.Status) string { return first(called(string(s), statuses)) }

// StatusWord returns it among other words: "to be checked".
func StatusWord(s annotations.Status) string { return second(called(string(s), statuses)) }

var figureTypes = []term{
	{string(annotations.Money), TypeMoney, AsMoney},
	{string(annotations.Count), TypeCount, AsCount},
	{string(annotations.Share), TypeShare, AsShare},
	{string(annotations.Growth), TypeGrowth, AsGrowth},
	{string(annotations.Ordinal), TypeOrdinal, AsOrdinal},
	{string(annotations.Rate), TypeRate, AsRate},
	{string(annotations.Measure), TypeMeasure, AsMeasure},
	{string(annotations.Duration), TypeDuration, AsDuration},
	{string(annotations.Date), TypeDate, AsDate},
	{string(annotations.Clock), TypeClock, AsClock},
	{string(annotations.Age), TypeAge, AsAge},
	{string(annotations.Score), TypeScore, AsScore},
	{string(annotations.Range), TypeRange, AsRange},
}

// FigureTypeName returns what a type of figures is called: "Change in per cent".
func FigureTypeName(t annotations.FigureType) string { return first(called(string(t), figureTypes)) }

// FigureTypeWord returns it among other words: "change".
func FigureTypeWord(t annotations.FigureType) string { return second(called(string(t), figureTypes)) }

// ComparatorName returns what a comparator is called: "At least".
func ComparatorName(c annotations.Comparator) string {
	switch c {
	case annotations.AtLeast:
		return AtLeast.String()
	case annotations.MoreThan:
		return MoreThan.String()
	case annotations.AtMost:
		return AtMost.String()
	}
	return LessThan.String()
}

// DirectionName returns what a direction is called: "Up".
func DirectionName(d annotations.Direction) string {
	if d == annotations.Up {
		return DirectionUp.String()
	}
	return DirectionDown.String()
}

var relations = []term{
	{string(annotations.SameAmount), SameAmountAs, SameAmountAsThis},
	{string(annotations.PartOf), PartOf, PartOfThis},
	{string(annotations.Before), WasBefore, WasBeforeThis},
}

// RelationName returns what a figure is to the one that it is tied to: "Part of".
func RelationName(r annotations.Relation) string { return first(called(string(r), relations)) }

// RelationToThis returns what another figure is to the chosen one: "part of this".
func RelationToThis(r annotations.Relation) string { return second(called(string(r), relations)) }

// ofKind returns the phrase that goes with a kind.
func ofKind(k annotations.Kind, actor, claim, figure Phrase) string {
	switch k {
	case annotations.KindActor:
		return actor.String()
	case annotations.KindClaim:
		return claim.String()
	}
	return figure.String()
}

// AddTo is what adds the selection to a mark of a kind: "Add to claim".
func AddTo(k annotations.Kind) string { return ofKind(k, AddToActor, AddToClaim, AddToFigure) }

// NoOther says that an article has no other mark of a kind.
func NoOther(k annotations.Kind) string { return ofKind(k, NoOtherActor, NoOtherClaim, NoOtherFigure) }
