//! The verbs of saying and thinking.

use super::HedgeKind::{self, Attribution, Likelihood};

/// A verb of saying or thinking.
#[derive(Debug)]
pub struct Verb {
    /// Base, third person, past, present participle, past participle where it differs.
    pub forms: &'static str,
    /// What must follow.
    pub needs: Needs,
    /// Whether its base and third person are nouns as well.
    pub is_noun: bool,
    /// The particle that belongs to it where it stands next to it.
    pub particles: &'static [&'static str],
    /// Whose word or what chance it gives.
    pub kind: HedgeKind,
    /// The kind of its passive (“is believed to be”); none where the passive hears rather than says.
    pub passive: Option<HedgeKind>,
}

/// How a verb must go on to be one of saying.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Needs {
    /// It lays something at someone's door by itself.
    Nothing,
    /// A clause or a quotation: “announced that”, not “announced a plan”.
    Speech,
    /// A number: “counts 300 dead”, “puts the toll at 40”.
    Figure,
    /// “as” further on: “describes it as”.
    As,
    /// “of” further on: “spoke on Monday of”.
    Of,
    /// “to” right after it: “points to”.
    To,
    /// An object and what it is called: “called it deliberate”.
    Object,
}

const fn verb(forms: &'static str, needs: Needs) -> Verb {
    Verb { forms, needs, is_noun: false, particles: &[], kind: Attribution, passive: None }
}

const fn noun_or_verb(forms: &'static str, needs: Needs) -> Verb {
    Verb { is_noun: true, ..verb(forms, needs) }
}

/// A verb whose passive hedges as well: “is believed to be”.
const fn with_passive(verb: Verb) -> Verb {
    Verb { passive: Some(Attribution), ..verb }
}

const fn with(verb: Verb, particles: &'static [&'static str]) -> Verb {
    Verb { particles, ..verb }
}

