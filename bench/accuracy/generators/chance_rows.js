// Pools of chance: level 0 calls a method for each cell, level 1 derives what should agree.
"use strict";
const Chance = require(`${process.env.NODE_PATH}/chance`);
const { main, stamp, day, fold } = require("./pools.js");

const NATION = { en_US: "en", en_GB: "en", it_IT: "it", nl_NL: "nl", fr_FR: "fr" };
const COUNTRY = { en_US: "us", en_GB: "en", it_IT: "it", fr_FR: "fr" };

main("chance", ({ locale, level, variant, seed }, rng) => {
  const c = new Chance(seed);
  const nationality = NATION[locale];
  const country = COUNTRY[locale] ?? "us";
  const iso = rng.below(2) === 1;
  const domains = variant === "a" ? ["gmail.com", "yahoo.com", "hotmail.com"] : Array.from({ length: 12 }, () => c.domain());
  const moment = () => new Date(Date.UTC(2014, 0, 1) + c.integer({ min: 0, max: 392e6 }) * 1000);
  return (id) => {
    const sex = c.gender();
    const gender = level ? sex.toLowerCase() : undefined;
    const options = gender ? { nationality, gender } : { nationality };
    const first = c.first(options);
    const last = c.last({ nationality: locale === "en_GB" ? "uk" : nationality });
    let created = moment();
    let login = moment();
    if (level && login < created) [created, login] = [login, created];
    const born = c.birthday({ year: c.year({ min: variant === "a" ? 1940 : 1960, max: 2007 }) });
    const tie = level ? c.pickone([".", "", "_"]) : "";
    return {
      id,
      uuid: c.guid(),
      title: c.prefix(),
      first_name: first,
      last_name: last,
      full_name: level ? `${first} ${last}` : c.name({ nationality }),
      sex,
      birth_date: day(new Date(Date.UTC(born.getFullYear(), born.getMonth(), born.getDate()))),
      email: level ? `${fold(first)}${tie}${fold(last)}@${c.pickone(domains)}` : c.email(),
      username: level ? `${fold(first)}${c.integer({ min: 1, max: 999 })}` : c.twitter().slice(1),
      phone: c.phone({ country: country === "it" ? "us" : country }),
      street: c.address(),
      postcode: country === "uk" ? c.postcode() : c.zip(),
      city: c.city(),
      region: c.state({ full: variant === "b" }),
      country: c.country({ full: true }),
      company: c.company(),
      job: c.profession(),
      ip: c.ip(),
      password: c.hash({ length: 40 }),
      created_at: stamp(created, iso),
      last_login: stamp(login, iso),
      amount: c.floating({ min: 1, max: 999, fixed: 2 }),
    };
  };
});
