//! Schemes that say what they are: a prefix, and a form of what follows.
//!
//! From the schemes' own documents: crypt(5) of libxcrypt, the PHC string format, passlib, Django, Werkzeug, Spring
//! Security, ASP.NET Core Identity, Drupal and `WordPress`, RFC 2307 (LDAP), RFC 5803 (SCRAM), the manuals of Cisco,
//! Juniper, Oracle, Microsoft SQL Server and AIX; for the rest the forms in which hashcat publishes its examples. Only the form
//! is read: nothing is computed, and no word is tried.

use super::is_hex;

/// One marked scheme: what the cell starts with and what must follow.
struct Mark {
    id: &'static str,
    prefix: &'static [u8],
    rest: fn(&[u8]) -> bool,
}

const fn mark(id: &'static str, prefix: &'static [u8], rest: fn(&[u8]) -> bool) -> Mark {
    Mark { id, prefix, rest }
}

/// Marked schemes; the first whose prefix and rest fit wins.
static MARKS: &[Mark] = &[
    // crypt(5) and its kin.
    mark("bcrypt", b"$2a$", bcrypt),
    mark("bcrypt", b"$2b$", bcrypt),
    mark("bcrypt", b"$2y$", bcrypt),
    mark("bcrypt", b"$2x$", bcrypt),
    mark("wordpress", b"$wp$2y$", bcrypt),
    mark("argon2", b"$argon2id$", argon2),
    mark("argon2", b"$argon2i$", argon2),
    mark("argon2", b"$argon2d$", argon2),
    mark("scrypt", b"$scrypt$", |r| fields(r, b'$', 3, 3)),
    mark("scrypt", b"$7$", |r| r.len() >= 50 && crypt_or_dollar(r)),
    mark("scrypt", b"SCRYPT:", |r| fields(r, b':', 5, 5)),
    mark("scrypt", b"scrypt:", |r| r.len() >= 40),
    mark("scrypt", b"{scrypt}$", |r| fields(r, b'$', 3, 3)),
    mark("yescrypt", b"$y$", |r| r.len() >= 45 && crypt_or_dollar(r)),
    mark("gost-yescrypt", b"$gy$", |r| r.len() >= 45 && crypt_or_dollar(r)),
    mark("md5-crypt", b"$1$", |r| crypt_salted(r, 22)),
    mark("apr1", b"$apr1$", |r| crypt_salted(r, 22)),
    mark("sha1-crypt", b"$sha1$", |r| fields(r, b'$', 3, 3)),
    mark("sha256-crypt", b"$5$", |r| crypt_salted(without_rounds(r), 43)),
    mark("sha512-crypt", b"$6$", |r| crypt_salted(without_rounds(r), 86)),
    mark("sun-md5", b"$md5", |r| matches!(r, [b'$' | b',', ..]) && r.len() >= 28),
    mark("phpass", b"$P$", |r| crypt_of(r, 31)),
    mark("phpass", b"$H$", |r| crypt_of(r, 31)),
    mark("drupal", b"$S$", |r| crypt_of(r, 52)),
    mark("phps", b"$PHPS$", |r| salted_hex(r, b'$', 32)),
    mark("mediawiki", b":B:", |r| salted_hex(r, b':', 32)),
    mark("mediawiki", b"$B$", |r| salted_hex(r, b'$', 32)),
    mark("mediawiki", b":pbkdf2:sha512:", |r| fields(r, b':', 4, 4)),
    // PBKDF2 and what web frameworks write.
    mark("pbkdf2", b"$pbkdf2-sha256$", |r| fields(r, b'$', 3, 3)),
    mark("pbkdf2", b"$pbkdf2-sha512$", |r| fields(r, b'$', 3, 3)),
    mark("pbkdf2", b"$pbkdf2$", |r| fields(r, b'$', 3, 3)),
    mark("pbkdf2", b"md5:", |r| iterated(r, b':')),
    mark("pbkdf2", b"sha1:", |r| iterated(r, b':')),
    mark("pbkdf2", b"sha256:", |r| iterated(r, b':')),
    mark("pbkdf2", b"sha512:", |r| iterated(r, b':')),
    mark("pbkdf2", b"otm_sha256:", |r| iterated(r, b':')),
    mark("pbkdf2", b"pbkdf2:sha1:", |r| iterated(r, b'$')),
    mark("pbkdf2", b"pbkdf2:sha256:", |r| iterated(r, b'$')),
    mark("pbkdf2", b"pbkdf2:sha512:", |r| iterated(r, b'$')),
    mark("pbkdf2", b"grub.pbkdf2.sha512.", |r| fields(r, b'.', 3, 3)),
    mark("pbkdf2", b"pbkdf2(", |r| r.contains(&b')') && fields(r, b'$', 3, 3)),
    mark("django", b"pbkdf2_sha256$", |r| iterated(r, b'$')),
    mark("django", b"pbkdf2_sha1$", |r| iterated(r, b'$')),
    mark("django", b"bcrypt_sha256$$2", |r| r.len() > 2 && bcrypt(&r[2..])),
    mark("django", b"bcrypt$$2", |r| r.len() > 2 && bcrypt(&r[2..])),
    mark("django", b"argon2$argon2", |r| fields(r, b'$', 5, 5)),
    mark("django", b"scrypt$", |r| fields(r, b'$', 4, 5)),
    mark("django", b"sha1$", |r| salted_hex(r, b'$', 40)),
    mark("django", b"md5$", |r| salted_hex(r, b'$', 32)),
    mark("werkzeug", b"sha256$", |r| salted_hex(r, b'$', 64)),
    mark("werkzeug", b"sha512$", |r| salted_hex(r, b'$', 128)),
    mark("aspnet-identity", b"AQAAAA", |r| r.len() == 78 && &r[6..11] == b"AAAAE" && base64(r)),
    mark("atlassian", b"{PKCS5S2}", |r| r.len() == 64 && base64(r)),
    mark("episerver", b"$episerver$*", |r| fields(r, b'*', 3, 3)),
    mark("authme", b"$SHA$", |r| salted_hex(r, b'$', 64)),
    // Databases.
    mark("mysql41", b"*", |r| r.len() == 40 && r.iter().all(|b| is_upper_hex(*b))),
    mark("mysql-sha2", b"$A$005$", |r| (63..=64).contains(&r.len())),
    mark("mysql-sha2", b"$mysql$A$", |r| fields(r, b'*', 3, 3)),
    mark("mssql", b"0x0100", |r| matches!(r.len(), 48 | 88) && is_hex(r)),
    mark("mssql", b"0x0200", |r| r.len() == 136 && is_hex(r)),
    mark("sybase", b"0xc007", |r| r.len() == 80 && is_hex(r)),
    mark("postgres-md5", b"md5", |r| r.len() == 32 && is_hex(r)),
    mark("scram", b"SCRAM-SHA-256$", |r| r.len() >= 80 && r.contains(&b':')),
    mark("scram", b"SCRAM-SHA-1$", |r| r.len() >= 50 && r.contains(&b':')),
    mark("scram", b"$xmpp-scram$", |r| fields(r, b'$', 5, 5)),
    mark("scram", b"$mongodb-scram$*", |r| fields(r, b'*', 5, 5)),
    mark("oracle", b"S:", |r| r.len() >= 60 && r[..60].iter().all(|b| is_upper_hex(*b))),
    mark("oracle", b"T:", |r| r.len() == 160 && r.iter().all(|b| is_upper_hex(*b))),
    // Directories (RFC 2307) and mail servers. What is behind another name in braces may be any scheme.
    mark("ldap", b"{SHA}", |r| r.len() == 28 && base64(r)),
    mark("ldap", b"{SSHA}", |r| (32..=64).contains(&r.len()) && base64(r)),
    mark("ldap", b"{MD5}", |r| r.len() == 24 && base64(r)),
    mark("ldap", b"{SMD5}", |r| (28..=64).contains(&r.len()) && base64(r)),
    mark("ldap", b"{SHA256}", |r| r.len() == 44 && base64(r)),
    mark("ldap", b"{SHA512}", |r| r.len() == 88 && base64(r)),
    mark("ldap", b"{SSHA256}", |r| r.len() >= 48 && base64(r)),
    mark("ldap", b"{SSHA384}", |r| r.len() >= 68 && base64(r)),
    mark("ldap", b"{SSHA512}", |r| r.len() >= 92 && base64(r)),
    mark("ldap", b"{PBKDF2_SHA256}", |r| r.len() == 432 && base64(r)),
    mark("ldap", b"{CRAM-MD5}", |r| r.len() == 64 && is_hex(r)),
    mark("sap", b"{x-issha, 1024}", |r| r.len() >= 32 && base64(r)),
    // Systems and devices.
    mark("aix", b"{smd5}", |r| crypt_salted(r, 22)),
    mark("aix", b"{ssha1}", |r| costed(r, 27)),
    mark("aix", b"{ssha256}", |r| costed(r, 43)),
    mark("aix", b"{ssha512}", |r| costed(r, 86)),
    mark("macos", b"$ml$", |r| iterated(r, b'$')),
    mark("dcc2", b"$DCC2$", |r| salted_hex(r, b'#', 32)),
    mark("dpapi", b"$DPAPImk$", payload),
    mark("windows-hello", b"$WINHELLO$", payload),
    mark("cisco-8", b"$8$", |r| crypt_salted(r, 43)),
    mark("cisco-9", b"$9$", |r| crypt_salted(r, 43)),
    mark("juniper-9", b"$9$", |r| r.len() >= 10 && r.iter().all(|b| is_crypt(*b) || *b == b'-')),
    mark("fortigate", b"AK1", |r| r.len() == 44 && base64(r)),
    mark("fortigate", b"SH2", |r| r.len() == 60 && base64(r)),
    mark("qnx", b"@m@", |r| fields(r, b'@', 2, 2)),
    mark("qnx", b"@s@", |r| fields(r, b'@', 2, 2)),
    mark("qnx", b"@S@", |r| fields(r, b'@', 2, 2)),
    mark("racf", b"$racf$*", |r| fields(r, b'*', 2, 2)),
    mark("lotus-domino", b"(G", |r| r.len() == 20 && r.ends_with(b")") && base64(&r[..19])),
    mark("lotus-domino", b"(H", |r| r.len() == 49 && r.ends_with(b")") && base64(&r[..48])),
    mark("azure-sync", b"v1;PPH1_MD4,", |r| fields(r, b',', 3, 3)),
    mark("blake2", b"$BLAKE2$", |r| r.len() >= 128 && is_hex(&r[..128])),
    // What was taken on the wire, or read from a file: hashcat's and John the Ripper's own forms.
    mark("kerberos", b"$krb5", payload),
    mark("postgres-cram", b"$postgres$", |r| fields(r, b'*', 3, 3)),
    mark("mysql-cram", b"$mysqlna$", |r| fields(r, b'*', 2, 2)),
    mark("wpa", b"WPA*0", |r| fields(r, b'*', 5, 9)),
    mark("capture", b"$cram_md5$", payload),
    mark("capture", b"$sip$*", payload),
    mark("capture", b"$tacacs-plus$", payload),
    mark("capture", b"$SNMPv3$", payload),
    mark("capture", b"$AWS-Sig-v4$", payload),
    mark("capture", b"$radmin3$", payload),
    mark("capture", b"$solarwinds$", payload),
    mark("capture", b"$telegram$", payload),
    mark("capture", b"$teamspeak$", payload),
    mark("capture", b"$knx-ip-secure-device-authentication-code$", payload),
    mark("capture", b"$uido$", payload),
    mark("key-file", b"SQLCIPHER*", payload),
    mark("key-file", b"EXODUS:", payload),
    mark("key-file", b"$7z$", payload),
    mark("key-file", b"$ASN$*", payload),
    mark("key-file", b"$PEM$", payload),
    mark("key-file", b"$RAR3$*", payload),
    mark("key-file", b"$ab$", payload),
    mark("key-file", b"$ansible$", payload),
    mark("key-file", b"$axcrypt$*", payload),
    mark("key-file", b"$axcrypt_sha1$", payload),
    mark("key-file", b"$bitcoin$", payload),
    mark("key-file", b"$bitwarden$", payload),
    mark("key-file", b"$blockchain$", payload),
    mark("key-file", b"$electrum$", payload),
    mark("key-file", b"$ethereum$", payload),
    mark("key-file", b"$gpg$", payload),
    mark("key-file", b"$itunes_backup$", payload),
    mark("key-file", b"$iwork$", payload),
    mark("key-file", b"$jksprivk$", payload),
    mark("key-file", b"$keepass$*", payload),
    mark("key-file", b"$keychain$*", payload),
    mark("key-file", b"$metamask$", payload),
    mark("key-file", b"$mozilla$*", payload),
    mark("key-file", b"$multibit$", payload),
    mark("key-file", b"$odf$*", payload),
    mark("key-file", b"$office$", payload),
    mark("key-file", b"$oldoffice$", payload),
    mark("key-file", b"$pdf$", payload),
    mark("key-file", b"$pkzip2$", payload),
    mark("key-file", b"$rar5$", payload),
    mark("key-file", b"$sshng$", payload),
    mark("key-file", b"$stellar$", payload),
    mark("key-file", b"$zip2$", payload),
    mark("key-file", b"$zip3$", payload),
];

