//! Whatever figures a profile holds, possible or not: indicators neither panic nor answer with what is no number.

mod figures;

use dumpscope_evidence::{Answer, Model, Question, REGISTRY};
use dumpscope_model::{
    ApartKind, Births, CellTexture, CommunityStretch, Coupling, CouplingKind, Households, IdColumn, IdTime,
    Initials, Link, MailTexture, NameAges, NameAgreement, NameCommunities, Network, NullPairs, Part, Paths,
    Pattern, PatternKind, PhoneDigits, PlaceAgreement, PlaceCheck, PlaceKind, Profile, Repeats, Rhythm,
    RowsApart, Secrets, Shared, Signature, Spectrum, SurnamePlaces, Traits, Vocabulary,
};
use figures::Figures;

/// Most one indicator may weigh, log10.
const MOST: f64 = 6.0;

impl Figures {
    fn real(&mut self) -> f64 {
        match self.bits() % 12 {
            0 => 0.0,
            1 => f64::NAN,
            2 => f64::INFINITY,
            3 => f64::NEG_INFINITY,
            4 => -1.0,
            5 => f64::MIN_POSITIVE,
            6 => f64::MAX,
            7 => self.bits() as f64,
            _ => (self.bits() % 1_000_000) as f64 / 100.0,
        }
    }

    fn counts(&mut self, most: usize) -> Vec<u64> {
        let len = self.bits() as usize % (most + 1);
        (0..len).map(|_| self.count()).collect()
    }

    fn spectrum(&mut self, part: Part) -> Spectrum {
        Spectrum {
            column: self.bits() as usize % 4,
            part,
            n: self.count(),
            distinct: self.count(),
            singletons: self.count(),
            doubletons: self.count(),
            pairs: self.real(),
            triples: self.real(),
            most: self.count(),
            half_distinct: self.count(),
            listed: self.count(),
        }
    }

    fn repeats(&mut self) -> Repeats {
        Repeats {
            n: self.count(),
            distinct: self.count(),
            singletons: self.count(),
            pairs: self.real(),
            triples: self.real(),
            most: self.count(),
        }
    }

    fn named(&mut self, names: &[&str]) -> Vec<(String, u64)> {
        names.iter().map(|name| ((*name).to_owned(), self.count())).collect()
    }

    fn network(&mut self) -> Network {
        Network {
            column: 0,
            n: self.count(),
            special: self.count(),
            above_unicast: self.count(),
            octets: self.counts(300),
            distinct: self.count(),
            neighbours: self.real(),
            unregistered: self.count(),
            hosts: self.count(),
            countries: self.named(&["FR", "US", "??"]),
        }
    }

    fn texture(&mut self) -> CellTexture {
        CellTexture {
            column: self.bits() as usize % 4,
            values: self.repeats(),
            shapes: self.repeats(),
            upper: self.count(),
            lower: self.count(),
            title: self.count(),
            spaces: self.count(),
            broken: self.count(),
            junk: self.count(),
        }
    }

    fn secrets(&mut self) -> Secrets {
        Secrets {
            column: usize::MAX,
            n: self.count(),
            schemes: self.named(&["bcrypt", "md5-like"]),
            costs: self.named(&["bcrypt 10"]),
            salts: self.repeats(),
            bare: self.repeats(),
            plain: self.repeats(),
            lengths: self.counts(40),
            kinds: self.counts(20),
            found: self.count(),
            salt_column: self.bits().is_multiple_of(2),
        }
    }

    fn place_check(&mut self, kind: PlaceKind) -> PlaceCheck {
        let country = ["", "FR", "US", "??"][self.bits() as usize % 4];
        PlaceCheck {
            kind,
            country: country.into(),
            n: self.count(),
            agree: self.count(),
            shifted: self.count(),
        }
    }

    fn coupling(&mut self, kind: CouplingKind) -> Coupling {
        Coupling {
            kind,
            columns: (0, usize::MAX),
            n: self.count(),
            information: self.real(),
            permuted: self.real(),
            permuted_deviation: self.real(),
            entropy: self.real(),
        }
    }

