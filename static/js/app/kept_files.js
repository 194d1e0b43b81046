// Photos and files that were chosen and not yet sent, kept in this browser for a day: one row a form, by account, beside
// the words in drafts.js. Where the browser has no room for them, `keepFiles` says so.
const NAME = "rakor-files";
const STORE = "files";
const LIFETIME = 24 * 60 * 60 * 1000;

export function keepFiles(id, files) {
  const row = { id, at: Date.now(), files };
  const work = (store) => (files.length > 0 ? store.put(row) : store.delete(id));
  return act("readwrite", work).then(
    () => true,
    () => false,
  );
}

export async function keptFiles(id) {
  const rows = await act("readonly", (store) => store.getAll()).catch(() => []);
  for (const row of rows) if (Date.now() - row.at > LIFETIME) await keepFiles(row.id, []);
  const row = rows.find((one) => one.id === id);
  return row && Date.now() - row.at <= LIFETIME ? row.files : [];
}

export function forgetFiles() {
  return act("readwrite", (store) => store.clear()).catch(() => {});
}

async function act(mode, work) {
  const database = await open();
  try {
    return await new Promise((resolve, reject) => {
      const transaction = database.transaction(STORE, mode);
      const request = work(transaction.objectStore(STORE));
      transaction.oncomplete = () => resolve(request.result);
      transaction.onerror = transaction.onabort = () => reject(transaction.error);
    });
  } finally {
    database.close();
  }
}

function open() {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: "id" });
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
    request.onblocked = () => reject(new Error("blocked"));
  });
}
