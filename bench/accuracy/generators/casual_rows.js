// Pools of casual: level 0 calls a property for each cell, level 1 derives what should agree.
"use strict";
const casual = require(`${process.env.NODE_PATH}/casual`);
const { main, stamp, day, fold } = require("./pools.js");

main("casual", ({ level, seed }, rng) => {
  casual.seed(seed);
  const iso = rng.below(2) === 1;
  const moment = () => new Date(Date.UTC(2014, 0, 1) + casual.integer(0, 392e6) * 1000);
  return (id) => {
    const first = casual.first_name;
    const last = casual.last_name;
    let created = moment();
    let login = moment();
    if (level && login < created) [created, login] = [login, created];
    const domain = casual.domain;
    return {
      id,
      uuid: casual.uuid,
      title: casual.name_prefix,
      first_name: first,
      last_name: last,
      full_name: level ? `${first} ${last}` : casual.full_name,
      birth_date: day(new Date(Date.UTC(1940, 0, 1) + casual.integer(0, 24800) * 864e5)),
      email: level ? `${fold(first)}.${fold(last)}@${domain}` : casual.email,
      username: level ? `${fold(first)}${casual.integer(1, 99)}` : casual.username,
      phone: casual.phone,
      street: casual.street + " " + casual.building_number,
      postcode: casual.zip({ digits: 5 }),
      city: casual.city,
      region: casual.state,
      country: level ? "United States" : casual.country,
      company: casual.company_name,
      ip: casual.ip,
      password: casual.password,
      created_at: stamp(created, iso),
      last_login: stamp(login, iso),
      amount: casual.double(1, 999).toFixed(2),
    };
  };
});
