// Keeps the installed app current. Runs first in <head>: a release that was downloaded earlier is taken over before
// anything else starts; otherwise the service worker is registered once the app is on screen, and asked for updates at
// start, when the app comes to the front, and hourly. BroadcastChannel("pwa"): "update-ready" out, "check-update" and
// "apply-update" in.
(() => {
  if (!("serviceWorker" in navigator)) return;
  const workers = navigator.serviceWorker;
  const channel = new BroadcastChannel("pwa");
  let registration;

  // The same test as Flutter's own loader: dart2wasm with skwasm on Blink, CanvasKit everywhere else.
  const wasmWithGarbageCollection = [0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 95, 1, 120, 0];
  const blink = navigator.vendor === "Google Inc." || navigator.userAgent.includes("Edg/");
  const engine =
    blink && WebAssembly.validate(new Uint8Array(wasmWithGarbageCollection)) ? "skwasm" : "canvaskit";

  const announce = () => registration?.waiting && workers.controller && channel.postMessage({ type: "update-ready" });
  const check = () => navigator.onLine && registration?.update().catch(() => {});
  const apply = () => {
    if (!registration?.waiting) return;
    workers.addEventListener("controllerchange", () => location.reload(), { once: true });
    registration.waiting.postMessage("skip");
  };
  channel.onmessage = ({ data }) => {
    if (data.type === "apply-update") apply();
    if (data.type === "check-update") {
      announce();
      check();
    }
  };

  const register = async () => {
    registration = await workers.register(`/sw.js?engine=${engine}`, { updateViaCache: "none", scope: "/" });
    announce();
    registration.addEventListener("updatefound", () => {
      const arriving = registration.installing;
      arriving?.addEventListener("statechange", () => arriving.state === "installed" && announce());
    });
    document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && check());
    setInterval(check, 3600e3);
  };

  workers.getRegistration().then((known) => {
    registration = known;
    if (known?.active) apply();
  });
  addEventListener(
    "flutter-first-frame",
    // the first screen should not wait for 67 MB
    () => setTimeout(() => register().catch((e) => console.warn("service worker:", e)), 3000),
    { once: true },
  );
})();
