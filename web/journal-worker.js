// The second copy of the library: a journal in the origin private file system.
// app/browser/journal.go asks it for ops and says what for. Text that comes and goes
// here is lines of records, which annotations/store/line describes.
//
// Each tab appends to a file of its own, journal-TAB.log, for as long as it lives
// (a sync access handle is exclusive, so who can open one knows its tab is gone).
// What dead tabs left is merged, now and then, into base-N.log. The newest revision
// of a record counts, in whatever file it is. A damaged file is copied to
// damaged-NAME, and its whole entries go on.
//
// An entry is one change: START, the body's CRC-32 and its length in bytes, eight
// hexadecimal digits each, the body, a line feed. No body holds START.
'use strict';

importScripts('line.js', 'answer.js');

const { UNIT, END } = recordLine;
const START = 0x1d, HEAD = 17;
const COMPACT_BYTES = 1 << 20, COMPACT_FILES = 8; // of dead journals, before they are merged

let dir, lockName, ownName, own; // own: the handle of this tab's journal

const ops = {
  async open({ name, tab }) {
    lockName = `${name} journals`;
    ownName = `journal-${tab}.log`;
    const root = await navigator.storage.getDirectory();
    dir = await root.getDirectoryHandle(name, { create: true });
    await locked(async () => {
      own = await (await dir.getFileHandle(ownName, { create: true })).createSyncAccessHandle();
    }, AbortSignal.timeout(5000));
  },

  // append returns where undo can cut the change off again.
  append({ text }) {
    const at = own.getSize();
    try {
      write(own, entry(text), at);
      own.flush();
    } catch (e) {
      ops.undo({ at });
      throw e;
    }
    return at;
  },

  undo({ at }) {
    own.truncate(at);
    own.flush();
  },

  // compare sets the journals against the heads that the database keeps. newer:
  // records that the database lacks or has older; lacking: heads of records that
  // the journals lack or have older; total: the sum of the newest revisions. What
  // living tabs are just writing is theirs to finish, unless the database is empty.
  async compare({ heads }) {
    const [files, aside] = await locked(async () => [await load(), await names('damaged-')]);
    const copies = merge(files);
    const kept = new Map(), lacking = [], newer = [];
    let total = 0;
    for (const line of recordLine.lines(heads)) {
      const head = recordLine.read(line, false); // the change and the tab stand before it
      if (!head) continue;
      kept.set(head.id, head.revision);
      total += head.revision;
      if (!(copies.get(head.id)?.revision >= head.revision)) lacking.push(recordLine.head(head));
    }
    for (const [id, copy] of copies) {
      const more = copy.revision - (kept.get(id) ?? 0);
      if (more <= 0 || copy.live && heads) continue;
      newer.push(copy.text);
      total += more;
    }
    return {
      newer: newer.join(''),
      lacking: lacking.join(''),
      total,
      torn: files.some(f => f.torn),
      damaged: aside.length,
      harmed: files.some(f => f.harmed),
    };
  },

  // compact merges what dead tabs left into a new base. Every step leaves the
  // records in at least one whole file: the old ones go when the new one was read
  // back, and until its first entry says "settled" it does not count.
  compact() {
    return locked(async () => {
      const files = (await load()).filter(f => !f.live);
      const bytes = files.reduce((sum, f) => sum + (f.base ? 0 : f.bytes.length), 0);
      const bases = files.filter(f => f.base);
      const due = bytes > COMPACT_BYTES || files.length - bases.length > COMPACT_FILES ||
        bases.length > 1 || bases.some(f => !f.complete) || files.some(f => f.harmed || f.torn);
      if (!due) return;
      const copies = merge(files);
      const name = `base-${1 + Math.max(0, ...bases.map(f => parseInt(f.name.slice(5))))}.log`;
      const handle = await (await dir.getFileHandle(name, { create: true })).createSyncAccessHandle();
      let whole = false;
      try {
        handle.truncate(0);
        let at = write(handle, entry(baseHead(false, copies.size)), 0);
        for (const { text } of copies.values()) at += write(handle, entry(text), at);
        handle.flush();
        const written = parse(name, read(handle));
        if (merge([{ ...written, complete: true }]).size !== copies.size) {
          throw new Error('the merged journal could not be read back');
        }
        write(handle, entry(baseHead(true, copies.size)), 0);
        handle.flush();
        whole = true;
      } finally {
        handle.close();
        if (!whole) await dir.removeEntry(name);
      }
      for (const f of files) await dir.removeEntry(f.name);
    });
  },

  // damaged returns the files that were set aside.
  damaged() {
    return locked(async () => {
      const files = [];
      for (const name of await names('damaged-')) {
        files.push({ name, data: await snapshot(await dir.getFileHandle(name)) });
      }
      return files;
    });
  },

  async close() {
    const empty = own && !own.getSize();
    own?.close();
    if (!empty) return;
    await navigator.locks.request(lockName, { ifAvailable: true }, lock => lock && dir.removeEntry(ownName));
  },
};

async function names(start) {
  const list = [];
  for await (const name of dir.keys()) if (name.startsWith(start)) list.push(name);
  return list.sort();
}

function locked(work, signal) {
  return navigator.locks.request(lockName, signal ? { signal } : {}, work);
}

