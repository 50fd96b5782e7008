package fetch

import (
	"net/netip"
	"strconv"

	"pressmark/annotations/words"
)

// internet are the addresses that are given out for the public internet: all of IPv4, and
// the part of IPv6 that is in use, but for reserved.
var internet = prefixes("0.0.0.0/0", "2000::/3")

// reserved are addresses that lead elsewhere, after IANA's registries of special-purpose
// addresses; and one that only looks public. Addresses of IPv6 that hold one of IPv4
// (::ffff:0:0/96, 64:ff9b::/96, 64:ff9b:1::/48) are no part of internet.
var reserved = prefixes(
	"0.0.0.0/8",        // this host
	"10.0.0.0/8",       // private
	"100.64.0.0/10",    // shared by customers of a provider
	"127.0.0.0/8",      // loopback
	"169.254.0.0/16",   // link-local, and metadata of clouds
	"172.16.0.0/12",    // private
	"192.0.0.0/24",     // protocols
	"192.0.2.0/24",     // documentation
	"192.88.99.0/24",   // 6to4 relays
	"192.168.0.0/16",   // private
	"198.18.0.0/15",    // benchmarks
	"198.51.100.0/24",  // documentation
	"203.0.113.0/24",   // documentation
	"224.0.0.0/4",      // multicast
	"240.0.0.0/4",      // reserved, broadcast
	"168.63.129.16/32", // a cloud's own service
	"2001::/23",        // protocols: Teredo, benchmarks, ORCHID
	"2001:db8::/32",    // documentation
	"2002::/16",        // 6to4: holds an address of IPv4
	"3fff::/20",        // documentation
)

func prefixes(list ...string) (out []netip.Prefix) {
	for _, s := range list {
		out = append(out, netip.MustParsePrefix(s))
	}
	return out
}

// Public returns ErrPrivate unless an address is one of the public internet and the port
// one of the web's, 80 or 443.
func Public(a netip.AddrPort) error {
	if port := a.Port(); port != 80 && port != 443 {
		return words.Because(ErrPrivate, words.OnPort.Of(strconv.Itoa(int(port))))
	}
	in := func(list []netip.Prefix) bool {
		for _, p := range list {
			if p.Contains(a.Addr()) { // never one with a zone, or of IPv4 in IPv6
				return true
			}
		}
		return false
	}
	if !in(internet) || in(reserved) {
		return words.Because(ErrPrivate, words.Fact.Of(a.Addr().String()))
	}
	return nil
}
