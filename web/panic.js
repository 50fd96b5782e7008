// What is left when the program could not be loaded, or has stopped: words for the
// reader, and a way to everything saved that needs no program. It runs after
// wasm_exec.js and line.js, and before boot.js.
"use strict";

(() => {
  // What this page says, by language: annotations/words has it, and its test writes it here.
  const words = {
    en: {
      stopped: "Pressmark has stopped",
      stoppedText: "A fault in the program ended it. Everything that was shown as saved is safe on this device; what you did in the last moment may be missing. Reload to go on.",
      reload: "Reload",
      export: "Export what is saved",
      notLoaded: "Pressmark could not be loaded",
      notLoadedText: "The program did not arrive whole; perhaps the connection was lost. You can read this page, but not mark it yet.",
      tryAgain: "Try again",
      unread: "The library could not be read ({1}). Nothing in it was changed. Reload, then export.",
      nothingSaved: "Nothing is saved yet.",
      exported: "Exported: {1}, {2}, {3}.",
      exportedDamaged: "Exported: {1}, {2}, {3}, and {4} in a second file.",
      article: { one: "{n} article", other: "{n} articles" },
      actor: { one: "{n} actor", other: "{n} actors" },
      mark: { one: "{n} mark", other: "{n} marks" },
      damagedRecord: { one: "{n} damaged record", other: "{n} damaged records" },
    },
  };

  const language = words[document.documentElement.lang] ? document.documentElement.lang : Object.keys(words)[0];
  const say = words[language];
  const fill = (text, ...facts) => facts.reduce((all, fact, i) => all.replace(`{${i + 1}}`, () => fact), text);
  const count = (n, forms) => (forms[new Intl.PluralRules(language).select(n)] ?? forms.other).replace("{n}", n);

  // notice says what happened, in a dialog with buttons ([words, what to do]).
  // Shown as a modal it takes the page, which is dead, out of the reader's way;
  // closed, it stays at the foot of the page.
  function notice(modal, title, sentences, ...buttons) {
    if (document.querySelector("dialog.boot-notice")) return;
    document.getElementById("app-wasm-loader")?.remove();
    const dialog = document.createElement("dialog");
    dialog.className = "boot-notice";
    dialog.setAttribute("role", "alertdialog");
    dialog.setAttribute("aria-labelledby", "notice-title");
    dialog.setAttribute("aria-describedby", "notice-text");
    const part = (name, id, text) => {
      const element = document.createElement(name);
      element.id = id;
      element.textContent = text;
      dialog.append(element);
      return element;
    };
    part("h2", "notice-title", title);
    part("p", "notice-text", sentences);
    const said = document.createElement("p");
    said.setAttribute("role", "status");
    for (const [words, act] of buttons) {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = words;
      button.addEventListener("click", async () => {
        said.textContent = (await act()) ?? "";
      });
      dialog.append(button);
    }
    dialog.append(said);
    dialog.addEventListener("close", () => dialog.show());
    // Outside the body, whose children belong to go-app.
    document.documentElement.append(dialog);
    if (modal) dialog.showModal();
    else dialog.show();
  }

  const reload = () => location.reload();
  const exporting = [say.export, exported];

  function stopped() {
    window.onclick = window.onpopstate = null; // they were the program's: links work by themselves now
    notice(true, say.stopped, say.stoppedText, [say.reload, reload], exporting);
  }

  if (typeof WebAssembly === "object") {
    const run = Go.prototype.run;
    Go.prototype.run = async function (instance) {
      try {
        await run.call(this, instance);
      } finally {
        stopped(); // it never ends by itself
      }
    };

    // An exception that went through the program ended it, too, though it does not
    // know.
    addEventListener("error", (event) => {
      if (/wasm-function|\.wasm\b/.test(event.error?.stack)) stopped();
    });

    const instantiate = WebAssembly.instantiateStreaming;
    if (instantiate) WebAssembly.instantiateStreaming = async (source, imports) => {
      try {
        return await instantiate.call(WebAssembly, source, imports);
      } catch (err) {
        notice(false, say.notLoaded, say.notLoadedText, [say.tryAgain, reload], exporting);
        throw err;
      }
    };
  }

  // exported downloads everything that the library holds, in a form that Pressmark
  // imports (an array of records), and says so. What is no JSON goes into a second
  // file, as it is.
  async function exported() {
    let list;
    try {
      list = await records();
    } catch (err) {
      return fill(say.unread, err?.message ?? err);
    }
    const whole = [], broken = [];
    for (const text of list) {
      const record = recordLine.read(text);
      if (!record || !record.deleted && !isJSON(record.data)) broken.push(typeof text === "string" ? text : JSON.stringify(text));
      else if (!record.deleted) whole.push(record);
    }
    if (whole.length + broken.length === 0) return say.nothingSaved;
    const { TYPES } = recordLine;
    whole.sort((a, b) => TYPES.indexOf(a.type) - TYPES.indexOf(b.type));
    const day = new Date().toISOString().slice(0, 10);
    download(`pressmark-${day}.json`, "application/json", `[${whole.map((r) => r.data).join(",\n")}]\n`);
    if (broken.length > 0) download(`pressmark-${day}-damaged.txt`, "text/plain", broken.join("\n"));
    const of = (type) => whole.filter((r) => r.type === type).length;
    const facts = [count(of("article"), say.article), count(of("actor"), say.actor), count(of("annotation"), say.mark)];
    return broken.length > 0 ? fill(say.exportedDamaged, ...facts, count(broken.length, say.damagedRecord)) : fill(say.exported, ...facts);
  }

  function isJSON(text) {
    try {
      return JSON.parse(text) !== null;
    } catch {
      return false;
    }
  }

  // records returns what lies under every key of the records in the database of
  // app/browser/store.go: lines, if it is whole.
  async function records() {
    const database = await settled(indexedDB.open("pressmark"), (request) => {
      request.onupgradeneeded = () => request.transaction.abort(); // there is none, and none is made here
    }).catch((err) => {
      if (err?.name === "AbortError") return null;
      throw err;
    });
    if (!database) return [];
    try {
      if (!database.objectStoreNames.contains("records")) return [];
      return await settled(database.transaction("records").objectStore("records").getAll());
    } finally {
      database.close();
    }
  }

  function settled(request, prepare) {
    prepare?.(request);
    return new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  }

  function download(name, type, text) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type }));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 600_000); // some browsers read it late
  }
})();
