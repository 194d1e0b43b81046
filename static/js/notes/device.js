// What was typed and not yet stored on the server, kept in this browser: one row a place, by account. Never sent nor
// shown under another account. Where the browser has no room for it, or must not keep it, `put` says so.
const NAME = "rakor-notes";
const STORE = "drafts";

export async function openDevice(allowed) {
  const database = allowed ? await open().catch(() => null) : null;
  if (!database) return { put: async () => false, remove: async () => {}, all: async () => [] };
  const act = (mode, work) => transact(database, mode, work);
  return {
    // draft: {id, account, meeting, key, text, base, version, since}
    put: (draft) => act("readwrite", (store) => store.put(draft)).then(() => true, () => false),
    remove: (id) => act("readwrite", (store) => store.delete(id)).catch(() => {}),
    all: (account, meeting) =>
      act("readonly", (store) => store.getAll()).then(
        (drafts) => drafts.filter((draft) => draft.account === account && draft.meeting === meeting),
        () => [],
      ),
  };
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

function transact(database, mode, work) {
  return new Promise((resolve, reject) => {
    const transaction = database.transaction(STORE, mode, { durability: "strict" });
    const request = work(transaction.objectStore(STORE));
    transaction.oncomplete = () => resolve(request.result);
    transaction.onerror = transaction.onabort = () => reject(transaction.error);
  });
}
