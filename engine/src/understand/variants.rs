//! The ways in which one term is written: plurals, hyphens, British and American spelling.

/// Spellings that differ in length; each is found in either.
const SPELLINGS: [(&str, &str); 16] = [
    ("aemi", "emi"),
    ("aluminium", "aluminum"),
    ("armour", "armor"),
    ("behaviour", "behavior"),
    ("enrolment", "enrollment"),
    ("haem", "hem"),
    ("harbour", "harbor"),
    ("judgement", "judgment"),
    ("labelling", "labeling"),
    ("labour", "labor"),
    ("modelling", "modeling"),
    ("neighbour", "neighbor"),
    ("paed", "ped"),
    ("programme", "program"),
    ("sulph", "sulf"),
    ("vapour", "vapor"),
];

/// A form and all that is found by it: its regular plural, the other spelling, and both in one word.
/// Verb forms are listed where they are meant: formed by rule they would make a term of every “affiliated”.
pub fn forms(form: &str) -> Vec<String> {
    let mut forms = vec![form.to_owned()];
    if !is_in_capitals(form) {
        for (british, american) in SPELLINGS {
            if form.contains(british) {
                forms.push(form.replace(british, american));
                break;
            }
            if form.contains(american) {
                forms.push(form.replace(american, british));
                break;
            }
        }
        // “cease-fire” and “ceasefire”, “choke point” and “chokepoint”.
        let joined = forms[0].split_once(['-', ' ']).filter(|(first, second)| {
            first.len() <= 6 && second.len() >= 4 && second.bytes().all(|byte| byte.is_ascii_alphabetic())
        });
        if let Some((first, second)) = joined {
            forms.push([first, second].concat());
        }
    }
    let plurals: Vec<String> =
        forms.iter().flat_map(|form| [Some(plural(form)), plural_head(form)]).flatten().collect();
    forms.extend(plurals);
    forms
}

/// Whether a form is an abbreviation in capitals, a plural `s` aside: “FTFs”, “R0”, “PHEIC”.
pub fn is_in_capitals(form: &str) -> bool {
    let stem = form.strip_suffix('s').unwrap_or(form);
    stem.chars().count() > 1 && stem.chars().any(char::is_uppercase) && !stem.chars().any(char::is_lowercase)
}

/// The regular plural, formed on the last word.
pub fn plural(form: &str) -> String {
    let before_y = form.chars().rev().nth(1).unwrap_or_default();
    let is_sibilant = ["s", "x", "z", "ch", "sh"].iter().any(|ending| form.ends_with(ending));
    let ends = |ending: &str| form.strip_suffix(ending).filter(|_| !is_in_capitals(form));
    if is_in_capitals(form) {
        format!("{form}s")
    } else if let Some(stem) = ends("y").filter(|_| !"aeiou".contains(before_y)) {
        format!("{stem}ies")
    } else if let Some(stem) = ends("sis") {
        format!("{stem}ses")
    } else if let Some(stem) = ends("man") {
        format!("{stem}men")
    } else if is_sibilant {
        format!("{form}es")
    } else {
        format!("{form}s")
    }
}

/// “courses of action”: the plural formed on what stands before “of”.
fn plural_head(form: &str) -> Option<String> {
    let (head, rest) = form.split_once(" of ")?;
    Some([&plural(head), " of ", rest].concat())
}

#[cfg(test)]
mod tests {
    use super::*;
    use sidelight_text::spelling::normal;

    #[test]
    fn regular_plurals() {
        for (form, expected) in [
            ("proxy", "proxies"),
            ("sanction", "sanctions"),
            ("choke", "chokes"),
            ("key", "keys"),
            ("tax", "taxes"),
            ("crisis", "crises"),
            ("gunman", "gunmen"),
            ("FTF", "FTFs"),
            ("choke point", "choke points"),
        ] {
            assert_eq!(plural(form), expected);
        }
    }

    #[test]
    fn one_term_in_its_spellings() {
        for (form, printed) in [
            ("cease-fire", "Ceasefire"),
            ("cease-fire", "cease fires"),
            ("air strike", "airstrikes"),
            ("air strike", "air-strikes"),
            ("radicalization", "Radicalisation"),
            ("radicalisation", "radicalization"),
            ("forced labour", "forced labor"),
            ("missile defense", "missile defence"),
            ("data center", "data centres"),
            ("nuclear program", "nuclear programmes"),
            ("course of action", "courses of action"),
            ("haemorrhagic fever", "hemorrhagic fevers"),
            ("crisis", "crises"),
            ("UAV", "UAVs"),
        ] {
            let is_found = forms(form).iter().any(|form| normal(form) == normal(printed));
            assert!(is_found, "{form}: {printed}");
        }
        assert_eq!(forms("mandate"), ["mandate", "mandates"]);
    }
}
