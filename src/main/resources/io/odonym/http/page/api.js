/** An error response of the server; the message is empty if the server cannot be reached. */
export class Refusal extends Error {
  constructor(title, description = '') {
    super(description ? `${title}: ${description}` : title);
  }
}

/** Creates the error for a response body. */
export function refusal(status, body) {
  try {
    const { title, description } = JSON.parse(body);
    return new Refusal(title ?? String(status), description);
  } catch {
    return new Refusal(String(status));
  }
}

async function ask(path, parameters, signal) {
  const query = new URLSearchParams(parameters);
  let response;
  try {
    response = await fetch(`${path}?${query}`, { signal });
  } catch (failure) {
    if (failure.name === 'AbortError') throw failure;
    throw new Refusal('');
  }
  if (!response.ok) throw refusal(response.status, await response.text());
  return response.json();
}

/** The parameters of a search; `center` is optional. */
export function searchParameters(query, limit, center) {
  const parameters = { q: query, autocomplete: '1', limit: String(limit) };
  return center ? { ...parameters, lat: center.lat.toFixed(5), lon: center.lon.toFixed(5) } : parameters;
}

/** Searches for addresses. */
export function search(parameters, signal) {
  return ask('search', parameters, signal);
}

/** Finds the addresses near a point, the nearest first. */
export function reverse(point, limit, signal) {
  return ask('reverse', { lat: point.lat.toFixed(6), lon: point.lon.toFixed(6), limit: String(limit) }, signal);
}

/** Runs one task at a time: a new task cancels the previous one. */
export class Latest {
  #controller = new AbortController();

  /** Returns the outcome of a task, or undefined if a newer task replaced it. */
  async run(task) {
    this.cancel();
    const { signal } = this.#controller;
    try {
      const outcome = await task(signal);
      return signal.aborted ? undefined : outcome;
    } catch (failure) {
      if (signal.aborted) return undefined;
      throw failure;
    }
  }

  /** Cancels the running task. */
  cancel() {
    this.#controller.abort();
    this.#controller = new AbortController();
  }
}
