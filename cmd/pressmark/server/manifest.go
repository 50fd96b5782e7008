package server

import (
	"encoding/json"
	"maps"
	"slices"

	"pressmark/annotations/colour"
	"pressmark/annotations/format"
)

// manifest returns the web app manifest for a base path. (go-app's own knows
// neither id, shortcuts, sharing nor files, and mistakes the scope.)
func manifest(base string) []byte {
	type (
		list   []any
		object map[string]any
	)
	icon := func(name, sizes, mime, purpose string) object {
		return object{"src": base + "web/icons/" + name, "sizes": sizes, "type": mime, "purpose": purpose}
	}
	shot := func(name, sizes, form, label string) object {
		return object{
			"src": base + "web/screenshots/" + name, "sizes": sizes, "type": "image/png",
			"form_factor": form, "label": label,
		}
	}
	shortcut := func(name, path string) object {
		return object{
			"name": name, "url": base + path,
			"icons": list{icon("icon-192.png", "192x192", "image/png", "any")},
		}
	}
	opened := readable()
	shared := list{}
	for _, mime := range slices.Sorted(maps.Keys(opened)) {
		shared = append(shared, mime)
		for _, ending := range opened[mime] {
			shared = append(shared, ending)
		}
	}
	m, err := json.MarshalIndent(object{
		"id":               base,
		"name":             "Pressmark",
		"short_name":       "Pressmark",
		"description":      description,
		"lang":             "en",
		"dir":              "ltr",
		"start_url":        base,
		"scope":            base,
		"display":          "standalone",
		"background_color": colour.Paper.Light,
		"theme_color":      colour.Paper.Light,
		"categories":       list{"news", "productivity", "utilities"},
		"icons": list{
			icon("icon-192.png", "192x192", "image/png", "any"),
			icon("icon-512.png", "512x512", "image/png", "any"),
			icon("maskable-512.png", "512x512", "image/png", "maskable"),
			icon("pressmark.svg", "any", "image/svg+xml", "any"),
		},
		"screenshots": list{
			shot("wide.png", "1280x800", "wide", "An article with its marks"),
			shot("narrow.png", "780x1688", "narrow", "An article with its marks, on a phone"),
		},
		"shortcuts": list{
			shortcut("Library", "library"),
			shortcut("Paste an article", "new"),
			shortcut("Sample article", ""),
		},
		"share_target": object{
			"action": base + "share", "method": "POST", "enctype": "multipart/form-data",
			"params": object{
				"title": "title", "text": "text", "url": "url",
				"files": list{object{
					"name":   "files",
					"accept": shared,
				}},
			},
		},
		"file_handlers": list{object{
			"action": base,
			"accept": opened,
		}},
		"launch_handler": object{"client_mode": list{"focus-existing", "auto"}},
	}, "", "  ")
	if err != nil {
		panic(err) // plain maps and strings always encode
	}
	return m
}

// readable are the endings of files that Pressmark opens, each under one media type.
func readable() map[string][]string {
	out := map[string][]string{"application/zip": {".zip"}, "application/json": {".json"}}
	known := map[string]bool{".json": true, ".zip": true}
	for _, f := range format.Formats {
		if f.Read == nil {
			continue
		}
		for _, ending := range f.Extensions {
			if !known[ending] {
				known[ending] = true
				out[f.MediaTypes[0]] = append(out[f.MediaTypes[0]], ending)
			}
		}
	}
	return out
}
