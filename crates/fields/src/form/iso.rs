//! Short code lists: ISO 3166-1 alpha-2 and alpha-3, ISO 4217, ISO 639-1.

/// Alpha-2 and alpha-3 codes in force, pairwise, and `XK`/`XKX` (Kosovo, user-assigned but used everywhere).
const COUNTRIES: &str = "ADAND AEARE AFAFG AGATG AIAIA ALALB AMARM AOAGO AQATA ARARG ASASM ATAUT AUAUS AWABW AXALA \
AZAZE BABIH BBBRB BDBGD BEBEL BFBFA BGBGR BHBHR BIBDI BJBEN BLBLM BMBMU BNBRN BOBOL BQBES BRBRA BSBHS BTBTN BVBVT \
BWBWA BYBLR BZBLZ CACAN CCCCK CDCOD CFCAF CGCOG CHCHE CICIV CKCOK CLCHL CMCMR CNCHN COCOL CRCRI CUCUB CVCPV CWCUW \
CXCXR CYCYP CZCZE DEDEU DJDJI DKDNK DMDMA DODOM DZDZA ECECU EEEST EGEGY EHESH ERERI ESESP ETETH FIFIN FJFJI FKFLK \
FMFSM FOFRO FRFRA GAGAB GBGBR GDGRD GEGEO GFGUF GGGGY GHGHA GIGIB GLGRL GMGMB GNGIN GPGLP GQGNQ GRGRC GSSGS GTGTM \
GUGUM GWGNB GYGUY HKHKG HMHMD HNHND HRHRV HTHTI HUHUN IDIDN IEIRL ILISR IMIMN ININD IOIOT IQIRQ IRIRN ISISL ITITA \
JEJEY JMJAM JOJOR JPJPN KEKEN KGKGZ KHKHM KIKIR KMCOM KNKNA KPPRK KRKOR KWKWT KYCYM KZKAZ LALAO LBLBN LCLCA LILIE \
LKLKA LRLBR LSLSO LTLTU LULUX LVLVA LYLBY MAMAR MCMCO MDMDA MEMNE MFMAF MGMDG MHMHL MKMKD MLMLI MMMMR MNMNG MOMAC \
MPMNP MQMTQ MRMRT MSMSR MTMLT MUMUS MVMDV MWMWI MXMEX MYMYS MZMOZ NANAM NCNCL NENER NFNFK NGNGA NINIC NLNLD NONOR \
NPNPL NRNRU NUNIU NZNZL OMOMN PAPAN PEPER PFPYF PGPNG PHPHL PKPAK PLPOL PMSPM PNPCN PRPRI PSPSE PTPRT PWPLW PYPRY \
QAQAT REREU ROROU RSSRB RURUS RWRWA SASAU SBSLB SCSYC SDSDN SESWE SGSGP SHSHN SISVN SJSJM SKSVK SLSLE SMSMR SNSEN \
SOSOM SRSUR SSSSD STSTP SVSLV SXSXM SYSYR SZSWZ TCTCA TDTCD TFATF TGTGO THTHA TJTJK TKTKL TLTLS TMTKM TNTUN TOTON \
TRTUR TTTTO TVTUV TWTWN TZTZA UAUKR UGUGA UMUMI USUSA UYURY UZUZB VAVAT VCVCT VEVEN VGVGB VIVIR VNVNM VUVUT WFWLF \
WSWSM XKXKX YEYEM YTMYT ZAZAF ZMZMB ZWZWE";

/// ISO 4217 codes of currencies in use, and a few still met in old tables.
const CURRENCIES: &str = "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN \
BWP BYN BZD CAD CDF CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF \
GTQ GYD HKD HNL HRK HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD \
LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN \
PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD \
TZS UAH UGX USD UYU UZS VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW DEM FRF ITL ESP BEF NLG PTE ATS BTC ETH";

/// ISO 639-1 codes.
const LANGUAGES: &str = "aa ab af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cs cu cv cy da de \
dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is \
it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na \
nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr \
ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu";

