// Runs calls of geoportal-access-lib, read from standard input as [{service, options}], against the API whose URL is the first argument. Prints their results as JSON.
const Gp = require("geoportal-access-lib");

const base = process.argv[2];
const paths = { geocode: "/search", reverseGeocode: "/reverse", autoComplete: "/completion" };
// The library writes warnings on deprecated options to the console. Standard output is kept for the results.
console.log = console.warn = console.info = () => {};

function run({ service, options }) {
  return new Promise((resolve) => {
    const done = (value) => resolve(value);
    setTimeout(() => done({ error: { message: "no callback within 20 s" } }), 20000).unref();
    try {
      Gp.Services[service]({
        ...options,
        serverUrl: base + paths[service],
        onSuccess: (result) => done({ result }),
        onFailure: (error) => done({ error: { message: String(error.message), status: error.status ?? null } }),
      });
    } catch (error) {
      done({ error: { message: error.message } });
    }
  });
}

let input = "";
process.stdin.on("data", (chunk) => (input += chunk));
process.stdin.on("end", async () => {
  const results = [];
  for (const call of JSON.parse(input)) results.push(await run(call));
  process.stdout.write(JSON.stringify(results));
});
