// Reads the objects of `helm template` and checks each against the schema of its kind; prints the configuration file
// of the ConfigMap. Usage: node validate.mjs DIRECTORY-OF-SCHEMAS < objects.yaml
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const modules = `${pathToFileURL(process.argv[2])}/node_modules`;
const { parseAllDocuments } = await import(`${modules}/yaml/dist/index.js`);

async function constructorOf({ apiVersion, kind }) {
  const isPrometheus = apiVersion.startsWith("monitoring.coreos.com/");
  const packageName = isPrometheus ? "@kubernetes-models/prometheus-operator" : "kubernetes-models";
  return (await import(`${modules}/${packageName}/${apiVersion}/${kind}.js`))[kind];
}

let configuration = "";
for (const document of parseAllDocuments(readFileSync(0, "utf8"))) {
  if (document.errors.length > 0) throw document.errors[0];
  const object = document.toJS();
  if (object === null) continue;
  const Kind = await constructorOf(object);
  try {
    new Kind(object).validate();
  } catch (problem) {
    console.error(`${object.kind} ${object.metadata.name}: ${problem.message}`);
    process.exitCode = 1;
  }
  if (object.kind === "ConfigMap") configuration = object.data["pipelock.yaml"];
}
process.stdout.write(configuration);
