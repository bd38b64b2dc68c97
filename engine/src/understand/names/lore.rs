//! What the recogniser knows of English: small closed classes of words.

use std::sync::LazyLock;

use sidelight_text::tokens::WordTable;

use crate::knowledge::Kind;

/// What is known of one word.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Lore {
    /// A bit for each [`Class`].
    classes: u8,
    /// What sort of thing a name is by this word of it: “Ministry”, “Strait”, “Treaty”.
    pub head: Option<Kind>,
    /// What sort of thing a name is that begins with this word: “Operation”, “Kfar”.
    pub opening: Option<Kind>,
    /// What sort of thing a name stands for by this noun beside it: “the company CMOC”.
    pub cue: Option<Kind>,
}

/// A class of words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Class {
    /// Begins sentences and is no part of a name there.
    Function,
    /// A name of the calendar or the clock: capitalised, and no mention.
    Calendar,
    /// A title, rank or office before a person's name.
    Title,
    /// Its possessive goes on inside a name: “People’s Republic”, “Lord’s Resistance Army”.
    Possessor,
    /// A people, an adjective of place, faith or party: always capitalised, and no mention by itself.
    Demonym,
}

impl Lore {
    /// What is known of a word, in whatever case.
    pub fn of(word: &str) -> Self {
        LORE.find(word).copied().unwrap_or_default()
    }

    /// Whether the word is of this class.
    pub fn is(self, class: Class) -> bool {
        self.classes & 1 << class as u8 != 0
    }
}

static LORE: LazyLock<WordTable<Lore>> = LazyLock::new(|| {
    let mut table: WordTable<Lore> = WordTable::with_room_for(2000);
    let classes = [
        (Class::Function, FUNCTION_WORDS),
        (Class::Calendar, CALENDAR),
        (Class::Title, TITLES),
        (Class::Possessor, POSSESSORS),
        (Class::Demonym, DEMONYMS),
    ];
    for (class, words) in classes {
        words.split_ascii_whitespace().for_each(|word| table.entry(word).classes |= 1 << class as u8);
    }
    for (kind, words) in HEADS {
        words.split_ascii_whitespace().for_each(|word| table.entry(word).head = Some(kind));
    }
    for (kind, words) in OPENINGS {
        words.split_ascii_whitespace().for_each(|word| table.entry(word).opening = Some(kind));
    }
    for (kind, words) in CUES {
        words.split_ascii_whitespace().for_each(|word| table.entry(word).cue = Some(kind));
    }
    table
});

const FUNCTION_WORDS: &str = "a about above according across after afterward afterwards again against ago all almost alone along already also \
    although always am amid among an and another any anyone anything apart approx are around as ask at away back bad \
    based be because been before behind being below beneath beside besides best better between beyond both briefly \
    but by can cannot clearly come compared consequently could critics currently despite did do does doing done down \
    due during each earlier eight either eleven else elsewhere enough especially est even eventually ever every \
    everyone everything except expect few fewer finally first firstly five following for forced former four fourth \
    from further furthermore general generally given go had half has have having he hence her here hers herself him \
    himself his historically hitherto how however hundreds i ideally if important in incl indeed initially inside \
    instead into is it its itself just last lastly late later least less let like likely likewise little long made \
    mainly make many may maybe me meanwhile might million millions more moreover most mostly much must my namely \
    near nearly neither never nevertheless new news next nine no nobody none nonetheless nor nos not notably note \
    nothing now nowhere nr of off officials often old on once one ones only onto or other others otherwise our ours \
    out over overall own part particularly perhaps please previously probably rather read recent recently reportedly \
    same scores second see seven several shall she should similarly simply since six so some someone something \
    sometimes somewhat soon still subsequently such taken ten tens than that the their theirs them themselves then \
    there thereafter thereby therefore these they third this those though thousands three through throughout thus to \
    today together told tomorrow too toward towards traditionally twelve two ultimately under underneath \
    unfortunately unless unlike until up upon us using usually very via vs was we well were what whatever when \
    whenever where whereas wherever whether which while who whoever whom whose why will with within without worse \
    would yes yesterday yet you your";