/// The scheme of a cell by its mark.
pub(super) fn scheme(cell: &[u8]) -> Option<&'static str> {
    let first = *cell.first()?;
    let fits = |mark: &&Mark| {
        mark.prefix[0] == first && cell.strip_prefix(mark.prefix).is_some_and(|rest| (mark.rest)(rest))
    };
    if let Some(mark) = MARKS.iter().find(fits) {
        // One scheme has a blank in its mark.
        return cell[mark.prefix.len()..].iter().all(u8::is_ascii_graphic).then_some(mark.id);
    }
    if !cell.iter().all(u8::is_ascii_graphic) {
        return None;
    }
    match first {
        b'{' => braced(cell),
        b'n' => netscreen(cell).then_some("netscreen"),
        b'a' if cell.starts_with(b"a:") => xenforo(cell),
        _ => accounts(cell),
    }
}

/// `{NAME}` before a marked scheme (Dovecot, Spring Security), or before a digest in hexadecimal.
fn braced(cell: &[u8]) -> Option<&'static str> {
    let at = cell.iter().take(24).position(|b| *b == b'}')?;
    let (name, rest) = (&cell[1..at], &cell[at + 1..]);
    let named =
        !name.is_empty() && name.iter().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.'));
    if !named || rest.starts_with(b"{") {
        return None;
    }
    if matches!(rest.len(), 32 | 40 | 64 | 80 | 96 | 128) && is_hex(rest) {
        return Some("ldap");
    }
    scheme(rest)
}

