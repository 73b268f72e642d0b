// Pools of smaller packages: each gives what it can, level 0 from independent calls, level 1 with what should agree.
// Most draw from Math.random: it is ours and seeded while a pool is made.
"use strict";
const { main, fold, stamp, day } = require("./pools.js");
const load = (name) => require(`${process.env.NODE_PATH}/${name}`);

const FAKERATOR = { en_US: "en-US", fr_FR: "fr-FR", de_DE: "de-DE", es_ES: "es-ES", it_IT: "it-IT", pl_PL: "pl-PL", pt_BR: "pt-BR", sv_SE: "sv-SE" };

const MAKERS = {
  falso({ seed }) {
    const falso = load("@ngneat/falso");
    falso.seed(String(seed));
    return () => ({
      first: falso.randFirstName(), last: falso.randLastName(), full: falso.randFullName(), email: falso.randEmail(),
      user: falso.randUserName(), phone: falso.randPhoneNumber(), street: falso.randStreetAddress(), postcode: falso.randZipCode(),
      city: falso.randCity(), region: falso.randState(), country: falso.randCountry(), company: falso.randCompanyName(),
      job: falso.randJobTitle(), ip: falso.randIp(),
    });
  },
  copycat({ seed }) {
    const { copycat } = load("@snaplet/copycat");
    return (id) => {
      const of = (word) => `${seed} ${id} ${word}`;
      return {
        first: copycat.firstName(of("f")), last: copycat.lastName(of("l")), full: copycat.fullName(of("n")), email: copycat.email(of("e")),
        user: copycat.username(of("u")), phone: copycat.phoneNumber(of("p")), street: copycat.streetAddress(of("s")),
        city: copycat.city(of("c")), region: copycat.state(of("r")), country: copycat.country(of("y")), ip: copycat.ipv4(of("i")),
      };
    };
  },
  "dummy-json"({ seed }) {
    const { parse } = load("dummy-json");
    const kinds = "firstName lastName email username phone street zipcode city country company ipv4".split(" ");
    const text = kinds.map((kind) => `{{${kind}}}`).join("|");
    return (id) => {
      const [first, last, email, user, phone, street, postcode, city, country, company, ip] = parse(text, { seed: `${seed}-${id}` }).split("|");
      return { first, last, full: `${first} ${last}`, email, user, phone, street: `${1 + ((id * 7) % 240)} ${street}`, postcode, city, country, company, ip };
    };
  },
  charlatan() {
    const { Name, Internet, PhoneNumber, Address, Company } = load("charlatan");
    return () => ({
      first: Name.firstName(), last: Name.lastName(), full: Name.name(), email: Internet.email(), user: Internet.userName(),
      phone: PhoneNumber.phoneNumber(), street: Address.streetAddress(), postcode: Address.zip(), city: Address.city(),
      company: Company.name(), ip: Internet.IPv4(),
    });
  },
  fakerator({ locale, seed }) {
    const f = load("fakerator")(FAKERATOR[locale]);
    f.seed(seed);
    return () => ({
      first: f.names.firstName(), last: f.names.lastName(), full: f.names.name(), email: f.internet.email(), user: f.internet.userName(),
      phone: f.phone.number(), street: f.address.street(), postcode: f.address.postCode(), city: f.address.city(),
      country: f.address.country(), company: f.company.name(), ip: f.internet.ip(),
    });
  },
  "faker-br"() {
    const f = load("faker-br");
    return () => ({
      first: f.name.firstName(), last: f.name.lastName(), full: f.name.findName(), email: f.internet.email(), user: f.internet.userName(),
      phone: f.phone.phoneNumber(), street: f.address.streetAddress(), postcode: f.address.zipCode(), city: f.address.city(),
      region: f.address.state(), country: f.address.country(), company: f.company.companyName(), job: f.name.jobTitle(), ip: f.internet.ip(),
    });
  },
  "random-profile-generator"() {
    const { profile } = load("random-profile-generator");
    return () => {
      const { firstName, lastName, fullName, gender, address, zip, state, phone, email } = profile();
      const [street, city] = address.split(", ");
      return { first: firstName, last: lastName, full: fullName, sex: gender, email, phone, street, postcode: zip, city, region: state };
    };
  },
  "fake-identity"() {
    const { generate } = load("fake-identity");
    return () => {
      const row = generate();
      return {
        first: row.firstName, last: row.lastName, full: `${row.firstName} ${row.lastName}`, sex: row.sex, email: row.emailAddress,
        phone: row.phoneNumber, street: row.street, postcode: row.zipCode, city: row.city, region: row.state, company: row.company,
        job: row.department,
      };
    };
  },
  mockjs() {
    const { Random: r } = load("mockjs");
    return () => ({
      first: r.first(), last: r.last(), full: r.name(), email: r.email(), user: r.word(5, 10), postcode: r.zip(), city: r.city(),
      region: r.province(), ip: r.ip(),
    });
  },
  "node-random-name"({ seed }) {
    const name = load("node-random-name");
    return (id) => ({
      first: name({ first: true, seed: `${seed} ${id} f` }), last: name({ last: true, seed: `${seed} ${id} l` }),
      full: name({ seed: `${seed} ${id} n` }),
    });
  },
};

const DOMAINS = ["gmail.com", "yahoo.com", "hotmail.com", "outlook.com", "example.com", "mail.com", "icloud.com", "web.de", "orange.fr", "wp.pl"];
const SHAPES = [
  (f, l) => `${f}.${l}`,
  (f, l) => `${f}${l}`,
  (f, l) => `${f[0]}${l}`,
  (f, l, n) => `${f}_${l}${n}`,
  (f, l, n) => `${f}${n}`,
  (f, l, n) => `${l}.${f}${n % 100}`,
];

for (const who of Object.keys(MAKERS)) {
  main(who, (asked, rng) => {
    Math.random = rng.next;
    const make = MAKERS[who](asked);
    const iso = rng.below(2) === 1;
    const domains = DOMAINS.slice(rng.below(4), 5 + rng.below(6));
    const shapes = SHAPES.filter(() => rng.below(3) === 0).concat(rng.pick(SHAPES));
    const moment = () => new Date(Date.UTC(2014, 0, 1) + rng.below(392e6) * 1000);
    return (id) => {
      const made = make(id);
      let created = moment();
      let login = moment();
      const n = 1 + rng.below(999);
      if (asked.level) {
        made.full = `${made.first} ${made.last}`;
        if (login < created) [created, login] = [login, created];
        const names = [fold(made.first) || "x", fold(made.last) || "y"];
        made.email = `${rng.pick(shapes)(...names, n)}@${rng.pick(domains)}`;
        made.user = rng.pick(shapes)(...names, n);
      }
      const row = {
        id, first_name: made.first, last_name: made.last, full_name: made.full, sex: made.sex,
        birth_date: day(new Date(Date.UTC(1942, 0, 1) + rng.below(24000) * 864e5)), email: made.email, username: made.user,
        phone: made.phone, street: made.street, postcode: made.postcode, city: made.city, region: made.region, country: made.country,
        company: made.company, job: made.job, ip: made.ip, created_at: stamp(created, iso), last_login: stamp(login, iso),
        amount: (1 + rng.next() * 998).toFixed(2),
      };
      for (const kind of Object.keys(row)) if (row[kind] === undefined) delete row[kind];
      return row;
    };
  });
}
