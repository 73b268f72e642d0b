//! Names of countries whose spectra are unlike European ones: few surnames that most people share (Korea, China, Taiwan),
//! or a surname of its own for nearly every family (Thailand).
//!
//! Surnames carry their shares from censuses and registers. Given names are put together from the syllables and
//! characters people choose from, unevenly; who wears which is invented.

use std::sync::LazyLock;

use crate::{Random, Weighted};

/// A country whose names have a spectrum of their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spectrum {
    /// In Hangul.
    Korea,
    /// In simplified characters.
    China,
    /// In traditional characters.
    Taiwan,
    /// Romanised.
    Thailand,
}

/// Share of a surname in 10 000 people.
type Shares = &'static [(&'static str, u64)];

/// Statistics Korea, Population and Housing Census 2015 (surnames); the rest shares what is left.
const KOREA: Shares = &[
    ("김", 2_150),
    ("이", 1_470),
    ("박", 843),
    ("최", 470),
    ("정", 433),
    ("강", 237),
    ("조", 212),
    ("윤", 205),
    ("장", 200),
    ("임", 166),
    ("한", 155),
    ("오", 153),
    ("서", 151),
    ("신", 149),
    ("권", 142),
    ("황", 140),
    ("안", 137),
    ("송", 137),
    ("전", 113),
    ("홍", 112),
    ("유", 129),
    ("고", 95),
    ("문", 93),
    ("양", 93),
    ("손", 92),
    ("배", 81),
    ("백", 77),
    ("허", 66),
    ("남", 55),
    ("심", 55),
    ("노", 63),
    ("하", 46),
    ("곽", 41),
    ("성", 40),
    ("차", 39),
    ("주", 39),
    ("우", 39),
    ("구", 39),
    ("민", 34),
    ("류", 32),
    ("나", 32),
    ("진", 31),
    ("지", 31),
    ("엄", 29),
    ("채", 26),
    ("원", 26),
    ("천", 24),
    ("방", 19),
    ("공", 18),
    ("현", 18),
    ("함", 16),
    ("변", 16),
    ("염", 14),
    ("여", 14),
    ("추", 12),
    ("도", 11),
    ("소", 10),
    ("석", 10),
    ("선", 8),
    ("설", 8),
];

/// Ministry of Public Security of China, report on names of 2020; smaller shares after the survey of 2007.
const CHINA: Shares = &[
    ("王", 721),
    ("李", 718),
    ("张", 676),
    ("刘", 540),
    ("陈", 463),
    ("杨", 323),
    ("黄", 243),
    ("赵", 236),
    ("吴", 210),
    ("周", 208),
    ("徐", 160),
    ("孙", 151),
    ("马", 137),
    ("朱", 126),
    ("胡", 124),
    ("郭", 122),
    ("何", 119),
    ("林", 118),
    ("高", 116),
    ("罗", 110),
    ("郑", 100),
    ("梁", 95),
    ("谢", 80),
    ("宋", 77),
    ("唐", 75),
    ("许", 73),
    ("韩", 68),
    ("邓", 66),
    ("冯", 64),
    ("曹", 60),
    ("彭", 58),
    ("曾", 57),
    ("肖", 56),
    ("田", 54),
    ("董", 53),
    ("潘", 52),
    ("袁", 52),
    ("蔡", 49),
    ("蒋", 48),
    ("余", 47),
    ("于", 46),
    ("杜", 45),
    ("叶", 45),
    ("程", 44),
    ("魏", 43),
    ("苏", 43),
    ("吕", 42),
    ("丁", 41),
    ("任", 40),
    ("卢", 39),
    ("姚", 38),
    ("沈", 37),
    ("钟", 36),
    ("姜", 35),
    ("崔", 34),
    ("谭", 33),
    ("陆", 33),
    ("范", 32),
    ("汪", 31),
    ("廖", 30),
    ("石", 29),
    ("金", 29),
    ("韦", 28),
    ("贾", 27),
    ("夏", 26),
    ("付", 25),
    ("方", 24),
    ("邹", 23),
    ("熊", 22),
    ("白", 21),
    ("孟", 20),
    ("秦", 19),
    ("邱", 18),
    ("侯", 18),
    ("江", 17),
    ("尹", 16),
    ("薛", 16),
    ("闫", 15),
    ("段", 15),
    ("雷", 14),
    ("龙", 13),
    ("黎", 13),
    ("史", 12),
    ("陶", 12),
    ("贺", 11),
    ("毛", 11),
    ("郝", 10),
    ("顾", 10),
    ("龚", 9),
    ("邵", 9),
    ("万", 8),
    ("覃", 8),
    ("武", 8),
    ("钱", 7),
    ("戴", 7),
    ("严", 7),
    ("莫", 6),
    ("孔", 6),
    ("向", 6),
    ("常", 5),
];

