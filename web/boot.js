// What must work where the program does not. It runs after wasm_exec.js and before
// go-app's app.js, which asks for the program.
"use strict";

(() => {
  const base = new URL("../", document.currentScript.src);

  // A host of plain files adds a slash to "/library"; the program's routes have none.
  if (location.pathname.length > base.pathname.length && location.pathname.endsWith("/")) {
    history.replaceState(null, "", location.pathname.replace(/\/+$/, "") + location.search + location.hash);
  }

  // say puts a notice over the page: sentences, then links ([words, address]).
  function say(sentences, ...links) {
    document.querySelector(".boot-notice")?.remove();
    const box = document.createElement("div");
    box.className = "boot-notice";
    box.setAttribute("role", "alert");
    const p = document.createElement("p");
    p.textContent = sentences;
    box.append(p);
    for (const [words, address] of links) {
      const a = document.createElement("a");
      a.textContent = words;
      a.href = address;
      a.addEventListener("click", (event) => {
        event.preventDefault();
        event.stopImmediatePropagation(); // from the program's own click handler, which is gone
        if (address === location.href) location.reload();
        else location.assign(address);
      });
      box.append(a);
    }
    // Outside the body, whose children belong to go-app.
    document.documentElement.append(box);
  }

  const reload = ["Reload", location.href];

  function storageBlocked() {
    try {
      return !localStorage;
    } catch {
      return true;
    }
  }

  if (typeof WebAssembly !== "object") {
    say("This browser cannot run Pressmark: it lacks WebAssembly. A newer browser can. You can still read this page.");
  } else {
    const run = Go.prototype.run;
    Go.prototype.run = async function (instance) {
      if (storageBlocked()) {
        say("This browser blocks site data for this page, so Pressmark could keep nothing that you mark. " +
          "Allow site data for this address, then reload.", reload);
        return;
      }
      return run.call(this, instance);
    };
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
