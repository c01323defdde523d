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
