use super::super::Nation;

/// Where people of a nation live and how they are reached.
pub(in super::super) struct Land {
    /// Alpha-2 and alpha-3 code.
    pub codes: [&'static str; 2],
    /// `town;postcode;region;latitude;longitude`. `#` in a postcode is a digit, `@` a letter.
    pub towns: &'static str,
    /// What streets are called, `{n}` being the number.
    pub streets: &'static str,
    pub providers: &'static str,
    /// Mobile numbers with their trunk prefix, parted by spaces; `#` is a digit.
    pub mobiles: &'static str,
    pub landlines: &'static str,
    /// Country calling code, and whether a trunk zero falls away behind it.
    pub calling: (&'static str, bool),
    /// Second-level divisions by name; empty where the catalogue has none.
    pub departments: &'static str,
    pub zone: &'static str,
    /// Number plates: `#` is a digit, `@` a letter.
    pub plates: &'static str,
    pub currency: [&'static str; 2],
}

/// The land of a nation.
pub(in super::super) const fn land(nation: Nation) -> &'static Land {
    match nation {
        Nation::Fr => &FRANCE,
        Nation::Gb => &BRITAIN,
        Nation::Us => &STATES,
        Nation::De => &GERMANY,
        Nation::Es => &SPAIN,
        Nation::It => &ITALY,
        Nation::Nl => &NETHERLANDS,
        Nation::Pt => &PORTUGAL,
    }
}

/// French people, towns and streets come from the population model; what is here serves what it has not.
const FRANCE: Land = Land {
    codes: ["FR", "FRA"],
    towns: "Lyon;69003;Auvergne-Rhône-Alpes;45.75;4.85|Bordeaux;33000;Nouvelle-Aquitaine;44.84;-0.58|\
        Rennes;35000;Bretagne;48.11;-1.68|Lille;59000;Hauts-de-France;50.63;3.06|Paris;75011;Île-de-France;48.86;2.38|\
        Toulouse;31000;Occitanie;43.60;1.44|Nantes;44000;Pays de la Loire;47.22;-1.55|Strasbourg;67000;Grand Est;48.58;7.75|\
        Marseille;13008;Provence-Alpes-Côte d'Azur;43.30;5.37|Dijon;21000;Bourgogne-Franche-Comté;47.32;5.04|\
        Rouen;76000;Normandie;49.44;1.10|Tours;37000;Centre-Val de Loire;47.39;0.68|Ajaccio;20000;Corse;41.92;8.74",
    streets: "{n} rue de la Gare",
    providers: "gmail.com|orange.fr|free.fr",
    mobiles: "06 ## ## ## ##|07 ## ## ## ##",
    landlines: "01 4# ## ## ##|02 3# ## ## ##|04 7# ## ## ##|05 5# ## ## ##",
    calling: ("33", true),
    departments: "Rhône|Gironde|Ille-et-Vilaine|Nord|Paris|Haute-Garonne|Loire-Atlantique|Bas-Rhin|Bouches-du-Rhône|\
        Côte-d'Or|Seine-Maritime|Indre-et-Loire|Finistère|Isère|Var|Hérault|Moselle|Yvelines|Essonne|Val-de-Marne",
    zone: "Europe/Paris",
    plates: "@@-###-@@|@@###@@|#### @@ 69",
    currency: ["EUR", "€"],
};

const BRITAIN: Land = Land {
    codes: ["GB", "GBR"],
    towns: "London;SW1A #@@;England;51.51;-0.13|Manchester;M1 #@@;England;53.48;-2.24|Birmingham;B15 #@@;England;52.48;-1.90|\
        Leeds;LS6 #@@;England;53.80;-1.55|Glasgow;G12 #@@;Scotland;55.86;-4.25|Edinburgh;EH3 #@@;Scotland;55.95;-3.19|\
        Cardiff;CF10 #@@;Wales;51.48;-3.18|Belfast;BT7 #@@;Northern Ireland;54.60;-5.93|Bristol;BS8 #@@;England;51.45;-2.59|\
        Norwich;NR2 #@@;England;52.63;1.30|Leicester;LE2 #@@;England;52.64;-1.13|Swansea;SA1 #@@;Wales;51.62;-3.94|\
        Aberdeen;AB10 #@@;Scotland;57.15;-2.10|Brighton;BN1 #@@;England;50.83;-0.14|Plymouth;PL4 #@@;England;50.38;-4.14|\
        Stoke-on-Trent;ST4 #@@;England;53.00;-2.18|Milton Keynes;MK9 #@@;England;52.04;-0.76|York;YO1 #@@;England;53.96;-1.08|\
        Bury St Edmunds;IP33 #@@;England;52.25;0.71|Kingston upon Hull;HU1 #@@;England;53.74;-0.33",
    streets: "{n} High Street|{n} Church Lane|{n} Station Road|{n}a Victoria Road|{n} The Crescent|{n} Park Avenue|\
        {n} Queens Drive|{n} Mill Close|Flat 3, {n} London Road|{n} Manor Gardens|{n} Springfield Terrace|{n} Kings Mews",
    providers: "gmail.com|hotmail.co.uk|btinternet.com|yahoo.co.uk|sky.com|outlook.com|icloud.com|ntlworld.com",
    mobiles: "07#00 ######|07#11 ######|07#52 ######",
    landlines: "020 7### ####|0161 ### ####|0131 ### ####|01482 ######|029 20## ####",
    calling: ("44", true),
    departments: "",
    zone: "Europe/London",
    plates: "@@## @@@|@@##@@@",
    currency: ["GBP", "£"],
};

const STATES: Land = Land {
    codes: ["US", "USA"],
    towns: "New York;100##;NY;40.71;-74.01|Los Angeles;900##;CA;34.05;-118.24|Chicago;606##;IL;41.88;-87.63|\
        Houston;770##;TX;29.76;-95.37|Phoenix;850##;AZ;33.45;-112.07|Philadelphia;191##;PA;39.95;-75.17|\
        San Diego;921##;CA;32.72;-117.16|Dallas;752##;TX;32.78;-96.80|Columbus;432##;OH;39.96;-83.00|\
        Charlotte;282##;NC;35.23;-80.84|Seattle;981##;WA;47.61;-122.33|Denver;802##;CO;39.74;-104.99|Boston;021##;MA;42.36;-71.06|\
        Nashville;372##;TN;36.16;-86.78|Portland;972##;OR;45.52;-122.68|Atlanta;303##;GA;33.75;-84.39|Miami;331##;FL;25.76;-80.19|\
        Omaha;681##;NE;41.26;-95.93|Saint Louis;631##;MO;38.63;-90.20|Albuquerque;871##;NM;35.08;-106.65",
    streets: "{n}4 Main St|{n}12 Oak Ave|{n}0 Maple Drive|{n}51 W 42nd St|{n}8 Elm Street Apt 4|{n}07 Sunset Blvd|\
        {n}19 N Washington Rd|{n}33 Cedar Ln|{n}25 Lakeview Ct|PO Box {n}4|{n}6 County Road 12|{n}90 Peachtree Pl NE",
    providers: "gmail.com|yahoo.com|hotmail.com|aol.com|comcast.net|icloud.com|outlook.com|verizon.net|att.net",
    mobiles: "(212) 5##-####|(310) 4##-####|(773) 3##-####|(713) 6##-####|(602) 2##-####|(404) 8##-####|(617) 9##-####",
    landlines: "(305) 7##-####|(206) 3##-####|(303) 4##-####|(615) 2##-####",
    calling: ("1", false),
    departments: "Orange County|Cook County|Harris County|Maricopa County|King County|Fulton County|Travis County|\
        Wake County|Suffolk County|Kern County|Douglas County|Dallas County|Jefferson County|Polk County|Clark County",
    zone: "America/New_York",
    plates: "@@@ ####|#@@@###|@@@-####",
    currency: ["USD", "$"],
};

const GERMANY: Land = Land {
    codes: ["DE", "DEU"],
    towns: "Berlin;101##;Berlin;52.52;13.40|Hamburg;204##;Hamburg;53.55;9.99|München;803##;Bayern;48.14;11.58|\
        Köln;506##;Nordrhein-Westfalen;50.94;6.96|Frankfurt am Main;603##;Hessen;50.11;8.68|Stuttgart;701##;Baden-Württemberg;48.78;9.18|\
        Düsseldorf;402##;Nordrhein-Westfalen;51.23;6.78|Leipzig;041##;Sachsen;51.34;12.37|Dresden;010##;Sachsen;51.05;13.74|\
        Hannover;301##;Niedersachsen;52.37;9.73|Nürnberg;904##;Bayern;49.45;11.08|Bremen;281##;Bremen;53.08;8.80|\
        Kiel;241##;Schleswig-Holstein;54.32;10.14|Erfurt;990##;Thüringen;50.98;11.03|Mainz;551##;Rheinland-Pfalz;49.99;8.27|\
        Freiburg im Breisgau;790##;Baden-Württemberg;47.99;7.85|Würzburg;970##;Bayern;49.79;9.95|Rostock;180##;Mecklenburg-Vorpommern;54.09;12.14|\
        Bad Homburg;613##;Hessen;50.23;8.62|Garmisch-Partenkirchen;824##;Bayern;47.50;11.08",
    streets: "Hauptstraße {n}|Bahnhofstr. {n}|Schulstraße {n}a|Gartenweg {n}|Am Markt {n}|Lindenallee {n}|Goethestr. {n}|\
        Berliner Straße {n}|Kirchgasse {n}|Ringstr. {n}|Waldweg {n}b|Mühlenweg {n}|Karl-Marx-Straße {n}|Rosenplatz {n}",
    providers: "gmx.de|web.de|t-online.de|gmail.com|googlemail.com|freenet.de|outlook.de|arcor.de|posteo.de",
    mobiles: "0151 ########|0160 #######|0172 #######|0176 ########|0157 ########",
    landlines: "030 #######|089 ######|0221 ######|040 #######|0711 ######",
    calling: ("49", true),
    departments: "",
    zone: "Europe/Berlin",
    plates: "M-@@ ####|B-@ ###|HH @@ ####|K-@@ ##",
    currency: ["EUR", "€"],
};

const SPAIN: Land = Land {
    codes: ["ES", "ESP"],
    towns: "Madrid;280##;Comunidad de Madrid;40.42;-3.70|Barcelona;080##;Cataluña;41.39;2.17|Valencia;460##;Comunidad Valenciana;39.47;-0.38|\
        Sevilla;410##;Andalucía;37.39;-5.98|Zaragoza;500##;Aragón;41.65;-0.88|Málaga;290##;Andalucía;36.72;-4.42|\
        Murcia;300##;Murcia;37.99;-1.13|Palma;070##;Illes Balears;39.57;2.65|Bilbao;480##;País Vasco;43.26;-2.93|\
        Alicante;030##;Comunidad Valenciana;38.35;-0.48|Córdoba;140##;Andalucía;37.89;-4.78|Valladolid;470##;Castilla y León;41.65;-4.72|\
        Vigo;362##;Galicia;42.24;-8.72|Gijón;332##;Asturias;43.53;-5.66|A Coruña;150##;Galicia;43.36;-8.41|\
        Pamplona;310##;Navarra;42.81;-1.65|Santander;390##;Cantabria;43.46;-3.81|Badajoz;060##;Extremadura;38.88;-6.97",
    streets: "Calle Mayor {n}|C/ Real, {n}|Avenida de la Constitución {n}|Plaza España {n}, 2º B|Calle del Sol {n}|\
        Avda. Andalucía {n}|Paseo de Gracia {n}|C/ San Juan {n} 3º izq|Ronda de Toledo {n}|Carretera de Cádiz, {n}|Travesía del Mar {n}",
    providers: "gmail.com|hotmail.com|yahoo.es|hotmail.es|telefonica.net|outlook.es|icloud.com|ono.com",
    mobiles: "6## ### ###|7## ### ###|6## ## ## ##",
    landlines: "91# ### ###|93# ### ###|95# ### ###|96# ### ###",
    calling: ("34", false),
    departments: "",
    zone: "Europe/Madrid",
    plates: "####@@@|#### @@@|M-####-@@",
    currency: ["EUR", "€"],
};

const ITALY: Land = Land {
    codes: ["IT", "ITA"],
    towns: "Roma;001##;Lazio;41.90;12.50|Milano;201##;Lombardia;45.46;9.19|Napoli;801##;Campania;40.85;14.27|\
        Torino;101##;Piemonte;45.07;7.69|Palermo;901##;Sicilia;38.12;13.36|Genova;161##;Liguria;44.41;8.93|\
        Bologna;401##;Emilia-Romagna;44.49;11.34|Firenze;501##;Toscana;43.77;11.26|Bari;701##;Puglia;41.12;16.87|\
        Catania;951##;Sicilia;37.50;15.09|Venezia;301##;Veneto;45.44;12.32|Verona;371##;Veneto;45.44;10.99|\
        Perugia;061##;Umbria;43.11;12.39|Cagliari;091##;Sardegna;39.22;9.12|Trento;381##;Trentino-Alto Adige;46.07;11.12|\
        Ancona;601##;Marche;43.62;13.52|L'Aquila;671##;Abruzzo;42.35;13.40|Reggio Calabria;891##;Calabria;38.11;15.65",
    streets: "Via Roma {n}|Via Garibaldi, {n}|Corso Italia {n}|Piazza del Duomo {n}|Viale Europa {n}/A|Via Dante Alighieri {n}|\
        Vicolo Stretto {n}|Largo Augusto {n}|Via XX Settembre, {n}|Strada Provinciale {n}|Via San Francesco {n} int. 4",
    providers: "gmail.com|libero.it|hotmail.it|virgilio.it|tiscali.it|alice.it|yahoo.it|icloud.com|tin.it",
    mobiles: "347 #######|333 #######|328 ### ####|320 #######|391 #######",
    landlines: "06 ########|02 ########|081 #######|055 ######",
    calling: ("39", false),
    departments: "",
    zone: "Europe/Rome",
    plates: "@@###@@|@@ ### @@",
    currency: ["EUR", "€"],
};

const NETHERLANDS: Land = Land {
    codes: ["NL", "NLD"],
    towns: "Amsterdam;10## @@;Noord-Holland;52.37;4.90|Rotterdam;30## @@;Zuid-Holland;51.92;4.48|Den Haag;25## @@;Zuid-Holland;52.08;4.31|\
        Utrecht;35## @@;Utrecht;52.09;5.12|Eindhoven;56## @@;Noord-Brabant;51.44;5.48|Groningen;97## @@;Groningen;53.22;6.57|\
        Tilburg;50## @@;Noord-Brabant;51.56;5.09|Almere;13## @@;Flevoland;52.35;5.26|Breda;48## @@;Noord-Brabant;51.59;4.78|\
        Nijmegen;65## @@;Gelderland;51.84;5.85|Arnhem;68## @@;Gelderland;51.98;5.91|Haarlem;20## @@;Noord-Holland;52.38;4.64|\
        Zwolle;80## @@;Overijssel;52.51;6.09|Maastricht;62## @@;Limburg;50.85;5.69|Leeuwarden;89## @@;Friesland;53.20;5.80|\
        Middelburg;43## @@;Zeeland;51.50;3.61|Assen;94## @@;Drenthe;52.99;6.56|'s-Hertogenbosch;52## @@;Noord-Brabant;51.70;5.30",
    streets: "Kerkstraat {n}|Dorpsstraat {n}|Molenweg {n}|Stationsplein {n}|Prinsengracht {n} hs|Schoolstraat {n}a|\
        Burgemeester de Boerlaan {n}|Hoofdweg {n}|Lindelaan {n}-2|Oranjesingel {n}|Markt {n}|Wilhelminakade {n} III",
    providers: "gmail.com|hotmail.com|ziggo.nl|kpnmail.nl|live.nl|outlook.com|xs4all.nl|planet.nl|icloud.com",
    mobiles: "06 ########|06-########|06 ## ## ## ##",
    landlines: "020 #######|010 #######|030-#######|040 #######",
    calling: ("31", true),
    departments: "",
    zone: "Europe/Amsterdam",
    plates: "@@-###-@|#-@@@-##|##-@@-@@|@@@-##-@",
    currency: ["EUR", "€"],
};

const PORTUGAL: Land = Land {
    codes: ["PT", "PRT"],
    towns: "Lisboa;11##-###;Lisboa;38.72;-9.14|Porto;40##-###;Porto;41.15;-8.61|Braga;47##-###;Braga;41.55;-8.43|\
        Coimbra;30##-###;Coimbra;40.21;-8.43|Faro;80##-###;Faro;37.02;-7.93|Aveiro;38##-###;Aveiro;40.64;-8.65|\
        Setúbal;29##-###;Setúbal;38.52;-8.89|Viseu;35##-###;Viseu;40.66;-7.91|Leiria;24##-###;Leiria;39.74;-8.81|\
        Évora;70##-###;Évora;38.57;-7.91|Funchal;90##-###;Madeira;32.65;-16.91|Guimarães;48##-###;Braga;41.44;-8.29|\
        Santarém;20##-###;Santarém;39.24;-8.69|Viana do Castelo;49##-###;Viana do Castelo;41.69;-8.83|\
        Vila Nova de Gaia;44##-###;Porto;41.13;-8.61|Castelo Branco;60##-###;Castelo Branco;39.82;-7.49",
    streets: "Rua do Ouro, {n}|Avenida da Liberdade {n}|Rua de Santa Catarina {n}, 3º Esq.|Praça do Comércio {n}|\
        Travessa das Flores {n}|Rua 25 de Abril, nº {n}|Largo da Sé {n}|Av. da República {n} 2º Dto|Estrada Nacional {n}|\
        Rua Dr. António José de Almeida {n}|Alameda dos Oceanos {n}",
    providers: "gmail.com|hotmail.com|sapo.pt|outlook.pt|live.com.pt|iol.pt|netcabo.pt|icloud.com",
    mobiles: "91# ### ###|92# ### ###|93# ### ###|96# ### ###",
    landlines: "21# ### ###|22# ### ###|239 ### ###|289 ### ###",
    calling: ("351", false),
    departments: "",
    zone: "Europe/Lisbon",
    plates: "@@-##-@@|##-@@-##|##-##-@@",
    currency: ["EUR", "€"],
};
