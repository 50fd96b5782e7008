package server

import (
	"bytes"
	"encoding/json"
	"fmt"
	"image"
	_ "image/png"
	"slices"
	"strings"
	"testing"

	"pressmark/annotations/format"
)

func countOf(list []string, s string) int {
	n := 0
	for _, x := range list {
		if x == s {
			n++
		}
	}
	return n
}

// What the manifest promises is there, for any base path.
func TestManifest(t *testing.T) {
	for _, base := range []string{"/", "/any/path/"} {
		b := aBundle(t, base)
		var m struct {
			ID, Name, Description, Scope, Display string
			ShortName                             string `json:"short_name"`
			StartURL                              string `json:"start_url"`
			BackgroundColor                       string `json:"background_color"`
			ThemeColor                            string `json:"theme_color"`
			Icons, Screenshots                    []struct {
				Src, Sizes, Type, Purpose, Label string
				FormFactor                       string `json:"form_factor"`
			}
			Shortcuts   []struct{ Name, URL string }
			ShareTarget struct {
				Action, Method, Enctype string
				Params                  struct {
					Title, Text, URL string
					Files            []struct {
						Name   string
						Accept []string
					}
				}
			} `json:"share_target"`
			FileHandlers []struct {
				Action string
				Accept map[string][]string
			} `json:"file_handlers"`
		}
		if err := json.Unmarshal(b.Files["manifest.webmanifest"].Body, &m); err != nil {
			t.Fatal(err)
		}
		if m.ID != base || m.Scope != base || m.StartURL != base {
			t.Errorf("%s: id %q, scope %q, start %q", base, m.ID, m.Scope, m.StartURL)
		}
		if m.Name != "Pressmark" || m.ShortName != "Pressmark" || m.Display != "standalone" || m.Description == "" ||
			m.BackgroundColor == "" || m.ThemeColor == "" {
			t.Errorf("%s: %+v", base, m)
		}

		purposes := []string{}
		for _, picture := range append(m.Icons, m.Screenshots...) {
			f := b.Files[strings.TrimPrefix(picture.Src, base)]
			if f == nil || !strings.HasPrefix(picture.Src, base) {
				t.Errorf("%s: %s is not there", base, picture.Src)
				continue
			}
			purposes = append(purposes, picture.Purpose+picture.FormFactor)
			if picture.Type != f.Type {
				t.Errorf("%s is %s, not %s", picture.Src, f.Type, picture.Type)
			}
			if picture.Type == "image/svg+xml" {
				continue
			}
			size, _, err := image.DecodeConfig(bytes.NewReader(f.Body))
			if err != nil {
				t.Error(picture.Src, err)
			}
			if got := fmt.Sprintf("%dx%d", size.Width, size.Height); got != picture.Sizes {
				t.Errorf("%s is %s, not %s", picture.Src, got, picture.Sizes)
			}
		}
		for _, want := range []string{"any", "maskable", "wide", "narrow"} {
			if !slices.Contains(purposes, want) {
				t.Errorf("no picture is %s", want)
			}
		}

		for _, s := range m.Shortcuts {
			path, inside := strings.CutPrefix(s.URL, base)
			if _, found := b.at(path); !found || !inside {
				t.Errorf("the shortcut %s leads nowhere: %s", s.Name, s.URL)
			}
		}
		if m.ShareTarget.Action != base+"share" || m.ShareTarget.Method != "POST" || m.ShareTarget.Enctype != "multipart/form-data" ||
			len(m.ShareTarget.Params.Files) != 1 {
			t.Errorf("share target: %+v", m.ShareTarget)
		}
		if len(m.FileHandlers) != 1 || m.FileHandlers[0].Action != base {
			t.Fatalf("file handlers: %+v", m.FileHandlers)
		}
		var opened []string
		for mime, endings := range m.FileHandlers[0].Accept {
			if !slices.Contains(m.ShareTarget.Params.Files[0].Accept, mime) {
				t.Errorf("%s can be opened, but not shared", mime)
			}
			opened = append(opened, endings...)
		}
		for _, f := range format.Formats {
			for _, ending := range f.Extensions {
				if f.Read == nil {
					continue
				}
				if n := countOf(opened, ending); n != 1 {
					t.Errorf("the system knows %s as %d types", ending, n)
				}
				if !slices.Contains(m.ShareTarget.Params.Files[0].Accept, ending) {
					t.Errorf("%s cannot be shared", ending)
				}
			}
		}
	}
}
