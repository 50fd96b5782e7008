#!/usr/bin/env bash
# Go's x/text groups four-digit numbers in languages that do not.
#
# Expected: message.Printer with Spanish writes 1234 as "1234". CLDR has, per language, a
# least number of digits before the first separator (minimumGroupingDigits), which is 2
# in Spanish, Polish and European Portuguese: 1234, but 12.345. Node's Intl does so.
# Seen: x/text has no such rule; it writes "1.234" for Spanish and "1 234" for Polish.
# Why it matters: a figure that Go prints is not the string that Intl prints for the same
# language, so keys and quotes made from both differ, for each number from 1000 to 9999,
# and "1.234" is read as a decimal fraction where readers know the rule.
#
# Version: golang.org/x/text v0.44.0, seen 2026-11-30; Node for the comparison.
# Needs: bash, go 1.26 or later, node 20 or later (with full ICU, as it comes).
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
export GOMODCACHE="$dir/mod" GOFLAGS=-modcacherw
go mod init check 2>/dev/null
go get golang.org/x/text@v0.44.0
cat >main.go <<'GO'
package main

import (
	"golang.org/x/text/language"
	"golang.org/x/text/message"
)

func main() {
	for _, tag := range []string{"es", "pl", "pt-PT"} {
		p := message.NewPrinter(language.MustParse(tag))
		p.Printf("%d|%d\n", 1234, 12345)
	}
}
GO
go mod tidy
# The kinds of space that stand between groups are not the point here.
plain() { sed $'s/\u00a0/ /g; s/\u202f/ /g'; }
seen=$(go run . | plain)
intl=$(node -e 'for (const l of ["es", "pl", "pt-PT"]) {
  const f = new Intl.NumberFormat(l)
  console.log(f.format(1234) + "|" + f.format(12345))
}' | plain)
printf 'x/text:\n%s\nIntl:\n%s\n' "$seen" "$intl"
[ "$seen" = $'1.234|12.345\n1 234|12 345\n1 234|12 345' ]
[ "$intl" = $'1234|12.345\n1234|12 345\n1234|12 345' ]
