#!/usr/bin/env bash
# pdf.js hands out the text of layers that the page does not show.
#
# Expected: getTextContent gives what the reader sees. Its renderer knows optional content
# and leaves out a layer whose default state is off; so does MuPDF's text.
# Seen: the text of the hidden layer stands between the visible lines, with nothing
# that marks it. The list of items has marked-content marks only on request.
# Why it matters: layers hold the regional or language editions of one page and the
# notes of its makers. A figure that no reader of the page ever saw is read as its claim.
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
const file = off => pdf(
  'BT /F 12 Tf 20 250 Td (It costs 12 euros) Tj ET ' +
  '/OC /Layer BDC BT /F 12 Tf 20 230 Td (It costs 99 dollars) Tj ET EMC ' +
  'BT /F 12 Tf 20 210 Td (a month.) Tj ET',
  '/Properties<</Layer 6 0 R>>', ['<</Type/OCG/Name(Edition abroad)>>'],
  `/OCProperties<</OCGs[6 0 R]/D<</Order[6 0 R]/OFF[${off ? '6 0 R' : ''}]>>>>`)
const whole = 'It costs 12 euros It costs 99 dollars a month.'
for (const [name, off, read, want] of [
  ['MuPDF, layer on', false, mu, whole],
  ['MuPDF, layer off', true, mu, 'It costs 12 euros a month.'],
  ['pdf.js, layer on', false, pdfjs, whole],
  ['pdf.js, layer off', true, pdfjs, whole],
]) {
  const got = await read(file(off))
  console.log(`${name}: ${got}`)
  assert.strictEqual(got, want)
}
JS
node check.mjs
