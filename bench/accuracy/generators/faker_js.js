// Pools of @faker-js/faker: level 0 calls a method for each cell, level 1 hands the row's name to those that take it.
// With `--lexica FILE` it writes its name lists instead, for the weighted tables of level 2.
"use strict";
const fs = require("fs");
const packages = process.env.NODE_PATH;
const { main, stamp, day, fold } = require("./pools.js");
const all = require(`${packages}/@faker-js/faker`);

const OF = {
  en_US: "fakerEN_US",
  en_GB: "fakerEN_GB",
  fr_FR: "fakerFR",
  de_DE: "fakerDE",
  es_ES: "fakerES",
  it_IT: "fakerIT",
  nl_NL: "fakerNL",
  ja_JP: "fakerJA",
};

const COUNTRY = {
  en_US: "United States",
  en_GB: "United Kingdom",
  fr_FR: "France",
  de_DE: "Deutschland",
  es_ES: "España",
  it_IT: "Italia",
  nl_NL: "Nederland",
  ja_JP: "日本",
};

if (process.argv[2] === "--lexica") {
  const lexica = {};
  const list = (person, what) => {
    const got = person[what];
    return Array.isArray(got) ? got : [];
  };
  for (const [locale, name] of Object.entries(OF)) {
    const person = all[name].rawDefinitions.person;
    const of = (what, sex) => [...list(person[what] ?? {}, sex), ...list(person[what] ?? {}, "generic")];
    lexica[locale] = { F: of("first_name", "female"), M: of("first_name", "male"), last: of("last_name", "female") };
  }
  fs.writeFileSync(process.argv[3], JSON.stringify(lexica));
} else {
  main("faker-js", ({ locale, level, variant, seed }, rng) => {
    const f = all[OF[locale]];
    f.seed(seed);
    f.setDefaultRefDate("2026-06-30T00:00:00.000Z");
    const iso = rng.below(2) === 1;
    const births = variant === "a" ? { min: 18, max: 80, mode: "age" } : { min: 1950, max: 2005, mode: "year" };
    const between = { from: "2014-01-01T00:00:00.000Z", to: "2026-06-30T00:00:00.000Z" };
    return (id) => {
      const sex = f.person.sexType();
      const firstName = level ? f.person.firstName(sex) : f.person.firstName();
      const lastName = level ? f.person.lastName(sex) : f.person.lastName();
      const names = level ? { firstName, lastName } : {};
      let created = f.date.between(between);
      let login = f.date.between(between);
      if (level && login < created) [created, login] = [login, created];
      return {
        id,
        uuid: f.string.uuid(),
        title: f.person.prefix(level ? sex : undefined),
        first_name: firstName,
        last_name: lastName,
        full_name: f.person.fullName(names),
        sex: level ? sex : f.person.sex(),
        birth_date: day(f.date.birthdate(births)),
        email: f.internet.email(names),
        username: level && !fold(firstName) ? f.internet.username() : f.internet.username(names),
        phone: f.phone.number(),
        street: f.location.streetAddress(),
        postcode: f.location.zipCode(),
        city: f.location.city(),
        region: f.location.state(),
        country: level ? COUNTRY[locale] : f.location.country(),
        company: f.company.name(),
        job: f.person.jobTitle(),
        ip: f.internet.ipv4(),
        password: variant === "a" ? f.string.hexadecimal({ length: 64, casing: "lower", prefix: "" }) : f.internet.password(),
        created_at: stamp(created, iso),
        last_login: stamp(login, iso),
        amount: f.finance.amount(),
        iban: f.finance.iban(),
      };
    };
  });
}
