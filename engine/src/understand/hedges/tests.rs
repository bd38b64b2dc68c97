//! What the rules of hedges find.

use super::super::sentences;
use super::super::tokens;

/// A text whose hedges stand in ⟦brackets⟧, and what each is: kind, range, holder.
#[track_caller]
fn check(text: &str, expected: &[&str]) {
    let plain: String = text.chars().filter(|c| !"⟦⟧".contains(*c)).collect();
    let brief = crate::read::read(plain.as_bytes(), "a.txt").expect("it is text");
    let hedges = super::find(&brief, &tokens(&brief), &sentences::find(&brief, &[]), &[]);
    let mut marked = brief.text.clone();
    for hedge in hedges.iter().rev() {
        marked.insert(hedge.range.end, '⟧');
        marked.insert(hedge.range.start, '⟦');
    }
    assert_eq!(marked, text);
    let found: Vec<String> = hedges
        .iter()
        .map(|hedge| {
            let range = hedge.likelihood.map(|(low, high)| format!(" {low}–{high}")).unwrap_or_default();
            let holder = hedge.holder.clone().map(|holder| format!(" by {}", &brief.text[holder])).unwrap_or_default();
            format!("{}{range}{holder}", hedge.kind.word())
        })
        .collect();
    assert_eq!(found, expected, "{text}");
}

#[test]
fn likelihood() {
    check("The port will ⟦very likely⟧ close.", &["likelihood 80–95"]);
    check("It is ⟦unlikely⟧ to open, and ⟦less likely⟧ to grow.", &["likelihood 20–45", "likelihood"]);
    check("Ships ⟦may⟧ wait until May.", &["likelihood"]);
    check("More ships ⟦are expected to⟧ wait.", &["likelihood"]);
}

#[test]
fn confidence_and_condition() {
    check("⟦It remains unclear⟧ who waits.", &["confidence"]);
    check("⟦If the fog lasts⟧, ships wait.", &["condition"]);
    check("Ships wait ⟦unless a pilot comes⟧; even if it is late, they wait.", &["condition"]);
}

#[test]
fn attribution() {
    check("⟦According to⟧ the harbour office, ships wait.", &["attribution by harbour office"]);
    check("Ships wait, ⟦according to⟧ two pilots.", &["attribution by two pilots"]);
    check("The harbour office ⟦said⟧ that ships wait.", &["attribution by harbour office"]);
    check("Something that pilots and mates ⟦have been warning of⟧ for years.", &["attribution by pilots and mates"]);
    check("The office (HO) ⟦claimed responsibility⟧ for it.", &["attribution by office"]);
    check("He ⟦is believed to be⟧ a pilot, and ⟦has also been accused of⟧ fraud.", &["attribution", "attribution"]);
    check("The ⟦alleged⟧ pilots are ⟦reportedly⟧ few.", &["attribution", "attribution"]);
    check("Two pilots were told to wait.", &[]);
    check("There are ⟦reports of⟧ fog, and the reports are long.", &["attribution"]);
    check("The union ⟦announced⟧ that it strikes; it announced a strike.", &["attribution by union"]);
}

#[test]
fn icd_203s_phrases_have_their_ranges() {
    for (phrase, range) in [
        ("There is ⟦almost no chance⟧ of fog.", "1–5"),
        ("There is a ⟦remote chance⟧ of fog.", "1–5"),
        ("Fog is ⟦very unlikely⟧.", "5–20"),
        ("Fog is ⟦highly improbable⟧.", "5–20"),
        ("Fog is ⟦improbable⟧.", "20–45"),
        ("There is a ⟦roughly even chance⟧ of fog.", "45–55"),
        ("Fog is ⟦probable⟧.", "55–80"),
        ("Fog will ⟦probably⟧ come.", "55–80"),
        ("Fog is ⟦highly probable⟧.", "80–95"),
        ("Fog is ⟦almost certain⟧.", "95–99"),
        ("Fog is ⟦nearly certain⟧.", "95–99"),
    ] {
        check(phrase, &[&format!("likelihood {range}")]);
    }
}

#[test]
fn estimates_without_a_range() {
    check("Fog ⟦is projected to⟧ last; growth ⟦is forecast to⟧ slow.", &["likelihood", "likelihood"]);
    check("Prices ⟦could⟧ rise, ⟦perhaps⟧ soon.", &["likelihood", "likelihood"]);
    check("Markets ⟦expect⟧ a rise. ⟦Expect⟧ more fog.", &["likelihood", "likelihood"]);
    check("The port ⟦appears to⟧ be shut and ⟦seems⟧ empty.", &["likelihood", "likelihood"]);
    check("There is a ⟦40 percent chance of⟧ fog.", &["likelihood"]);
    check("Sales ⟦are set to⟧ rise; the council is set to meet.", &["likelihood"]);
    check("It is ⟦highly likely⟧ that they are late.", &["likelihood"]);
}

#[test]
fn ability_permission_and_other_words_are_no_estimates() {
    check("He could not see, so that they could pass; may I ask?", &[]);
    check("In May, inspectors may board a ship only with a warrant.", &[]);
    check("The navy shows its might. Remote villages appeared on maps.", &[]);
    check("They plan to go, aim to win, are due to meet and would stay.", &[]);
}

