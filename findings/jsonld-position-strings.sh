#!/usr/bin/env bash
# A W3C annotation comes back from RDF with its positions as strings, natively typed or not.
#
# Expected: TextPositionSelector's "start": 412 is a number again after JSON-LD to N-Quads
# and back with useNativeTypes, as other integers are.
# Seen: the annotation context types start and end as xsd:nonNegativeInteger; only
# xsd:integer, xsd:double and xsd:boolean become native, so the result is "start": "412"
# in both settings, while a plain number beside it comes back as a number.
# Why it matters: a triple store is a common home of annotations. A reader that wants a
# JSON number refuses what a conforming processor wrote, or adds 1 and gets "4121".
#
# Version: jsonld 9.0.0, seen 2026-11-30. The context below holds just the terms in use,
# typed as the W3C's vocabulary for annotations types them, so that nothing is fetched.
# Needs: bash, node 20 or later, npm.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm init -y >/dev/null
npm install --loglevel=error --no-audit --no-fund --ignore-scripts --save-exact jsonld@9.0.0
cat >check.cjs <<'JS'
const assert = require('assert')
const jsonld = require('jsonld')
const context = {
  oa: 'http://www.w3.org/ns/oa#',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
  id: '@id',
  type: '@type',
  Annotation: 'oa:Annotation',
  TextPositionSelector: 'oa:TextPositionSelector',
  target: { '@id': 'oa:hasTarget', '@type': '@id' },
  selector: { '@id': 'oa:hasSelector', '@type': '@id' },
  start: { '@id': 'oa:start', '@type': 'xsd:nonNegativeInteger' },
  end: { '@id': 'oa:end', '@type': 'xsd:nonNegativeInteger' },
  count: 'http://example.org/count',
}
const annotation = {
  '@context': context,
  id: 'http://example.org/a1',
  type: 'Annotation',
  count: 7,
  target: { selector: { type: 'TextPositionSelector', start: 412, end: 418 } },
}
const format = 'application/n-quads'
;(async () => {
  for (const useNativeTypes of [true, false]) {
    const quads = await jsonld.toRDF(annotation, { format })
    const triples = await jsonld.fromRDF(quads, { format, useNativeTypes })
    const back = await jsonld.frame(triples, { '@context': context, type: 'Annotation' })
    const { start, end } = back.target.selector
    console.log(`useNativeTypes ${useNativeTypes}: start ${JSON.stringify(start)}, end ${JSON.stringify(end)}, count ${JSON.stringify(back.count)}`)
    assert.deepStrictEqual([start, end], ['412', '418'])
    if (useNativeTypes) assert.strictEqual(back.count, 7) // the control
  }
})().catch(e => { console.error(e); process.exit(1) })
JS
node check.cjs