/// One bit per word of `N` letters, by its base-26 number.
struct Codes<const BITS: usize>([u64; BITS]);

impl<const BITS: usize> Codes<BITS> {
    /// Reads words of `width` letters that start at `skip`, `stride` bytes apart.
    const fn new(list: &str, skip: usize, width: usize, stride: usize) -> Self {
        let bytes = list.as_bytes();
        let mut bits = [0; BITS];
        let mut at = skip;
        while at + width <= bytes.len() {
            let (mut number, mut i) = (0, 0);
            while i < width {
                number = number * 26 + (bytes[at + i].to_ascii_uppercase() - b'A') as usize;
                i += 1;
            }
            bits[number / 64] |= 1 << (number % 64);
            at += stride;
        }
        Self(bits)
    }

    fn contains(&self, code: &[u8]) -> bool {
        let mut number = 0;
        for b in code {
            if !b.is_ascii_alphabetic() {
                return false;
            }
            number = number * 26 + usize::from(b.to_ascii_uppercase() - b'A');
        }
        self.0.get(number / 64).is_some_and(|word| word >> (number % 64) & 1 == 1)
    }
}

static ALPHA2: Codes<11> = Codes::new(COUNTRIES, 0, 2, 6);
static ALPHA3: Codes<275> = Codes::new(COUNTRIES, 2, 3, 6);
static CURRENCY: Codes<275> = Codes::new(CURRENCIES, 0, 3, 4);
static LANGUAGE: Codes<11> = Codes::new(LANGUAGES, 0, 2, 3);

/// Whether two letters (any case) are an ISO 3166-1 alpha-2 code.
pub fn is_alpha2(code: &[u8]) -> bool {
    code.len() == 2 && ALPHA2.contains(code)
}

/// Whether three letters (any case) are an ISO 3166-1 alpha-3 code.
pub fn is_alpha3(code: &[u8]) -> bool {
    code.len() == 3 && ALPHA3.contains(code)
}

/// Whether three upper-case letters are an ISO 4217 currency code.
pub fn is_currency(code: &[u8]) -> bool {
    code.len() == 3 && code.iter().all(u8::is_ascii_uppercase) && CURRENCY.contains(code)
}

/// Whether two letters (any case) are an ISO 639-1 language code.
pub fn is_language(code: &[u8]) -> bool {
    code.len() == 2 && LANGUAGE.contains(code)
}

/// Every alpha-2 code, for generators.
pub fn alpha2(at: usize) -> &'static str {
    let at = at % (COUNTRIES.len().div_ceil(6));
    &COUNTRIES[at * 6..at * 6 + 2]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_have_their_size() {
        let count = |f: fn(&[u8]) -> bool, n: u32| {
            (0..26u32.pow(n))
                .filter(|i| {
                    let code: Vec<u8> = (0..n).rev().map(|p| b'A' + (i / 26u32.pow(p) % 26) as u8).collect();
                    f(&code)
                })
                .count()
        };
        // ISO 3166-1 has 249 entries in force, and XK.
        assert_eq!(count(is_alpha2, 2), 250);
        assert_eq!(count(is_alpha3, 3), 250);
        assert_eq!(count(is_language, 2), LANGUAGES.split(' ').count());
        assert_eq!(count(is_currency, 3), CURRENCIES.split(' ').count());
    }

    #[test]
    fn near_misses() {
        assert!(is_alpha2(b"FR") && is_alpha2(b"gb") && !is_alpha2(b"UK") && !is_alpha2(b"XX"));
        assert!(is_alpha3(b"BEL") && !is_alpha3(b"BEX") && !is_alpha3(b"1EX") && !is_alpha3(b"\xff\xff\xff"));
        assert!(is_currency(b"EUR") && !is_currency(b"eur") && !is_currency(b"EURO"));
        assert!(is_language(b"fr") && !is_language(b"xx"));
    }
}
