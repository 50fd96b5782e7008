package app

import (
	"reflect"
	"strings"
	"testing"
)

// unshown are the fields that hold what nothing shows, and why that is certain. Everything
// else that can change stands in a cell, or is worked out from cells.
var unshown = map[string]string{
	"core.p": "set once", "core.ctx": "set once", "core.store": "set once, before ready", "core.session": "set once, before ready",
	"core.run": "set once", "core.can": "set once", "core.amend": "set once", "core.stepped": "set once",
	"core.toasts":  "tells which toast fades",
	"drafts.open":  "stands in the page's fields already",
	"drafts.typed": "tells when typing pauses", "drafts.written": "stands in the page's fields already",
	"reader.wanted": "of an article that is on its way", "reader.ahead": "keys of an article that is on its way",
	"paper.marks": "as they lie on the paper", "paper.chosen": "as it lies on the paper",
	"marking.strayed": "for the next key", "marking.column": "for the next key",
	"panel.list":       "measures of the page",
	"auditor.surveyed": "of a text that never changes", "auditor.survey": "of a text that never changes", "auditor.asked": "tells which audit is the last",
	"arithmetic.next":   "tells which state was asked about",
	"catalogue.summing": "whether they are being read", "catalogue.sumAgain": "whether to read them again", "catalogue.summed": "when they were read",
	"libraryPage.title": "stands in its field",
	"newPage.title":     "stands in its field", "newPage.text": "stands in its field", "newPage.address": "stands in its field",
	"newPage.coming": "for the next input", "newPage.stop": "gives up fetching",
	"versionPage.of": "tells which comparison is the last", "versionPage.comparing": "tells which comparison is the last",
	"agreementPage.article": "tells when to begin anew", "agreementPage.before": "spares work",
	"imports.early": "files before the library is open", "imports.calls": "numbers deliveries",
	"exports.call":   "tells which answer counts",
	"outlets.serial": "tells which change is the last", "outlets.call": "tells what counts", "outlets.stop": "gives up writing",
}

// Whatever a screen, a panel or a dialog shows stands in cells: then nothing that shows it
// can be forgotten when it changes. A field that is no cell, and is not known to be shown by
// nothing, fails here.
func TestStateStandsInCells(t *testing.T) {
	seen := map[reflect.Type]bool{}
	found := map[string]bool{}
	var look func(v reflect.Type)
	look = func(v reflect.Type) {
		if v.Kind() == reflect.Pointer {
			v = v.Elem()
		}
		if v.Kind() != reflect.Struct || seen[v] || v.PkgPath() != reflect.TypeFor[App]().PkgPath() {
			return
		}
		seen[v] = true
		for i := range v.NumField() {
			f := v.Field(i)
			name := v.Name() + "." + f.Name
			of := strings.TrimPrefix(f.Type.String(), "*")
			switch {
			case strings.HasPrefix(of, "state."), of == "app.part", f.Type.PkgPath() != v.PkgPath() && of == "app.Compo":
			case unshown[name] != "":
				found[name] = true
			case f.Type.Kind() == reflect.Pointer && f.Type.Elem().Kind() == reflect.Struct && f.Type.Elem().PkgPath() == v.PkgPath(),
				f.Type.Kind() == reflect.Struct && f.Type.PkgPath() == v.PkgPath():
				look(f.Type)
			default:
				t.Errorf("%s (%s) is no state.Cell: what shows it is not drawn anew when it changes. If nothing shows it, say so in unshown", name, f.Type)
			}
		}
	}
	look(reflect.TypeFor[App]())
	for name, why := range unshown {
		if why != "" && !found[name] {
			t.Errorf("unshown has %s, which is no field", name)
		}
	}
	if n := reflect.TypeFor[App]().NumField(); n >= 15 {
		t.Errorf("App has %d fields: what belongs to a screen is the screen's", n)
	}
}
