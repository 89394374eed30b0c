// sarif_check.js FILE: whether FILE is SARIF 2.1.0 by the standard's own schema (of draft 4).
const Ajv = require("ajv");
const fs = require("fs");

const ajv = new Ajv({ schemaId: "id", meta: false, allErrors: true, unknownFormats: "ignore" });
const meta = require("ajv/lib/refs/json-schema-draft-04.json");
ajv.addMetaSchema(meta);
ajv._opts.defaultMeta = meta.id;

const check = ajv.compile(require("@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json"));
if (!check(JSON.parse(fs.readFileSync(process.argv[2], "utf8")))) {
  for (const fault of check.errors) console.error(`${fault.dataPath || "."}: ${fault.message}`);
  process.exit(1);
}
