//! What the grammar of dates understands.

use super::super::tokens;
use super::find;

/// A text whose dates stand in ⟦brackets⟧, and what they denote, on Monday, 6 October 2025.
#[track_caller]
fn check(text: &str, expected: &[&str]) {
    let plain: String = text.chars().filter(|c| !"⟦⟧".contains(*c)).collect();
    let mut brief = crate::read::read(plain.as_bytes(), "a.txt").expect("it is text");
    brief.date = "2025-10-06".parse().ok();
    let dates = find(&brief, &tokens(&brief), &[]);
    let mut marked = brief.text.clone();
    for date in dates.iter().rev() {
        marked.insert(date.range.end, '⟧');
        marked.insert(date.range.start, '⟦');
    }
    assert_eq!(marked, text);
    let found: Vec<String> =
        dates.iter().map(|date| format!("{}/{} {}", date.from, date.to, date.precision.word())).collect();
    assert_eq!(found, expected, "{text}");
}

#[test]
fn explicit_days() {
    check("It began on ⟦October 3, 2024⟧, they say.", &["2024-10-03/2024-10-03 day"]);
    check("It began on ⟦3 October 2024⟧, they say.", &["2024-10-03/2024-10-03 day"]);
    check("On ⟦the 3rd of October 2024⟧ it began.", &["2024-10-03/2024-10-03 day"]);
    check("The file of ⟦2024-10-03⟧ is lost.", &["2024-10-03/2024-10-03 day"]);
    check("At ⟦120600ZNOV24⟧ it began.", &["2024-11-12/2024-11-12 day"]);
    check("Since ⟦8 OCT 23⟧, many fled.", &["2023-10-08/2023-10-08 day"]);
    check("There is no February 30, 2024 in it.", &[]);
}

#[test]
fn days_without_a_year() {
    check("On ⟦September 20⟧ it ended.", &["2025-09-20/2025-09-20 day"]);
    check("On ⟦20 December⟧ it ended.", &["2024-12-20/2024-12-20 day"]);
    check("It must dissolve by ⟦7 February⟧ at the latest.", &["2026-02-07/2026-02-07 day"]);
    check("On ⟦11 NOV⟧ it ended.", &["2024-11-11/2024-11-11 day"]);
}

#[test]
fn months_and_years() {
    check("In ⟦July 2021⟧ and in ⟦May⟧ it rained.", &["2021-07-01/2021-07-31 month", "2025-05-01/2025-05-31 month"]);
    check("Its mandate is due to end in ⟦February⟧ after all.", &["2026-02-01/2026-02-28 month"]);
    check("Backed by Rwanda, they seized it in ⟦January⟧.", &["2025-01-01/2025-01-31 month"]);
    check("They may march in May’s office.", &[]);
    check("May I ask? March on.", &[]);
    check(
        "In ⟦2016⟧, the ⟦2002⟧ crisis (⟦2004⟧) was over.",
        &["2016-01-01/2016-12-31 year", "2002-01-01/2002-12-31 year", "2004-01-01/2004-12-31 year"],
    );
    check("Resolution 2025 passed; 2000 fighters and 1,950 ships under Regulation 2024/1252 cost $2000.", &[]);
    check(
        "In ⟦the 1980s⟧ and ⟦the 19th century⟧ it rained.",
        &["1980-01-01/1989-12-31 decade", "1801-01-01/1900-12-31 century"],
    );
}

#[test]
fn parts_and_ranges() {
    check("Since ⟦mid-2023⟧ it grew.", &["2023-05-01/2023-08-31 span"]);
    check(
        "In ⟦early May 2024⟧ and ⟦late 2023⟧ it grew.",
        &["2024-05-01/2024-05-10 span", "2023-09-01/2023-12-31 span"],
    );
    check("From ⟦18–24 March 2024⟧ they met.", &["2024-03-18/2024-03-24 span"]);
    check("On ⟦March 18-24, 2024⟧ they met.", &["2024-03-18/2024-03-24 span"]);
    check("In ⟦2019–2021⟧ they met.", &["2019-01-01/2021-12-31 span"]);
    check("In ⟦the first half of the year⟧ they met.", &["2025-01-01/2025-06-30 span"]);
    check("In ⟦the third quarter of 2024⟧ they met.", &["2024-07-01/2024-09-30 span"]);
    check(
        "Since ⟦the spring⟧ and ⟦last winter⟧ they met.",
        &["2025-03-01/2025-05-31 season", "2024-12-01/2025-02-28 season"],
    );
    check("In ⟦the summer of 2024⟧ they met.", &["2024-06-01/2024-08-31 season"]);
}

