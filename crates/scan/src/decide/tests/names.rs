//! Names of people that the lists hardly hold, and names of other things.

use super::*;

/// First names and surnames, half of them listed: one in four names has both.
const GIVEN: &str = "Chloe Daniel Yuki Elios Jolanda Samuel Eric Ihor Dawit Krisztian Pietro Eduardo Maru Orsolya Fabian \
    Kenia Patrick Eefje Annie Birgit Pablo Sohail Priscah Gauvain Mahesh Davanum Sergey Ingvar Kalevi Hussein";
const FAMILY: &str = "Merzougui Santos Skrzypczak Novak Shchelokovskyy Costa Nkurunziza Silva Tanaka Akpeyi Kowalski \
    Muskens Singh Larsen Hansen Schiavo Rossi Kwambai Patel Brundtlandsen Lopez Himawan Weber Stefanouli Cederqvist \
    Nguyen Mihalic Kim Heinemannova Fernandez Kriplani";

fn people(form: fn(&str, &str) -> String) -> Vec<String> {
    let (given, family): (Vec<_>, Vec<_>) =
        (GIVEN.split_whitespace().collect(), FAMILY.split_whitespace().collect());
    (0..200).map(|i| form(given[i * 7 % given.len()], family[i * 11 % family.len()])).collect()
}

fn listed(names: &str) -> Vec<String> {
    names.split("; ").map(str::to_owned).collect()
}

#[track_caller]
fn is_no_person(header: &str, names: &str) {
    let found = decide(&[column(Some(header), &listed(names))])[0].field_type;
    assert!(found.is_none_or(|t| t.id != "full-name"), "{header}");
}

#[test]
fn people_of_any_country() {
    let plain = people(|given, family| format!("{given} {family}"));
    for header in ["name", "nome", "Contact", "Champion", "ehead", "contact_persoon"] {
        check(Some(header), &plain, Some("full-name"));
    }
    for form in [
        |given: &str, family: &str| format!("{family}, {given}"),
        |given: &str, family: &str| format!("{} {given}", family.to_uppercase()),
        |given: &str, family: &str| format!("{given} {family}").to_uppercase(),
        |given: &str, family: &str| format!("{given} {family}").to_lowercase(),
        |given: &str, family: &str| format!("{}. {family}", &given[..1]),
        |given: &str, family: &str| format!("{given} van {family}"),
    ] {
        check(Some("name"), &people(form), Some("full-name"));
    }
}

#[test]
fn the_share_on_the_lists_does_not_decide() {
    let known = || made_up("first-name", 200).into_iter().zip(made_up("last-name", 200));
    for of_ten in 0..=10 {
        let cells: Vec<String> = people(|given, family| format!("{given} {family}"))
            .into_iter()
            .zip(known())
            .enumerate()
            .map(
                |(i, (far, (given, family)))| if i % 10 < of_ten { format!("{given} {family}") } else { far },
            )
            .collect();
        for header in ["name", "Contact"] {
            check(Some(header), &cells, Some("full-name"));
        }
    }
}

#[test]
fn nicknames_among_names() {
    let mut cells = people(|given, family| format!("{given} {family}"));
    for cell in cells.iter_mut().step_by(5) {
        *cell = cell.split(' ').next_back().unwrap_or_default().to_lowercase();
    }
    check(Some("name"), &cells, Some("full-name"));
}

#[test]
fn a_plain_header_and_the_form_are_enough() {
    let given = "Анна Иван Мария Олег Ольга Пётр Дарья Игорь Нина Юрий Вера Глеб";
    let family = "Иванченко Петренко Сидорчук Волков Зайцев Орлов Соколов Лебедев Козлов Новиков Морозов";
    let (given, family): (Vec<_>, Vec<_>) = (given.split(' ').collect(), family.split(' ').collect());
    let cells: Vec<String> = (0..100).map(|i| format!("{} {}", given[i % 12], family[i * 3 % 11])).collect();
    check(Some("ФИО"), &cells, Some("full-name"));
    check(Some("full_name"), &cells, Some("full-name"));
    // What is called a name may be a town's where no list knows it.
    check(Some("name"), &cells, None);
}

