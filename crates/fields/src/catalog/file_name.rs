use crate::{Decide, FieldType, Gate, Group, Match, Seeded, made_up};

/// File name.
pub static TYPE: FieldType = FieldType {
    id: "file-name",
    title: "File name",
    group: Group::Generic,
    data_class: None,
    personal: true,
    doc: "A name or path that ends in a dot and a known extension. Names of people stand in file names \
        often, so it counts as personal.",
    sources: &["IANA media types registry (file extensions)"],
    headers: &[
        "file name",
        "filename",
        "fichier",
        "nom fichier",
        "file",
        "path",
        "file path",
        "chemin",
        "nom de fichier",
        "dateiname",
        "datei",
        "archivo",
        "nome file",
        "bestandsnaam",
        "attachment name",
        "document name",
        "image file",
        "attachment file",
        "nom piece jointe",
        "piece jointe nom",
        "anhang name",
        "nombre de archivo",
        "nombre archivo",
        "fichero",
        "nombre fichero",
        "nome del file",
        "percorso",
        "ficheiro",
        "nome do ficheiro",
        "nome arquivo",
        "arquivo",
    ],
    gate: Gate { min_len: 3, max_len: 512, classes: Gate::TEXT },
    check: &check,
    telling: None,
    normalise: None,
    mask: masked,
    generate,
    examples: &["photo.jpg", "C:\\Users\\x\\scan 12.pdf", "/var/log/app.log", "Relevé_2024.xlsx"],
    near_misses: &["photo", "example.com", ".jpg", "a.b.", "1.5", "jpg"],
    decide: Decide { named: 0.5, alone: Some(0.7), specificity: 72 },
};

/// Extensions of files people keep, and the kind shown for them.
const EXTENSIONS: &[&str] = &[
    "jpg", "jpeg", "png", "gif", "bmp", "tif", "tiff", "svg", "webp", "heic", "pdf", "doc", "docx", "xls",
    "xlsx", "ppt", "pptx", "odt", "ods", "csv", "txt", "rtf", "xml", "json", "html", "htm", "zip", "gz",
    "rar", "7z", "tar", "mp3", "mp4", "avi", "mov", "wav", "log", "sql", "bak", "exe", "php", "js", "css",
    "py", "java", "eml", "msg", "ics", "vcf", "db", "tmp", "cfg", "ini", "md", "p7s", "flv", "wmv", "mpeg",
    "ico", "tsv",
];

fn extension(cell: &[u8]) -> Option<&'static str> {
    let dot = cell.iter().rposition(|b| *b == b'.')?;
    let (stem, tail) = (&cell[..dot], &cell[dot + 1..]);
    let named = stem.last().is_some_and(|b| !matches!(b, b'/' | b'\\' | b'.'));
    EXTENSIONS.iter().copied().find(|e| named && tail.eq_ignore_ascii_case(e.as_bytes()))
}

fn check(cell: &[u8]) -> Match {
    let sound = (3..=512).contains(&cell.len())
        && !cell.iter().any(|b| b.is_ascii_control() || matches!(b, b'<' | b'>' | b'|' | b'"'));
    if sound && extension(cell).is_some() && !cell.windows(3).any(|w| w == b"://") {
        Match::Valid
    } else {
        Match::No
    }
}

fn masked(cell: &[u8]) -> String {
    format!("•.{}", extension(cell).unwrap_or("•"))
}

fn generate(rng: &mut Seeded) -> String {
    format!("{}_{}.{}", rng.pick(made_up::WORDS), rng.digits(4), rng.pick(&["jpg", "pdf", "csv", "docx"]))
}