#[test]
fn relative_dates() {
    check("⟦Last week⟧’s attack, and ⟦next week⟧.", &["2025-09-29/2025-10-05 week", "2025-10-13/2025-10-19 week"]);
    check(
        "⟦Earlier this month⟧ and ⟦last year⟧ it rained.",
        &["2025-10-01/2025-10-31 month", "2024-01-01/2024-12-31 year"],
    );
    check("In ⟦the last year⟧ it rained.", &["2024-10-06/2025-10-06 span"]);
    check("In the last week of his term it rained.", &[]);
    check("Over ⟦the past three months⟧ it rained.", &["2025-07-06/2025-10-06 span"]);
    check("It rained ⟦two weeks ago⟧ and ⟦yesterday⟧.", &["2025-09-22/2025-09-28 week", "2025-10-05/2025-10-05 day"]);
    check("⟦Three years ago⟧ it rained.", &["2022-01-01/2022-12-31 year"]);
    check("⟦Last Tuesday⟧ and on ⟦Friday⟧ it rained.", &["2025-09-30/2025-09-30 day", "2025-10-03/2025-10-03 day"]);
}

#[test]
fn days_in_every_style() {
    check("On ⟦Sept. 5⟧ it sank.", &["2025-09-05/2025-09-05 day"]);
    check("On ⟦12 Nov. 2024⟧ it sank.", &["2024-11-12/2024-11-12 day"]);
    check("On ⟦5 Sept 2025⟧ it sank.", &["2025-09-05/2025-09-05 day"]);
    check("On ⟦Friday, March 29⟧, it sank.", &["2025-03-29/2025-03-29 day"]);
    check("On ⟦Friday 29 March 2024⟧ it sank.", &["2024-03-29/2024-03-29 day"]);
    check("On ⟦the 3rd of October⟧ it sank.", &["2025-10-03/2025-10-03 day"]);
    check("It came on ⟦29.03.2024⟧ and on ⟦29/03/2024⟧.", &["2024-03-29/2024-03-29 day", "2024-03-29/2024-03-29 day"]);
    check("It came on ⟦3/29/2024⟧, not on 03/04/2024.", &["2024-03-29/2024-03-29 day"]);
    check(
        "Logged at ⟦2024-03-29T06⟧:15Z and on ⟦12-Nov-2024⟧.",
        &["2024-03-29/2024-03-29 day", "2024-11-12/2024-11-12 day"],
    );
    check("At ⟦120600Z NOV 24⟧ and ⟦12 0600Z NOV 24⟧.", &["2024-11-12/2024-11-12 day", "2024-11-12/2024-11-12 day"]);
    check(
        "As of ⟦11 NOV⟧, 23 pers were hit; on ⟦7 NOV⟧ 23 pers were.",
        &["2024-11-11/2024-11-11 day", "2024-11-07/2024-11-07 day"],
    );
    check(
        "It sank on ⟦12 SEP⟧. It had begun on ⟦5 Sept⟧.",
        &["2025-09-12/2025-09-12 day", "2025-09-05/2025-09-05 day"],
    );
    check("Since ⟦24 February 2022⟧ they fought.", &["2022-02-24/2022-02-24 day"]);
    check("On ⟦8 March last year⟧ it sank.", &["2024-03-08/2024-03-08 day"]);
}

#[test]
fn a_day_whose_year_everybody_knows() {
    check(
        "Since the ⟦October 7⟧ attack, ⟦7 October⟧ has meant more.",
        &["2023-10-07/2023-10-07 day", "2025-10-07/2025-10-07 day"],
    );
}

