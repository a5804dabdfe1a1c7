// The report page, where scripts run: keeps what is written on the phone first, sends it when there is a network, and
// shows the codes of what was sent. Without scripts the form is sent as forms always were.
(() => {
  if (!("indexedDB" in window) || !("serviceWorker" in navigator)) return;
  const SIDE = 1600;
  const form = document.querySelector("form[data-known]");
  const mine = document.getElementById("mine");
  const language = document.documentElement.lang;
  const known = form && JSON.parse(form.dataset.known);
  const words = known?.words;

  const element = (name, text, properties = {}) => Object.assign(document.createElement(name), { textContent: text, ...properties });
  const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");

  async function smaller(file) {
    try {
      const image = await createImageBitmap(file, { imageOrientation: "from-image" });
      const scale = Math.min(1, SIDE / Math.max(image.width, image.height));
      const canvas = Object.assign(document.createElement("canvas"), {
        width: Math.max(1, Math.round(image.width * scale)),
        height: Math.max(1, Math.round(image.height * scale)),
      });
      canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
      return await new Promise((resolve) => canvas.toBlob((blob) => resolve(blob ?? file), "image/jpeg", 0.8));
    } catch {
      return file; // the server says what is wrong with it
    }
  }

  function show(report) {
    const box = element("div", "", { className: "kept" });
    box.append(element("small", `${report.place}, ${report.at.slice(0, 16).replace("T", " ")}`));
    if (report.code) {
      box.append(element("p", `${words.code}: `), element("strong", report.code, { className: "code" }));
      box.append(element("p", words.code_more));
      box.append(element("a", words.follow_this, { href: `/r/follow/${report.code}?language=${language}` }));
    } else if (report.problem) {
      box.append(element("p", `${words.refused}: ${report.problem}`), element("p", report.fields.text));
    } else {
      box.append(element("p", words.waits, { className: "waits" }));
    }
    const gone = element("button", words.forget, { type: "button", className: "quiet" });
    gone.addEventListener("click", () => Queue.forget(report.sending).then(list));
    box.append(gone);
    return box;
  }

  async function list() {
    if (!words || !mine) return;
    const reports = (await Queue.all()).sort((one, other) => other.at.localeCompare(one.at));
    mine.replaceChildren(...(reports.length ? [element("h2", words.mine), ...reports.map(show)] : []));
  }

  const send = () => Queue.sendAll().then(list);

  function mistake(fields, photo) {
    if (!fields.text.trim() && !photo) return words.nothing_said;
    const said = `${fields.text}\n${fields.where_words}`;
    const found = known.suspicious.find(([pattern]) => new RegExp(pattern, "m").test(said));
    if (!found || fields.sure) return "";
    document.getElementById("sure").hidden = false;
    return found[1];
  }

  async function keep(event) {
    event.preventDefault();
    const { photo, ...fields } = Object.fromEntries(new FormData(form));
    const chosen = photo?.size ? photo : null;
    const warning = document.getElementById("warning");
    warning.textContent = mistake(fields, chosen);
    if (warning.textContent) return;
    fields.sending = hex(crypto.getRandomValues(new Uint8Array(16)));
    const at = new Date(Date.now() - new Date().getTimezoneOffset() * 60e3).toISOString();
    const report = { sending: fields.sending, address: form.action, place: known.place, language, at, fields };
    try {
      await Queue.keep({ ...report, photo: chosen && await smaller(chosen) });
    } catch {
      warning.textContent = words.not_kept;
      return;
    }
    form.reset();
    document.getElementById("sure").hidden = true;
    form.closest("details").open = false;
    await list();
    mine.scrollIntoView();
    const worker = await navigator.serviceWorker.getRegistration("/r/");
    worker?.sync?.register("reports").catch(() => {}); // sends also when the page has been closed, where browsers can
    await send();
  }

  // Both languages of the place are there without a network after the first visit.
  async function keepPage() {
    await navigator.serviceWorker.register("/r/sw.js", { scope: "/r/" });
    const cache = await caches.open("rond-public");
    const both = ["sv", "en"].map((each) => `${location.pathname}?language=${each}`);
    await cache.addAll([location.pathname + location.search, ...both].filter((each, at, all) => all.indexOf(each) === at));
  }

  if (form) {
    document.getElementById("sure").hidden = true;
    form.addEventListener("submit", keep);
    addEventListener("online", send);
    new BroadcastChannel("rond-public").onmessage = list;
    send();
    keepPage().then(() => (document.documentElement.dataset.kept = "yes"), () => {});
  }
})();
