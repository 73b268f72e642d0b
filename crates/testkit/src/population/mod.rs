//! Made-up people: who they are, where they live and with whom, how they write their addresses and numbers.
//!
//! Every person is a pure function of the world's seed and a number, so that any row of any table can be made alone,
//! in any order and on any thread, tables can share people, and nobody has to be remembered. Names, towns and their
//! weights come from `dumpscope-reference`; what couples them (sex and decade with first names, region with
//! surnames, households, providers with country and age) is modelled here, as simply as the indicators need.

pub mod birth;
pub mod calendar;
mod mail;
mod names;
mod network;
mod phone;
mod place;
mod world;

pub use calendar::{Date, Moment, SignUps};
pub use phone::{PHONE_STYLES, PhoneStyle, write_phone};
pub use place::{Home, Tongue};
pub use world::{Country, Person, World};

pub use dumpscope_reference::population::Sex;
