package version

import (
	"slices"
	"strings"
)

// trackers are the names of the parameters of addresses that say how a reader came and
// not what is read; trackerPrefixes are what such names begin with.
var (
	trackers = []string{
		"fbclid", "gclid", "dclid", "gbraid", "wbraid", "msclkid", "yclid", "twclid", "ttclid", "igshid", "igsh", "mc_cid", "mc_eid",
		"cmp", "cmpid", "cid", "ocid", "ito", "smid", "smtyp", "ref", "ref_src", "ref_url", "referrer", "source", "src", "share", "_ga", "_gl",
	}
	trackerPrefixes = []string{"utm_", "at_", "pk_", "mtm_", "hsa_", "__twitter"}
)

// Address returns what an address has in common with others of the same page: no
// scheme, no "www." or mobile host, no fragment, no parameters that only say how a reader
// came. Of what is no address of a page (a file's name, a site's front page) it returns "".
func Address(address string) string {
	scheme, rest, ok := strings.Cut(strings.TrimSpace(address), "://")
	if ok && !strings.EqualFold(scheme, "http") && !strings.EqualFold(scheme, "https") {
		return ""
	}
	if !ok {
		rest = strings.TrimPrefix(scheme, "//")
	}
	rest, _, _ = strings.Cut(rest, "#")
	rest, query, _ := strings.Cut(rest, "?")
	host, path, _ := strings.Cut(rest, "/")
	host = strings.TrimSuffix(strings.TrimSuffix(strings.ToLower(host), ":80"), ":443")
	for _, prefix := range []string{"www.", "m.", "mobile.", "amp."} {
		host = strings.TrimPrefix(host, prefix)
	}
	if !ok && (path == "" || strings.ContainsAny(host, " \\")) || !strings.Contains(host, ".") {
		return ""
	}
	path = strings.TrimRight(path, "/")
	var kept []string
	for p := range strings.SplitSeq(query, "&") {
		if name, _, _ := strings.Cut(p, "="); p != "" && !tracks(strings.ToLower(name)) {
			kept = append(kept, p)
		}
	}
	if path == "" && len(kept) == 0 {
		return ""
	}
	slices.Sort(kept)
	if len(kept) > 0 {
		path += "?" + strings.Join(kept, "&")
	}
	return host + "/" + path
}

// host returns the host of a canonical address.
func host(canonical string) string {
	h, _, _ := strings.Cut(canonical, "/")
	return h
}

// tracks reports whether a parameter says only how a reader came.
func tracks(name string) bool {
	return slices.Contains(trackers, name) ||
		slices.ContainsFunc(trackerPrefixes, func(p string) bool { return strings.HasPrefix(name, p) })
}

// SameAddress reports whether two addresses are of one page: see [Match].
func SameAddress(a, b string) bool {
	c := Address(a)
	return c != "" && c == Address(b)
}
