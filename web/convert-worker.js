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

const go = new Go();
const broken = (why) => self.postMessage({ broken: String(why) });

// An error of a program that lives is an answer; one of a program that has broken off
// says nothing.
async function asked(op, ...args) {
  try {
    return await (await served)[op](...args);
  } catch (e) {
    if (!go.exited && !(e instanceof WebAssembly.RuntimeError)) throw e;
    broken(e);
    return new Promise(() => {});
  }
}

self.addEventListener("unhandledrejection", (event) => broken(event.reason)); // it breaks off between two pieces

answer({
  read: (args, piece) => asked("read", args, piece),
  write: (args) => asked("write", args),
});

WebAssembly.instantiateStreaming(fetch(new URL("convert.wasm", location)), go.importObject).then(
  ({ instance }) => {
    const ended = () => broken("the program has ended"); // it never does by itself
    go.run(instance).then(ended, ended);
  },
  broken,
);
