// Prints the word lists of the generators on npm as JSON: run by `cargo xtask reference`.
// Arguments: the unpacked folders of @faker-js/faker, faker, chance and casual.

import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import path from 'node:path';

const [FAKER_JS, FAKER, CHANCE, CASUAL] = process.argv.slice(2).map((folder) => path.resolve(folder));
const require = createRequire(import.meta.url);
const lists = [];

function add(generator, locale, field, values, pool = 'any') {
  if (Array.isArray(values) && values.length > 0 && [...values].every((value) => typeof value === 'string')) {
    lists.push({ generator, locale, field, pool, values, weights: null });
  }
}

async function fakerJs() {
  const { allLocales } = await import(pathToFileURL(path.join(FAKER_JS, 'dist/index.js')));
  for (const [locale, { person = {}, location = {}, internet = {} }] of Object.entries(allLocales)) {
    const take = (field, values, pool) => add('@faker-js/faker', locale, field, values, pool);
    const { female, male, generic } = person.first_name ?? {};
    take('first-name', female, 'female');
    take('first-name', male, 'male');
    take('first-name', generic);
    take('last-name', person.last_name?.female, 'female');
    take('last-name', person.last_name?.male, 'male');
    take('last-name', person.last_name?.generic);
    take('mail-domain', internet.free_email);
    take('job', person.job_title);
    take('job-part', [person.job_descriptor, person.job_area, person.job_type].flat().filter(Boolean));
    take('city', location.city_name);
    // Belgian and Dutch lists of towns go by the name of a prefix.
    if ((location.city_prefix?.length ?? 0) > 100) {
      take('city', location.city_prefix);
    } else {
      take('city-prefix', location.city_prefix);
      take('city-suffix', location.city_suffix);
    }
  }
}

function oldFaker() {
  const locales = path.join(FAKER, 'lib/locales');
  const folders = readdirSync(locales, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  for (const locale of folders.map((entry) => entry.name).sort()) {
    const { name = {}, address = {}, internet = {} } = require(path.join(locales, locale));
    const take = (field, values, pool) => add('faker.js', locale, field, values, pool);
    take('first-name', name.female_first_name, 'female');
    take('first-name', name.male_first_name, 'male');
    take('first-name', name.first_name);
    take('last-name', name.female_last_name, 'female');
    take('last-name', name.male_last_name, 'male');
    take('last-name', name.last_name);
    take('mail-domain', internet.free_email);
    const title = name.title ?? {};
    take('job-part', [title.descriptor, title.level, title.job].flat().filter(Boolean));
    take('city', address.city_name);
    if ((address.city_prefix?.length ?? 0) > 100) {
      take('city', address.city_prefix);
    } else {
      take('city-prefix', address.city_prefix);
      take('city-suffix', address.city_suffix);
    }
  }
}

function chance() {
  const Chance = require(path.join(CHANCE, 'chance.js'));
  const data = (name) => new Chance(1).get(name);
  const firstNames = data('firstNames');
  for (const [language, female] of Object.entries(firstNames.female)) {
    add('chance', language, 'first-name', female, 'female');
    add('chance', language, 'first-name', firstNames.male[language], 'male');
  }
  const lastNames = data('lastNames');
  for (const language of ['en', 'it', 'nl', 'de', 'es', 'fr']) {
    add('chance', language, 'last-name', lastNames[language]);
  }
  // What is drawn when no nationality is asked for.
  add('chance', 'any', 'last-name', Object.values(lastNames).flat());
  add('chance', 'any', 'job', data('profession'));
  add('chance', 'any', 'company', data('company'));
}

function casual() {
  const load = (file) => require(path.join(CASUAL, 'src/providers', file));
  for (const [locale, folder] of [['en_US', ''], ['fr_FR', 'fr_FR/'], ['de_DE', 'de_DE/'], ['it_IT', 'it_IT/'], ['nl_NL', 'nl_NL/']]) {
    const person = load(`${folder}person.js`);
    add('casual', locale, 'first-name', person.first_names);
    add('casual', locale, 'last-name', person.last_names);
  }
  const address = load('address.js');
  add('casual', 'en_US', 'city-prefix', address.city_prefixes);
  add('casual', 'en_US', 'city-suffix', address.city_suffixes);
  add('casual', 'en_US', 'mail-domain', load('internet.js').free_email_domains);
}

await fakerJs();
oldFaker();
chance();
casual();
process.stdout.write(JSON.stringify(lists));
