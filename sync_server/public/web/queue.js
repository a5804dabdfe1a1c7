// What this phone has reported without an account. Kept until it is sent; after that only its code, place and date are.
// Used by the page and by its service worker: whoever first has a network sends. The server takes the same twice as once.
const Queue = (() => {
  const opened = () =>
    new Promise((resolve, reject) => {
      const asking = indexedDB.open("rond-public", 1);
      asking.onupgradeneeded = () => asking.result.createObjectStore("reports", { keyPath: "sending" });
      asking.onsuccess = () => resolve(asking.result);
      asking.onerror = () => reject(asking.error);
    });

  async function inStore(mode, work) {
    const database = await opened();
    try {
      return await new Promise((resolve, reject) => {
        const transaction = database.transaction("reports", mode, { durability: "strict" });
        const asking = work(transaction.objectStore("reports"));
        transaction.oncomplete = () => resolve(asking.result);
        transaction.onabort = () => reject(transaction.error);
      });
    } finally {
      database.close();
    }
  }

  const all = () => inStore("readonly", (store) => store.getAll());
  const keep = (report) => inStore("readwrite", (store) => store.put(report));
  const forget = (sending) => inStore("readwrite", (store) => store.delete(sending));

  // Returns whether it makes sense to go on with the next one.
  async function send(report) {
    const form = new FormData();
    for (const [name, value] of Object.entries(report.fields)) form.append(name, value);
    if (report.photo) form.append("photo", report.photo, "photo");
    const answer = await fetch(report.address, { method: "POST", body: form, headers: { accept: "application/json" } });
    if (answer.status === 429 || answer.status >= 500) return false;
    const said = await answer.json();
    const { sending, address, place, language, at } = report;
    if (answer.ok) await keep({ sending, address, place, language, at, code: said.code });
    else await keep({ ...report, problem: `${said.why[language]} ${said.do[language]}` });
    return true;
  }

  const sendWaiting = async () => {
    for (const report of await all()) {
      // What stands in the way of one (a page of a hotel's network, say) need not stand in the way of the next.
      if (!report.code && !report.problem && !(await send(report).catch(() => true))) return;
    }
  };

  // One at a time, whether in a window or in the worker. Without a network everything stays as it is.
  const sendAll = () => (navigator.locks ? navigator.locks.request("rond-public", sendWaiting) : sendWaiting());

  return { all, keep, forget, sendAll };
})();