#[test]
fn how_well_it_is_known() {
    check("⟦It is not yet clear⟧ why; the cause ⟦remains unknown⟧.", &["confidence", "confidence"]);
    check("This ⟦could not be independently verified⟧.", &["confidence"]);
    check("⟦No one knows⟧ why; ⟦little is known⟧ of it.", &["confidence", "confidence"]);
    check("⟦With low confidence⟧, pilots wait; ⟦confidence in this is low⟧.", &["confidence", "confidence"]);
    check("⟦Unconfirmed⟧ tales of unknown ships in disputed waters; consumer confidence is low.", &["confidence"]);
    check("⟦It remains an open question⟧; ⟦it is too soon to tell⟧.", &["confidence", "confidence"]);
}

#[test]
fn verbs_of_saying() {
    check("The minister ⟦told⟧ reporters that fog came; he told them to wait.", &["attribution by minister"]);
    check("Pilots ⟦argue⟧ that fog came, and mates ⟦deny⟧ it.", &["attribution by Pilots", "attribution by mates"]);
    check("Fog came, the ministry ⟦added⟧.", &["attribution by ministry"]);
    check("The office ⟦put⟧ the losses at 40 ships; it put the ship to sea.", &["attribution by office"]);
    check("The office ⟦counted⟧ 40 ships; such counts are rare.", &["attribution by office"]);
    check("The mayor ⟦called⟧ the charge baseless and called the police.", &["attribution by mayor"]);
    check("A group called the Northern Front called for a strike.", &[]);
    check("The mate ⟦described⟧ the fog as thick.", &["attribution by mate"]);
    check("The pilot ⟦spoke⟧ on Monday of “thick fog”.", &["attribution by pilot"]);
    check("Officials ⟦insisted⟧ on Wednesday that it was safe and insisted on a pilot.", &["attribution by Officials"]);
    check(
        "Officials ⟦insist⟧ it is safe; the port ⟦assesses⟧ the risk as low.",
        &["attribution by Officials", "attribution by port"],
    );
    check("The mayor ordered, promised, agreed and announced a strike.", &[]);
    check("The fog claimed 40 lives; a pilot was denied entry; he reports to the mayor.", &[]);
}

#[test]
fn nouns_are_not_verbs() {
    check(
        "The OKB ⟦projects⟧ slow growth; OKB projects in ports cut rates as fast as they can.",
        &["attribution by OKB"],
    );
    check("The report is long, its claims are bold, and the states are many.", &[]);
    check("A warning was given; they gave warning; he rose by 4 points to win.", &[]);
}

#[test]
fn passives_and_participles() {
    check("Fog ⟦is said to be⟧ rare; it ⟦is thought to⟧ last.", &["attribution", "attribution"]);
    check("⟦Suspected⟧ smugglers fled, and an ⟦alleged⟧ spy stayed.", &["attribution", "attribution"]);
    check("Losses ⟦reported⟧ by the ministry are high.", &["attribution by ministry"]);
    check("The paper quoted a pilot as ⟦saying⟧ that fog came.", &["attribution by pilot"]);
    check("A fire ⟦blamed⟧ on smokers; the mate left, ⟦citing⟧ fog.", &["attribution", "attribution by fog"]);
    check("The paper ⟦cited⟧ two pilots, ⟦saying⟧ they were late.", &["attribution by paper", "attribution by paper"]);
}

#[test]
fn the_holder_is_the_subject() {
    check("Ada Moor, the head of the office, ⟦said⟧ that fog came.", &["attribution by Ada Moor"]);
    check("The head of the office ⟦said⟧ that fog came.", &["attribution by head of the office"]);
    check("The minister, Ada Moor, ⟦said⟧ that fog came.", &["attribution by Ada Moor"]);
    check("President Ada Moor ⟦said⟧ that fog came.", &["attribution by Ada Moor"]);
    check("Pilots at the port ⟦say⟧ that fog came.", &["attribution by Pilots"]);
    check("Pilots in the north ⟦say⟧ that fog came.", &["attribution by Pilots in the north"]);
    check("On Monday officials ⟦said⟧ that fog came.", &["attribution by officials"]);
    check("The office closed the port, and ⟦blamed⟧ the fog.", &["attribution by office"]);
    check("“Fog came,” ⟦said⟧ the minister.", &["attribution by minister"]);
    check("A study published in March ⟦found⟧ that fog came.", &["attribution by study"]);
    check("⟦In the view of⟧ the mayor, fog came.", &["attribution by mayor"]);
}

#[test]
fn conditions() {
    check("⟦If confirmed⟧, it would be the first.", &["condition"]);
    check("⟦Should their ship fail⟧, they wait.", &["condition"]);
    check("They go ⟦provided that it is safe⟧, or ⟦as long as the U.S. coast is clear⟧.", &["condition", "condition"]);
    check("⟦In the event of fog⟧, they wait; they ask if it came, if any, as if it had.", &["condition"]);
    check("What if it fails?", &[]);
    check("They did not say if it fails.", &[]);
}

proptest::proptest! {
    #[test]
    fn any_words_are_survived(text in "((if|is|has|been|said|that|the|of|Fog|pilots|,|\\.|“|”|according|to|may|unclear|it|not|called|put|at|40|expected|by|and|who|remains|\\(|\\)) ?){0,20}") {
        let Ok(brief) = crate::read::read(text.as_bytes(), "a.txt") else { return Ok(()) };
        let mut last = 0;
        for hedge in super::find(&brief, &tokens(&brief), &sentences::find(&brief, &[]), &[]) {
            proptest::prop_assert!(hedge.range.start >= last && !hedge.range.is_empty());
            proptest::prop_assert!(brief.text.get(hedge.range.clone()).is_some());
            proptest::prop_assert!(hedge.holder.is_none_or(|holder| brief.text.get(holder).is_some()));
            last = hedge.range.end;
        }
    }
}