#[test]
fn stretches_of_days_and_months() {
    check("From ⟦15 to 17 May⟧ they met.", &["2025-05-15/2025-05-17 span"]);
    check("On ⟦15-17 May 2024⟧ they met.", &["2024-05-15/2024-05-17 span"]);
    check("On ⟦29–31 March⟧ they met.", &["2025-03-29/2025-03-31 span"]);
    check("From ⟦29 March–2 April 2024⟧ they met.", &["2024-03-29/2024-04-02 span"]);
    check("From ⟦December 29–January 2, 2024⟧ they met.", &["2023-12-29/2024-01-02 span"]);
    check(
        "On ⟦March 3 and 4⟧ they met; on ⟦March 3⟧ and 12 people came.",
        &["2025-03-03/2025-03-04 span", "2025-03-03/2025-03-03 day"],
    );
    check("In ⟦March–June 2024⟧ it grew.", &["2024-03-01/2024-06-30 span"]);
    check("From ⟦November–February 2024⟧ it grew.", &["2023-11-01/2024-02-29 span"]);
    check("From ⟦March⟧ to ⟦June 2024⟧ it grew.", &["2024-03-01/2024-03-31 month", "2024-06-01/2024-06-30 month"]);
    check(
        "Between ⟦November⟧ and ⟦March 2022⟧ it grew.",
        &["2022-11-01/2022-11-30 month", "2022-03-01/2022-03-31 month"],
    );
    check("From ⟦November⟧ to ⟦March 2022⟧ it grew.", &["2021-11-01/2021-11-30 month", "2022-03-01/2022-03-31 month"]);
    check("Between ⟦3 March⟧ and ⟦5 April 2024⟧ it grew.", &["2024-03-03/2024-03-03 day", "2024-04-05/2024-04-05 day"]);
    check("Between ⟦2015⟧ and ⟦2019⟧ it grew.", &["2015-01-01/2015-12-31 year", "2019-01-01/2019-12-31 year"]);
    check("In ⟦1990-91⟧ and ⟦2024/25⟧ it grew.", &["1990-01-01/1991-12-31 span", "2024-01-01/2025-12-31 span"]);
}

#[test]
fn the_tense_tells_on_which_side_a_month_lies() {
    check("The council will meet in ⟦September⟧.", &["2026-09-01/2026-09-30 month"]);
    check("The council met in ⟦September⟧.", &["2025-09-01/2025-09-30 month"]);
    check(
        "In ⟦November⟧, voters will choose; in ⟦November⟧, they chose.",
        &["2025-11-01/2025-11-30 month", "2024-11-01/2024-11-30 month"],
    );
    check("By ⟦October 5⟧, the office counted ten.", &["2025-10-05/2025-10-05 day"]);
    check("It is less likely than in ⟦September⟧ but would hurt.", &["2025-09-01/2025-09-30 month"]);
    check("The report is to be delivered in ⟦May⟧.", &["2026-05-01/2026-05-31 month"]);
    check("He is to visit Iowa on ⟦Thursday⟧.", &["2025-10-09/2025-10-09 day"]);
    check(
        "They pledged to meet in ⟦November⟧, as pledged in ⟦September⟧.",
        &["2025-11-01/2025-11-30 month", "2025-09-01/2025-09-30 month"],
    );
    check("Elections scheduled for ⟦March⟧ may slip.", &["2026-03-01/2026-03-31 month"]);
    check("A summit to be held in ⟦November⟧ is near.", &["2025-11-01/2025-11-30 month"]);
    check("By ⟦May⟧ it had won; by ⟦May⟧ it ends.", &["2025-05-01/2025-05-31 month", "2026-05-01/2026-05-31 month"]);
    check("A ⟦July⟧ report, ⟦November⟧ at hand.", &["2025-07-01/2025-07-31 month", "2025-11-01/2025-11-30 month"]);
    check("On ⟦October 8⟧, leaders gather.", &["2025-10-08/2025-10-08 day"]);
    check(
        "They will meet on ⟦Thursday⟧, as they said on ⟦Thursday⟧.",
        &["2025-10-09/2025-10-09 day", "2025-10-02/2025-10-02 day"],
    );
    check(
        "It spoke on ⟦Monday⟧ and ⟦Tuesday⟧; ⟦Tuesday⟧ night was calm.",
        &["2025-10-06/2025-10-06 day", "2025-09-30/2025-09-30 day", "2025-09-30/2025-09-30 day"],
    );
}

