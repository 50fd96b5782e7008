#!/usr/bin/env bash
# Recogito's text annotator refuses W3C annotations that have just one text selector.
#
# Expected: each of the two is enough, as the W3C's data model has it: a TextQuoteSelector
# finds its place by the words, a TextPositionSelector by the offsets.
# Seen: its W3C reader returns an error unless one target has both, though it stores the
# position and the quote side by side and could make each from the other.
# Why it matters: annotations of clients that write quotes alone do not show up, although
# valid. Whoever exports marks for others to open should write both selectors each time.
#
# Version: @recogito/text-annotator 4.1.1 with jsdom 26.1.0, seen 2026-11-30.
# Needs: bash, node 20 or later, npm.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm init -y >/dev/null
npm install --loglevel=error --no-audit --no-fund --ignore-scripts --save-exact @recogito/text-annotator@4.1.1 jsdom@26.1.0
cat >check.mjs <<'JS'
import assert from 'node:assert'
import { JSDOM } from 'jsdom'
const { window } = new JSDOM('<div id="c"><p>Sales rose 12 percent. Costs rose 12 percent.</p></div>')
for (const k of ['window', 'document', 'Node', 'NodeFilter', 'Range', 'Element', 'HTMLElement', 'Text'])
  globalThis[k] = k === 'window' ? window : window[k]
const { W3CTextFormat } = await import('@recogito/text-annotator')
const format = W3CTextFormat('https://example.org/a', document.getElementById('c'))
const quote = { type: 'TextQuoteSelector', exact: '12 percent', prefix: 'Costs rose ' }
const position = { type: 'TextPositionSelector', start: 34, end: 44 }
const read = selector => format.parse({
  '@context': 'http://www.w3.org/ns/anno.jsonld',
  id: 'https://example.org/a#1',
  type: 'Annotation',
  body: [{ type: 'TextualBody', value: 'a claim' }],
  target: { source: 'https://example.org/a', selector },
})
for (const [name, selector, ok] of [
  ['quote alone', [quote], false],
  ['position alone', [position], false],
  ['quote and position', [quote, position], true],
]) {
  const { parsed, error } = read(selector)
  console.log(`${name}: ${parsed ? 'read' : 'refused: ' + error.message}`)
  assert.strictEqual(Boolean(parsed), ok)
}
JS
node check.mjs
