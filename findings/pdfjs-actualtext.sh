#!/usr/bin/env bash
# pdf.js pays no heed to a PDF's ActualText.
#
# Expected: where a span of the page says what its text really is, a text extractor takes
# that. It is the standard's means for a hyphen at a line's end that is not part of the
# word, for ligatures, and for figures that are drawn in parts; MuPDF, Poppler and PDFium take it.
# Seen: getTextContent has the drawn characters: the hyphen stays in "mil- lion", and
# a fraction that is drawn as three small characters is "21/2" and not "2.5".
# Why it matters: a quote that is anchored in one reader's text is not in the other's, and
# a figure whose ActualText is right is read wrong by the most used reader of PDF.
#
# Version: pdfjs-dist 5.6.205 and mupdf 1.28.1, seen 2026-11-30.
# Needs: bash, node 20 or later, npm.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm init -y >/dev/null
npm install --loglevel=error --no-audit --no-fund --ignore-scripts --save-exact pdfjs-dist@5.6.205 mupdf@1.28.1
cat >pdf.mjs <<'JS'
// One page with the given content, resources beside the font, further objects (from
// number 6) and entries of the catalogue; lengths and offsets are counted.
export default (content, resources = '', more = [], catalog = '') => {
  const objects = [
    `<</Type/Catalog/Pages 2 0 R${catalog}>>`,
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    `<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 300]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>${resources}>>>>`,
    `<</Length ${content.length}>>\nstream\n${content}\nendstream`,
    '<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>',
    ...more,
  ]
  let out = '%PDF-1.7\n'
  const at = objects.map((o, i) => {
    const offset = out.length
    out += `${i + 1} 0 obj\n${o}\nendobj\n`
    return String(offset).padStart(10, '0') + ' 00000 n \n'
  })
  const table = out.length
  out += `xref\n0 ${at.length + 1}\n0000000000 65535 f \n${at.join('')}`
  out += `trailer\n<</Size ${at.length + 1}/Root 1 0 R>>\nstartxref\n${table}\n%%EOF\n`
  return Buffer.from(out, 'latin1')
}
JS
cat >read.mjs <<'JS'
import * as mupdf from 'mupdf'
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
const flat = s => s.replace(/\s+/g, ' ').trim()
export const pdfjs = async file => {
  const doc = await getDocument({ data: new Uint8Array(file), verbosity: 0 }).promise
  const { items } = await (await doc.getPage(1)).getTextContent()
  return flat(items.map(i => i.str + (i.hasEOL ? '\n' : '')).join(''))
}
export const mu = file => flat(mupdf.Document.openDocument(file, 'application/pdf').loadPage(0).toStructuredText().asText())
JS
cat >check.mjs <<'JS'
import assert from 'node:assert'
import pdf from './pdf.mjs'
import { mu, pdfjs } from './read.mjs'
const file = pdf(
  'BT /F 12 Tf 20 250 Td (It cost ) Tj ' +
  '/Span<</ActualText(2.5)>>BDC (2) Tj /F 7 Tf 4 Ts (1) Tj 0 Ts (/2) Tj EMC ' +
  '/F 12 Tf ( mil) Tj /Span<</ActualText()>>BDC (-) Tj EMC 0 -14 Td (lion euros) Tj ET')
for (const [name, read, want] of [
  ['MuPDF', mu, 'It cost 2.5 mil lion euros'],
  ['pdf.js', pdfjs, 'It cost 21/2 mil- lion euros'],
]) {
  const got = await read(file)
  console.log(`${name}: ${got}`)
  assert.strictEqual(got, want)
}
JS
node check.mjs
