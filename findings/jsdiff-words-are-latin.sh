#!/usr/bin/env bash
# jsdiff's "words" are single letters in Cyrillic and Greek.
#
# Expected: diffWords tells whole words apart in any alphabet, at least where words stand
# between spaces: "million" became "milliard" (billion) is one word for another.
# Seen: a word is a run of letters of the Latin blocks; every letter of another script is
# a token of its own. Russian "million" to "milliard" keeps the shared letters and even
# joins the end of one word with the start of the next. The optional Intl.Segmenter mends it.
# Why it matters: a list of corrections ("the article changed this figure word") is right
# in tests in Polish or Turkish and falls to scraps of letters in Russian or Greek.
#
# Version: diff 9.0.0, seen 2026-11-30.
# Needs: bash, node 20 or later (with full ICU, as it comes), npm.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm init -y >/dev/null
npm install --loglevel=error --no-audit --no-fund --ignore-scripts --save-exact diff@9.0.0
cat >check.cjs <<'JS'
const assert = require('assert')
const { diffWords } = require('diff')
const removed = (a, b, options) => diffWords(a, b, options).filter(c => c.removed).map(c => c.value.trim())
const show = (name, got) => console.log(`${name}: removed ${JSON.stringify(got)}`)

let got = removed('pięć złotych', 'sześć złotych')
show('Polish', got)
assert.deepStrictEqual(got, ['pięć']) // the control: letters with marks are letters

for (const [name, a, b, word] of [
  ['Russian', 'ещё миллион рублей', 'ещё миллиард рублей', 'миллион'],
  ['Greek', 'εκατό ευρώ', 'χίλια ευρώ', 'εκατό'],
]) {
  got = removed(a, b)
  show(name, got)
  assert.ok(!got.includes(word), `${name} is diffed by words now`)
}
got = removed('ещё миллион рублей', 'ещё миллиард рублей', { intlSegmenter: new Intl.Segmenter('ru', { granularity: 'word' }) })
show('Russian with Intl.Segmenter', got)
assert.deepStrictEqual(got, ['миллион'])
JS
node check.cjs