    fn births(&mut self) -> Births {
        let years = (0..self.bits() % 120)
            .map(|year| match self.bits() % 50 {
                0 => (i32::MIN, self.count()),
                1 => (i32::MAX, self.count()),
                _ => (1900 + year as i32, self.count()),
            })
            .collect();
        let mut births = Births {
            n: self.count(),
            years,
            new_year: self.count(),
            defaulted: self.count(),
            ..Births::default()
        };
        births.months = std::array::from_fn(|_| self.count());
        births.weekdays = std::array::from_fn(|_| self.count());
        births.days = self.counts(31);
        births
    }

    fn rhythm(&mut self) -> Rhythm {
        Rhythm {
            column: usize::MAX,
            n: self.count(),
            timed: self.bits().is_multiple_of(2),
            hours: (0..24).map(|_| self.count()).collect(),
            weekdays: std::array::from_fn(|_| self.count()),
            midnights: self.count(),
            busiest: self.counts(4),
            different_days: self.count(),
            day_pairs: self.real(),
            span: match self.bits() % 3 {
                0 => (i64::MIN, i64::MAX),
                1 => (7, -7),
                _ => (18_000, 19_000),
            },
            newest: String::new(),
        }
    }

    fn ids(&mut self) -> IdColumn {
        let time = |figures: &mut Self| IdTime {
            column: 0,
            beginning: figures.bits().is_multiple_of(2),
            n: figures.count(),
            correlation: figures.real(),
            coherence: figures.real(),
            file_coherence: figures.real(),
        };
        IdColumn {
            column: usize::MAX,
            n: self.count(),
            distinct: self.count(),
            pairs: self.real(),
            rising: self.count(),
            span: (self.count(), self.count()),
            inner: self.count(),
            times: vec![time(self), time(self)],
        }
    }

    fn households(&mut self, shared: Shared) -> Households {
        Households {
            shared,
            columns: (0, usize::MAX),
            n: self.count(),
            pairs: self.count(),
            same: self.count(),
            apart: self.count(),
            apart_same: self.count(),
            crowded: self.count(),
        }
    }

    fn link(&mut self) -> Link {
        Link {
            column: usize::MAX,
            other: "orders".into(),
            named: self.bits().is_multiple_of(2),
            n: self.count(),
            expected: self.real(),
            hits: self.count(),
            filled: self.real(),
            times: Some((0, usize::MAX)),
            begins: true,
            dated: self.count(),
            in_order: self.count(),
            in_order_apart: self.count(),
            ..Link::default()
        }
    }

    fn paths(&mut self) -> Paths {
        Paths {
            column: usize::MAX,
            state: 1,
            time: 2,
            states: self.count(),
            n: self.count(),
            usual: self.count(),
            by_chance: self.real(),
        }
    }

    fn pattern(&mut self, kind: PatternKind) -> Pattern {
        Pattern { kind, column: usize::MAX, n: self.count(), hits: self.count(), period: self.count() }
    }

    fn vocabulary(&mut self, part: &str) -> Vocabulary {
        Vocabulary {
            column: 0,
            part: part.into(),
            generator: "Faker".into(),
            locale: "any".into(),
            n: self.count(),
            held: self.count(),
            built: self.count(),
            distinct: self.count(),
            distinct_held: self.count(),
            draws: self.count(),
            size: self.count(),
            used: self.count(),
            weighted: self.bits().is_multiple_of(2),
            expected_used: (self.real(), self.real()),
            departure: self.real(),
            departure_deviation: self.real(),
        }
    }

    fn name_ages(&mut self) -> NameAges {
        NameAges {
            column: 0,
            country: ["", "FR", "US"][self.bits() as usize % 3].into(),
            dated: self.count(),
            n: self.count(),
            lift: self.real(),
            deviation: self.real(),
            expected: self.real(),
        }
    }

