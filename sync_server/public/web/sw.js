// The public's report page without a network: the pages that this phone has opened, and sending what waits.
importScripts("/r/queue.js");

const CACHE = "rond-public";
const FILES = ["/r/queue.js", "/r/report.js", "/r/style.css", "/r/icon.svg"];
const PATIENCE = 4000;

self.addEventListener("install", (event) =>
  event.waitUntil(
    caches
      .open(CACHE)
      .then((cache) => cache.addAll(FILES))
      .then(() => self.skipWaiting()),
  ));
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

// Pages of a follow-up code say what is so now, and are kept nowhere.
const isKept = ({ pathname }) => FILES.includes(pathname) || /^\/r\/[^/.]+$/.test(pathname) && pathname !== "/r/follow";

async function answer(request) {
  const cache = await caches.open(CACHE);
  const known = await cache.match(request) ?? await cache.match(request, { ignoreSearch: true });
  const fresh = fetch(request).then((response) => {
    if (response.ok) cache.put(request, response.clone());
    return response;
  });
  if (!known) return fresh;
  const waited = new Promise((resolve) => setTimeout(resolve, PATIENCE, known));
  return Promise.race([fresh.catch(() => known), waited]);
}

self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method === "GET" && url.origin === location.origin && isKept(url)) {
    event.respondWith(answer(event.request));
  }
});

self.addEventListener("sync", (event) => event.waitUntil(sendOrTryLater()));

async function sendOrTryLater() {
  await Queue.sendAll();
  tellWindows();
  const waits = (await Queue.all()).some((report) => !report.code && !report.problem);
  if (waits) throw new Error("not all could be sent"); // so the browser asks again
}

function tellWindows() {
  const channel = new BroadcastChannel("rond-public");
  channel.postMessage("sent");
  channel.close();
}
