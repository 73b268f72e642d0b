//! Where addresses on the network point, and whether what describes one place agrees.

use serde::{Deserialize, Serialize};

/// Where addresses on the network point.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Network {
    /// Column, from 0.
    pub column: usize,
    /// IPv4 addresses in the sample.
    pub n: u64,
    /// In ranges nobody routes (private, loopback, link-local, documentation, shared; RFC 6890).
    pub special: u64,
    /// Multicast, reserved and broadcast: first octet from 224.
    pub above_unicast: u64,
    /// By first octet: 256 counts.
    pub octets: Vec<u64>,
    /// Different addresses.
    pub distinct: u64,
    /// Pairs of rows with different addresses that share a /24.
    pub neighbours: f64,
    /// Different unicast addresses outside the special ranges that are registered for no country.
    pub unregistered: u64,
    /// Different addresses in networks whose holder names itself a host.
    pub hosts: u64,
    /// Different addresses by the country their network is registered for, most frequent first.
    pub countries: Vec<(String, u64)>,
}

/// Whether two columns that describe one place agree.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct PlaceAgreement {
    /// Postcode (or region) column and town column, from 0.
    pub columns: (usize, usize),
    /// Rows with both where the embedded list of French communes knows the postcode and the town.
    pub known: u64,
    /// Of those, rows whose town has that postcode.
    pub agree: u64,
    /// Pairs of rows that share a postcode.
    pub pairs: u64,
    /// Of those, pairs that share a town.
    pub same_town: u64,
    /// As `pairs`, once towns are shifted by one row: what chance gives.
    pub same_town_shifted: u64,
}

/// How often people of one surname, whose first names begin differently, live at one place.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
pub struct SurnamePlaces {
    /// Columns of surnames and of places, from 0.
    pub columns: (usize, usize),
    /// Rows with both.
    pub n: u64,
    /// Pairs of rows that share both.
    pub together: u64,
    /// Their number by chance, once places are dealt out again.
    pub expected: f64,
    /// Its standard deviation.
    pub deviation: f64,
}

/// One check of a row's place against a reference of its country.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlaceCheck {
    /// What is checked.
    pub kind: PlaceKind,
    /// Country of the reference, ISO 3166 alpha-2; empty where rows name their own.
    pub country: String,
    /// Rows it can be checked on; where two columns are compared, those whose second value is not the next row's as well.
    pub n: u64,
    /// Rows that agree.
    pub agree: u64,
    /// Rows that agree once one of the two columns is shifted by a row: what chance gives. 0 where there is one column.
    pub shifted: u64,
}

/// Checks of places.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum PlaceKind {
    /// Postcodes of the country's form that are in use.
    PostcodeInUse,
    /// Postcode and state, province or département of one row.
    PostcodeRegion,
    /// Area code of a telephone number and state, or zone of France, of one row.
    PhoneRegion,
    /// Calling code of an international number and country of one row.
    PhoneCountry,
    /// Country of the network and country of one row.
    NetworkCountry,
}

impl PlaceKind {
    /// Stable id.
    pub const fn id(self) -> &'static str {
        match self {
            Self::PostcodeInUse => "postcode-in-use",
            Self::PostcodeRegion => "postcode-region",
            Self::PhoneRegion => "phone-region",
            Self::PhoneCountry => "phone-country",
            Self::NetworkCountry => "network-country",
        }
    }
}
