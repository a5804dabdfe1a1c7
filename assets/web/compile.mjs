// node compile.mjs <pyodide folder> <tree>: turns every .py under the tree into .pyc beside it and removes the source.
// Pyodide itself compiles, so that the .pyc files always belong to the Python that will read them.
import { pathToFileURL } from "node:url";
// only the message: with it node would quote the failing line, which in Pyodide is a megabyte
process.on("uncaughtException", (e) => { console.error(e.message); process.exit(1); });
const [pyodide, tree] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(`${pyodide}/pyodide.mjs`));
// a fixed hash seed: the order of a set in a .pyc would otherwise differ from build to build
const python = await loadPyodide({ env: { PYTHONHASHSEED: "0", HOME: "/home/pyodide" } });
python.mountNodeFS("/tree", tree);
python.runPython(`
import pathlib, py_compile
for source in sorted(pathlib.Path("/tree").rglob("*.py")):
    py_compile.compile(str(source), str(source) + "c", dfile=str(source.relative_to("/tree")), doraise=True, optimize=0,
                       invalidation_mode=py_compile.PycInvalidationMode.UNCHECKED_HASH)
    source.unlink()
`);