/// Forms told by what parts them: dumps of Windows accounts, its network logons, and SAP's.
fn accounts(cell: &[u8]) -> Option<&'static str> {
    let mut parts: [&[u8]; 7] = [&[]; 7];
    let mut count = 0;
    for part in cell.split(|b| *b == b':') {
        *parts.get_mut(count)? = part;
        count += 1;
    }
    let hex = |at: usize, len: usize| parts[at].len() == len && is_hex(parts[at]);
    match count {
        // user:500:LM:NT:::
        7 if hex(2, 32) && hex(3, 32) && parts[1].iter().all(u8::is_ascii_digit) => Some("windows-account"),
        // user::domain:…: version 1 has two answers of 24 bytes, version 2 a challenge, a digest and a blob.
        6 if parts[1].is_empty() && hex(3, 48) && hex(4, 48) && hex(5, 16) => Some("netntlm"),
        6 if parts[1].is_empty() && hex(3, 16) && hex(4, 32) && is_hex(parts[5]) => Some("netntlm"),
        1 => sap(cell),
        _ => None,
    }
}

/// `user$HASH` of SAP, code versions B and F.
fn sap(cell: &[u8]) -> Option<&'static str> {
    let at = cell.iter().rposition(|b| *b == b'$')?;
    let digest = &cell[at + 1..];
    let sound = (1..=40).contains(&at)
        && !cell[..at].contains(&b'$')
        && matches!(digest.len(), 16 | 40)
        && digest.iter().all(|b| is_upper_hex(*b));
    sound.then_some("sap")
}