/// Ministry of the Interior of Taiwan, statistics of names, 2018.
const TAIWAN: Shares = &[
    ("陳", 1_114),
    ("林", 831),
    ("黃", 604),
    ("張", 527),
    ("李", 513),
    ("王", 411),
    ("吳", 403),
    ("劉", 316),
    ("蔡", 291),
    ("楊", 266),
    ("許", 233),
    ("鄭", 189),
    ("謝", 176),
    ("洪", 152),
    ("郭", 151),
    ("邱", 148),
    ("曾", 146),
    ("廖", 136),
    ("賴", 133),
    ("徐", 127),
    ("周", 122),
    ("葉", 120),
    ("蘇", 114),
    ("莊", 95),
    ("呂", 92),
    ("江", 91),
    ("何", 83),
    ("蕭", 80),
    ("羅", 80),
    ("高", 75),
    ("潘", 68),
    ("簡", 67),
    ("朱", 66),
    ("鍾", 65),
    ("游", 62),
    ("詹", 61),
    ("彭", 60),
    ("胡", 57),
    ("沈", 56),
    ("施", 55),
    ("余", 54),
    ("盧", 52),
    ("趙", 48),
    ("梁", 46),
    ("翁", 45),
    ("顏", 44),
    ("柯", 43),
    ("魏", 42),
    ("孫", 41),
    ("戴", 38),
    ("方", 36),
    ("宋", 35),
    ("范", 33),
    ("鄧", 30),
    ("杜", 28),
    ("侯", 26),
    ("傅", 25),
    ("溫", 24),
    ("薛", 23),
    ("阮", 22),
    ("丁", 21),
    ("曹", 20),
    ("連", 18),
    ("藍", 17),
    ("古", 16),
    ("石", 15),
    ("董", 15),
    ("馬", 14),
    ("唐", 13),
    ("蔣", 12),
    ("歐", 11),
    ("白", 11),
    ("康", 10),
    ("姚", 10),
    ("湯", 10),
    ("涂", 9),
    ("馮", 9),
    ("田", 8),
];

