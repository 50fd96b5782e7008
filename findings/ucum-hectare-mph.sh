#!/usr/bin/env bash
# The UCUM validator calls "ha", "mph" and "ft" valid, and means hectoyears, milliphots
# and femtotonnes by them.
#
# Expected: hectare, mile per hour and foot are no UCUM codes ("har", "[mi_i]/h" and
# "[ft_i]" are), so they are refused, as "kWh" and "lb" are.
# Seen: UCUM puts metric prefixes before every metric unit, years (a), tonnes (t), days
# (d) and phots (ph) among them; so the abbreviations are valid codes of other kinds,
# without a warning: 6 ha converts to 600 years and 6 ft to a mass.
# Why it matters: "valid UCUM" is the usual check of a unit in a record of a figure; for
# these abbreviations it passes and the dimension is wrong. Compare dimensions as well.
#
# Version: @lhncbc/ucum-lhc 7.1.10, seen 2026-11-30.
# Needs: bash, node 20 or later, npm.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm init -y >/dev/null
npm install --loglevel=error --no-audit --no-fund --ignore-scripts --save-exact @lhncbc/ucum-lhc@7.1.10
cat >check.cjs <<'JS'
const assert = require('assert')
const ucum = require('@lhncbc/ucum-lhc').UcumLhcUtils.getInstance()
const cases = [
  ['ha', 'hectare', 'valid', 'hectoyear'],
  ['mph', 'mile per hour', 'valid', 'milliphot'],
  ['ft', 'foot', 'valid', 'femtometric ton'],
  ['yd', 'yard', 'valid', 'yoctoday'],
  ['pt', 'pint or point', 'valid', 'picometric ton'],
  ['kWh', 'kilowatt hour', 'invalid', undefined], // the control
]
for (const [code, meant, status, name] of cases) {
  const got = ucum.validateUnitString(code, true)
  console.log(`${code}: meant ${meant}, ${got.status}${got.unit?.name ? ' as ' + got.unit.name : ''}`)
  assert.strictEqual(got.status, status)
  if (name) assert.strictEqual(got.unit.name, name)
}
const years = ucum.convertUnitTo('ha', 6, 'a')
console.log(`6 ha in years: ${years.status}, ${years.toVal}`)
assert.strictEqual(years.status, 'succeeded')
assert.ok(Math.abs(years.toVal - 600) < 1e-6)
JS
node check.cjs
