// The worker of the converter: cmd/converter, a program of its own, which is fetched
// when a format is met that the app itself does not know.
"use strict";

importScripts(new URL("../wasm_exec.js", location));

const go = new Go();
const early = [];
self.onmessage = (event) => early.push(event); // until the program has its own

WebAssembly.instantiateStreaming(fetch(new URL("convert.wasm", location)), go.importObject).then(
  ({ instance }) => {
    const ended = () => self.postMessage({ ended: true }); // it never does by itself
    go.run(instance).then(ended, ended);
    for (const event of early) self.onmessage(event);
  },
  (error) => self.postMessage({ failed: String(error) }),
);
