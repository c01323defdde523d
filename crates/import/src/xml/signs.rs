//! XML in which `<` may stand for itself: where no name follows, no element begins. "5 < 6" took away all up to the next `>`.

use std::io::{self, BufRead, Read};

/// Reads XML, with each `<` that begins nothing written as `&lt;`. In `CDATA` and comments it is a sign already. What a document type declares is
/// written so that its end is the first `>` outside of a declaration, which is where the reader of XML looks for it.
pub struct Signs<R> {
    inner: R,
    state: State,
    /// What was read and is not taken yet.
    out: Vec<u8>,
    at: usize,
}

#[derive(Clone, Copy)]
enum State {
    /// Text, or within a tag.
    Text,
    /// Behind a `<` that was not handed on.
    Open,
    /// Behind `<!`: so many bytes were as in what begins so.
    Bang(usize),
    /// In `<![CDATA[` or in a comment, behind so many of the two signs before its end.
    Within(u8, usize),
    /// In `<!DOCTYPE`.
    DocType(DocType),
}

/// Where in a document type.
#[derive(Clone, Copy)]
enum DocType {
    /// Before the names that it declares.
    Head,
    /// Among them, behind so many bytes of what begins a comment.
    Declarations(usize),
    /// In a text among them, behind this sign.
    Text(u8),
    /// In a text before them, behind this sign.
    Address(u8),
    /// In an instruction, and whether behind a sign that may begin its end.
    Instruction(bool),
    /// In a comment, behind so many of the two signs before its end.
    Comment(usize),
}

/// What may stand behind `<!`, each with the sign that stands twice before its end; a document type has none.
const BEGIN: [(&[u8], u8); 3] = [(b"[CDATA[", b']'), (b"--", b'-'), (b"DOCTYPE", 0)];
/// What begins a comment among declarations.
const COMMENT: &[u8] = b"<!--";

impl<R> Signs<R> {
    /// Of such a stream.
    pub fn new(inner: R) -> Self {
        Self { inner, state: State::Text, out: Vec::new(), at: 0 }
    }

    fn take(&mut self, byte: u8) {
        self.state = match self.state {
            State::Open => {
                let begins =
                    byte.is_ascii_alphabetic() || matches!(byte, b'_' | b':' | b'/' | b'?' | b'!') || byte >= 0x80;
                self.out.extend_from_slice(if begins { b"<" } else { b"&lt;" });
                match byte {
                    b'!' => State::Bang(0),
                    b'<' => return,
                    _ => State::Text,
                }
            }
            State::Text if byte == b'<' => {
                self.state = State::Open;
                return;
            }
            State::Text => State::Text,
            State::Bang(read) => self.bang(byte, read),
            State::Within(sign, signs) if byte == sign => State::Within(sign, (signs + 1).min(2)),
            State::Within(_, 2) if byte == b'>' => State::Text,
            State::Within(sign, _) => State::Within(sign, 0),
            State::DocType(place) => {
                self.declaration(byte, place);
                return;
            }
        };
        self.out.push(byte);
    }

