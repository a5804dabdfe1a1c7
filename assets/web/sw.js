// Keeps every file of the app on the phone. One content-addressed cache (key: path?h=hash): a release downloads only the
// files whose content changed, and is refused as a whole unless every file has the hash it should have.
const VERSION = "__VERSION__";
const FILES = __FILES__; // {path: [first 16 hex digits of SHA-256, bytes, "" | "skwasm" | "canvaskit"]}
const CACHE = "pwa";
// The server's own addresses, never answered from here. Not /enrol: an enrolment link opens the app, offline too.
const SERVER = [
  "/sync", "/photos", "/protocols", "/preview", "/sign-in", "/sign-out", "/health", "/docs", "/openapi.json", "/sw.js",
  "/r", "/o",
];

const engine = new URL(location.href).searchParams.get("engine");
const mine = Object.fromEntries(Object.entries(FILES).filter(([, [, , group]]) => !group || group === engine));
const key = (path) => `${path}?h=${mine[path][0]}`;

async function sha256(body) {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", body));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

async function download(cache, path) {
  // no-cache asks the server again, and the page has usually just loaded the file: this costs a 304
  const response = await fetch(new Request(path, { cache: "no-cache", credentials: "same-origin" }));
  if (!response.ok || response.redirected) throw new Error(`${path}: HTTP ${response.status}`);
  const body = await response.arrayBuffer();
  if (!(await sha256(body)).startsWith(mine[path][0])) throw new Error(`${path}: other content than this release's`);
  // The headers are kept, the content security policy above all; these three describe the bytes on the wire.
  const headers = new Headers(response.headers);
  for (const name of ["content-encoding", "content-length", "vary"]) headers.delete(name);
  await cache.put(key(path), new Response(body, { headers }));
  return body.byteLength;
}

async function install() {
  const cache = await caches.open(CACHE);
  const todo = Object.keys(mine);
  let fetched = 0;
  let reused = 0;
  const work = async () => {
    for (let path = todo.shift(); path; path = todo.shift()) {
      if (await cache.match(key(path))) reused += mine[path][1];
      else fetched += await download(cache, path);
    }
  };
  await Promise.all([work(), work(), work(), work()]);
  return { fetched, reused };
}

async function forgetOldFiles() {
  const cache = await caches.open(CACHE);
  const kept = new Set(Object.keys(mine).map(key));
  for (const request of await cache.keys()) {
    const { pathname, search } = new URL(request.url);
    if (!kept.has(pathname + search)) await cache.delete(request);
  }
}

function tell(message) {
  const channel = new BroadcastChannel("pwa");
  channel.postMessage({ ...message, version: VERSION });
  channel.close();
}

self.addEventListener("install", (event) =>
  event.waitUntil(
    install().then(
      (sizes) => tell({ type: "installed", ...sizes }),
      (error) => {
        tell({ type: "install-failed", reason: String(error) });
        throw error;
      },
    ),
  ));
self.addEventListener("activate", (event) => event.waitUntil(forgetOldFiles().then(() => self.clients.claim())));
self.addEventListener("message", (event) => event.data === "skip" && self.skipWaiting());

const underServer = (path) => SERVER.some((own) => path === own || path.startsWith(own + "/"));

// Any address without a dot in its last part is a screen of the app, as it is for the server (phone_app.py).
function fileFor({ mode }, path) {
  if (mine[path]) return path;
  return mode === "navigate" && !path.split("/").pop().includes(".") ? "/index.html" : null;
}

self.addEventListener("fetch", (event) => {
  const { origin, pathname } = new URL(event.request.url);
  if (event.request.method !== "GET" || origin !== location.origin || underServer(pathname)) return;
  const path = fileFor(event.request, pathname);
  if (!path) return;
  const kept = caches.open(CACHE).then((cache) => cache.match(key(path)));
  event.respondWith(kept.then((response) => response || fetch(event.request)));
});