// load reads every journal, and sets damaged ones aside.
async function load() {
  const files = [];
  for (const name of [...await names('base-'), ...await names('journal-')]) {
    const file = await dir.getFileHandle(name);
    if (name === ownName) {
      files.push({ ...parse(name, read(own)), live: true, torn: false, harmed: false });
      continue;
    }
    let handle;
    try {
      handle = await file.createSyncAccessHandle();
    } catch {
      files.push({ ...parse(name, await snapshot(file)), live: true, torn: false, harmed: false });
      continue;
    }
    try {
      const parsed = parse(name, read(handle));
      if (parsed.harmed || parsed.torn) await setAside(name, parsed.bytes);
      files.push(parsed);
    } finally {
      handle.close();
    }
  }
  return files;
}

// snapshot reads a file that another tab is writing, which breaks off a reading.
async function snapshot(file) {
  for (let tries = 0; ; tries++) {
    try {
      return new Uint8Array(await (await file.getFile()).arrayBuffer());
    } catch (e) {
      if (tries === 20) throw e;
    }
  }
}

async function setAside(name, bytes) {
  const handle = await (await dir.getFileHandle(`damaged-${name}`, { create: true })).createSyncAccessHandle();
  try {
    handle.truncate(0);
    write(handle, bytes, 0);
    handle.flush();
  } finally {
    handle.close();
  }
}

// parse takes a file apart. torn: it ends in something that is no entry, as after
// a kill; harmed: it has such a thing elsewhere, an entry holds what is no record, or a
// base lacks entries.
function parse(name, bytes) {
  const file = { name, bytes, base: name.startsWith('base-'), copies: [], torn: false, harmed: false };
  let promised = null, changes = 0;
  for (let at = 0; at < bytes.length;) {
    const e = entryAt(bytes, at);
    if (!e) {
      do at = bytes.indexOf(START, at + 1); while (at > 0 && !entryAt(bytes, at));
      if (at < 0) {
        file.torn = true;
        break;
      }
      file.harmed = true;
      continue;
    }
    at = e.next;
    if (e.text.startsWith(BASE) && !e.text.endsWith(END)) {
      promised = e.text.split(UNIT);
      continue;
    }
    changes++;
    for (const text of recordLine.lines(e.text)) {
      const record = recordLine.read(text);
      if (record) file.copies.push({ id: record.id, revision: record.revision, modified: record.modified, text });
      else file.harmed = true;
    }
  }
  if (file.base) {
    file.complete = promised?.[1] !== 'partial';
    if (!file.complete) file.torn = file.harmed = false; // what it was made of is still there
    else if (promised?.[2] != changes) file.harmed = true;
  }
  return file;
}

// merge returns the newest state of each record, by ID.
function merge(files) {
  const copies = new Map();
  for (const file of files) {
    if (file.base && !file.complete) continue;
    for (const copy of file.copies) {
      copy.live = !!file.live;
      const other = copies.get(copy.id);
      if (!other || copy.revision > other.revision ||
        copy.revision === other.revision && copy.modified >= other.modified) copies.set(copy.id, copy);
    }
  }
  return copies;
}

const BASE = 'base' + UNIT;

function baseHead(complete, count) {
  return [BASE.slice(0, -1), complete ? 'settled' : 'partial', String(count).padStart(10, '0')].join(UNIT);
}

const encoder = new TextEncoder(), decoder = new TextDecoder('utf-8', { ignoreBOM: true });
const hex = n => n.toString(16).padStart(8, '0');

function entry(text) {
  const body = encoder.encode(text);
  const bytes = new Uint8Array(HEAD + body.length + 1);
  bytes[0] = START;
  encoder.encodeInto(hex(crc(body)) + hex(body.length), bytes.subarray(1));
  bytes.set(body, HEAD);
  bytes[bytes.length - 1] = 0x0a;
  return bytes;
}

// entryAt returns the whole entry at a place, or nothing.
function entryAt(bytes, at) {
  if (bytes[at] !== START) return null;
  const head = decoder.decode(bytes.subarray(at + 1, at + HEAD));
  const from = at + HEAD, to = from + parseInt(head.slice(8), 16);
  if (!(to < bytes.length) || bytes[to] !== 0x0a) return null;
  const body = bytes.subarray(from, to);
  return crc(body) === parseInt(head.slice(0, 8), 16) ? { text: decoder.decode(body), next: to + 1 } : null;
}

const table = Uint32Array.from({ length: 256 }, (_, n) => {
  for (let i = 0; i < 8; i++) n = n & 1 ? 0xedb88320 ^ (n >>> 1) : n >>> 1;
  return n;
});

function crc(bytes) {
  let c = ~0;
  for (let i = 0; i < bytes.length; i++) c = table[(c ^ bytes[i]) & 0xff] ^ (c >>> 8);
  return ~c >>> 0;
}

function read(handle) {
  const bytes = new Uint8Array(handle.getSize());
  handle.read(bytes, { at: 0 });
  return bytes;
}

function write(handle, bytes, at) {
  for (let done = 0; done < bytes.length;) {
    const n = handle.write(bytes.subarray(done), { at: at + done });
    if (!n) throw new DOMException('nothing more could be written', 'QuotaExceededError');
    done += n;
  }
  return bytes.length;
}

answer(ops);
