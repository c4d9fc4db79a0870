// Runs streams of addok-geocode-stream, read from standard input as [{options, rows}]; the option serviceUrl is part of each call. Prints the resulting rows as JSON.
import { Readable } from "node:stream";
import { createGeocodeStream } from "addok-geocode-stream";

let input = "";
for await (const chunk of process.stdin) input += chunk;
const results = [];
for (const { options, rows } of JSON.parse(input)) {
  try {
    const answered = [];
    for await (const row of Readable.from(rows, { objectMode: true }).pipe(createGeocodeStream(options))) answered.push(row);
    results.push({ result: answered });
  } catch (error) {
    results.push({ error: { message: error.message } });
  }
}
process.stdout.write(JSON.stringify(results));
