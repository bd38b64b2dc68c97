//! Front matter in YAML, read from the parser's events rather than through a deserializer: in the browser,
//! where readers paste briefs, that is a quarter of the code.

use saphyr_parser::{Event, Parser, Span};

use super::{Pair, Value, invalid};
use crate::read::ReadError;

/// The keys of the outermost mapping, each with its line and value.
pub fn pairs(yaml: &str) -> Result<Vec<Pair>, ReadError> {
    let mut events = Events(Parser::new_from_str(yaml));
    let mut pairs = Vec::new();
    loop {
        match events.next()? {
            (Event::StreamStart | Event::DocumentStart(_), _) => {}
            (Event::MappingStart(..), _) => break,
            // Nothing but comments, or the `null` of an empty document.
            (Event::StreamEnd, _) => return Ok(pairs),
            (Event::Scalar(text, ..), _) if text.is_empty() || text == "~" => return Ok(pairs),
            (_, line) => return Err(invalid(line, "it is not a list of lines `key: value`".into())),
        }
    }
    loop {
        match events.next()? {
            (Event::MappingEnd | Event::StreamEnd, _) => return Ok(pairs),
            (Event::Scalar(key, ..), line) => pairs.push((key.into_owned(), line, events.value()?)),
            (_, line) => return Err(invalid(line, "a key is a word before a colon".into())),
        }
    }
}

struct Events<'y>(Parser<'y, saphyr_parser::StrInput<'y>>);

impl<'y> Events<'y> {
    /// The next event, and its line counted from the opening `---`.
    fn next(&mut self) -> Result<(Event<'y>, usize), ReadError> {
        match self.0.next_event() {
            Some(Ok((event, Span { start, .. }))) => Ok((event, start.line() + 1)),
            Some(Err(error)) => Err(invalid(error.marker().line() + 1, error.info().to_owned())),
            None => Ok((Event::StreamEnd, 1)),
        }
    }

    fn value(&mut self) -> Result<Value, ReadError> {
        match self.next()?.0 {
            // A plain `~` or `null` says that there is none.
            Event::Scalar(text, ..) if matches!(&*text, "~" | "null") => Ok(Value::One(String::new())),
            Event::Scalar(text, ..) => Ok(Value::One(text.into_owned())),
            Event::SequenceStart(..) => self.list(),
            Event::MappingStart(..) => self.skip().map(|()| Value::Other),
            _ => Ok(Value::Other),
        }
    }

    fn list(&mut self) -> Result<Value, ReadError> {
        let (mut items, mut is_flat) = (Vec::new(), true);
        loop {
            match self.next()?.0 {
                Event::SequenceEnd | Event::StreamEnd => break,
                Event::Scalar(text, ..) => items.push(text.into_owned()),
                Event::SequenceStart(..) | Event::MappingStart(..) => {
                    is_flat = false;
                    self.skip()?;
                }
                _ => is_flat = false,
            }
        }
        Ok(if is_flat { Value::Many(items) } else { Value::Other })
    }

    /// To the end of the list or mapping that has begun.
    fn skip(&mut self) -> Result<(), ReadError> {
        let mut depth = 1;
        while depth > 0 {
            match self.next()?.0 {
                Event::SequenceStart(..) | Event::MappingStart(..) => depth += 1,
                Event::SequenceEnd | Event::MappingEnd => depth -= 1,
                Event::StreamEnd => break,
                _ => {}
            }
        }
        Ok(())
    }
}
