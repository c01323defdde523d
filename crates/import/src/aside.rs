//! Items of a list that wait until it is known what stands behind the list: in memory, and those that take more room than one article may in
//! a temporary file.

use std::io::{self, BufReader, BufWriter, IntoInnerError, Read, Seek, Write};

use tempfile::SpooledTempFile;

use crate::LIMIT;
use crate::outlet::Flow;

/// See the top.
pub struct Aside {
    file: BufWriter<SpooledTempFile>,
    /// Why it takes no more.
    failure: Option<io::Error>,
}

impl Aside {
    /// One without items.
    pub fn new() -> Self {
        Self { file: BufWriter::new(SpooledTempFile::new(LIMIT as usize)), failure: None }
    }

    /// Puts an item away, with its place in the list. Where there is no room for it, that is said when the items are wanted.
    pub fn put(&mut self, json: &str, item: Option<u64>) {
        if self.failure.is_none() {
            self.failure = self.written(json, item).err();
        }
    }

    fn written(&mut self, json: &str, item: Option<u64>) -> io::Result<()> {
        // Places count from 1.
        for number in [item.unwrap_or(0), json.len() as u64] {
            self.file.write_all(&number.to_le_bytes())?;
        }
        self.file.write_all(json.as_bytes())
    }

    /// Hands the items over, in order.
    ///
    /// # Errors
    /// Where there was no room for them, or they cannot be read again; those before were handed over.
    pub fn hand_over(self, take: &mut dyn FnMut(&str, Option<u64>) -> Flow) -> io::Result<Flow> {
        if let Some(failure) = self.failure {
            return Err(failure);
        }
        let mut file = self.file.into_inner().map_err(IntoInnerError::into_error)?;
        let end = file.stream_position()?;
        file.rewind()?;
        let (mut file, mut at, mut json) = (BufReader::new(file), 0, String::new());
        while at < end {
            let (item, length) = (number(&mut file)?, number(&mut file)?);
            at += 16 + length;
            json.clear();
            file.by_ref().take(length).read_to_string(&mut json)?;
            let flow = take(&json, Some(item).filter(|item| *item > 0));
            if flow.is_err() {
                return Ok(flow);
            }
        }
        Ok(Ok(()))
    }
}

fn number(file: &mut impl Read) -> io::Result<u64> {
    let mut bytes = [0; 8];
    file.read_exact(&mut bytes)?;
    Ok(u64::from_le_bytes(bytes))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may fail loudly")]
mod tests {
    use super::*;
    use crate::outlet::Stopped;

    #[test]
    fn items_come_back_as_they_were_in_memory_and_in_a_file() {
        for long in [10, LIMIT as usize + 10] {
            let items = ["{}".to_owned(), format!("\"ü\n{}\"", "x".repeat(long)), "[1]".to_owned()];
            let mut aside = Aside::new();
            for (number, json) in (0..).zip(&items) {
                aside.put(json, Some(number).filter(|number| *number > 0));
            }
            let mut read = Vec::new();
            aside
                .hand_over(&mut |json, item| {
                    read.push((item, json.to_owned()));
                    Ok(())
                })
                .unwrap()
                .unwrap();
            let [first, second, third] = items;
            assert_eq!(read, [(None, first), (Some(1), second), (Some(2), third)]);
        }
    }

    #[test]
    fn who_takes_them_may_stop() {
        let mut aside = Aside::new();
        (1..4).for_each(|item| aside.put("{}", Some(item)));
        let mut taken = 0;
        let flow = aside.hand_over(&mut |_, item| {
            taken += 1;
            if item == Some(2) { Err(Stopped) } else { Ok(()) }
        });
        assert_eq!((flow.unwrap(), taken), (Err(Stopped), 2));
    }
}
