//! Something that is being fetched.

use reader::failure::Failure;

/// How far the fetching of something has come.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Loading<T> {
    /// It is on its way.
    #[default]
    Waiting,
    /// It is here.
    Ready(T),
    /// It will not come.
    Failed(Failure),
}

impl<T> Loading<T> {
    /// What came, where it came.
    pub fn ready(&self) -> Option<&T> {
        match self {
            Self::Ready(value) => Some(value),
            _ => None,
        }
    }

    /// How far it has come, in a word.
    pub fn stage(&self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Ready(_) => "ready",
            Self::Failed(_) => "failed",
        }
    }

    /// Whether it is still on its way.
    pub fn is_waiting(&self) -> bool {
        matches!(self, Self::Waiting)
    }

    /// Why it will not come, where it will not.
    pub fn failure(&self) -> Option<&Failure> {
        match self {
            Self::Failed(failure) => Some(failure),
            _ => None,
        }
    }
}
