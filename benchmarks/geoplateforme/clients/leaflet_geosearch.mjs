// Runs searches of leaflet-geosearch's GeoApiFrProvider, read from standard input as [{params, query}], against the API whose URL is the first argument.
// Prints their results as JSON. jsdom stands in for the browser, which Leaflet needs when it is loaded.
import { JSDOM } from "jsdom";

const { window } = new JSDOM("");
Object.assign(globalThis, { window, document: window.document });
Object.defineProperty(globalThis, "navigator", { value: window.navigator, configurable: true });
const { GeoApiFrProvider } = await import("leaflet-geosearch");

const base = process.argv[2];
let input = "";
for await (const chunk of process.stdin) input += chunk;
const results = [];
for (const { params, query } of JSON.parse(input)) {
  const provider = new GeoApiFrProvider({ searchUrl: base + "/search", reverseUrl: base + "/reverse", params });
  try {
    results.push({ result: await provider.search({ query }), url: provider.endpoint({ query }) });
  } catch (error) {
    results.push({ error: { message: error.message } });
  }
}
process.stdout.write(JSON.stringify(results));
