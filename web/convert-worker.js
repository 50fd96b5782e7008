// The worker of the converter: cmd/converter, a program of its own, which is fetched
// when a format is met that the app itself does not know.
"use strict";

importScripts("answer.js", new URL("../wasm_exec.js", location));

// The program calls serve with what it answers.
const served = new Promise((resolve) => {
  globalThis.serve = (ops) => {
    resolve(ops);
    self.postMessage({ ready: true });
  };
});

answer({
  read: async (args, piece) => (await served).read(args, piece),
  write: async (args) => (await served).write(args),
});

const go = new Go();
WebAssembly.instantiateStreaming(fetch(new URL("convert.wasm", location)), go.importObject).then(
  ({ instance }) => {
    const ended = () => self.postMessage({ broken: "the program has ended" }); // it never does by itself
    go.run(instance).then(ended, ended);
  },
  (error) => self.postMessage({ broken: String(error) }),
);
