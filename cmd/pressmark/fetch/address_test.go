package fetch

import (
	"errors"
	"net/netip"
	"testing"
)

func TestPublic(t *testing.T) {
	for address, public := range map[string]bool{
		"8.8.8.8:443":               true,
		"93.184.216.34:80":          true,
		"1.1.1.1:443":               true,
		"172.15.255.255:80":         true,
		"172.32.0.0:80":             true,
		"100.63.255.255:80":         true,
		"100.128.0.0:80":            true,
		"[2606:4700::1111]:443":     true,
		"[2a00:1450:4001::200e]:80": true,

		"8.8.8.8:22":   false, // ports
		"8.8.8.8:8080": false,
		"8.8.8.8:0":    false,

		"0.0.0.0:80":         false,
		"0.1.2.3:80":         false,
		"10.0.0.1:80":        false,
		"100.64.0.1:80":      false,
		"100.100.100.200:80": false, // metadata
		"127.0.0.1:80":       false,
		"127.255.255.255:80": false,
		"168.63.129.16:80":   false,
		"169.254.169.254:80": false, // metadata
		"169.254.0.1:80":     false,
		"172.16.0.1:80":      false,
		"172.31.255.255:80":  false,
		"192.0.0.192:80":     false,
		"192.0.2.1:80":       false,
		"192.88.99.1:80":     false,
		"192.168.1.1:80":     false,
		"198.18.0.1:80":      false,
		"198.19.255.255:80":  false,
		"198.51.100.1:80":    false,
		"203.0.113.1:80":     false,
		"224.0.0.1:80":       false,
		"239.255.255.250:80": false,
		"240.0.0.1:80":       false,
		"255.255.255.255:80": false,

		"[::]:80":                   false,
		"[::1]:80":                  false,
		"[::8.8.8.8]:80":            false,
		"[::ffff:8.8.8.8]:80":       false, // IPv4 in IPv6
		"[::ffff:127.0.0.1]:80":     false,
		"[64:ff9b::808:808]:80":     false, // NAT64
		"[64:ff9b::7f00:1]:80":      false,
		"[64:ff9b:1::1]:80":         false,
		"[100::1]:80":               false,
		"[2001::1]:80":              false, // Teredo
		"[2001:2::1]:80":            false,
		"[2001:db8::1]:80":          false,
		"[2002:7f00:1::1]:80":       false, // 6to4
		"[3fff::1]:80":              false,
		"[5f00::1]:80":              false,
		"[fc00::1]:80":              false,
		"[fd00:ec2::254]:80":        false, // metadata
		"[fe80::1]:80":              false,
		"[fe80::1%eth0]:80":         false,
		"[2606:4700::1111%eth0]:80": false,
		"[fec0::1]:80":              false,
		"[ff02::1]:80":              false,
	} {
		if err := Public(netip.MustParseAddrPort(address)); (err == nil) != public || err != nil && !errors.Is(err, ErrPrivate) {
			t.Errorf("%s: %v", address, err)
		}
	}
	if Public(netip.AddrPort{}) == nil {
		t.Error("no address is public")
	}
}
