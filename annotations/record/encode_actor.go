package record

import "pressmark/annotations"

// actorTypes are the types of actors' records; the last one says nothing.
var actorTypes = []struct {
	typ  annotations.ActorType
	name string
}{
	{annotations.Person, "schema:Person"},
	{annotations.Organization, "schema:Organization"},
	{annotations.Government, "schema:GovernmentOrganization"},
	{annotations.Place, "schema:Place"},
	{annotations.Group, "foaf:Group"},
	{"", agentType},
}

// agentType is the type of an actor of whom no more is known, and of the body of an
// annotation that mentions one.
const agentType = "foaf:Agent"

// EncodeActor returns the record of an actor as JSON in one line.
func EncodeActor(a annotations.Actor) []byte {
	w := writer{b: make([]byte, 0, 512)}
	w.actor(&a, true)
	return w.b
}

func (w *writer) actor(a *annotations.Actor, standalone bool) {
	w.begin(a.Extra, standalone)
	w.member("id", string(a.ID))
	typ := agentType
	for _, t := range actorTypes {
		if t.typ == a.Type {
			typ = t.name
		}
	}
	if typ == agentType && a.Extra["/type"] != "" { // one that this version does not know
		typ = ""
	}
	w.choice("", "type", typ)
	w.member("schema:name", a.Name)
	if len(a.Aliases) > 0 {
		w.name("schema:alternateName")
		w.array(len(a.Aliases), func(i int) { w.b = AppendString(w.b, a.Aliases[i]) })
	}
	w.optional("schema:jobTitle", a.Role)
	w.optional("schema:affiliation", a.Affiliation)
	w.optional("schema:sameAs", a.Link)
	w.optional("schema:description", a.Note)
	w.time("created", a.Created)
	w.time("modified", a.Modified)
	w.reference("", "pressmark:mergedInto", a.MergedInto)
	w.end(a.Revision, a.Deleted, actorNames)
}