#[test]
fn months_that_are_other_words() {
    check("Ms. May left on Good Friday; the Sunday Times and April Carter wrote of it.", &[]);
    check("MAR and DEC are short; it fell in ⟦DEC⟧.", &["2024-12-01/2024-12-31 month"]);
}

#[test]
fn years_and_numbers() {
    check(
        "⟦2023⟧ was hot, the pre-⟦2014⟧ line stood, and Russia’s ⟦2022⟧ war began.",
        &["2023-01-01/2023-12-31 year", "2014-01-01/2014-12-31 year", "2022-01-01/2022-12-31 year"],
    );
    check(
        "By ⟦2030⟧, a ⟦2019⟧ study and the ⟦2025⟧ budget say.",
        &["2030-01-01/2030-12-31 year", "2019-01-01/2019-12-31 year", "2025-01-01/2025-12-31 year"],
    );
    check(
        "COP29 in ⟦2024⟧; Vision 2030, Agenda 2063, the 2,000 and Resolution 2231 (⟦2015⟧).",
        &["2024-01-01/2024-12-31 year", "2015-01-01/2015-12-31 year"],
    );
    check("The fatal ⟦2003⟧ shooting; the first 2000 troops.", &["2003-01-01/2003-12-31 year"]);
    check("24/7 and 9/11, from 2000 troops to 1500 vessels, at $2025, No. 2021.", &[]);
    check(
        "The peace of ⟦1648⟧, in ⟦1648⟧; he counted 1648 times.",
        &["1648-01-01/1648-12-31 year", "1648-01-01/1648-12-31 year"],
    );
    check("In ⟦FY2025⟧ and ⟦FY 2024/25⟧ it grew.", &["2025-01-01/2025-12-31 year", "2024-01-01/2025-12-31 span"]);
    check(
        "In ⟦the nineteenth century⟧, ⟦the late 1990s⟧ and ⟦the mid-1990s⟧.",
        &["1801-01-01/1900-12-31 century", "1997-01-01/1999-12-31 span", "1994-01-01/1996-12-31 span"],
    );
    check("The turn of the century and of the decade.", &[]);
}

#[test]
fn parts_of_longer_stretches() {
    check(
        "In ⟦Q2⟧ and ⟦Q4 2024⟧, ⟦H1 2024⟧ too.",
        &["2025-04-01/2025-06-30 span", "2024-10-01/2024-12-31 span", "2024-01-01/2024-06-30 span"],
    );
    check(
        "It fell in ⟦the second quarter⟧ and will fall in ⟦the first quarter⟧.",
        &["2025-04-01/2025-06-30 span", "2026-01-01/2026-03-31 span"],
    );
    check(
        "By ⟦year-end⟧, by ⟦the end of the year⟧, by ⟦the end of 2025⟧.",
        &["2025-12-31/2025-12-31 day", "2025-12-31/2025-12-31 day", "2025-12-31/2025-12-31 day"],
    );
    check(
        "At ⟦the end of March⟧, by ⟦end-2026⟧, since ⟦the start of 2024⟧.",
        &["2025-03-31/2025-03-31 day", "2026-12-31/2026-12-31 day", "2024-01-01/2024-01-01 day"],
    );
    check("⟦Early next year⟧ or ⟦late last month⟧.", &["2026-01-01/2026-04-30 span", "2025-09-21/2025-09-30 span"]);
    check(
        "In ⟦mid- to late 2026⟧ and ⟦the middle of 2024⟧.",
        &["2026-05-01/2026-12-31 span", "2024-05-01/2024-08-31 span"],
    );
    check(
        "In ⟦the first three months of 2025⟧ and ⟦the last quarter of 2024⟧.",
        &["2025-01-01/2025-03-31 span", "2024-10-01/2024-12-31 span"],
    );
    check("In ⟦the second week of June⟧ it fell.", &["2025-06-08/2025-06-14 week"]);
    check("In ⟦the week of March 3⟧ it fell.", &["2025-03-03/2025-03-09 week"]);
    check("The first quarter of the match, the end of the war, the start of talks.", &[]);
}

