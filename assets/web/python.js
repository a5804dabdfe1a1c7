// The page's half of Python: the same three functions Flet's Dart client calls (jsConnect, jsSend, jsDisconnect), but the
// worker starts as soon as this script runs, so that Pyodide boots while Flutter is still being fetched and compiled.
// The page also tells the worker what a worker cannot see for itself, on BroadcastChannel("pwa").
(() => {
  const couldNotStart = (reason) => {
    console.error("Python worker:", reason);
    const failed = document.getElementById("failed");
    failed.querySelector("button").onclick = () => location.reload();
    failed.hidden = false;
  };

  const start = () => {
    const worker = new Worker("/python-worker.js", { type: "module" });
    const python = { worker, ready: null, onMessage: null };
    python.ready = new Promise((resolve, reject) => {
      worker.onmessage = ({ data }) => {
        if (typeof data !== "string") python.onMessage?.(data);
        else if (data === "initialized") resolve();
        else reject(data);
      };
      worker.onerror = (e) => reject(e.message || "the worker could not be loaded");
    });
    python.ready.catch(couldNotStart);
    worker.postMessage({
      documentUrl: document.URL,
      pyodideUrl: flet.pyodideUrl,
      module: flet.pythonModuleName,
      nativeFiles: flet.nativeFiles,
      // 38 MB: worth it only when the service worker already has it on disk
      snapshot: Boolean(navigator.serviceWorker?.controller),
    });
    return python;
  };

  let early = start();
  const running = {};
  globalThis.jsConnect = async (appId, args, dartOnMessage) => {
    const python = early || start();
    early = null;
    python.onMessage = dartOnMessage;
    running[appId] = python;
    await python.ready;
  };
  globalThis.jsSend = async (appId, data) => running[appId]?.worker.postMessage(data, [data.buffer]);
  globalThis.jsDisconnect = async (appId) => {
    running[appId]?.worker.terminate();
    delete running[appId];
  };

  const channel = new BroadcastChannel("pwa");
  for (const type of ["online", "offline"])
    addEventListener(type, () => channel.postMessage({ type: "net", online: type === "online" }));
  document.addEventListener("visibilitychange", () =>
    channel.postMessage({ type: "visibility", state: document.visibilityState }));

  // Back inside the app: real history when there is some, else the parent that the app names (a link opened it).
  const depth = history.length;
  const back = (parent) => {
    const arrivedByHistory = performance.getEntriesByType("navigation")[0]?.type === "back_forward";
    if (history.length > depth || arrivedByHistory) return history.back();
    history.replaceState(history.state, "", parent || "/");
    dispatchEvent(new PopStateEvent("popstate", { state: history.state }));
  };
  const persist = async () =>
    channel.postMessage({ type: "persisted", ok: Boolean(await navigator.storage?.persist?.().catch(() => false)) });
  channel.onmessage = ({ data }) => {
    if (data.type === "persist") persist();
    // Every window of Rond hears it: one in a frame is a preview, which steps back by itself.
    else if (data.type === "back" && document.visibilityState === "visible" && self === top) back(data.parent);
  };

  // WebKit freezes a Flutter page that it brings back from its back/forward cache: only a fresh start helps.
  addEventListener("pageshow", (e) => {
    if (e.persisted && navigator.vendor?.startsWith("Apple")) location.reload();
  });
})();
