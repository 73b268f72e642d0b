//! Surnames, in Latin letters, of countries where few serve everybody: together they name most people there and hardly
//! anybody elsewhere.
//!
//! From published shares: Korea, census of 2015 (Statistics Korea; these are four in five); China, Ministry of Public
//! Security 2020 (these are half); Viet Nam, Lê Trung Hoa, *Họ và tên người Việt Nam*, 2005 (these are nine in ten).

/// Each list with its language; a name may stand in two.
pub(super) static LISTS: [(&str, &[&str]); 3] = [
    (
        "ko",
        &[
            "ahn", "an", "bae", "baek", "cha", "chang", "cho", "choi", "chung", "go", "ha", "han", "heo",
            "hong", "hwang", "im", "jang", "jeon", "jeong", "jin", "jo", "joo", "jung", "kang", "kim", "ko",
            "kwak", "kwon", "lee", "lim", "min", "moon", "nam", "no", "noh", "oh", "park", "rhee", "roh",
            "ryu", "seo", "shin", "sim", "sin", "son", "song", "suh", "sung", "yang", "yeo", "yi", "yoo",
            "yoon", "you", "yu", "yun",
        ],
    ),
    (
        "vi",
        &[
            "bui", "cao", "chau", "dang", "dinh", "do", "doan", "duong", "hoang", "ho", "huynh", "lam", "le",
            "luong", "ly", "mai", "ngo", "nguyen", "pham", "phan", "quach", "ta", "thai", "to", "tran",
            "trieu", "trinh", "truong", "vo", "vu",
        ],
    ),
    (
        "zh",
        &[
            "bai", "cai", "cao", "chan", "chang", "chen", "cheng", "cheung", "chiu", "chow", "cui", "dai",
            "deng", "ding", "dong", "du", "duan", "fan", "fang", "feng", "fu", "gao", "gong", "gu", "guo",
            "han", "hao", "he", "ho", "hou", "hsieh", "hsu", "hu", "huang", "jia", "jiang", "jin", "kang",
            "kong", "kuo", "lai", "lam", "lau", "lee", "lei", "leung", "li", "liang", "liao", "lin", "liu",
            "lo", "long", "lu", "luo", "lv", "ma", "mao", "meng", "mo", "ng", "pan", "peng", "qian", "qiao",
            "qin", "qiu", "ren", "shao", "shen", "shi", "song", "su", "sun", "tan", "tang", "tao", "tian",
            "tsai", "wan", "wang", "wei", "wen", "wong", "wu", "xia", "xiang", "xiao", "xie", "xiong", "xu",
            "xue", "yan", "yang", "yao", "ye", "yeung", "yi", "yin", "yu", "yuan", "zeng", "zhang", "zhao",
            "zheng", "zhong", "zhou", "zhu", "zou",
        ],
    ),
];

/// Most of a table's surnames must be in a list, and clearly more than in the next.
const MOST: f64 = 0.5;

/// The language whose short list most of these folded surnames are in.
pub(super) fn of_few(surnames: &[Vec<u8>]) -> Option<&'static str> {
    let share = |list: &[&str]| {
        let own = surnames.iter().filter(|name| list.iter().any(|own| own.as_bytes() == &name[..])).count();
        own as f64 / surnames.len().max(1) as f64
    };
    LISTS
        .iter()
        .map(|(language, list)| (share(list), *language))
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .filter(|(share, _)| *share >= MOST)
        .map(|(_, language)| language)
}

/// Whether a folded surname is in a language's list.
pub(super) fn is_of(language: &str, surname: &[u8]) -> bool {
    LISTS.iter().any(|(of, list)| *of == language && list.iter().any(|own| own.as_bytes() == surname))
}