#[test]
fn other_things_have_names() {
    const FILMS: &str = "The Godfather; Raging Bull; Jerry Maguire; Annie Hall; Blade Runner; Forrest Gump; Jackie Brown; \
        Donnie Darko; Easy Rider; Taxi Driver; Mean Streets; Pulp Fiction; Kill Bill; Top Gun; Lost Highway; Blue Velvet; \
        Barton Fink; True Grit; Rio Bravo; High Noon; Red River; Rear Window; Family Plot; Mary Poppins; Peter Pan; \
        Billy Elliot; Lady Bird; Black Swan; Good Will Hunting; Patch Adams; Big Fish; Ed Wood; Dark Shadows; Anna Karenina; \
        Love in the Afternoon; Sense and Sensibility; Tom Jones; Barry Lyndon; Eyes Wide Shut; Road House";
    const PARKS: &str = "Bear Mountain; Denny Farrell Riverbank; James Baird; Orient Beach; Allan Treman; Coles Creek; \
        Higley Flow; Nyack Beach; Robert Moses; Robert Treman; Taconic Falls; Letchworth Falls; Harriman Forest; \
        Clarence Fahnestock; Franklin Roosevelt; Margaret Norrie; Caleb Smith; Keewaydin Point; Westcott Beach; \
        Wellesley Island; Grass Point; Cedar Point; Burnham Point; Mary Island; Jones Beach; Heckscher Lake";
    const BIRDS: &str = "Acorn Woodpecker; American Robin; Bald Eagle; Barn Swallow; Barred Owl; Black Phoebe; Blue Jay; \
        Brown Pelican; Cactus Wren; Canada Goose; Cedar Waxwing; Cliff Swallow; Common Loon; Downy Woodpecker; \
        Eastern Bluebird; Golden Eagle; Gray Jay; Great Egret; Green Heron; Hairy Woodpecker; House Finch; King Vulture; \
        Lazuli Bunting; Mute Swan; Olive Sparrow; Peregrine Falcon; Purple Finch; Red Crossbill; Scarlet Tanager; Wood Duck";
    const GOODS: &str = "Blue Shirt; Green Lamp; Oak Chair; Wireless Mouse; Leather Wallet; Silk Scarf; Denim Jacket; \
        Summer Dress; Travel Mug; Coffee Maker; Rice Cooker; Stand Mixer; Knife Set; Frying Pan; Wine Glass; Beer Mug; \
        Water Bottle; Lunch Box; Camping Tent; Desk Lamp; Ceiling Fan; Steam Iron; Hair Dryer; Lip Balm; Face Mask; Dog Food";
    const FIRMS: &str = "Goldman Sachs; Blue Apron; Best Buy; Burger King; General Electric; General Dynamics; Dairy Queen; \
        Northrop Grumman; Old Navy; New Balance; Foot Locker; Dollar General; Red Hat; Palo Alto; Juniper Networks; \
        Texas Instruments; Silicon Graphics; Western Digital; Sun Microsystems; Analog Devices; Global Foundries; \
        Lam Optics; Applied Materials; Super Micro; Hitachi Vantara; Nippon Steel; Royal Philips";
    const DEPARTMENTS: &str = "Human Resources; Information Technology; Customer Service; Legal Affairs; Internal Audit; \
        Risk Management; Supply Chain; Quality Assurance; Business Development; Data Science; Field Operations; \
        Accounts Payable; Product Design; Investor Relations; Emergency Medicine; General Surgery; Clinical Psychology; \
        Nuclear Physics; Computer Science; Civil Engineering; Fine Arts; Political Science; Art History; Social Work";
    const TOWNS: &str = "La Hague; Le Cendre; Le Pradet; Le Mans; La Rochelle; Le Havre; La Ciotat; Le Cannet; La Garde; \
        Les Ulis; Les Lilas; Le Port; La Possession; La Teste; Le Creusot; La Baule; Le Puy; La Seyne; Le Tampon; \
        Les Abymes; Le Lamentin; La Courneuve; Le Perreux; Le Bouscat; Le Grand Quevilly; La Madeleine";
    for names in [FILMS, PARKS, BIRDS, GOODS, FIRMS, DEPARTMENTS, TOWNS] {
        for header in ["name", "title", "nome"] {
            is_no_person(header, names);
            is_no_person(header, &names.to_uppercase());
        }
    }
    let species: Vec<String> = ["Rosa", "Salvia", "Viola", "Iris", "Veronica", "Erica", "Camellia", "Daphne"]
        .iter()
        .flat_map(|genus| ["Alba", "Rubra", "Sylvestris", "Vulgaris"].map(|kind| format!("{genus} {kind}")))
        .collect();
    is_no_person("name", &species.join("; "));
}

#[test]
fn what_another_header_says_stays() {
    let initials: Vec<String> = made_up("first-name", 200).iter().map(|name| format!("{name} J.")).collect();
    check(Some("first_name"), &initials, Some("first-name"));
    // A few names that come back are no list of people.
    let few: Vec<String> = people(|given, family| format!("{given} {family}"))[..9].to_vec();
    let again: Vec<String> = few.iter().cycle().take(200).cloned().collect();
    check(Some("category"), &again, Some("enum"));
}
