#!/usr/bin/env bash
# Microsoft's number recogniser reads "half a million" as two millionths.
#
# Expected: 500000, as the multiplier "million" follows the half; and 2500000 for
# "two and a half million". Both phrases are everyday English in news copy.
# Seen: the words after "half" are taken as the denominator of a fraction, so the
# phrase becomes 1/500000, and "two and a half million" becomes 2.0000005. The
# Spanish, Portuguese and French models do the like; plain "1.5 trillion" is right.
# Why it matters: the whole phrase is the match and nothing is raised, so a record
# of the claim holds a figure that is wrong by a factor of 250,000,000,000.
#
# Version: @microsoft/recognizers-text-number 1.3.1, seen 2026-11-30.
# Needs: bash, node 20 or later, npm.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm init -y >/dev/null
npm install --loglevel=error --no-audit --no-fund --ignore-scripts --save-exact @microsoft/recognizers-text-number@1.3.1
cat >check.cjs <<'JS'
const assert = require('assert')
const { recognizeNumber } = require('@microsoft/recognizers-text-number')
const cases = [
  // culture, text, what it says, what the recogniser makes of it
  ['en-us', 'half a million', '500000', '2E-06'],
  ['en-us', 'two and a half million', '2500000', '2.0000005'],
  ['es-es', 'medio millón', '500000', '2E-06'],
  ['pt-br', 'meio milhão', '500000', '2E-06'],
  ['fr-fr', 'un demi-million', '500000', '5E-07'],
  ['en-us', '1.5 trillion', '1500000000000', '1500000000000'], // the control
]
for (const [culture, text, meant, seen] of cases) {
  const found = recognizeNumber(text, culture)
  console.log(`${culture} ${JSON.stringify(text)}: meant ${meant}, read ${found.map(f => f.resolution.value)}`)
  assert.deepStrictEqual(found.map(f => [f.text, f.resolution.value]), [[text, seen]])
}
JS
node check.cjs
