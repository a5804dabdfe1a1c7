// node snapshot.mjs <pyodide folder> <python_stdlib.zip> <vendor.zip> <out>: Pyodide's memory with the vendor packages
// already imported. It must be made with the very files that are handed out, at the paths python-worker.js uses.
// A private interface of Pyodide: python-worker.js starts without the snapshot when it is refused.
import fs from "node:fs";
import { pathToFileURL } from "node:url";
// only the message: with it node would quote the failing line, which in Pyodide is a megabyte
process.on("uncaughtException", (e) => { console.error(e.message); process.exit(1); });
const [pyodide, stdlib, vendor, out] = process.argv.slice(2);
// One clock and one kind of chance, so that the same inputs give the same snapshot and no phone downloads it twice.
// What must differ from phone to phone is drawn afresh after waking up (os.urandom asks the browser; see WAKE_UP there).
Date.now = () => 1.7e12;
performance.now = () => 1000;
globalThis.crypto.getRandomValues = (array) => array.fill(7);
const { loadPyodide } = await import(pathToFileURL(`${pyodide}/pyodide.mjs`));
const env = { PYTHONHASHSEED: "0", HOME: "/home/pyodide" };
const python = await loadPyodide({ _makeSnapshot: true, env, stdLibURL: stdlib });
python.FS.mkdirTree("/app");
python.FS.writeFile("/app/vendor.zip", new Uint8Array(fs.readFileSync(vendor)));
python.runPython(`
import gc, importlib, os, random, sys, zipfile

STANDARD = "asyncio base64 dataclasses datetime hashlib json re runpy traceback urllib.parse uuid".split()
VENDOR = ("flet/components/", "flet/controls/", "flet/pubsub/", "flet/utils/", "flet_camera/", "msgpack/", "tinydb/")

def modules_in(archive):
    names = [name.removesuffix(".pyc").removesuffix("/__init__") for name in zipfile.ZipFile(archive).namelist()
             if name.endswith(".pyc") and name.startswith(VENDOR)]
    return sorted(name.replace("/", ".") for name in names)

os.environ["MSGPACK_PUREPYTHON"] = "1"     # no C extension may be inside a snapshot
sys.path[:0] = ["/app/vendor.zip", "/app/app.zip"]
for name in [*STANDARD, "flet", "flet.messaging.session", *modules_in("/app/vendor.zip")]:
    try:
        importlib.import_module(name)
    except ImportError:
        pass                               # such a module is imported when the app asks for it, if it ever does
del os.environ["MSGPACK_PUREPYTHON"]
random.seed(0)
gc.collect()
`);
fs.writeFileSync(out, python.makeMemorySnapshot());
process.exit(0);
