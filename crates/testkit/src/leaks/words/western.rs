use super::Words;

pub const ENGLISH: Words = Words {
    first_female: "Mary|Jennifer|Linda|Susan|Jessica|Sarah|Karen|Emily|Emma|Olivia|Chloe|Sophie|Charlotte|Amelia|Grace|\
        Hannah|Rebecca|Laura|Rachel|Victoria|Kimberly|Ashley|Donna|Michelle|Amanda|Melissa|Deborah|Stephanie|Priya|Aisha|\
        Niamh|Siobhan|Latoya|Guadalupe|Mei|Fatima|Holly|Jasmine|Paige|Zara",
    first_male: "James|John|Robert|Michael|William|David|Richard|Joseph|Thomas|Daniel|Matthew|Oliver|Jack|Harry|George|\
        Charlie|Mohammed|Liam|Callum|Connor|Brian|Kevin|Jason|Gary|Eric|Jeffrey|Ryan|Jacob|Tyrone|DeShawn|Rajesh|Wei|\
        Ahmed|Nigel|Graham|Alfie|Rhys|Hamish|Jose|Luis",
    last: "Smith|Johnson|Williams|Brown|Jones|Davis|Miller|Wilson|Taylor|Anderson|Thomas|Moore|Martin|Jackson|Thompson|\
        White|Harris|Clark|Lewis|Robinson|Walker|Young|Allen|King|Wright|Scott|Hill|Green|Adams|Baker|Nelson|Carter|\
        Mitchell|Roberts|Turner|Phillips|Campbell|Parker|Evans|Edwards|Collins|Stewart|Morris|Murphy|Cook|Rogers|Morgan|\
        Cooper|Reed|Bailey|Bell|Patel|Khan|Singh|Ahmed|O'Brien|O'Connor|McDonald|MacLeod|Hughes|Price|Bennett|Ward|Fraser|\
        Garcia|Rodriguez|Martinez|Nguyen|Kim|Lee|Okafor|Fitzgerald|Whitaker|Ashworth|Pemberton|Blackwood|Hawkins|Doyle",
    salutations: ["Mrs|Ms|Miss|Mrs.", "Mr|Mr.|Dr"],
    sexes: "F/M|Female/Male|female/male|2/1|Woman/Man",
    marital: "single|married|divorced|widowed|Separated|Married|Single",
    nationalities: "British|American|Irish|Polish|Indian|French|German|Italian|Spanish|Nigerian|Chinese",
    countries: "United Kingdom|United States|Ireland|Canada|Australia|France|Germany|Spain|India",
    languages: "English|French|German|Spanish|Italian|Portuguese|Polish|Chinese",
    jobs: "Accountant|Software Engineer|Registered Nurse|Sales Manager|Truck Driver|Teacher|HR Assistant|Electrician|\
        Project Manager|Customer Service Representative|Data Analyst|Warehouse Operative|Chef|Receptionist|Paralegal|\
        Marketing Director|Carpenter|Senior Consultant|Cashier|Security Officer|Dental Hygienist|Plumber|Web Developer",
    firms: "{} Ltd|{} & Sons|{} Inc.|{} Group|The {} Company|{} LLC|{} Consulting|{} Holdings plc|{} Motors|{} Partners LLP",
    beside: "Apt #|Flat #|Suite #|Unit @|Floor #|c/o Smith|PO Box #|Building @|Apt #@|Flat #@",
    statuses: "Delivered|Out for delivery|Shipped|In transit|Returned to sender|Cancelled|Processing|Awaiting dispatch",
    payments: "Credit Card|PayPal|Visa|Bank Transfer|Cash|Apple Pay|Debit Card|Mastercard|Direct Debit",
    products: "Bedside Lamp|Coffee Maker|Organic Cotton T-Shirt|Wireless Headphones|Oak Coffee Table|School Backpack|\
        Hand Cream|Building Blocks|Running Shoes|Duvet Cover|Cordless Vacuum|Phone Case|Steel Watch|Folding Bike",
    comments: [
        "Please leave with the neighbour|Customer very unhappy about the delay|Parcel arrived damaged yesterday|\
         Call before you come|Asked for a partial refund|Works exactly as described here|Would buy from this seller again|\
         Follow up early next week",
        "because the doorbell is broken|and expects a quick answer|with no explanation at all|thanks for all your help|\
         before the end of the month|since the last order",
    ],
    questions: "What was the name of your first pet?|What is your mother's maiden name?|What city were you born in?|\
        What was the make of your first car?|What is your favourite food?",
    segments: "Retail|Business|Bronze|Silver|Gold|Prospect|Lapsed|In-store|Online",
    months: "January|February|March|April|May|June|July|August|September|October|November|December",
    answers: "yes/no|Yes/No|Y/N|true/false|TRUE/FALSE|1/0",
};

