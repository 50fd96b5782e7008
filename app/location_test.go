package app

import (
	"net/url"
	"testing"

	"pressmark/annotations"
)

func TestPlaceOf(t *testing.T) {
	const a, m = "0196230b-5c00-7000-8000-5a3b1e000001", "0196230b-5c00-7000-8000-5a3b1e000002"
	for address, want := range map[string]location{
		"/":         {},
		"":          {},
		"/library":  {screen: onLibrary},
		"/library/": {screen: onLibrary},
		"/new":      {screen: onPaste},
		"/shell":    {screen: onShell},
		"/a/" + a:   {article: "urn:uuid:" + a},
		"/a/0196230B-5C00-7000-8000-5A3B1E000001/": {article: "urn:uuid:" + a},
		"/a/" + a + "#" + m:                        {article: "urn:uuid:" + a, mark: "urn:uuid:" + m},
		"/a/" + a + "#elsewhere":                   {article: "urn:uuid:" + a},
		"/agreement/" + a:                          {screen: onAgreement, article: "urn:uuid:" + a},
		"/agreement/":                              {screen: onNothing},
		"/a/x":                                     {screen: onNothing},
		"/a/":                                      {screen: onNothing},
		"/libraries":                               {screen: onNothing},
		"/library/x":                               {screen: onNothing},
		"/?src=texts/a.txt":                        {src: "texts/a.txt"},
		"/?src=%2F%2Felsewhere&share=":             {src: "//elsewhere"},
		"/?share=" + m:                             {share: m},
	} {
		u, err := url.Parse(address)
		if err != nil {
			t.Fatal(err)
		}
		if got := locationOf(u); got != want {
			t.Errorf("%s: %+v, not %+v", address, got, want)
		}
	}
	for _, mark := range []annotations.ID{"", "urn:uuid:" + m} {
		u, err := url.Parse(articlePath("urn:uuid:"+a, mark))
		if err != nil {
			t.Fatal(err)
		}
		if got := locationOf(u); got.article != "urn:uuid:"+a || got.mark != mark {
			t.Errorf("%s leads to %+v", u, got)
		}
	}
}
