// Python's half: boots Pyodide, from a memory snapshot when there is one, and runs our program from two stored zips of
// .pyc files, vendor.zip (flet and the other packages) and app.zip (our own code). Nothing is unpacked.
self.flet_js = {};
// For app/device/tags_browser.py and sealed_browser.py: Python itself can import a script only with eval, which our
// policy forbids.
self.tagReader = () => import("/tag-reader.mjs");
self.sealing = () => import("/sealing.mjs");

const get = async (url) => {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: HTTP ${response.status}`);
  return new Uint8Array(await response.arrayBuffer());
};

const receive = (message) => {
  const bytes = message.toJs();
  self.postMessage(bytes, [bytes.buffer]);
};

// A snapshot that cannot be had or does not fit must never stop the app: it then boots the long way.
async function pyodide(url, wantSnapshot) {
  const snapshot = wantSnapshot ? await get("/snapshot.bin").catch(() => null) : null;
  const { loadPyodide } = await import(url);
  const options = { stdout: (text) => console.log(text), stderr: (text) => console.error(text) };
  if (snapshot) {
    try {
      return [await loadPyodide({ ...options, _loadSnapshot: snapshot }), true];
    } catch (e) {
      console.warn("snapshot refused, starting without it:", e);
    }
  }
  return [await loadPyodide(options), false];
}

// C extensions cannot be imported from a zip: they lie beside it and are found by their full name.
const FIND_NATIVE = `
import importlib.util, os, sys
from importlib.machinery import ExtensionFileLoader

class NativeFinder:
    files = {name.split(".cpython")[0].split(".abi3")[0]: "/app/native/" + name for name in os.listdir("/app/native")}

    @classmethod
    def find_spec(cls, name, path=None, target=None):
        file = cls.files.get(name)
        return file and importlib.util.spec_from_file_location(name, file, loader=ExtensionFileLoader(name, file))

sys.meta_path.insert(0, NativeFinder)
`;

const PATHS = `sys.path[:0] = ["/app/vendor.zip", "/app/app.zip"]`;

// What a snapshot froze: app.zip did not exist, the random numbers stood still, and no C extension could be inside.
const WAKE_UP = `
import random
sys.path_importer_cache.pop("/app/app.zip", None)
random.seed()
import msgpack
try:
    from msgpack._cmsgpack import Packer, Unpacker, unpackb
    msgpack.Packer, msgpack.Unpacker, msgpack.unpackb = Packer, Unpacker, unpackb
except ImportError as e:
    print("msgpack stays pure Python:", e)
`;

const RUN = `
import runpy
try:
    runpy.run_module(_module, run_name="__main__")
except SystemExit as e:
    if e.code not in (None, 0):
        raise
`;

async function boot({ documentUrl, pyodideUrl, module, nativeFiles, snapshot }) {
  const files = Promise.all(["/vendor.zip", "/app.zip", ...nativeFiles.map((name) => "/native/" + name)].map(get));
  files.catch(() => {}); // awaited below; without this an early failure counts as unhandled
  const [python, fromSnapshot] = await pyodide(pyodideUrl, snapshot);
  self.flet_js.documentUrl = documentUrl;
  python.registerJsModule("flet_js", self.flet_js);
  const [vendor, app, ...natives] = await files;
  python.FS.mkdirTree("/app/native");
  python.FS.writeFile("/app/vendor.zip", vendor, { canOwn: true });
  python.FS.writeFile("/app/app.zip", app, { canOwn: true });
  nativeFiles.forEach((name, i) =>
    python.FS.writeFile("/app/native/" + name.replaceAll("/", "."), natives[i], { canOwn: true }));
  python.globals.set("_module", module);
  python.runPython(FIND_NATIVE + (fromSnapshot ? WAKE_UP : PATHS));
  python.runPython(RUN);
  if (typeof self.flet_js.start_connection !== "function") throw new Error(`${module} did not call ft.run()`);
  await self.flet_js.start_connection(receive);
  self.postMessage("initialized");
}

let started = false;
self.onmessage = ({ data }) => {
  if (started) return self.flet_js.send?.(data);
  started = true;
  boot(data).catch((e) => self.postMessage(String(e)));
};