/// What Thai surnames are put together from. Since the Surname Act of 1913 no two families may choose the same.
const THAI_STARTS: &[&str] = &[
    "Aksorn", "Amorn", "Bun", "Chai", "Chan", "Charoen", "Chok", "Dee", "Ek", "Hiran", "In", "Intha", "Jai",
    "Jit", "Kaew", "Kamon", "Khun", "Kiat", "Kit", "Kong", "Krai", "Lert", "Maha", "Manee", "Mongkol", "Nak",
    "Niran", "Nong", "Pan", "Pat", "Phong", "Phu", "Pong", "Prasert", "Rat", "Ruang", "Rung", "Sae", "San",
    "Sap", "Saeng", "Siri", "Som", "Sri", "Suk", "Sun", "Suwan", "Tang", "Tem", "Thana", "Thong", "Udom",
    "Wan", "Wattana", "Wich", "Wong", "Yod", "Yot",
];
const THAI_MIDDLES: &[&str] = &[
    "", "", "", "a", "apha", "arun", "chai", "charoen", "kit", "mongkol", "na", "nara", "pan", "pha", "ra",
    "rat", "sak", "sawat", "si", "tana", "thana", "thong", "wa", "wat", "ya",
];
const THAI_ENDS: &[&str] = &[
    "akul", "anan", "anon", "art", "banchong", "boon", "chai", "charoen", "choti", "dee", "kit", "kul",
    "mas", "mongkhon", "naphon", "ngam", "nukul", "panich", "pat", "phan", "phol", "phong", "pong", "porn",
    "prasert", "rat", "sak", "sakul", "sap", "sawang", "siri", "sombat", "sri", "suk", "thai", "thong",
    "wan", "wat", "wattana", "wong", "wut", "yos", "yothin",
];
const THAI_FIRST: &[&str] = &[
    "Somchai",
    "Somsak",
    "Sombat",
    "Prasert",
    "Wichai",
    "Surachai",
    "Anan",
    "Prayut",
    "Manop",
    "Nattapong",
    "Thanawat",
    "Kittisak",
    "Apichat",
    "Pongsakorn",
    "Chaiwat",
    "Suthep",
    "Worawut",
    "Phuwadon",
    "Siwakorn",
    "Jirayu",
    "Teerapat",
    "Somporn",
    "Malee",
    "Siriporn",
    "Kanya",
    "Nittaya",
    "Wandee",
    "Ratchanee",
    "Sunisa",
    "Pornthip",
    "Supaporn",
    "Jiraporn",
    "Kamonwan",
    "Natthida",
    "Pimchanok",
    "Chanida",
    "Orathai",
    "Benjawan",
    "Thidarat",
    "Waraporn",
    "Kanokwan",
    "Arisa",
    "Ploy",
    "Suda",
    "Rungnapa",
    "Duangjai",
    "Prapha",
    "Lamai",
    "Udom",
    "Bunma",
    "Boonsong",
];

/// Syllables and characters given names are put together from, the frequent ones first.
const KOREAN_FIRST: &[&str] = &[
    "지", "민", "서", "현", "수", "영", "준", "은", "정", "재", "성", "도", "하", "윤", "진", "승", "예",
    "상", "동", "유", "태", "혜", "미", "경", "선", "주", "시", "광", "종", "기", "병", "가", "나", "채",
    "다", "보", "규", "세",
];
const KOREAN_SECOND: &[&str] = &[
    "영", "현", "민", "우", "수", "준", "희", "진", "정", "은", "호", "원", "연", "아", "훈", "경", "숙",
    "미", "자", "순", "석", "식", "철", "환", "빈", "윤", "혁", "림", "율", "솔", "람", "별", "찬", "범",
    "섭", "규", "옥", "란",
];
const CHINESE: &[&str] = &[
    "伟", "芳", "娜", "敏", "静", "丽", "强", "磊", "军", "洋", "勇", "艳", "杰", "娟", "涛", "明", "超",
    "秀", "霞", "平", "刚", "桂", "英", "华", "文", "玉", "建", "国", "志", "海", "红", "梅", "晓", "春",
    "雪", "婷", "宇", "浩", "欣", "怡", "子", "轩", "梓", "涵", "思", "雨", "嘉", "佳", "俊", "峰", "鹏",
    "飞", "辉", "龙", "兰", "凤", "云", "莲", "金", "福", "生", "荣", "德", "林", "波", "斌", "宁", "琳",
    "萍", "莉", "洁", "颖", "慧", "琴", "珍", "瑞",
];
const TAIWANESE: &[&str] = &[
    "淑", "美", "雅", "怡", "志", "家", "俊", "建", "明", "文", "宏", "惠", "玉", "秀", "麗", "珍", "芬",
    "玲", "婷", "君", "華", "雯", "涵", "宇", "翔", "豪", "偉", "傑", "銘", "哲", "佳", "穎", "慧", "如",
    "萱", "庭", "冠", "承", "恩", "彥", "廷", "柏", "瑋", "子", "芳", "貞", "琪", "欣", "蓉", "宜", "國",
    "正", "世", "清", "金", "春", "月",
];

/// The registers' shares of the rarer surnames are not published one by one: a tail of this many shares what is left.
const TAIL: &[&str] = &[
    "南宮", "皇甫", "司馬", "諸葛", "歐陽", "上官", "東方", "尉遲", "公孫", "令狐", "司徒", "慕容", "長孫",
    "宇文", "太史", "端木", "申屠", "夏侯", "鮮于", "閭丘", "牛", "童", "葛", "查", "屈", "聂", "焦", "柳",
    "邢", "路", "岳", "齐", "梅", "庄", "辛", "管", "祝", "左", "涂", "谷", "祁", "时", "舒", "耿", "牟",
    "卜", "詹", "关", "苗", "凌", "费", "纪", "靳", "盛", "欧", "甄", "项", "曲", "成", "游", "阳", "裴",
    "席", "卫", "屠", "鲍", "位", "覃", "霍", "翁", "隋", "植", "甘", "景", "薄", "单",
];