    fn surname_places(&mut self) -> SurnamePlaces {
        SurnamePlaces {
            columns: (0, 1),
            n: self.count(),
            together: self.count(),
            expected: self.real(),
            deviation: self.real(),
        }
    }

    fn name_communities(&mut self) -> NameCommunities {
        NameCommunities {
            columns: (0, 1),
            named: self.count(),
            n: self.count(),
            countries: self.count(),
            shared: self.real(),
            deviation: self.real(),
            spread: self.real(),
            alike: self.real(),
            along: (0..8)
                .map(|at| CommunityStretch {
                    rows: (at, self.count()),
                    n: self.count(),
                    shared: self.real(),
                    deviation: self.real(),
                    spread: self.real(),
                })
                .collect(),
        }
    }

    fn agreement(&mut self) -> NameAgreement {
        NameAgreement { column: 0, n: self.count(), agree: self.count(), shifted: self.count() }
    }

    fn traits(&mut self) -> Traits {
        let kinds = [
            ApartKind::Stretch,
            ApartKind::OutOfOrder(usize::MAX),
            ApartKind::Written(0),
            ApartKind::Stretch,
        ];
        let apart = kinds.map(|kind| RowsApart {
            kind,
            rows: (self.count(), self.count()),
            sampled: self.count(),
            of: self.count(),
            traits: self.of_some_rows(),
            others: self.bits().is_multiple_of(2).then(|| self.of_some_rows()),
        });
        Traits { apart: apart.to_vec(), ..self.of_some_rows() }
    }

    fn of_some_rows(&mut self) -> Traits {
        let parts =
            [Part::FirstName, Part::LastName, Part::City, Part::MailDomain, Part::LocalShape, Part::Street];
        let kinds = [
            CouplingKind::FirstNameSex,
            CouplingKind::FirstNameDecade,
            CouplingKind::LastNameRegion,
            CouplingKind::CityRegion,
            CouplingKind::FirstNameCountry,
        ];
        let places = [
            PlaceKind::PostcodeInUse,
            PlaceKind::PostcodeRegion,
            PlaceKind::PhoneRegion,
            PlaceKind::PhoneCountry,
            PlaceKind::NetworkCountry,
        ];
        let signatures = ["reserved-domain", "built-city", "name-digits", "above-unicast", "unheard-of"];
        Traits {
            rows: self.count(),
            spectra: parts.map(|part| self.spectrum(part)).to_vec(),
            couplings: kinds.map(|kind| self.coupling(kind)).to_vec(),
            name_ages: Some(self.name_ages()),
            surname_places: vec![self.surname_places()],
            name_communities: Some(self.name_communities()),
            agreement: Some(self.agreement()),
            mail: Some(MailTexture {
                n: self.count(),
                reserved: self.count(),
                counters: self.count(),
                years: self.count(),
                birth_years: self.count(),
                disposable: self.count(),
                tails: self.counts(120),
                ..MailTexture::default()
            }),
            births: Some(self.births()),
            rhythms: vec![self.rhythm(), self.rhythm()],
            network: Some(self.network()),
            places: Some(PlaceAgreement {
                columns: (0, usize::MAX),
                known: self.count(),
                agree: self.count(),
                pairs: self.count(),
                same_town: self.count(),
                same_town_shifted: self.count(),
            }),
            place_checks: places.map(|kind| self.place_check(kind)).to_vec(),
            textures: (0..5).map(|_| self.texture()).collect(),
            nulls: Some(NullPairs {
                n: self.count(),
                columns: self.count(),
                pairs: self.count(),
                squared: self.real(),
                linked: self.count(),
            }),
            secrets: vec![self.secrets(), self.secrets()],
            initials: (0..2)
                .map(|column| Initials {
                    column,
                    counts: self.counts(30),
                    neighbours: self.count(),
                    steps: self.count(),
                })
                .collect(),
            phone_digits: Some(PhoneDigits {
                column: 0,
                n: self.count(),
                fiction: self.count(),
                ladders: self.count(),
                neighbours: self.count(),
                steps: self.count(),
            }),
            dated: self.named(&["proton.me", "no-such-fact"]),
            signatures: signatures
                .map(|id| Signature { id: id.into(), column: 0, n: self.count(), hits: self.count() })
                .to_vec(),
            vocabularies: ["first-name", "mail-domain", "built-city"].map(|p| self.vocabulary(p)).to_vec(),
            apart: Vec::new(),
            // Those have a test of their own: `any_checks`.
            checks: None,
            mixture: Some(dumpscope_model::NameMixture {
                generator: "g".into(),
                locale: "fr_FR".into(),
                n: self.count(),
                listed: self.count(),
                share: self.real(),
                error: self.real(),
                of_rows: self.real(),
            }),
            countries: vec![("FR".into(), self.real())],
            ids: vec![self.ids(), self.ids()],
            links: vec![self.link(), self.link()],
            paths: Some(self.paths()),
            households: [Shared::Address, Shared::Phone, Shared::Network]
                .map(|s| self.households(s))
                .to_vec(),
            patterns: [PatternKind::Counter, PatternKind::Steps, PatternKind::Cycle]
                .map(|k| self.pattern(k))
                .to_vec(),
        }
    }
}

