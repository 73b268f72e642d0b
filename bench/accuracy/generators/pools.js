// What the JavaScript generators share: the same pools and plans as in pools.py.
"use strict";
const fs = require("fs");

const KINDS = ("id uuid title first_name last_name full_name sex birth_date email username phone street postcode city " +
  "region country company job ip password created_at last_login amount iban").split(" ");

// A small generator of our own (mulberry32), for what is not the package's to choose.
function rng(seed) {
  let a = seed >>> 0;
  const next = () => {
    a = (a + 0x6d2b79f5) >>> 0;
    let t = a;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  return { next, below: (n) => Math.floor(next() * n), pick: (list) => list[Math.floor(next() * list.length)] };
}

function plans(path, who) {
  return fs
    .readFileSync(path, "utf8")
    .split("\n")
    .map((line) => line.split("\t"))
    .filter((line) => line[0] === who)
    .map(([, name, locale, level, variant, rows, seed]) => ({ name, locale, level: +level, variant, rows: +rows, seed: +seed }));
}

function cell(value) {
  const text = value === undefined || value === null ? "" : String(value);
  return /[",\n\r]/.test(text) ? '"' + text.replace(/"/g, '""') + '"' : text;
}

function write(folder, name, rows) {
  const kinds = KINDS.filter((kind) => kind in rows[0]);
  const lines = [kinds.join(",")];
  for (const row of rows) lines.push(kinds.map((kind) => cell(row[kind])).join(","));
  fs.writeFileSync(`${folder}/${name}.csv`, lines.join("\n") + "\n");
}

function fold(text) {
  return text
    .toLowerCase()
    .replace(/ß/g, "ss")
    .normalize("NFKD")
    .replace(/[^a-z0-9]/g, "");
}

const stamp = (date, iso) => (iso ? date.toISOString().slice(0, 19) + "Z" : date.toISOString().slice(0, 19).replace("T", " "));
const day = (date) => date.toISOString().slice(0, 10);

// Every pool that the plan asks of a package: `make(plan, rng)` gives a function that makes row after row.
function main(who, make) {
  const [plan, folder] = process.argv.slice(2);
  for (const asked of plans(plan, who)) {
    const row = make(asked, rng(asked.seed));
    write(folder, asked.name, Array.from({ length: asked.rows }, (_, at) => row(at + 1)));
  }
}

module.exports = { main, fold, stamp, day };