/// Juniper `ScreenOS`: the letters of its name stand at fixed places of 30, a user name may follow.
fn netscreen(cell: &[u8]) -> bool {
    let letters = [(0, b'n'), (6, b'r'), (12, b'c'), (17, b's'), (23, b't'), (29, b'n')];
    letters.iter().all(|&(at, letter)| cell.get(at) == Some(&letter))
        && base64(&cell[..30])
        && (cell.len() == 30 || (cell.len() > 31 && cell[30] == b':'))
}

/// A PHP array with a hash in it.
fn xenforo(cell: &[u8]) -> Option<&'static str> {
    let at = cell.windows(8).position(|w| w == b"\"hash\";s")?;
    let body = cell[at + 8..].split(|b| *b == b'"').nth(1)?;
    let sound = scheme(body).is_some() || (matches!(body.len(), 40 | 64) && is_hex(body));
    (sound && !body.starts_with(b"a:")).then_some("xenforo")
}

/// Traditional DES crypt and its `BSDi` extension have no mark but their length and their last character, which holds
/// four bits: a class, as bare digests are.
pub(super) fn traditional(cell: &[u8]) -> Option<&'static str> {
    let (id, body) = match cell {
        [b'_', body @ ..] if body.len() == 19 => ("bsdi-crypt-like", body),
        body if body.len() == 13 => ("des-crypt-like", body),
        _ => return None,
    };
    let both = body.iter().any(u8::is_ascii_lowercase) && body.iter().any(u8::is_ascii_uppercase);
    let last = body.last().is_some_and(|b| b".26AEIMQUYcgkosw".contains(b));
    (both && last && body.iter().all(|b| is_crypt(*b))).then_some(id)
}