pub const GERMAN: Words = Words {
    first_female: "Anna|Maria|Ursula|Monika|Petra|Sabine|Renate|Karin|Susanne|Claudia|Andrea|Birgit|Heike|Julia|Katharina|\
        Lena|Leonie|Hannah|Mia|Johanna|Stefanie|Nicole|Silke|Ingrid|Helga|Kerstin|Anja|Jana|Franziska|Ayşe|Anneliese",
    first_male: "Hans|Peter|Michael|Thomas|Andreas|Wolfgang|Klaus|Jürgen|Günter|Stefan|Christian|Uwe|Werner|Frank|Markus|\
        Matthias|Tobias|Florian|Lukas|Maximilian|Felix|Jonas|Jörg|Heinz|Karl-Heinz|Dieter|Bernd|Mehmet|Sebastian|Björn",
    last: "Müller|Schmidt|Schneider|Fischer|Weber|Meyer|Wagner|Becker|Schulz|Hoffmann|Schäfer|Koch|Bauer|Richter|Klein|\
        Wolf|Schröder|Neumann|Schwarz|Zimmermann|Braun|Krüger|Hofmann|Hartmann|Lange|Schmitt|Werner|Schmitz|Krause|Meier|\
        Lehmann|Schmid|Schulze|Maier|Köhler|Herrmann|König|Walter|Mayer|Huber|Kaiser|Fuchs|Peters|Lang|Scholz|Möller|Weiß|\
        Jung|Hahn|Schubert|Vogel|Friedrich|Keller|Günther|Frank|Berger|Winkler|Roth|Beck|Lorenz|Baumann|Franke|Albrecht|\
        Schuster|Simon|Ludwig|Böhm|Winter|Kraus|Martin|Schumacher|Krämer|Vogt|Stein|Jäger|Otto|Yılmaz|Demir|Groß|Seidel",
    salutations: ["Frau|Fr.", "Herr|Hr.|Herrn"],
    sexes: "w/m|weiblich/männlich|Frau/Mann|W/M",
    marital: "ledig|verheiratet|geschieden|verwitwet|Ledig|Verheiratet|getrennt lebend",
    nationalities: "deutsch|türkisch|polnisch|italienisch|österreichisch|rumänisch|griechisch|französisch|syrisch",
    countries: "Deutschland|Österreich|Schweiz|Frankreich|Niederlande|Polen|Italien|Belgien|Luxemburg",
    languages: "Deutsch|Englisch|Französisch|Italienisch|Spanisch|Türkisch",
    jobs: "Buchhalter|Krankenschwester|Ingenieur|Verkäuferin|Lehrer|Kraftfahrer|Bürokauffrau|Elektriker|Vertriebsleiter|\
        Softwareentwickler|Sachbearbeiterin|Mechaniker|Koch|Arzthelferin|Projektleiter|Lagerist|Erzieherin|Steuerberater|\
        Geschäftsführer|Hausmeister|Maurer",
    firms: "{} GmbH|{} AG|{} & Söhne KG|Autohaus {}|{} GmbH & Co. KG|Bäckerei {}|{} e.K.|Gebrüder {}|Kanzlei {}|{} OHG",
    beside: "c/o Schmidt|Hinterhaus|#. OG|Wohnung #|Gebäude @|Haus @|#. Stock|Postfach #|Aufgang @",
    statuses: "Zugestellt|In Zustellung|Versendet|Unterwegs|Rücksendung|Storniert|In Bearbeitung|Versandbereit|Geliefert",
    payments: "Kreditkarte|PayPal|Überweisung|Lastschrift|Rechnung|Nachnahme|Visa|Sofortüberweisung|Barzahlung",
    products: "Nachttischlampe|Kaffeemaschine|T-Shirt Bio-Baumwolle|Kopfhörer|Couchtisch Eiche|Rucksack|Handcreme|\
        Baukasten|Laufschuhe|Bettwäsche|Akkustaubsauger|Handyhülle|Armbanduhr Stahl|Klapprad",
    comments: [
        "Bitte beim Nachbarn abgeben|Kunde ist sehr unzufrieden|Das Paket kam gestern beschädigt an|\
         Vor der Lieferung bitte anrufen|Möchte einen Teil zurück haben|Ware ist genau wie beschrieben|\
         Gerne wieder bei diesem Händler",
        "weil die Klingel nicht geht|und wartet auf schnelle Antwort|ohne jede Erklärung|vielen Dank für die Hilfe|\
         noch vor Ende des Monats|seit der letzten Bestellung",
    ],
    questions: "Wie hieß Ihr erstes Haustier?|Wie lautet der Mädchenname Ihrer Mutter?|In welcher Stadt sind Sie geboren?|\
        Was war Ihr erstes Auto?|Was ist Ihr Lieblingsessen?",
    segments: "Privatkunde|Gewerbe|Bronze|Silber|Gold|Interessent|Inaktiv|Filiale|Webshop",
    months: "Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember",
    answers: "ja/nein|Ja/Nein|J/N|wahr/falsch|1/0",
};

