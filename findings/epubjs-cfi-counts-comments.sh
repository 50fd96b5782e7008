#!/usr/bin/env bash
# epub.js counts comments in a paragraph into its EPUB CFI.
#
# Expected: a comment leaves the CFI as it is. EPUB CFI numbers the text between two
# elements as one piece, whatever comments, CDATA sections or processing instructions
# stand in it, and counts the characters through all of it.
# Seen: each DOM text node gets a number of its own, so "Sales <!-- x -->rose 12" is
# written as text 3 of the paragraph where the standard has text 1; epub.js finds nothing
# for either CFI in the other form of the book, which a reader sees as the same page.
# Why it matters: a link to a figure in an e-book dies when the publisher's tool strips
# comments, and the CFI that a conforming reader wrote does not open here.
#
# Version: epubjs 0.3.93 with jsdom 26.1.0, seen 2026-11-30.
# Needs: bash, node 20 or later, npm.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm init -y >/dev/null
npm install --loglevel=error --no-audit --no-fund --ignore-scripts --save-exact epubjs@0.3.93 jsdom@26.1.0
cat >check.mjs <<'JS'
import assert from 'node:assert'
import { JSDOM } from 'jsdom'
const page = inner => new JSDOM(
  `<html xmlns="http://www.w3.org/1999/xhtml"><head><title>t</title></head><body><p>${inner}</p></body></html>`,
  { contentType: 'application/xhtml+xml' }).window
const plain = page('Sales rose 12 percent').document
const commented = page('Sales <!-- checked -->rose 12 percent').document
const { defaultView: window } = plain
for (const k of ['window', 'document', 'Node', 'Range', 'NodeFilter', 'Element', 'HTMLElement', 'DOMParser', 'XMLSerializer', 'XPathResult'])
  globalThis[k] = k === 'window' ? window : window[k]
const { EpubCFI } = await import('epubjs')

const cfi = document => { // of the "12" in the paragraph's last text
  const node = document.querySelector('p').lastChild
  const range = document.createRange()
  range.setStart(node, node.data.indexOf('12'))
  range.setEnd(node, node.data.indexOf('12') + 2)
  return new EpubCFI(range, '/6/4').toString()
}
const open = (cfi, document) => {
  try { return new EpubCFI(cfi).toRange(document)?.toString() ?? null } catch (e) { return e.message }
}
const [a, b] = [cfi(plain), cfi(commented)]
console.log(`plain: ${a}\nwith a comment: ${b}`)
assert.strictEqual(a, 'epubcfi(/6/4!/4/2,/1:11,/1:13)')
assert.strictEqual(b, 'epubcfi(/6/4!/4/2,/3:5,/3:7)')
console.log(`plain's CFI, plain page: ${open(a, plain)}; commented page: ${open(a, commented)}; commented's CFI, plain page: ${open(b, plain)}`)
assert.strictEqual(open(a, plain), '12')
assert.notStrictEqual(open(a, commented), '12')
assert.notStrictEqual(open(b, plain), '12')
JS
node check.mjs