const CALENDAR: &str = "APR AUG Apr April Aug August Autumn Christmas DEC Dec December Easter Eid FEB Feb February Friday Fridays GMT H1 \
    H2 JAN JUL JUN Jan January Jul July Jun June MAR MAY Mar March May Monday Mondays NOV Nov November OCT Oct \
    October Q1 Q2 Q3 Q4 Ramadan SEP SEPT Saturday Saturdays Sep Sept September Spring Summer Sunday Sundays Thursday \
    Thursdays Tuesday Tuesdays UTC Wednesday Wednesdays Winter";

const TITLES: &str = "Acting Adm Admiral Ambassador Ambassadors Archbishop Attorney Ayatollah Baroness Bishop Brig Brigadier CEO \
    Candidate Capt Captain Cardinal Chair Chairman Chairperson Chairwoman Chancellor Chief Chief-of-Staff Cmdr Col \
    Colonel Comd Commander Commissioner Commissioners Comptroller Congressman Congresswoman Corporal Councillor \
    Count Crown Dame Deputy Director Doctor Dr Emir Emperor Empress Envoy FM First Foreign Gen General Gov Governor \
    Grand Hajji Imam Interior Judge Justice King Lady Lieutenant Lord Lt Maj Major Marshal Mayor Minister Ministers \
    Mr Mrs Ms Mufti Mullah Officer PM Pastor Patriarch Pope Premier President President-elect Presidents Prime \
    Prince Princess Prof Professor Queen Rabbi Rapporteur Rear Rep Representative Rev Reverend Secretaries Secretary \
    Secretary-General Sen Senator Senators Sergeant Sgt Sheik Sheikh Sir Speaker Spokesman Spokesperson Spokeswoman \
    Staff Sultan Superintendent Supreme Tsar Under-Secretary-General Undersecretary Vice Vice-President Warlord";

const POSSESSORS: &str = "Al-Aqsa Children Citizens Consumers Devil Doctors Employers Farmer Farmers Fighters George Governors Investors \
    James John Journalists King Lord Lords Martyrs Mary Men Ministers Mothers Nation Nations Nurses Officers Parents \
    People Peoples Physicians Pioneers Prince Queen Saint Scholars Soldiers States Students Teachers Veterans \
    Victims Voters Woman Women Worker Workers World Writers";

