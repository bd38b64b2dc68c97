// Makes every page of the site readable without a network, after the first visit to any page.
//
// Each file is kept under its address and revision, so that two editions of the site share what they have
// in common and never mix. A new edition is fetched in the background and shown from the next page on;
// no page that is open changes under its reader.

const SITE = "{{site}}";
const PRECACHE = /*PRECACHE*/[];

// Other sites can live on the same origin: everything here carries the site's id.
const CACHE = `sidelight/${SITE}/site`;
const SCOPE = self.registration.scope;
// Which files the edition consists of, kept among them. No file of a site has such an address.
const EDITION = `${SCOPE}?edition`;
// A library can be large, and a reader's line slow: the page that is being read comes first.
const AT_ONCE = 4;

// A folder and its index.html are one page.
const addressOf = (url) => url.origin + url.pathname.replace(/\/index\.html$/, "/");

// From the address of each file to the key that it is kept under. Assets carry their content in their names.
const files = new Map(PRECACHE.map(({ url, revision }) => {
  const address = addressOf(new URL(url, SCOPE));
  return [address, revision ? `${address}?revision=${revision}` : address];
}));

self.addEventListener("install", (event) => {
  self.skipWaiting();
  event.waitUntil(keepAll());
});

self.addEventListener("activate", (event) => {
  event.waitUntil(self.clients.claim().then(removeStale));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method === "GET" && request.url.startsWith(SCOPE)) event.respondWith(answer(request));
});

self.addEventListener("message", (event) => {
  const reply = (value) => event.ports[0]?.postMessage(value);
  if (event.data?.ask === "is-saved") event.waitUntil(isSaved(event.data.page).then(reply, () => reply(false)));
  if (event.data?.ask === "save") event.waitUntil(keepAll().then(() => reply(true), () => reply(false)));
});

// Fetches what is not there yet. Fails if anything does: what came is kept, and the next try goes on from it.
async function keepAll() {
  const cache = await caches.open(CACHE);
  const missing = [...files].filter(lacks(await cache.keys()));
  const keepNext = async () => {
    for (let file = missing.shift(); file; file = missing.shift()) await keep(cache, ...file);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, keepNext));
}

function lacks(requests) {
  const keys = new Set(requests.map((request) => request.url));
  return ([, key]) => !keys.has(key);
}

async function keep(cache, address, key) {
  // A page is asked for anew: the browser's own cache may hold the last edition's.
  const response = await fetch(address, { cache: key === address ? "default" : "no-cache" });
  const isPage = /\/$|\.html$/.test(address);
  const isHtml = (response.headers.get("content-type") ?? "").startsWith("text/html");
  // Some hosts answer with a page, and “OK”, for a file that they do not have.
  if (!response.ok || isPage !== isHtml) throw new Error(`${address}: ${response.status}, not as published`);
  // A page that came by way of a redirection would be refused when it is read.
  const { status, headers } = response;
  await cache.put(key, response.redirected ? new Response(await response.blob(), { status, headers }) : response);
}

// The last edition stays: a page of it may be open still, and want one of its assets.
async function removeStale() {
  const cache = await caches.open(CACHE);
  const last = await cache.match(EDITION).then((response) => response?.json());
  const present = [...files.values()];
  const wanted = new Set([EDITION, ...present, ...(last ?? [])]);
  await cache.put(EDITION, new Response(JSON.stringify(present)));
  for (const request of await cache.keys()) {
    if (!wanted.has(request.url)) await cache.delete(request);
  }
}

async function isSaved(page) {
  const cache = await caches.open(CACHE);
  return files.has(addressOf(new URL(page))) && ![...files].some(lacks(await cache.keys()));
}

async function answer(request) {
  const url = new URL(request.url);
  const address = addressOf(url);
  const isPage = request.mode === "navigate";
  // Whatever follows the address is for the page itself; and servers vary what never varies here.
  const kept = await caches.open(CACHE).then((cache) => cache.match(files.get(address) ?? address, { ignoreVary: true }));
  if (kept) return kept;
  // Relative links hold in a folder only: its address ends in a slash.
  if (isPage && files.has(`${address}/`)) return Response.redirect(`${address}/${url.search}`);
  return fetch(request).catch((error) => {
    if (!isPage) throw error;
    return notHere();
  });
}

function notHere() {
  const page = `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark"><title>Not kept here</title>
<h1>This page is not kept here</h1>
<p>You are offline, and the page is not one of those that this browser keeps.
<a href="${SCOPE}">The library</a> is.</p>`;
  return new Response(page, { status: 404, headers: { "content-type": "text/html; charset=utf-8" } });
}