#[track_caller]
fn sound(id: &str, answer: &Answer, seed: u64) {
    let finite = |x: Option<f64>| x.is_none_or(f64::is_finite);
    assert!(!answer.statement.is_empty(), "{id}, seed {seed}");
    assert!(finite(answer.measured) && finite(answer.log10_lr), "{id}, seed {seed}: {answer:?}");
    assert!(answer.log10_lr.is_none_or(|lr| lr.abs() <= MOST), "{id}, seed {seed}: {answer:?}");
    // What weighs is known to the fit, figure by figure.
    assert!(answer.log10_lr.is_none() || !answer.figures.is_empty(), "{id}, seed {seed}: {answer:?}");
    for figure in &answer.figures {
        let scale = Model::embedded().feature(figure.feature).unwrap_or_default();
        assert!(scale == id || scale.starts_with(&format!("{id}.")), "{id}, seed {seed}: {scale}");
        assert!(
            (0.0..=MOST).contains(&figure.for_real) && (0.0..=MOST).contains(&figure.for_generated),
            "{id}, seed {seed}: {figure:?}"
        );
    }
    assert!(
        !answer.statement.contains("NaN") && !answer.statement.contains("inf "),
        "{id}, seed {seed}: {answer:?}"
    );
    if let Some(share) = answer.generated {
        let ordered = 0.0 <= share.low && share.low <= share.estimate && share.estimate <= share.high;
        assert!(ordered && share.high <= 1.0, "{id}, seed {seed}: {share:?}");
    }
}

#[test]
fn any_figures_are_answered_soundly() {
    for seed in 1..=4_000 {
        let table = Profile { traits: Figures(seed * 0x9e37_79b9).traits(), ..Profile::default() };
        let tables = std::slice::from_ref(&table);
        let question = Question { table: &table, claim: None, tables, model: Model::embedded() };
        for indicator in REGISTRY {
            sound(indicator.id, &(indicator.ask)(&question), seed);
        }
    }
}

#[test]
fn every_scale_of_the_model_is_asked_for_and_sound() {
    for (id, scale) in &Model::embedded().scale {
        let indicator = id.split('.').next().unwrap_or_default();
        assert!(REGISTRY.iter().any(|known| known.id == indicator), "{id}: no such indicator");
        assert!(
            scale.real.is_finite()
                && scale.generated.is_finite()
                && (scale.real - scale.generated).abs() > 0.0,
            "{id}"
        );
        assert!(
            (0.0..=MOST).contains(&scale.for_real) && (0.0..=MOST).contains(&scale.for_generated),
            "{id}"
        );
    }
}
