//! Counts the newlines of a file with a number of threads and buffered positioned reads: the practical floor that
//! every other time is divided by.

use std::fs::File;
use std::io::Read;
use std::os::unix::fs::FileExt;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};

use anyhow::{Context, Result};
use clap::Parser;

/// Prints the number of newlines in a file, or in standard input.
#[derive(Parser)]
struct Args {
    /// File to read; - for standard input, which one thread reads.
    file: PathBuf,
    /// Threads.
    #[arg(long, default_value_t = 2)]
    threads: usize,
    /// Bytes read at a time.
    #[arg(long, default_value_t = 1 << 20)]
    block: u64,
}

fn main() -> Result<()> {
    let args = Args::parse();
    if args.file.as_os_str() == "-" {
        println!("{}", count_stream(std::io::stdin().lock(), args.block.max(1))?);
        return Ok(());
    }
    let file = File::open(&args.file).with_context(|| format!("cannot open {}", args.file.display()))?;
    let next = AtomicU64::new(0);
    let total = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..args.threads.max(1))
            .map(|_| scope.spawn(|| count(&file, &next, args.block.max(1))))
            .collect();
        threads
            .into_iter()
            .map(|t| t.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
            .sum::<std::io::Result<u64>>()
    })?;
    println!("{total}");
    Ok(())
}

fn count_stream(mut stream: impl Read, block: u64) -> std::io::Result<u64> {
    let mut buffer = vec![0; block as usize];
    let mut newlines = 0;
    loop {
        match stream.read(&mut buffer)? {
            0 => return Ok(newlines),
            n => newlines += memchr::memchr_iter(b'\n', &buffer[..n]).count() as u64,
        }
    }
}

/// Takes the next block in turn until the file ends.
fn count(file: &File, next: &AtomicU64, block: u64) -> std::io::Result<u64> {
    let mut buffer = vec![0; block as usize];
    let mut newlines = 0;
    loop {
        let start = next.fetch_add(block, Ordering::Relaxed);
        let mut at = 0;
        while at < buffer.len() {
            match file.read_at(&mut buffer[at..], start + at as u64)? {
                0 if at == 0 => return Ok(newlines),
                0 => break,
                n => at += n,
            }
        }
        newlines += memchr::memchr_iter(b'\n', &buffer[..at]).count() as u64;
    }
}
