package app

import (
	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

	"pressmark/annotations/words"
)

// accepted are the endings and types of the files that can be opened: a text, a record,
// or what another tool wrote.
const accepted = ".txt,.text,.md,.markdown,.html,.htm,.xhtml,.epub,.docx,.docm,.dotx,.odt,.ott,.json,.jsonld,.jsonl,.ndjson,.ann," +
	".csv,.tsv,.tab,.iob,.iob2,.bio,.conll,.conllu,.zip," +
	"text/plain,text/markdown,text/html,text/csv,application/json,application/zip"

// opener is a button that lets the reader choose files, or a folder of them.
func (a *imports) opener(label, id string, folder bool) goapp.UI {
	input := goapp.Input().ID(id).Class("unseen").Type("file").Multiple(true).Accept(accepted)
	if folder {
		input = input.Attr("webkitdirectory", true) // any value of it means yes
	}
	return goapp.Label().Class("button file").For(id).Body(
		goapp.Span().Text(label),
		input.OnChange(func(ctx goapp.Context, e goapp.Event) {
			chosen := ctx.JSSrc()
			ctx.Async(func() {
				files, err := a.p.ReadFiles(ctx, chosen)
				a.ctx.Dispatch(func(goapp.Context) {
					a.p.SetValue(id, "") // or choosing the same file again would say nothing
					if err != nil {
						a.tell(words.OpenTrouble(err))
						return
					}
					a.receive(files)
				})
			})
		}, goapp.EventScope(id)),
	)
}