const DEMONYMS: &str = "AIDS Afghan Afghans African Africans Alawite Alawites Albanian Albanians Algerian Algerians American Americans \
    Anglican Anglo Angolan Angolans Arab Arabic Arabs Argentine Argentines Argentinian Armenian Armenians Asian \
    Asians Australian Australians Austrian Austrians Azerbaijani Azerbaijanis Azeri Azeris Baha'i Bahraini Bahrainis \
    Bangladeshi Bangladeshis Basque Belarusian Belarusians Belgian Belgians Beninese Bhutanese Bible Bolivian \
    Bolivians Bosnian Bosnians Botswanan Brazilian Brazilians British Briton Britons Bruneian Buddhism Buddhist \
    Buddhists Bulgarian Bulgarians Burkinabe Burkinabè Burmese Burundian Burundians COVID COVID-19 Cambodian \
    Cambodians Cameroonian Cameroonians Canadian Canadians Castilian Catalan Catalans Catholic Catholics Caucasian \
    Chadian Chadians Chechen Chechens Chilean Chileans Chinese Christian Christianity Christians Colombian \
    Colombians Communist Communists Confucian Congolese Coptic Copts Covid Creole Croat Croatian Croatians Croats \
    Cuban Cubans Cypriot Cypriots Czech Czechs Dane Danes Danish Democrat Democratic Democrats Djiboutian Dollar \
    Dominican Dominicans Dutch Ecuadorean Ecuadorian Ecuadorians Egyptian Egyptians Emirati Emiratis Equatoguinean \
    Eritrean Eritreans Estonian Estonians Ethiopian Ethiopians Eurasian Euro European Europeans Euros Fijian Fijians \
    Filipina Filipino Filipinos Finn Finnish Finns Flemish French Frenchman GDP Gabonese Gambian Gambians Gazan \
    Gazans Georgian Georgians German Germans Ghanaian Ghanaians Greek Greeks Grenadian Guatemalan Guatemalans \
    Guinean Guineans Guyanese HIV Haitian Haitians Hebrew Hindu Hinduism Hindus Hispanic Hispanics Honduran \
    Hondurans Hungarian Hungarians Icelander Icelanders Icelandic Indian Indians Indigenous Indonesian Indonesians \
    Internet Iranian Iranians Iraqi Iraqis Irish Islam Islamic Islamist Islamists Israeli Israelis Italian Italians \
    Ivorian Ivorians Jamaican Jamaicans Japanese Jew Jewish Jews Jordanian Jordanians Judaism Kazakh Kazakhs \
    Kazakhstani Kenyan Kenyans Khmer Korean Koreans Kosovar Kosovars Kurdish Kuwaiti Kuwaitis Kyrgyz Kyrgyzstani Lao \
    Laotian Laotians Latin Latino Latinos Latvian Latvians Lebanese Leninist Levantine Liberian Liberians Libyan \
    Libyans Lithuanian Lithuanians Lusophone Luxembourgish Macedonian Macedonians Malagasy Malawian Malawians Malay \
    Malaysian Malaysians Maldivian Maldivians Malian Malians Maltese Mandarin Maoist Maoists Marxist Marxists \
    Mauritanian Mauritanians Mauritian Melanesian Mexican Mexicans Micronesian Moldovan Moldovans Mongolian \
    Mongolians Montenegrin Montenegrins Mormon Moroccan Moroccans Mozambican Mozambicans Muslim Muslims Namibian \
    Namibians Nazi Nazis Nepalese Nepali Nepalis Nicaraguan Nicaraguans Nigerian Nigerians Nigerien Nigeriens \
    Norwegian Norwegians Omani Omanis Orthodox Ottoman Pakistani Pakistanis Palestinian Palestinians Panamanian \
    Panamanians Papuan Papuans Paraguayan Paraguayans Pashto Persian Peruvian Peruvians Pole Poles Polish Polynesian \
    Portuguese Protestant Protestants Qatari Qataris Quebecois Quran Renminbi Republican Republicans Roman Romanian \
    Romanians Russian Russians Russophone Rwandan Rwandans Saharan Sahelian Sahrawi Sahrawis Salafi Salafist \
    Salvadoran Salvadorans Samoan Samoans Saudi Saudis Scandinavian Scot Scots Scottish Semitic Senegalese Serb \
    Serbian Serbians Serbs Shi'ite Shi'ites Shia Shias Shiite Shiites Sikh Sikhs Singaporean Singaporeans Slav \
    Slavic Slavs Slovak Slovakian Slovaks Slovene Slovenes Slovenian Slovenians Socialist Socialists Somali \
    Somalilander Somalis Soviet Soviets Spaniard Spaniards Spanish Stalinist Sudanese Sufi Sufis Sunni Sunnis \
    Surinamese Swahili Swede Swedes Swedish Swiss Syrian Syrians Taiwanese Tajik Tajikistani Tajiks Tanzanian \
    Tanzanians Tatar Tatars Thai Thais Tibetan Tibetans Timorese Togolese Tongan Tongans Transatlantic Trinidadian \
    Tunisian Tunisians Turk Turkish Turkmen Turkmens Turks Ugandan Ugandans Ukrainian Ukrainians Uruguayan \
    Uruguayans Uzbek Uzbekistani Uzbeks Venezuelan Venezuelans Vietnamese Web Welsh West Western Westerner \
    Westerners Yemeni Yemenis Yuan Yugoslav Zambian Zambians Zimbabwean Zimbabweans Zionist Zionists Zulu";