const fn is_upper_hex(b: u8) -> bool {
    matches!(b, b'0'..=b'9' | b'A'..=b'F')
}

const fn is_crypt(b: u8) -> bool {
    b.is_ascii_alphanumeric() || matches!(b, b'.' | b'/')
}

fn crypt_of(rest: &[u8], len: usize) -> bool {
    rest.len() == len && rest.iter().all(|b| is_crypt(*b))
}

fn crypt_or_dollar(rest: &[u8]) -> bool {
    rest.iter().all(|b| is_crypt(*b) || *b == b'$')
}

/// Twenty bytes at least, whatever they are.
fn payload(rest: &[u8]) -> bool {
    rest.len() >= 20
}

fn base64(rest: &[u8]) -> bool {
    rest.iter().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'/' | b'='))
}

/// `NN$` + 22 characters of salt and 31 of hash.
fn bcrypt(rest: &[u8]) -> bool {
    matches!(rest, [a, b, b'$', tail @ ..] if a.is_ascii_digit() && b.is_ascii_digit() && crypt_of(tail, 53))
}

/// `v=19$m=65536,t=3,p=4$salt$hash`, the version being optional.
fn argon2(rest: &[u8]) -> bool {
    let costs = rest.strip_prefix(b"v=").map_or(rest, |r| r.splitn(2, |b| *b == b'$').nth(1).unwrap_or(b""));
    costs.starts_with(b"m=") && fields(costs, b'$', 3, 3)
}

fn fields(rest: &[u8], separator: u8, low: usize, high: usize) -> bool {
    if rest.len() < 20 || !rest.iter().all(u8::is_ascii_graphic) || rest.starts_with(&[separator]) {
        return false;
    }
    (low..=high).contains(&rest.split(|b| *b == separator).count())
}

/// `iterations:salt:hash` in base64 or hex.
fn iterated(rest: &[u8], separator: u8) -> bool {
    let iterations = rest.iter().take_while(|b| b.is_ascii_digit()).count();
    (1..=8).contains(&iterations) && rest.get(iterations) == Some(&separator) && fields(rest, separator, 3, 3)
}

/// `salt<separator>hex`.
fn salted_hex(rest: &[u8], separator: u8, hex: usize) -> bool {
    rest.len().checked_sub(hex + 1).is_some_and(|at| {
        at <= 64
            && rest[at] == separator
            && is_hex(&rest[at + 1..])
            && rest[..at].iter().all(u8::is_ascii_graphic)
    })
}

/// `NN$`, then as [`crypt_salted`].
fn costed(rest: &[u8], hash: usize) -> bool {
    matches!(rest, [a, b, b'$', tail @ ..] if a.is_ascii_digit() && b.is_ascii_digit() && crypt_salted(tail, hash))
}

/// `salt$` of at most 16 + hash of `hash` crypt characters.
fn crypt_salted(rest: &[u8], hash: usize) -> bool {
    rest.len().checked_sub(hash + 1).is_some_and(|at| {
        (1..=16).contains(&at)
            && rest[at] == b'$'
            && crypt_of(&rest[at + 1..], hash)
            && crypt_of(&rest[..at], at)
    })
}

fn without_rounds(rest: &[u8]) -> &[u8] {
    rest.strip_prefix(b"rounds=").map_or(rest, |r| {
        let digits = r.iter().take_while(|b| b.is_ascii_digit()).count();
        r[digits..].strip_prefix(b"$").unwrap_or(rest)
    })
}
