// Reads a line of JSON {sets: [[[slot, values], …], …]} at a time, computes the model once for each set, writes all
// values of a set as raw float64 and answers with what could not be computed: [slot, slot at fault] for each set.
const fs = require("fs");
const model = JSON.parse(fs.readFileSync(process.argv[2]));
const ready = readied(model);
const base = ready.start.slice();
const put = (v, [slot, values]) => values.forEach((each, y) => (v[ready.places[slot] + y] = each));
model.inputs.forEach((values, slot) => put(base, [slot, values]));
require("readline")
  .createInterface({ input: process.stdin })
  .on("line", (line) => {
    const { sets, to } = JSON.parse(line);
    const file = fs.openSync(to, "w");
    const failed = sets.map((set) => {
      const v = base.slice();
      set.forEach((each) => put(v, each));
      const wrong = evaluate(ready, v);
      fs.writeSync(file, Buffer.from(v.buffer, 0, SPARE * 8));
      return wrong && [...wrong];
    });
    fs.closeSync(file);
    console.log(JSON.stringify(failed));
  });