const HEADS: [(Kind, &str); 5] = [
    (
        Kind::Organisation,
        "Academy Administration Agency Airline Airlines Airways Alliance Archive Armada Army Arsenal Assembly Associates \
    Association Authority Bancorp Bank Battalion Bde Bloc Board Brigade Broadcasting Bundestag Bureau Business \
    Cabinet Capital Center Centre Chamber Church Club Co Coalition College Command Commission Committee Community \
    Company Confederation Conference Congress Consortium Consulate Cooperative Corp Corporation Corps Council Court \
    Customs Delegation Department Diet Directorate Div Division Duma Embassy Energy Enterprise Enterprises Exchange \
    Facility Faculty Fed Federation Fleet Force Forces Forum Foundation Fund Gazette Government Guard Headquarters \
    Herald Holding Holdings Hospital Inc Industries Initiative Inspectorate Institute Institution Institutions \
    Insurance Intelligence Interpol Journal Judiciary Knesset Laboratories Laboratory Labs League Legislature \
    Library Life Limited Lines Ltd Magazine Majlis Media Ministry Mission Motors Museum Navy Network News Newspaper \
    Office Ombudsman Orchestra Organisation Organization Panel Parliament Partners Partnership Patrol Petroleum \
    Pharmaceuticals Platform Police Politburo Presidency Press Prosecutor Quartet Radio Railway Railways Regiment \
    Registry Research Reserve Resources School Secretariat Securities Seminary Senate Service Services Shipping \
    Society Solutions Squadron Staff Station Steel Studies Studio Syndicate Systems Taskforce Technologies \
    Technology Telegraph Television Times Treasury Tribunal Trust Union Unit University Ventures",
    ),
    (
        Kind::Group,
        "Brigades Cartel Clan Defenders Faction Front Gang Guards Insurgency Jihad Mafia Militia Mob Movement Mujahideen \
    Partisans Party Patriots Resistance Sons Supporters Tribe Tribes Vanguard Volunteers",
    ),
    (
        Kind::Place,
        "Airbase Airfield Airport Archipelago Avenue Base Basin Bay Beach Border Boulevard Bridge Camp Canal Canyon Cape \
    Castle Cathedral Channel City Coast Corridor County Crossing Dam Delta Desert District Emirate Emirates Falls \
    Farms Field Forest Fort Garden Gardens Gate Governorate Gulf Harbor Harbour Heights Highlands Hill Hills Island \
    Islands Isle Isles Kingdom Lake Line Mall Massif Mine Monastery Mosque Mount Mountain Mountains Oblast Ocean \
    Oilfield Park Pass Passage Peak Peninsula Pipeline Plains Plant Plateau Plaza Port Prefecture Prison Province \
    Ranges Reef Reefs Refinery Region Republic Reservoir Ridge River Road Sea Sector Shoal Shoals Shore Square \
    Stadium Steppe Strait Straits Street Strip Terminal Territories Territory Theater Theatre Tower Town Triangle \
    Tunnel Valley Village Volcano Wall Waterway Woods Zone",
    ),
    (
        Kind::Event,
        "Accident Attack Battle Blockade Bombing Boycott COP Championship Championships Conflict Coup Crisis Crusade Cup \
    Cyclone Dialogue Disaster Earthquake Election Exercise Exhibition Expo Famine Festival Flood Floods Games \
    Genocide Holocaust Hurricane Incident Insurrection Intifada Invasion Massacre Mutiny Offensive Olympics Op \
    Operation Outbreak Pandemic Pogrom Rebellion Referendum Revolt Revolution Scandal Shooting Siege Storm Summit \
    Surge Talks Tsunami Typhoon Uprising War Wars",
    ),
    (
        Kind::Work,
        "Accord Accords Act Agenda Agreement Agreements Amendment Arrangement Article Award Bill Bond Bonds Charter Code \
    Communique Communiqué Compact Constitution Convention Covenant Declaration Decree Directive Doctrine Framework \
    Guidelines Index Instrument Law Laws Manifesto Mechanism Medal Memorandum Norm Outlook Package Pact Papers Plan \
    Principles Prize Proclamation Program Programme Project Proposal Protocol Protocols Regulation Regulations \
    Report Resolution Resolutions Review Roadmap Route Rules Scheme Standards Statement Statute Strategy Survey \
    Taxonomy Treaties Treaty UNSCR Vision",
    ),
];

