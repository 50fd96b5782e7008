// Pressmark's service worker. The server fills in the version, which is a hash of
// everything served, and each file's digest.
//
// Promises: a version is stored whole or not at all, byte for byte the one that
// was built together; a failed update changes nothing; a new version takes over
// when the reader agrees, or when no tab is open; no cache but our own is touched.
"use strict";

const version = "{{.Version}}";
const resources = {{.Resources}}; // path below the scope: digest
const shell = "{{.Shell}}";

const scope = new URL(registration.scope);
const prefix = `pressmark-${scope.pathname}-`;
const own = prefix + version;
const shared = "pressmark-share";

const at = (path) => new URL(path, scope).href;
const known = new Set(Object.keys(resources).map(at));

self.addEventListener("install", (event) => event.waitUntil(install()));

async function install() {
  // All are fetched and proved before any is stored.
  const answers = await Promise.all(Object.entries(resources).map(async ([path, integrity]) => {
    const address = at(path);
    const answer = await fetch(address, { cache: "no-cache", integrity })
      // What the HTTP cache holds may be damaged.
      .catch(() => fetch(address, { cache: "reload", integrity }));
    if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
    // Read to the end now, and made anew: an answer that was redirected may not
    // answer a navigation, and what is stored is not compressed.
    const headers = new Headers(answer.headers);
    headers.delete("Content-Encoding");
    headers.delete("Content-Length");
    return [address, new Response(await answer.blob(), { headers })];
  }));
  try {
    const cache = await caches.open(own);
    await Promise.all(answers.map(([address, answer]) => cache.put(address, answer)));
  } catch (err) {
    await caches.delete(own);
    throw err;
  }
}

self.addEventListener("activate", (event) => event.waitUntil(activate()));

async function activate() {
  // A longer scope may begin like ours; what follows our prefix is then no version.
  const old = (await caches.keys()).filter(
    (name) => name !== own && name.startsWith(prefix) && !name.slice(prefix.length).includes("/"),
  );
  await Promise.all(old.map((name) => caches.delete(name)));
  await clients.claim();
}

self.addEventListener("message", (event) => {
  if (event.data?.type === "activate") event.waitUntil(self.skipWaiting());
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const address = new URL(request.url);
  address.search = address.hash = "";
  if (request.method === "POST" && address.href === at("share")) {
    event.respondWith(share(request));
  } else if (request.method !== "GET" || !address.href.startsWith(scope.href)) {
    return;
  } else if (known.has(address.href)) {
    event.respondWith(stored(address.href, request));
  } else if (request.mode === "navigate") {
    event.respondWith(stored(at(shell), request));
  }
});

async function stored(address, request) {
  const cache = await caches.open(own);
  return (await cache.match(address, { ignoreVary: true })) ?? fetch(request);
}

// share keeps what another app sent until the program takes it: the form under
// the address "share/ID" in the cache for shared things.
async function share(request) {
  const id = crypto.randomUUID();
  const cache = await caches.open(shared);
  await cache.put(at(`share/${id}`), new Response(await request.formData()));
  return Response.redirect(at(`./?share=${id}`), 303);
}