fn surnames(shares: Shares, tail: u64) -> Weighted {
    let said: u64 = shares.iter().map(|(_, share)| share).sum();
    let left = 10_000_u64.saturating_sub(said).min(tail);
    // The tail falls as the rank does.
    let of_tail = (0..TAIL.len() as u64).map(move |rank| left * 4 / (rank + 10) + 1);
    Weighted::new(shares.iter().map(|(_, share)| share * 10).chain(of_tail))
}

static BOOKS: LazyLock<[Weighted; 3]> =
    LazyLock::new(|| [surnames(KOREA, 120), surnames(CHINA, 1_200), surnames(TAIWAN, 400)]);

/// One of a list, the first ones more often.
fn falling(list: &'static [&'static str], random: &mut Random) -> &'static str {
    list[random.falling(list.len() as u64) as usize]
}

impl Spectrum {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Korea, Self::China, Self::Taiwan, Self::Thailand];

    /// Surname and given name of person `number`.
    pub fn name(self, seed: u64, number: u64) -> (String, String) {
        let random = &mut Random::of(seed, 0xa51a + self as u64, number);
        let drawn = |shares: Shares, random: &mut Random| {
            let at = BOOKS[self as usize % 3].draw(random);
            shares.get(at).map_or_else(|| TAIL[at - shares.len()], |(name, _)| name).to_owned()
        };
        match self {
            Self::Korea => {
                let last = drawn(KOREA, random);
                (last, format!("{}{}", falling(KOREAN_FIRST, random), falling(KOREAN_SECOND, random)))
            }
            Self::China => {
                let last = drawn(CHINA, random);
                let first = falling(CHINESE, random);
                // One in seven has a given name of one character.
                let second = if random.below(7) == 0 { "" } else { falling(CHINESE, random) };
                (last, format!("{first}{second}"))
            }
            Self::Taiwan => {
                let last = drawn(TAIWAN, random);
                (last, format!("{}{}", falling(TAIWANESE, random), falling(TAIWANESE, random)))
            }
            Self::Thailand => {
                // Families: about one and a half members of each in a table.
                let family = &mut Random::of(seed, 0x7a1, number * 2 / 3);
                let last = format!(
                    "{}{}{}",
                    family.pick(THAI_STARTS),
                    family.pick(THAI_MIDDLES),
                    family.pick(THAI_ENDS)
                );
                (last, falling(THAI_FIRST, random).to_owned())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    fn shares(spectrum: Spectrum) -> Vec<(u64, String)> {
        let mut counts: BTreeMap<String, u64> = BTreeMap::new();
        for number in 0..10_000 {
            *counts.entry(spectrum.name(1, number).0).or_default() += 1;
        }
        let mut counts: Vec<(u64, String)> = counts.into_iter().map(|(name, n)| (n, name)).collect();
        counts.sort_unstable_by(|a, b| b.cmp(a));
        counts
    }

    #[test]
    fn surnames_have_their_published_shares() {
        for (spectrum, name, share) in
            [(Spectrum::Korea, "김", 2_150), (Spectrum::China, "王", 721), (Spectrum::Taiwan, "陳", 1_114)]
        {
            let counts = shares(spectrum);
            let found = counts.iter().find(|(_, each)| each == name).unwrap().0;
            assert!(found.abs_diff(share) < share / 5, "{name}: {found}");
            // The two first of China are too near each other for 10 000 names to tell.
            assert!(counts[0].0 < share + share / 5, "{}: {}", counts[0].1, counts[0].0);
        }
    }

    #[test]
    fn thai_families_have_a_surname_of_their_own() {
        let counts = shares(Spectrum::Thailand);
        assert!(counts.len() > 5_000, "{}", counts.len());
    }
}