/// The verbs.
pub static VERBS: &[Verb] = &[
    with_passive(verb("say says said saying", Needs::Nothing)),
    with_passive(with(noun_or_verb("claim claims claimed claiming", Needs::Nothing), &["responsibility"])),
    with(verb("warn warns warned warning", Needs::Nothing), &["of", "about", "against"]),
    with_passive(verb("allege alleges alleged alleging", Needs::Nothing)),
    with_passive(with(verb("accuse accuses accused accusing", Needs::Nothing), &["of"])),
    verb("argue argues argued arguing", Needs::Nothing),
    verb("assert asserts asserted asserting", Needs::Nothing),
    with_passive(verb("believe believes believed believing", Needs::Nothing)),
    with_passive(verb("think thinks thought thinking", Needs::Nothing)),
    verb("contend contends contended contending", Needs::Nothing),
    with(verb("complain complains complained complaining", Needs::Nothing), &["of", "about"]),
    verb("deny denies denied denying", Needs::Nothing),
    Verb { passive: Some(Likelihood), ..noun_or_verb("estimate estimates estimated estimating", Needs::Nothing) },
    with_passive(noun_or_verb("blame blames blamed blaming", Needs::Nothing)),
    verb("tell tells told telling", Needs::Nothing),
    Verb { passive: Some(Likelihood), ..verb("predict predicts predicted predicting", Needs::Nothing) },
    Verb { passive: Some(Likelihood), ..noun_or_verb("forecast forecasts forecasted forecasting", Needs::Nothing) },
    Verb { passive: Some(Likelihood), ..noun_or_verb("project projects projected projecting", Needs::Nothing) },
    noun_or_verb("caution cautions cautioned cautioning", Needs::Nothing),
    verb("admit admits admitted admitting", Needs::Nothing),
    verb("concede concedes conceded conceding", Needs::Nothing),
    verb("acknowledge acknowledges acknowledged acknowledging", Needs::Nothing),
    verb("reckon reckons reckoned reckoning", Needs::Nothing),
    with_passive(noun_or_verb("suspect suspects suspected suspecting", Needs::Nothing)),
    noun_or_verb("doubt doubts doubted doubting", Needs::Nothing),
    with_passive(verb("presume presumes presumed presuming", Needs::Nothing)),
    with_passive(verb("assume assumes assumed assuming", Needs::Speech)),
    with_passive(noun_or_verb("fear fears feared fearing", Needs::Speech)),
    with_passive(verb("understand understands understood understanding", Needs::Speech)),
    verb("testify testifies testified testifying", Needs::Nothing),
    verb("speculate speculates speculated speculating", Needs::Nothing),
    with(noun_or_verb("hint hints hinted hinting", Needs::Nothing), &["at"]),
    verb("allude alludes alluded alluding", Needs::Nothing),
    with_passive(noun_or_verb("report reports reported reporting", Needs::Nothing)),
    with_passive(noun_or_verb("rumour rumours rumoured rumouring", Needs::Speech)),
    with_passive(noun_or_verb("rumor rumors rumored rumoring", Needs::Speech)),
    with_passive(verb("cite cites cited citing", Needs::Nothing)),
    with_passive(with(noun_or_verb("attribute attributes attributed attributing", Needs::Nothing), &["to"])),
    Verb { kind: Likelihood, passive: Some(Likelihood), ..verb("expect expects expected expecting", Needs::Nothing) },
    Verb {
        kind: Likelihood,
        passive: Some(Likelihood),
        ..verb("anticipate anticipates anticipated anticipating", Needs::Nothing)
    },
    verb("announce announces announced announcing", Needs::Speech),
    verb("insist insists insisted insisting", Needs::Speech),
    verb("maintain maintains maintained maintaining", Needs::Speech),
    noun_or_verb("note notes noted noting", Needs::Speech),
    noun_or_verb("state states stated stating", Needs::Speech),
    verb("add adds added adding", Needs::Speech),
    verb("affirm affirms affirmed affirming", Needs::Speech),
    verb("agree agrees", Needs::Speech),
    verb("assess assesses assessed assessing", Needs::Speech),
    verb("attest attests attested attesting", Needs::Speech),
    verb("boast boasts boasted boasting", Needs::Speech),
    verb("calculate calculates calculated calculating", Needs::Speech),
    noun_or_verb("comment comments commented commenting", Needs::Speech),
    verb("conclude concludes concluded concluding", Needs::Speech),
    verb("confirm confirms confirmed confirming", Needs::Speech),
    noun_or_verb("counter counters countered countering", Needs::Speech),
    verb("declare declares declared declaring", Needs::Speech),
    verb("disclose discloses disclosed disclosing", Needs::Speech),
    verb("emphasise emphasises emphasised emphasising", Needs::Speech),
    verb("emphasize emphasizes emphasized emphasizing", Needs::Speech),
    verb("explain explains explained explaining", Needs::Speech),
    verb("find finds found finding", Needs::Speech),
    verb("hold holds held holding", Needs::Speech),
    noun_or_verb("judge judges judged judging", Needs::Speech),
    verb("lament laments lamented lamenting", Needs::Speech),
    verb("observe observes observed observing", Needs::Speech),
    verb("recall recalls recalled recalling", Needs::Speech),
    verb("reiterate reiterates reiterated reiterating", Needs::Speech),
    noun_or_verb("remark remarks remarked remarking", Needs::Speech),
    noun_or_verb("reply replies replied replying", Needs::Speech),
    verb("respond responds responded responding", Needs::Speech),
    noun_or_verb("signal signals signalled signalling", Needs::Speech),
    noun_or_verb("stress stresses stressed stressing", Needs::Speech),
    verb("underline underlines underlined underlining", Needs::Speech),
    verb("underscore underscores underscored underscoring", Needs::Speech),
    verb("write writes wrote writing written", Needs::Speech),
    with(noun_or_verb("point points pointed pointing", Needs::To), &["to"]),
    noun_or_verb("count counts counted counting", Needs::Figure),
    noun_or_verb("record records recorded recording", Needs::Figure),
    noun_or_verb("document documents documented documenting", Needs::Figure),
    noun_or_verb("register registers registered registering", Needs::Figure),
    verb("verify verifies verified verifying", Needs::Figure),
    verb("put puts put putting", Needs::Figure),
    with(verb("describe describes described describing", Needs::As), &["as"]),
    with(verb("characterise characterises characterised characterising", Needs::As), &["as"]),
    with(verb("characterize characterizes characterized characterizing", Needs::As), &["as"]),
    with(verb("portray portrays portrayed portraying", Needs::As), &["as"]),
    with(verb("depict depicts depicted depicting", Needs::As), &["as"]),
    with(verb("denounce denounces denounced denouncing", Needs::As), &["as"]),
    with(verb("dismiss dismisses dismissed dismissing", Needs::As), &["as"]),
    with(verb("reject rejects rejected rejecting", Needs::As), &["as"]),
    with(noun_or_verb("rate rates rated rating", Needs::As), &["as"]),
    with(verb("regard regards regarded regarding", Needs::As), &["as"]),
    with(noun_or_verb("view views viewed viewing", Needs::As), &["as"]),
    with(verb("see sees saw seeing seen", Needs::As), &["as"]),
    noun_or_verb("call calls called calling", Needs::Object),
    noun_or_verb("label labels labelled labelling", Needs::Object),
    verb("deem deems deemed deeming", Needs::Object),
    with(verb("speak speaks spoke speaking spoken", Needs::Of), &["of"]),
    with(noun_or_verb("talk talks talked talking", Needs::Of), &["of"]),
];