const CUES: [(Kind, &str); 7] = [
    (
        Kind::Organisation,
        "NGO agencies agency airline arm association automaker bank banks body broadcaster brokerage builder bureau \
    carmaker carmakers charity chipmaker commission committee companies company conglomerate consortium consultancy \
    council court developer drugmaker exchange firm firms foundation foundry fund giant institute insurer laboratory \
    lender maker manufacturer miner miners ministry newspaper newspapers operator organisation organization outlet \
    parliament producer publisher refiner regulator retailer shipyard smelter start-up startup supplier think-tank \
    trader union universities university utility watchdog website",
    ),
    (
        Kind::Group,
        "affiliate bloc brigade cartel cartels clan coalition coalitions faction federation federations front gang gangs \
    guerrillas insurgency insurgents jihadists militants militia militias mob movement movements offshoot parties \
    party rebels separatists syndicate tribe",
    ),
    (
        Kind::Place,
        "airbase airport area atoll base bay border bridge cable camp canal capital checkpoint cities city coast corridor \
    county crossing dam department desert district districts enclave exclave field governorate hamlet harbor harbour \
    hospital interconnector island islands isthmus lake mine mines mountain neighborhood neighbourhood oasis outpost \
    park peninsula pipeline plant port ports prefecture prison province provinces reef refinery region regions \
    reservoir river rivers road settlement shoal site stadium state strait stronghold suburb terminal territory town \
    towns township valley village villages volcano waterway zone",
    ),
    (Kind::Event, "cyclone drill earthquake exercise hurricane offensive operation pandemic storm summit typhoon war"),
    (
        Kind::Work,
        "accord act agreement app bill book charter convention cryptocurrency currency deal directive documentary film \
    framework index initiative law magazine memoir novel pact paper program programme protocol regulation report \
    resolution scheme software stablecoin standard statute study treaty",
    ),
    (
        Kind::Person,
        "activist adviser advisor ambassador analyst archbishop author bishop blogger boss brother businessman \
    businesswoman chairman chairwoman chancellor chief clergyman cleric co-founder coach colonel columnist commander \
    commanders commissioner correspondent daughter dealer defector deputy dictator diplomat diplomats director \
    doctor economist editor engineer envoy executive expert father financier fixer founder general governor head \
    historian ideologue industrialist inventor journalist judge kingpin lawmaker lawyer leader leaders legislator \
    lieutenant magnate mayor mediator minister ministers mother nephew novelist officer officials oligarch opponent \
    physician poet policeman politician preacher premier president presidents prince professor propagandist \
    prosecutor recruiter rector representative researcher ruler scholar scientist secretary senator singer sister \
    soldier son spokesman spokesperson spokeswoman spy strongman successor tycoon veteran virologist warlord widow \
    wife writer",
    ),
    (
        Kind::Other,
        "aircraft bomber carrier chip chips destroyer drone drones engine freighter frigate helicopter hypersonic jet \
    malware missile missiles model phone processor rifle rocket satellite ship spacecraft strain submarine \
    supercomputer tanker trawler tug variant vessel virus warship weapon worm",
    ),
];

/// Words that begin names and tell their kind: “Operation Barkhane”, “Kfar Kila”, “Katiba Macina”.
const OPENINGS: [(Kind, &str); 4] = [
    (Kind::Event, "Cyclone Exercise Hurricane Op Operation Storm Typhoon"),
    (
        Kind::Place,
        "Ain Bandar Beit Bir Cape Ciudad Deir Fort Jabal Jebel Kampung Kfar Khan Khirbet Lac Lake Monte Mount Mt Nizhny \
         Novy Port Puerto Porto Ras Rio Río Saint San Santa Santo São St Tal Tel Tell Umm Villa Wadi",
    ),
    (
        Kind::Group,
        "Ahrar Ansar Frente Front Harakat Hizb Jabhat Jaish Jamaat Jund Katiba Lashkar Liwa Mouvement Parti Partido Partai",
    ),
    (Kind::Other, "BRP HMS MS MV RFA RMS SS USNS USS"),
];

#[cfg(test)]
mod tests {
    use super::{Class, Kind, Lore};

    #[test]
    fn words_are_known_in_any_case() {
        assert!(Lore::of("Meanwhile").is(Class::Function) && Lore::of("Friday").is(Class::Calendar));
        assert!(Lore::of("President").is(Class::Title) && Lore::of("Russians").is(Class::Demonym));
        assert_eq!((Lore::of("STRAIT").head, Lore::of("tanker").cue), (Some(Kind::Place), Some(Kind::Other)));
        assert_eq!(Lore::of("Goma"), Lore::default());
    }
}
