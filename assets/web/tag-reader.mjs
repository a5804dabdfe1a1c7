// Reads the QR code in a picture. Imported when somebody scans a label, never at start. Chrome on Android has a decoder
// of its own; every other browser gets zxing-wasm, which the server hands out and the service worker keeps.
const LONG_SIDE = 1280; // px: enough for a label at arm's length; a larger picture only takes longer

async function ownDecoder() {
  // Where the phone's own services are missing there is a BarcodeDetector that knows no format at all.
  const formats = (await self.BarcodeDetector?.getSupportedFormats().catch(() => [])) ?? [];
  if (!formats.includes("qr_code")) return null;
  const detector = new BarcodeDetector({ formats: ["qr_code"] });
  return async (bitmap) => (await detector.detect(bitmap))[0]?.rawValue || null;
}

async function zxing() {
  const { prepareZXingModule, readBarcodes } = await import("/zxing/reader/index.js");
  // Without this it would fetch its wasm from a CDN.
  await prepareZXingModule({ overrides: { locateFile: (name) => `/zxing/${name}` }, fireImmediately: true });
  return async (bitmap) => {
    const found = await readBarcodes(pixels(bitmap), { formats: ["QRCode"], maxNumberOfSymbols: 1 });
    return found[0]?.text || null;
  };
}

function pixels(bitmap) {
  const scale = Math.min(1, LONG_SIDE / Math.max(bitmap.width, bitmap.height));
  const canvas = new OffscreenCanvas(Math.round(bitmap.width * scale), Math.round(bitmap.height * scale));
  const paint = canvas.getContext("2d", { willReadFrequently: true });
  paint.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  return paint.getImageData(0, 0, canvas.width, canvas.height);
}

let decoder;

// Resolves when pictures can be read; rejects where no decoder can be had, and may then be asked again.
export async function ready() {
  decoder ??= ownDecoder().then((own) => own ?? zxing());
  decoder.catch(() => (decoder = undefined));
  await decoder;
}

// What the code says, or null where the picture shows none. `image` is a Uint8Array with a JPEG or PNG.
export async function read(image) {
  await ready();
  const bitmap = await createImageBitmap(new Blob([image]));
  try {
    return await (await decoder)(bitmap);
  } finally {
    bitmap.close();
  }
}
