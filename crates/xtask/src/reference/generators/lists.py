"""Prints the word lists of Python's generators and of the crate `fake` as JSON: run by `cargo xtask reference`.

Arguments: the wheels of Faker and mimesis, the archive of the crate, the wheels of fake-name-india and russian-names.
Nothing is installed.
"""

import ast
import importlib
import io
import json
import re
import sys
import tarfile
import zipfile

FAKER, MIMESIS, FAKE, INDIA, RUSSIA = sys.argv[1:6]
lists = []


def add(generator, locale, field, values, pool="any"):
    # Some are properties, or hold lists, or formats.
    if not isinstance(values, (dict, list, set, tuple)) or not values or not all(isinstance(value, str) and "{" not in value for value in values):
        return
    weights = None
    if hasattr(values, "items"):
        weights = [float(weight) for weight in values.values()]
    lists.append({
        "generator": generator, "locale": locale, "field": field, "pool": pool,
        "values": list(values), "weights": weights,
    })


def provider(kind, locale):
    """The class of a provider of this very locale, or nothing: what a locale lacks is taken from en_US."""
    try:
        return importlib.import_module(f"faker.providers.{kind}.{locale}").Provider
    except ModuleNotFoundError:
        return None


def locales_of(wheel, pattern):
    """What stands for the locale in the paths of a wheel, each once, in order."""
    paths = (re.fullmatch(pattern, path) for path in zipfile.ZipFile(wheel).namelist())
    return sorted({path[1] for path in paths if path})


def faker():
    sys.path.insert(0, FAKER)
    for locale in locales_of(FAKER, r"faker/providers/(?:person|address)/([a-z]+(?:_[A-Z]+)?)/__init__\.py"):
        person, address = provider("person", locale), provider("address", locale)
        job, internet = provider("job", locale), provider("internet", locale)
        take = lambda field, source, name, pool="any": add(
            "Faker", locale, field, getattr(source, name, None), pool)
        if person:
            male, female = (getattr(person, f"first_names_{sex}", None) for sex in ("male", "female"))
            both = getattr(person, "first_names", None)
            take("first-name", person, "first_names_female", "female")
            take("first-name", person, "first_names_male", "male")
            # What is drawn without a sex, where it is not simply one list after the other.
            if not (male and female and isinstance(both, (list, tuple)) and sorted(both) == sorted([*male, *female])):
                take("first-name", person, "first_names")
            take("last-name", person, "last_names_female", "female")
            take("last-name", person, "last_names_male", "male")
            take("last-name", person, "unisex_last_names" if hasattr(person, "unisex_last_names") else "last_names")
        if address:
            take("city", address, "cities")
            # Towns built from names; elsewhere these lists are leftovers of the base class.
            formats = getattr(address, "city_formats", ())
            if any("name}}{{city_suffix" in f or "city_prefix" in f for f in formats) and not hasattr(address, "cities"):
                take("city-prefix", address, "city_prefixes")
                take("city-suffix", address, "city_suffixes")
        if job:
            take("job", job, "jobs")
        if internet and "free_email_domains" in vars(internet):
            take("mail-domain", internet, "free_email_domains")
    internet = importlib.import_module("faker.providers.internet").Provider
    add("Faker", "en_US", "mail-domain", internet.free_email_domains)


def mimesis():
    wheel = zipfile.ZipFile(MIMESIS)
    read = lambda locale, kind: json.loads(wheel.read(f"mimesis/datasets/{locale}/{kind}.json"))
    for locale in locales_of(MIMESIS, r"mimesis/datasets/([a-z]+(?:-[a-z]+)?)/person\.json"):
        person, address, finance = (read(locale, kind) for kind in ("person", "address", "finance"))
        names = person.get("names", {})
        for sex in ("female", "male"):
            add("mimesis", locale, "first-name", names.get(sex), sex)
        surnames = person.get("surnames", [])
        for sex, names in surnames.items() if isinstance(surnames, dict) else [("any", surnames)]:
            add("mimesis", locale, "last-name", names, sex)
        add("mimesis", locale, "city", address.get("city"))
        add("mimesis", locale, "job", person.get("occupation"))
        add("mimesis", locale, "company", finance.get("company", {}).get("name"))
    sys.path.insert(0, MIMESIS)
    domains = importlib.import_module("mimesis.datasets.int.internet").EMAIL_DOMAINS
    add("mimesis", "any", "mail-domain", [domain.lstrip("@") for domain in domains])


def fake():
    archive = tarfile.open(FAKE)
    root = archive.getnames()[0].split("/")[0]
    quoted = re.compile(r'"((?:[^"\\]|\\.)*)"')
    # English is what the other locales fall back to.
    for locale, file in [("en", "mod")] + [(l, l) for l in ("fr_fr", "de_de", "it_it", "nl_nl")]:
        text = archive.extractfile(f"{root}/src/locales/{file}.rs").read().decode()
        held = {
            name: quoted.findall(body)
            for name, body in re.findall(r"const ([A-Z_]+): &'static \[&'static str\] =\s*&\[(.*?)\];", text, re.S)
        }
        for field, name in [
            ("first-name", "NAME_FIRST_NAME"), ("last-name", "NAME_LAST_NAME"),
            ("mail-domain", "INTERNET_FREE_EMAIL_PROVIDER"),
        ]:
            add("fake-rs", locale, field, held.get(name))
        if locale in ("en", "it_it"):
            add("fake-rs", locale, "city-prefix", held.get("ADDRESS_CITY_PREFIX"))
            add("fake-rs", locale, "city-suffix", held.get("ADDRESS_CITY_SUFFIX"))
        jobs = [held.get(f"JOB_{part}", []) for part in ("SENIORITY", "FIELD", "POSITION")]
        add("fake-rs", locale, "job-part", sum(jobs, []))


def literals(wheel, path):
    """The lists and tables a module holds, which is not run: some print or look for files when they are loaded."""
    held = {}
    for node in ast.parse(zipfile.ZipFile(wheel).read(path)).body:
        if isinstance(node, ast.Assign) and isinstance(node.value, (ast.List, ast.Dict)):
            held[node.targets[0].id] = ast.literal_eval(node.value)
    return held


def india():
    held = literals(INDIA, "fake_name_india/generator.py")
    add("fake-name-india", "en_IN", "first-name", held["FEMALE_NAMES"], "female")
    add("fake-name-india", "en_IN", "first-name", held["MALE_NAMES"], "male")
    add("fake-name-india", "en_IN", "last-name", held["LAST_NAMES"])


def russia():
    table = literals(RUSSIA, "russian_names/consts.py")["TRANSLITERATE_TABLE"]
    archive = zipfile.ZipFile(io.BytesIO(zipfile.ZipFile(RUSSIA).read("russian_names/_data.zip")))
    lines = archive.read("base.txt").decode().split("\n")
    # Its defaults: the frequent first names, of at most ten letters. Surnames are 200 000.
    for pool, line in (("male", lines[1]), ("female", lines[6])):
        names = [name for name in line.split() if len(name) <= 10]
        add("russian-names", "ru_RU", "first-name", names, pool)
        latin = ["".join(table.get(letter, letter) for letter in name) for name in names]
        add("russian-names", "latin", "first-name", latin, pool)


faker()
mimesis()
fake()
india()
russia()
json.dump(lists, sys.stdout, ensure_ascii=False)
