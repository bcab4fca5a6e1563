// Prints a Compose file as JSON, anchors and merges resolved.
// Usage: node to-json.mjs DIRECTORY-OF-SCHEMAS < compose.yaml
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const { parse } = await import(`${pathToFileURL(process.argv[2])}/node_modules/yaml/dist/index.js`);
process.stdout.write(JSON.stringify(parse(readFileSync(0, "utf8"), { merge: true })));
