// The peer's side of benchmarks/sync_beside_pouchdb.py: one JSON command a line in, one JSON answer a line out.
const PouchDB = require("pouchdb").plugin(require("pouchdb-adapter-memory"));
const server = process.argv[2];
const options = { batch_size: 1000, batches_limit: 1 };
let requests = 0;

function remote(name) {
  return new PouchDB(`${server}/${name}`, {
    fetch: (url, init) => {
      requests += 1;
      return PouchDB.fetch(url, init);
    },
  });
}

async function timed(work) {
  requests = 0;
  const began = process.hrtime.bigint();
  const done = await work();
  const milliseconds = Number(process.hrtime.bigint() - began) / 1e6;
  return { milliseconds, requests, ok: done.ok, documents: done.docs_written };
}

async function obey({ verb, name, documents }) {
  if (verb === "prepare") {
    await remote(name).info(); // makes the database, so that this is not timed
    const here = new PouchDB(`from-${name}`, { adapter: "memory" });
    await here.bulkDocs(documents);
    return { ok: true };
  }
  if (verb === "push") {
    const here = new PouchDB(`from-${name}`, { adapter: "memory" });
    return timed(() => here.replicate.to(remote(name), options));
  }
  const there = new PouchDB(`to-${name}`, { adapter: "memory" });
  return timed(() => there.replicate.from(remote(name), options));
}

require("readline")
  .createInterface({ input: process.stdin })
  .on("line", async (line) => {
    const answer = await obey(JSON.parse(line)).catch((error) => ({ error: String(error) }));
    process.stdout.write(JSON.stringify(answer) + "\n");
  });
