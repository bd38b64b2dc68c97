//! Names in short texts: what is a mention, of what, and which mentions are one.

use crate::knowledge::Knowledge;
use crate::knowledge::source::{SourceFile, Sources, compile};
use crate::understand::{Language, Lexicon, MODEL, understand};

const ENTITIES: &str = r#"
[[entity]]
id = "georgia"
name = "Georgia"
kind = "place"
role = "state in the South Caucasus"
summary = "A state."
cues = ["Tbilisi", "Caucasus"]

[[entity]]
id = "georgia-us-state"
name = "State of Georgia"
kind = "place"
role = "state of the United States"
summary = "A state."
shared = ["Georgia"]
cues = ["Atlanta", "Fulton County"]

[[entity]]
id = "drc"
name = "Democratic Republic of the Congo"
kind = "place"
role = "state in Central Africa"
summary = "A state."
shared = ["Congo"]
cues = ["Kinshasa", "Goma"]

[[entity]]
id = "congo-republic"
name = "Republic of the Congo"
kind = "place"
role = "state in Central Africa"
summary = "A state."
shared = ["Congo"]
cues = ["Brazzaville"]

[[entity]]
id = "amazon-com"
name = "Amazon.com"
kind = "organisation"
role = "company"
summary = "A company."
shared = ["Amazon"]
cues = ["retailer", "AWS", "cloud"]

[[entity]]
id = "amazon-river"
name = "Amazon River"
kind = "place"
role = "river"
summary = "A river."
shared = ["Amazon"]
cues = ["Brazil", "rainforest"]

[[entity]]
id = "amazon"
name = "Amazon warriors"
kind = "group"
role = "women of a legend"
summary = "A legend."

[[entity]]
id = "islamic-state"
name = "Islamic State"
kind = "group"
role = "jihadist group"
summary = "A group."
aliases = ["IS"]

[[entity]]
id = "israel"
name = "Israel"
kind = "place"
role = "state in the Middle East"
summary = "A state."
well_known = true

[[entity]]
id = "benjamin-netanyahu"
name = "Benjamin Netanyahu"
kind = "person"
role = "politician of Israel"
summary = "A politician."

[[entity]]
id = "turkiye"
name = "Türkiye"
kind = "place"
role = "state"
summary = "A state."
aliases = ["Turkey"]
cues = ["Turkish"]

[[entity]]
id = "batman"
name = "Batman"
kind = "place"
role = "city in Türkiye"
summary = "A city."
shared = ["Batman"]
relations = [{ kind = "part of", to = "turkiye" }]

[[entity]]
id = "ministry-of-commerce-of-china"
name = "Chinese Ministry of Commerce"
kind = "organisation"
role = "ministry"
summary = "A ministry."
aliases = ["MOFCOM"]

[[entity]]
id = "meta-platforms"
name = "Meta"
kind = "organisation"
role = "company"
summary = "A company."

[[entity]]
id = "chad"
name = "Chad"
kind = "place"
role = "state"
summary = "A state."
"#;

/// A text whose mentions stand in `[entity|…]`, as they are to be found. What the recogniser is asked for is
/// marked by `?` for an entity: any id will do.
#[track_caller]
fn check(marked: &str) {
    let file = SourceFile { path: "a.toml".into(), text: ENTITIES.into() };
    let knowledge = compile(&Sources { entities: vec![file], ..Sources::default() }, &Knowledge::default())
        .expect("the entries are good");
    let language = Language::unpack(MODEL).expect("the model is of this version");
    let lexicon = Lexicon::new(&knowledge).in_language(&language);
    let mut plain = String::new();
    let mut wanted = Vec::new();
    for part in marked.split('[') {
        let Some((mention, rest)) = part.split_once(']') else {
            plain.push_str(part);
            continue;
        };
        let (entity, text) = mention.split_once('|').expect("a mention is [entity|text]");
        wanted.push((plain.len()..plain.len() + text.len(), entity));
        plain.push_str(text);
        plain.push_str(rest);
    }
    let brief = crate::read::read(plain.as_bytes(), "a.txt").expect("it is text");
    assert_eq!(brief.text, plain, "the text is to be read as it stands");
    let found = understand(&brief, &lexicon).mentions;
    let found: Vec<_> = found.iter().map(|mention| (mention.range.clone(), mention.entity.as_str())).collect();
    let shown = |mentions: &[(std::ops::Range<usize>, &str)]| {
        let shown = mentions.iter().map(|(range, entity)| format!("{entity}: {}", &plain[range.clone()]));
        shown.collect::<Vec<_>>().join("\n")
    };
    let settled: Vec<_> = wanted
        .iter()
        .map(|(range, entity)| {
            let same = found.iter().find(|(other, _)| other == range).filter(|_| *entity == "?");
            (range.clone(), same.map_or(*entity, |(_, entity)| entity))
        })
        .collect();
    assert_eq!(shown(&found), shown(&settled), "{marked}");
}

