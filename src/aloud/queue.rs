//! The articles that are read one after the other.

/// An article of the queue.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    /// Its address in the archive.
    pub slug: String,
    /// Its headline.
    pub headline: String,
}

/// Articles in order, none twice, and which of them is read.
#[derive(Clone, Debug, Default)]
pub struct Queue {
    entries: Vec<Entry>,
    at: usize,
}

impl Queue {
    /// The articles in the order in which they are read.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// Which of them is read.
    pub fn at(&self) -> usize {
        self.at
    }

    /// The article that is read.
    pub fn present(&self) -> Option<&Entry> {
        self.entries.get(self.at)
    }

    /// The place of the article behind it.
    pub fn next(&self) -> Option<usize> {
        Some(self.at + 1).filter(|next| *next < self.entries.len())
    }

    /// The place of an article.
    pub fn place_of(&self, slug: &str) -> Option<usize> {
        self.entries.iter().position(|entry| entry.slug == slug)
    }

    /// Goes to a place.
    pub fn go_to(&mut self, at: usize) {
        self.at = at;
    }

    /// All of it as lines of text: where the reader is, the place of the article and `sentence` of it, then each article.
    pub fn write(&self, sentence: usize) -> String {
        let mut lines = [&self.at.to_string(), " ", &sentence.to_string()].concat();
        for Entry { slug, headline } in &self.entries {
            lines.push_str(&["\n", slug, " ", &headline.replace(['\n', '\r'], " ")].concat());
        }
        lines
    }

    /// Reads what [`Queue::write`] wrote, with the sentence; `None` of anything else.
    pub fn read(kept: &str) -> Option<(Self, usize)> {
        let (place, lines) = kept.split_once('\n')?;
        let (at, sentence) = place.split_once(' ')?;
        let entry = |line: &str| {
            let (slug, headline) = line.split_once(' ')?;
            Some(Entry { slug: slug.to_owned(), headline: headline.to_owned() })
        };
        let mut queue = Self { entries: Vec::new(), at: at.parse().ok()? };
        queue.add(lines.split('\n').map(entry).collect::<Option<_>>()?);
        Some((queue, sentence.parse().ok()?)).filter(|(queue, _)| queue.present().is_some())
    }

    /// The place of an article, which is put behind the one that is read where it is not here.
    pub fn put(&mut self, entry: Entry) -> usize {
        self.place_of(&entry.slug).unwrap_or_else(|| {
            let at = self.entries.len().min(self.at + 1);
            self.entries.insert(at, entry);
            at
        })
    }

    /// Adds the articles that are not here yet to the end, and says how many.
    pub fn add(&mut self, entries: Vec<Entry>) -> usize {
        let before = self.entries.len();
        for entry in entries {
            if self.place_of(&entry.slug).is_none() {
                self.entries.push(entry);
            }
        }
        self.entries.len() - before
    }

    /// Takes an article out. What is read stays what is read, unless it is that: then it is the next one, or the one before
    /// where there is none.
    pub fn remove(&mut self, slug: &str) {
        let Some(at) = self.place_of(slug) else { return };
        self.entries.remove(at);
        if at < self.at || self.at == self.entries.len() {
            self.at = self.at.saturating_sub(1);
        }
    }

    /// Takes all out but the one that is read.
    pub fn clear(&mut self) {
        self.entries = self.present().cloned().into_iter().collect();
        self.at = 0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(names: &[&str], at: usize) -> Queue {
        let entry = |name: &&str| Entry { slug: format!("{name}-x"), headline: format!("On {name}") };
        Queue { entries: names.iter().map(entry).collect(), at }
    }

    #[test]
    fn a_queue_is_read_as_it_was_written() {
        let queue = of(&["ships", "", "häfen"], 2);
        let read = Queue::read(&queue.write(7)).map(|(read, sentence)| (read.entries, read.at, sentence));
        assert_eq!(read, Some((queue.entries, 2, 7)));
        // A headline in two lines would be another article.
        let lines = Queue { entries: vec![Entry { slug: "x".to_owned(), headline: "One\r\ntwo".to_owned() }], at: 0 };
        let read = Queue::read(&lines.write(0)).map(|(read, _)| read.entries);
        assert_eq!(read, Some(vec![Entry { slug: "x".to_owned(), headline: "One  two".to_owned() }]));
    }

    #[test]
    fn what_is_no_queue_is_none() {
        let far = of(&["ships"], 1).write(0);
        for kept in ["", "0 0", "0 0\n", "a 0\nships On", "0\nships On", "0 -1\nships On", "0 0\nships", &far] {
            assert!(Queue::read(kept).is_none(), "{kept:?}");
        }
    }
}
