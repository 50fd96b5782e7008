// The line of a stored record, for the journal's worker and for the page that is left
// after a crash. annotations/store/line says what it is, and reads the same of it:
// linetest/golden.json there holds each reader to that.
"use strict";

globalThis.recordLine = (() => {
  const UNIT = "\x1f", END = "\x1e", FIELDS = 8;
  const TYPES = ["article", "actor", "annotation"]; // in the order in which a library is exported
  const number = /^(?:0|-?[1-9][0-9]*)$/;

  // read returns the record of one line, or null where it is none; anything may be
  // given. alone: no other fields stand before it.
  function read(line, alone = true) {
    if (typeof line !== "string" || line.indexOf(END) !== line.length - 1) return null;
    const fields = line.slice(0, -1).split(UNIT).slice(alone ? 0 : -FIELDS);
    if (fields.length !== FIELDS) return null;
    const [id, type, article, label, revision, deleted, modified, data] = fields;
    if (!id || !article || !TYPES.includes(type) || deleted !== "0" && deleted !== "1" ||
      !number.test(revision) || !(revision >= 1) || !number.test(modified)) return null;
    return { id, type, article, label, revision: +revision, deleted: deleted === "1", modified: +modified, data };
  }

  // lines parts a text after each END, and takes off the UNIT that stands between what
  // was joined.
  function lines(text) {
    const list = [];
    for (let from = 0; from < text.length;) {
      const end = text.indexOf(END, from);
      const to = end < 0 ? text.length : end + 1;
      list.push(text.slice(from, to));
      from = text[to] === UNIT ? to + 1 : to;
    }
    return list;
  }

  // head returns the line of a record without its data.
  function head({ id, type, article, label, revision, deleted, modified }) {
    return [id, type, article, label, revision, deleted ? 1 : 0, modified, ""].join(UNIT) + END;
  }

  return Object.freeze({ UNIT, END, TYPES, read, lines, head });
})();