pub const DUTCH: Words = Words {
    first_female: "Maria|Johanna|Anna|Sanne|Emma|Lotte|Anouk|Femke|Ingrid|Marieke|Wilhelmina|Elisabeth|Julia|Eva|Lisa|Iris|\
        Monique|Esther|Petra|Linda|Saskia|Annemarie|Fleur|Roos|Tessa|Maaike|Hanneke|Marjolein|Fatima|Yvonne",
    first_male: "Jan|Pieter|Johannes|Willem|Daan|Sem|Lucas|Thijs|Bram|Jeroen|Mark|Peter|Henk|Kees|Gerrit|Dirk|Joost|Sander|\
        Maarten|Ruben|Lars|Mohamed|Bas|Koen|Wouter|Erik|Niels|Jasper|Cornelis|Hendrik",
    last: "de Jong|Jansen|de Vries|van den Berg|van Dijk|Bakker|Janssen|Visser|Smit|Meijer|de Boer|Mulder|de Groot|Bos|Vos|\
        Peters|Hendriks|van Leeuwen|Dekker|Brouwer|de Wit|Dijkstra|Smits|de Graaf|van der Meer|Kok|Jacobs|van der Linden|\
        Vermeulen|van den Heuvel|van der Veen|de Bruin|van der Heijden|Schouten|van Beek|Willems|van Vliet|Hoekstra|Maas|\
        Verhoeven|Koster|van Dam|Prins|Blom|Huisman|Peeters|de Jonge|Kuipers|van Veen|Kramer|Veenstra|van den Brink|\
        Postma|Martens|Bosch|Sanders|Timmermans|van Wijk|Groen|Gerritsen|Bosman|Molenaar|Evers|Wolters|El Idrissi|Yilmaz",
    salutations: ["Mevr.|Mw.|Mevrouw", "Dhr.|De heer|Dhr"],
    sexes: "V/M|vrouw/man|Vrouw/Man",
    marital: "ongehuwd|gehuwd|gescheiden|weduwe|Gehuwd|samenwonend",
    nationalities: "Nederlandse|Belgische|Turkse|Marokkaanse|Duitse|Poolse|Surinaamse|Britse",
    countries: "Nederland|België|Duitsland|Frankrijk|Luxemburg|Spanje|Polen",
    languages: "Nederlands|Engels|Duits|Frans|Spaans|Turks",
    jobs: "Boekhouder|Verpleegkundige|Leraar|Vrachtwagenchauffeur|Verkoper|Softwareontwikkelaar|Administratief medewerker|\
        Elektricien|Projectleider|Magazijnmedewerker|Huisarts|Kok|Receptioniste|Advocaat|Accountmanager|Timmerman|\
        Directeur|Schoonmaker|Loodgieter|Adviseur",
    firms: "{} B.V.|{} N.V.|Gebroeders {}|{} Holding B.V.|Bakkerij {}|Garage {}|{} en Zonen|{} Transport B.V.|Stichting {}",
    beside: "Appartement #|t.a.v. dhr. Bakker|#e verdieping|Huis @|Postbus #|Unit @|Kamer #|Gebouw @",
    statuses: "Bezorgd|Onderweg|Verzonden|In behandeling|Retour afzender|Geannuleerd|Klaar voor verzending|Afgeleverd",
    payments: "iDEAL|Creditcard|PayPal|Overschrijving|Visa|Contant|Automatische incasso|Achteraf betalen|Bancontact",
    products: "Bedlamp|Koffiezetapparaat|T-shirt biokatoen|Koptelefoon|Salontafel eiken|Rugzak|Handcrème|Bouwdoos|\
        Hardloopschoenen|Dekbedovertrek|Steelstofzuiger|Telefoonhoesje|Horloge staal|Vouwfiets",
    comments: [
        "Graag bij de buren afgeven|Klant is erg ontevreden|Het pakket kwam gisteren kapot aan|Eerst bellen voor levering|\
         Wil een deel terug krijgen|Precies zoals het beschreven was|Zou hier zo weer kopen",
        "want de bel doet het niet|en wacht op snel antwoord|zonder enige uitleg|bedankt voor alle hulp|\
         voor het einde van de maand|sinds de laatste bestelling",
    ],
    questions: "Wat is de naam van uw eerste huisdier?|Wat is de meisjesnaam van uw moeder?|In welke stad bent u geboren?|\
        Wat was uw eerste auto?|Wat is uw lievelingsgerecht?",
    segments: "Particulier|Zakelijk|Brons|Zilver|Goud|Prospect|Inactief|Winkel|Online",
    months: "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december",
    answers: "ja/nee|Ja/Nee|J/N|waar/onwaar|1/0",
};