#[test]
fn relative_stretches() {
    check(
        "Over ⟦the past decade⟧ and ⟦the last 24 hours⟧.",
        &["2015-10-06/2025-10-06 span", "2025-10-05/2025-10-06 span"],
    );
    check(
        "In ⟦the next six months⟧ and ⟦the coming year⟧.",
        &["2025-10-06/2026-04-06 span", "2025-10-06/2026-10-06 span"],
    );
    check(
        "⟦This week⟧ and ⟦this year⟧; so far ⟦this quarter⟧.",
        &["2025-10-06/2025-10-12 week", "2025-01-01/2025-12-31 year", "2025-10-01/2025-12-31 span"],
    );
    check("In recent weeks, two days later, the following day, that year, the past years, the last few weeks.", &[]);
    check("A week earlier, the previous month, for ten years, within 72 hrs, years ago.", &[]);
    check(
        "⟦A year ago⟧, ⟦a decade ago⟧, ⟦18 months ago⟧.",
        &["2024-01-01/2024-12-31 year", "2015-01-01/2015-12-31 year", "2024-04-01/2024-04-30 month"],
    );
    check(
        "⟦Last night⟧, ⟦this morning⟧ and ⟦tomorrow⟧.",
        &["2025-10-05/2025-10-05 day", "2025-10-06/2025-10-06 day", "2025-10-07/2025-10-07 day"],
    );
    check(
        "Over ⟦the weekend⟧, ⟦last weekend⟧ and ⟦next weekend⟧.",
        &["2025-10-04/2025-10-05 span", "2025-10-04/2025-10-05 span", "2025-10-18/2025-10-19 span"],
    );
    check("⟦Next Tuesday⟧ and ⟦this Thursday⟧.", &["2025-10-14/2025-10-14 day", "2025-10-09/2025-10-09 day"]);
    check(
        "⟦Next spring⟧, ⟦this summer⟧, ⟦last fall⟧, before ⟦the winter⟧.",
        &[
            "2026-03-01/2026-05-31 season",
            "2025-06-01/2025-08-31 season",
            "2024-09-01/2024-11-30 season",
            "2025-12-01/2026-02-28 season",
        ],
    );
    check(
        "⟦Last May⟧, ⟦this August⟧, ⟦next January⟧, ⟦March last year⟧.",
        &[
            "2025-05-01/2025-05-31 month",
            "2025-08-01/2025-08-31 month",
            "2026-01-01/2026-01-31 month",
            "2024-03-01/2024-03-31 month",
        ],
    );
    check("⟦This decade⟧, ⟦last century⟧.", &["2020-01-01/2029-12-31 decade", "1901-01-01/2000-12-31 century"]);
}

#[test]
fn a_name_with_a_date_in_it_is_none() {
    check("The March 23 Movement and the 2030 Agenda.", &[]);
}

#[test]
fn words_without_end_are_no_rule_within_a_rule() {
    for word in ["the ", "early ", "last ", "Q1 ", "week of ", "end of the ", "March 3–", "first half of ", "FY "] {
        let brief = crate::read::read(word.repeat(20_000).as_bytes(), "a.txt").expect("it is text");
        find(&crate::brief::Brief { date: "2025-10-06".parse().ok(), ..brief.clone() }, &tokens(&brief), &[]);
    }
}

#[test]
fn without_a_date_of_its_own_a_brief_has_no_relative_ones() {
    let brief =
        crate::read::read("Last week and on April 4 it rained; in May 2024 too.".as_bytes(), "a.txt").expect("text");
    let found: Vec<&str> = find(&brief, &tokens(&brief), &[]).into_iter().map(|date| &brief.text[date.range]).collect();
    assert_eq!(found, ["May 2024"]);
}

proptest::proptest! {
    #[test]
    fn any_text_is_survived(text in "((the |in |last |early |mid-)?(May|3|31|2024|19[0-9]{2}s?|week|Friday|half|of|year|–|,| |quarter|first|99999999999|century|ago|two|next) ?){0,12}") {
        let Ok(mut brief) = crate::read::read(text.as_bytes(), "a.txt") else { return Ok(()) };
        for date in [None, "2025-10-06".parse().ok(), "0001-01-01".parse().ok(), "9999-12-31".parse().ok()] {
            brief.date = date;
            for date in find(&brief, &tokens(&brief), &[]) {
                proptest::prop_assert!(date.from <= date.to);
                proptest::prop_assert!(brief.text.get(date.range.clone()).is_some_and(|text| !text.trim().is_empty()));
            }
        }
    }
}
