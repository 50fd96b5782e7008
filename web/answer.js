// How a worker answers the page: one protocol for all of them. app/browser/worker.go
// asks. The page sends, with a number n of its own for each thing that it asks,
//
//   {n, op, args}    asks for something
//   {n, op: "more"}  the piece was taken: the next one, please
//   {n, op: "stop"}  nobody waits for the answer any more
//
// and the worker answers with any number of pieces, each when the one before it was
// taken, and then once with a value or why there is none:
//
//   {n, piece}
//   {n, value}
//   {n, error: {name, message}}
//
// Without a number it says how it is itself:
//
//   {ready: true}  it can answer from now on
//   {broken: why}  it answers no more
"use strict";

// answer lets this worker answer with ops: functions by name. Each is given args and
// piece, and returns a value or a promise of one. piece sends a piece and promises
// whether another one is wanted.
globalThis.answer = (ops) => {
  const asked = new Map(); // n: {stopped, next}

  self.onmessage = async ({ data: { n, op, args } }) => {
    const under = asked.get(n);
    if (op === "more" || op === "stop") {
      if (!under) return; // it was answered in the meantime
      under.stopped ||= op === "stop";
      under.next?.(!under.stopped);
      return;
    }
    const ask = { stopped: false, next: null };
    asked.set(n, ask);
    const piece = (piece) => new Promise((next) => {
      if (ask.stopped) return next(false);
      ask.next = next;
      self.postMessage({ n, piece });
    });
    try {
      if (!Object.hasOwn(ops, op)) throw new TypeError(`nothing here answers ${op}`);
      self.postMessage({ n, value: await ops[op](args, piece) });
    } catch (e) {
      self.postMessage({ n, error: { name: e?.name ?? "Error", message: e?.message ?? String(e) } });
    } finally {
      asked.delete(n);
    }
  };
};