    /// Hands on a byte of a document type.
    fn declaration(&mut self, byte: u8, place: DocType) {
        let next = match (place, byte) {
            (DocType::Head, b'[') => DocType::Declarations(0),
            (DocType::Head, b'>') => return self.end_of_type(byte),
            (DocType::Head, b'"' | b'\'') => DocType::Address(byte),
            (DocType::Head, _) => DocType::Head,
            // One that nobody closed ends with the type.
            (DocType::Address(_), b'>') => return self.end_of_type(byte),
            (DocType::Address(quote), _) if byte == quote => DocType::Head,
            (DocType::Address(_), _) => place,
            (DocType::Declarations(_), b']') => DocType::Head,
            (DocType::Declarations(_), b'"' | b'\'') => DocType::Text(byte),
            (DocType::Declarations(1), b'?') => DocType::Instruction(false),
            (DocType::Declarations(read), _) if COMMENT[read] == byte && read + 1 == COMMENT.len() => {
                DocType::Comment(0)
            }
            (DocType::Declarations(read), _) if COMMENT[read] == byte => DocType::Declarations(read + 1),
            (DocType::Declarations(_), _) => DocType::Declarations(usize::from(byte == b'<')),
            (DocType::Text(quote), _) if byte == quote => DocType::Declarations(0),
            (DocType::Text(_), _) => place,
            (DocType::Instruction(true), b'>') => DocType::Declarations(0),
            (DocType::Instruction(_), _) => DocType::Instruction(byte == b'?'),
            (DocType::Comment(2..), b'>') => DocType::Declarations(0),
            (DocType::Comment(signs), b'-') => DocType::Comment((signs + 1).min(2)),
            (DocType::Comment(_), _) => DocType::Comment(0),
        };
        self.state = State::DocType(next);
        match (place, byte) {
            (DocType::Text(_), b'>') => self.out.extend_from_slice(b"&#62;"),
            (DocType::Text(_) | DocType::Address(_), b'<') => self.out.extend_from_slice(b"&#60;"),
            // Nobody reads it, and it may hold any sign.
            (DocType::Comment(_) | DocType::Instruction(_), b'<' | b'>' | b'"' | b'\'' | b'[' | b']')
                if !matches!(next, DocType::Declarations(_)) =>
            {
                self.out.push(b' ');
            }
            _ => self.out.push(byte),
        }
    }

    fn end_of_type(&mut self, byte: u8) {
        self.state = State::Text;
        self.out.push(byte);
    }

    /// The next state behind `<!` and so many bytes, of which the last were handed on.
    fn bang(&self, byte: u8, read: usize) -> State {
        let before = &self.out[self.out.len().saturating_sub(read)..];
        let fits = |(begin, _): &&(&[u8], u8)| begin.get(read) == Some(&byte) && begin.starts_with(before);
        match BEGIN.iter().find(fits) {
            Some((begin, 0)) if read + 1 == begin.len() => State::DocType(DocType::Head),
            Some((begin, sign)) if read + 1 == begin.len() => State::Within(*sign, 0),
            Some(_) => State::Bang(read + 1),
            None => State::Text,
        }
    }
}

impl<R: BufRead> BufRead for Signs<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        while self.at == self.out.len() {
            // The beginning of what stands behind `<!` is looked at again.
            let kept = self.out.len().saturating_sub(BEGIN[0].0.len());
            self.out.drain(..kept);
            self.at = self.out.len();
            let bytes = self.inner.fill_buf()?.to_vec();
            if bytes.is_empty() {
                if matches!(self.state, State::Open) {
                    self.state = State::Text;
                    self.out.push(b'<');
                    continue;
                }
                break;
            }
            bytes.iter().for_each(|byte| self.take(*byte));
            self.inner.consume(bytes.len());
        }
        Ok(&self.out[self.at..])
    }

    fn consume(&mut self, used: usize) {
        self.at = (self.at + used).min(self.out.len());
    }
}

impl<R: BufRead> Read for Signs<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.fill_buf()?.read(into)?;
        self.consume(read);
        Ok(read)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may fail loudly")]
mod tests {
    use super::*;
    use std::io::BufReader;

    #[track_caller]
    fn check(xml: &str, expected: &str) {
        for buffer in [1, 2, 3, 5, 100] {
            let mut text = String::new();
            Signs::new(BufReader::with_capacity(buffer, xml.as_bytes())).read_to_string(&mut text).unwrap();
            assert_eq!(text, expected, "{buffer}");
        }
    }

    #[test]
    fn a_sign_that_begins_nothing_stands_for_itself() {
        check("<a>5 < 6 <3 <= << 7</a>", "<a>5 &lt; 6 &lt;3 &lt;= &lt;&lt; 7</a>");
        check(
            "<?xml?><!DOCTYPE a [<!ENTITY b 'c'>]><a b='x < y'/>",
            "<?xml?><!DOCTYPE a [<!ENTITY b 'c'>]><a b='x &lt; y'/>",
        );
        check("<![CDATA[1 < 2 ]] < ]]>< 3<!-- < - --< --->< 4", "<![CDATA[1 < 2 ]] < ]]>&lt; 3<!-- < - --< --->&lt; 4");
        check("<a", "<a");
        check("a<", "a<");
        check("", "");
    }
}
