//! Which passages are lit, and which of them comes next.

/// Key points in the order of the page, each by its id with the passages that its links lead to.
pub type Walk = [(String, Vec<Vec<String>>)];

/// Which passages are lit: those that the reader asked for, and the one just glanced at.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Light {
    /// Lit until asked otherwise, with the key point all of whose passages they are, if they are.
    pub kept: Vec<String>,
    pub point: Option<String>,
    pub glance: Vec<String>,
    /// The passage where the reader is: its key point, and which link of that leads to it.
    here: Option<(String, usize)>,
}

impl Light {
    /// Keeps the passages of one link of a key point lit.
    pub fn keep(&mut self, point: &str, link: usize, passages: Vec<String>) {
        self.kept = passages;
        self.point = None;
        self.here = Some((point.to_owned(), link));
    }

    /// Lights all passages of a key point, or puts them out where they are lit.
    pub fn toggle(&mut self, point: &str, passages: Vec<String>) {
        if self.point.as_deref() == Some(point) {
            self.put_out();
        } else {
            self.kept = passages;
            self.point = Some(point.to_owned());
            self.here = None;
        }
    }

    /// Goes on to the next passage, or back to the one before, through one key point after another and around the
    /// end; all passages of its key point are lit. Gives the key point and which of its links leads to the passage,
    /// `None` where there is no passage at all.
    pub fn step(&mut self, forward: bool, walk: &Walk) -> Option<(usize, usize)> {
        let stops: Vec<(usize, usize)> = walk
            .iter()
            .enumerate()
            .flat_map(|(point, (_, links))| (0..links.len()).map(move |link| (point, link)))
            .collect();
        let is_of = |stop: &(usize, usize), point: &str| walk[stop.0].0 == point;
        let here = self
            .here
            .as_ref()
            .and_then(|(point, link)| stops.iter().position(|stop| is_of(stop, point) && stop.1 == *link));
        // With all passages of a key point lit and none gone to, its first is next, or its last.
        let lit = self.point.as_ref();
        let of_lit = |stop: &(usize, usize)| lit.is_none_or(|point| is_of(stop, point));
        let next = match (here, forward) {
            (Some(here), true) => (here + 1) % stops.len(),
            (Some(here), false) => (here + stops.len() - 1) % stops.len(),
            (None, true) => stops.iter().position(of_lit)?,
            (None, false) => stops.iter().rposition(of_lit)?,
        };
        let (point, link) = stops[next];
        let (id, links) = &walk[point];
        self.kept = links.concat();
        self.point = Some(id.clone());
        self.here = Some((id.clone(), link));
        Some((point, link))
    }

    pub fn put_out(&mut self) {
        *self = Self::default();
    }

    pub fn is_lit(&self, passage: &str) -> bool {
        self.kept.iter().chain(&self.glance).any(|lit| lit == passage)
    }

    /// What people who do not see the light are told. `places` are the names of the passages that are kept.
    pub fn words(&self, places: &[String]) -> String {
        match (self.kept.len(), places) {
            (0, _) => "No passage is marked.".to_owned(),
            (1, [place]) => format!("The passage in {place} is marked."),
            (1, _) => "One passage is marked.".to_owned(),
            (count, []) => format!("{count} passages are marked."),
            (count, places) => format!("{count} passages are marked: {}.", places.join(", ")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn passages(names: &[&str]) -> Vec<String> {
        names.iter().map(|name| (*name).to_owned()).collect()
    }

    #[test]
    fn lights_what_was_asked_for() {
        let mut light = Light::default();
        light.toggle("k1", passages(&["p1", "p3"]));
        light.glance = passages(&["p2"]);
        let lit = |light: &Light| ["p1", "p2", "p3"].map(|passage| light.is_lit(passage));
        assert_eq!(lit(&light), [true, true, true], "a glance adds to what is kept");
        light.glance = Vec::new();
        assert_eq!(lit(&light), [true, false, true]);
        light.toggle("k2", passages(&["p2"]));
        assert_eq!(lit(&light), [false, true, false], "another key point takes over");
        light.toggle("k2", passages(&["p2"]));
        assert_eq!(light, Light::default(), "asked again, it goes out");
        light.toggle("k1", passages(&["p1", "p3"]));
        light.keep("k1", 1, passages(&["p3"]));
        assert_eq!((lit(&light), &light.point), ([false, false, true], &None), "one passage alone");
        light.put_out();
        assert_eq!(lit(&light), [false; 3]);
    }

    #[test]
    fn says_how_many_and_where() {
        for (kept, places, expected) in [
            (&[][..], &[][..], "No passage is marked."),
            (&["p1"], &["¶ 1"], "The passage in ¶ 1 is marked."),
            (&["p1", "p3"], &["¶ 1", "¶ 4"], "2 passages are marked: ¶ 1, ¶ 4."),
            (&["p1", "p3"], &[], "2 passages are marked."),
        ] {
            let light = Light { kept: passages(kept), ..Light::default() };
            assert_eq!(light.words(&passages(places)), expected);
        }
    }

    #[test]
    fn walks_through_all_passages_and_around() {
        let walk = [
            ("k1".to_owned(), vec![passages(&["p1"]), passages(&["p2", "p3"])]),
            ("k2".to_owned(), vec![]),
            ("k3".to_owned(), vec![passages(&["p4"])]),
        ];
        let mut light = Light::default();
        let mut steps = |forward: bool, expected: &[(usize, usize)]| {
            for stop in expected {
                assert_eq!(light.step(forward, &walk), Some(*stop));
            }
            light.clone()
        };
        let light = steps(true, &[(0, 0), (0, 1)]);
        assert_eq!((light.kept, light.point), (passages(&["p1", "p2", "p3"]), Some("k1".to_owned())));
        let light = steps(true, &[(2, 0), (0, 0)]);
        assert_eq!(light.kept.len(), 3, "around the end");
        steps(false, &[(2, 0), (0, 1)]);
    }

    #[test]
    fn a_walk_begins_where_the_light_is() {
        let walk =
            [("k1".to_owned(), vec![passages(&["p1"])]), ("k2".to_owned(), vec![passages(&["p2"]), passages(&["p1"])])];
        let lit = || {
            let mut light = Light::default();
            light.toggle("k2", passages(&["p2", "p1"]));
            light
        };
        assert_eq!(lit().step(true, &walk), Some((1, 0)));
        assert_eq!(lit().step(false, &walk), Some((1, 1)));
        let mut light = lit();
        light.keep("k2", 0, passages(&["p2"]));
        assert_eq!(light.step(true, &walk), Some((1, 1)), "on from the passage that a link led to");
        assert_eq!(Light::default().step(true, &[]), None);
        assert_eq!(Light::default().step(false, &[("k1".to_owned(), vec![])]), None);
    }
}
