// What must work where the program does not. It runs after wasm_exec.js and before
// go-app's app.js, which asks for the program.
"use strict";

(() => {
  const base = new URL("../", document.currentScript.src);

  // A host of plain files adds a slash to "/library"; the program's routes have none.
  if (location.pathname.length > base.pathname.length && location.pathname.endsWith("/")) {
    history.replaceState(null, "", location.pathname.replace(/\/+$/, "") + location.search + location.hash);
  }

  // go-app and the program ask for localStorage and sessionStorage, whose getters
  // throw where site data is blocked. Then these are as good as nothing: the page
  // works, keeps what is done in it in memory, and says so. "unkept" tells the
  // program.
  class Unkept {
    unkept = true;
    #items = new Map();
    get length() { return this.#items.size; }
    key(i) { return [...this.#items.keys()][i] ?? null; }
    getItem(key) { return this.#items.get(String(key)) ?? null; }
    setItem(key, value) { this.#items.set(String(key), String(value)); }
    removeItem(key) { this.#items.delete(String(key)); }
    clear() { this.#items.clear(); }
  }
  for (const name of ["localStorage", "sessionStorage"]) {
    try {
      window[name].length;
    } catch {
      Object.defineProperty(window, name, { value: new Unkept() });
    }
  }

  if (typeof WebAssembly !== "object") {
    const box = document.createElement("div");
    box.className = "boot-notice";
    box.setAttribute("role", "alert");
    box.textContent = "This browser cannot run Pressmark: it lacks WebAssembly. A newer browser can. You can still read this page.";
    document.documentElement.append(box); // outside the body, whose children belong to go-app
  }

  // Updates. A new version is fetched whole and waits; the program hears of it
  // through go-app's goappOnUpdate and calls pressmarkUpdate when the reader
  // agrees and nothing is unsaved. Kept out of the program so that a version
  // that cannot start can still be replaced.
  const workers = navigator.serviceWorker;
  let announced = false;
  function announce() {
    if (announced) return;
    announced = true;
    globalThis.pressmarkUpdateReady = true; // go-app's script also tells when the first worker starts
    goappOnUpdate();
  }

  globalThis.pressmarkUpdate = async () => {
    const waiting = (await workers?.getRegistration())?.waiting;
    if (!waiting) return location.reload(); // another tab has agreed already
    workers.addEventListener("controllerchange", () => location.reload(), { once: true });
    waiting.postMessage({ type: "activate" });
  };

  // goappOnUpdate exists once all deferred scripts have run.
  if (workers) document.addEventListener("DOMContentLoaded", () => {
    const updating = Boolean(workers.controller); // else: the first visit, and nothing is replaced
    const watch = (worker) => worker?.addEventListener("statechange", () => {
      if (updating && worker.state === "installed") announce();
    });
    workers.ready.then((registration) => {
      if (updating && registration.waiting) announce();
      watch(registration.installing);
      registration.addEventListener("updatefound", () => watch(registration.installing));
    });
    workers.addEventListener("controllerchange", () => {
      if (updating) announce();
    });
  });
})();