#[test]
fn one_name_of_several_things() {
    check("Protesters in [georgia|Georgia] wait for the [?|Venice Commission].");
    check("Voters of [?|Atlanta] in [georgia-us-state|Georgia] went to the polls.");
    check("The [drc|Democratic Republic of the Congo] banned exports. [drc|Congo] is copying the model.");
    check("The rains came late to [congo-republic|Congo], whose ministers met in [?|Brazzaville] again.");
    check("The retailer [amazon-com|Amazon] sells cloud services.");
    check("Smoke hangs over the [amazon-river|Amazon] and its rainforest.");
    check("Fighters of [islamic-state|IS] say that it is over. Is it? This is what [islamic-state|IS] wants.");
    check("Nobody was left on the [amazon-unlisted|Amazon] that year.");
    check("Ministers may meet in May. The prime minister may resign.");
}

#[test]
fn a_name_that_needs_evidence() {
    check("Protesters met in [batman|Batman], and Turkish police looked on.");
    check("The road to [batman|Batman] is closed, say ministers of [turkiye|Turkey].");
    check("The road to [batman-unlisted|Batman] is closed, say ministers.");
    check("The actor [bruce-batman|Bruce Batman] spoke in [turkiye|Turkey], and then [bruce-batman|Batman] left.");
}

#[test]
fn the_longest_name_is_the_mention() {
    check("The minister, [?|Israel Katz], spoke for [israel|Israel].");
    check("Soldiers of the [?|Chad National Army] left [chad|Chad] at dawn.");
    check("A spokesman of [?|Chad Lindqvist] spoke, and later [?|Lindqvist] himself.");
}

#[test]
fn persons_go_by_their_surnames() {
    check(
        "President [felix-tshisekedi|Félix Tshisekedi] spoke. Later [felix-tshisekedi|Tshisekedi] left, and [felix-tshisekedi|Tshisekedi]’s men too.",
    );
    check("The leader, [bashar-al-assad|Bashar al-Assad], fled. Nobody follows [bashar-al-assad|Assad] now.");
    check("In the end [maria-lopez|Maria Lopez] met [juan-lopez|Juan Lopez].");
    check("In [israel|Israel], Prime Minister [benjamin-netanyahu|Netanyahu] objected.");
}

#[test]
fn a_brief_defines_names_of_its_own() {
    check(
        "The [gang-suppression-force|Gang Suppression Force] ([gang-suppression-force|GSF]) came, and the [gang-suppression-force|GSF] stayed.",
    );
    check(
        "The gang leader [jimmy-cherizier|Jimmy Chérizier] (aka [jimmy-cherizier|Barbecue]) spoke. Then [jimmy-cherizier|Barbecue] left.",
    );
    check(
        "[?|China]’s [ministry-of-commerce-of-china|Ministry of Commerce] ([ministry-of-commerce-of-china|MOFCOM]) spoke.",
    );
    check("The [ministry-of-fog|Ministry of Fog] ([ministry-of-fog|MOFCOM]) spoke.");
    check("Men of the [wagner-group|Wagner Group] left. Nobody asked [wagner-group|Wagner] why.");
    check(
        "They live on the [senkaku-islands|Senkaku Islands], known in [?|China] as the [senkaku-islands|Diaoyu Islands].",
    );
}

#[test]
fn accents_and_marks_do_not_part_a_name() {
    check("Leaders of [turkiye|Türkiye], once [turkiye|Turkey], met. To say [turkiye|Turkiye] is as good.");
    check("The port of [karonga|Karonga] is closed, and so is all of [karonga|KARONGA], they say.");
    check("The capital of [turkiye|Turkey]’s rival was silent, said [?|Vitel’Homme Innocent] of the gang.");
}

#[test]
fn what_is_capitalised_and_no_name() {
    check("Russian officials and Tajiks met on Friday. However, they left in June.");
    check("Meanwhile, Central Asian fighters waited. Nobody came.");
}
