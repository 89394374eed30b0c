// node parse.js FOLDER: every *.env file of the folder as the dotenv package reads it, one JSON object.
const { readdirSync, readFileSync } = require("node:fs");
const { join } = require("node:path");
const { parse } = require("dotenv");

const folder = process.argv[2];
const files = readdirSync(folder).filter((name) => name.endsWith(".env")).sort();
console.log(JSON.stringify(Object.fromEntries(files.map((name) => [name, parse(readFileSync(join(folder, name)))]))));
