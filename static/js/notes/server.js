// Talks to the server. Every answer has a `kind`: done, conflict, refused, signedOut, otherAccount or away (no answer, or
// one that says to come again). The token against forgery changes with every sign-in, so it is asked for anew.
const PATIENCE = 15_000;

export class Server {
  constructor({ account, seen, stateUrl }, token) {
    Object.assign(this, { account, seen, stateUrl, token, posted: 0 });
  }

  async post(url, fields, options = {}) {
    const answer = await this.#send(url, fields, options);
    if (answer.status !== 400) return answer;
    const state = await this.state({ all: true }); // signed in again since: the old token is no longer good
    return state.kind === "done" ? this.#send(url, fields, options) : state;
  }

  // Everything that is stored; `data` is missing where nothing changed since it was last asked.
  async state({ all = false } = {}) {
    const query = new URLSearchParams({ akun: this.account, sejak: all ? "" : this.seen });
    const answer = await this.#ask(`${this.stateUrl}?${query}`, {});
    if (answer.kind !== "done" || !answer.data) return answer;
    this.token = answer.data.token;
    this.seen = answer.data.seen;
    return answer;
  }

  #send(url, fields, options) {
    this.posted += 1;
    const body = new URLSearchParams({ ...fields, account: this.account, csrf_token: this.token });
    return this.#ask(url, { method: "POST", body, ...options });
  }

  // Whoever is signed in now is told with every answer that could be another's.
  async #ask(url, options) {
    const answer = await request(url, options);
    const other = answer.data?.account && answer.data.account !== this.account;
    return other ? { kind: "otherAccount" } : answer;
  }
}

async function request(url, options) {
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(), PATIENCE);
  const headers = { Accept: "application/json" };
  try {
    const response = await fetch(url, { headers, signal: patience.signal, ...options });
    return await read(response);
  } catch {
    return { kind: "away" };
  } finally {
    clearTimeout(timer);
  }
}

async function read(response) {
  const { status } = response;
  const json = response.headers.get("Content-Type")?.startsWith("application/json");
  const data = json && status !== 204 ? await response.json() : undefined;
  return { kind: kindOf(response, data), status, data };
}

function kindOf({ ok, status }, data) {
  if (ok) return "done";
  if (status === 401) return "signedOut";
  if (status === 429 || status >= 500) return "away";
  return data?.code === "conflict" ? "conflict" : "refused";
}
