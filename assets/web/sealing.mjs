// Seals and opens restricted work with AES-GCM. Imported after the start, by app/device/sealed_browser.py.
//
// The key belongs to the browser: a CryptoKey that no script can read, in IndexedDB, wraps the key that seals, and
// without it the wrapped one is noise. Pictures are sealed by WebCrypto itself. It answers only later, but a save must
// be on the disk when it returns (app/device/store.py), so rows are sealed by @noble/ciphers, which answers at once.
import { gcm } from "/noble/aes.js";

const NONCE = 12; // bytes
const utf8 = new TextEncoder();
const random = (bytes) => crypto.getRandomValues(new Uint8Array(bytes));

function together(nonce, sealed) {
  const whole = new Uint8Array(nonce.length + sealed.length);
  whole.set(nonce);
  whole.set(sealed, nonce.length);
  return whole;
}

const asked = (request) => new Promise((resolve, reject) => {
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});

// What `work` asks of the one object store, once it is on the disk.
async function inStore(name, mode, work) {
  const opening = indexedDB.open(name, 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore("keys");
  const database = await asked(opening);
  try {
    const transaction = database.transaction("keys", mode, { durability: "strict" });
    const done = new Promise((resolve, reject) => {
      transaction.oncomplete = resolve;
      transaction.onabort = () => reject(transaction.error);
    });
    const result = await asked(work(transaction.objectStore("keys")));
    await done;
    return result;
  } finally {
    database.close();
  }
}

async function newKey(name) {
  const algorithm = { name: "AES-GCM", length: 256 };
  const wrapping = await crypto.subtle.generateKey(algorithm, false, ["encrypt", "decrypt"]);
  const key = random(32);
  const nonce = random(NONCE);
  const wrapped = await crypto.subtle.encrypt({ name: "AES-GCM", iv: nonce }, wrapping, key);
  await inStore(name, "readwrite", (keys) => keys.put({ wrapping, nonce, wrapped }, "key"));
  return key;
}

// What seals and opens with the key kept under `name`; the key is made where there is none. `about` is what the bytes
// belong to: they open nowhere else.
export async function box(name) {
  const kept = await inStore(name, "readonly", (keys) => keys.get("key"));
  const key = kept
    ? new Uint8Array(await crypto.subtle.decrypt({ name: "AES-GCM", iv: kept.nonce }, kept.wrapping, kept.wrapped))
    : await newKey(name);
  const large = await crypto.subtle.importKey("raw", key, "AES-GCM", false, ["encrypt", "decrypt"]);
  const how = (nonce, about) => ({ name: "AES-GCM", iv: nonce, additionalData: utf8.encode(about) });
  return {
    close(plain, about) {
      const nonce = random(NONCE);
      return together(nonce, gcm(key, nonce, utf8.encode(about)).encrypt(plain));
    },
    open: (whole, about) => gcm(key, whole.subarray(0, NONCE), utf8.encode(about)).decrypt(whole.subarray(NONCE)),
    async closeLarge(plain, about) {
      const nonce = random(NONCE);
      return together(nonce, new Uint8Array(await crypto.subtle.encrypt(how(nonce, about), large, plain)));
    },
    openLarge: async (whole, about) =>
      new Uint8Array(await crypto.subtle.decrypt(how(whole.slice(0, NONCE), about), large, whole.slice(NONCE))),
    forget: () => key.fill(0),
  };
}

export const destroy = (name) => inStore(name, "readwrite", (keys) => keys.clear());
