//! In which way something became more.

/// What became more, in which way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Entries of one holder.
    Entries,
    /// Links of a list.
    Links,
    /// Nodes of a tree.
    Tree,
    /// Things of the runtime that nothing of the program holds.
    OpenHandles,
    /// Things to which nothing in the snapshot leads: its writer leaves links out.
    Unheld,
    /// The data of what the holder holds, as new objects.
    Data,
    /// The data of the holder itself, without new objects.
    OwnData,
    /// Entries of so many holders that are alike, side by side under one.
    Alike {
        /// How many hold.
        holders: u32,
    },
    /// The same of holders that have nothing above them in common, of which one is named.
    Scattered {
        /// How many hold.
        holders: u32,
    },
}

impl Form {
    /// All forms, those of several holders with so many of them.
    fn all(holders: u32) -> [Self; 9] {
        [
            Self::Entries,
            Self::Links,
            Self::OpenHandles,
            Self::Unheld,
            Self::Data,
            Self::OwnData,
            Self::Alike { holders },
            Self::Scattered { holders },
            Self::Tree,
        ]
    }

    /// The form as two numbers, for the way between workers.
    pub fn to_numbers(self) -> (u32, u32) {
        match self {
            Self::Entries => (0, 0),
            Self::Links => (1, 0),
            Self::OpenHandles => (2, 0),
            Self::Unheld => (3, 0),
            Self::Data => (4, 0),
            Self::OwnData => (5, 0),
            Self::Alike { holders } => (6, holders),
            Self::Scattered { holders } => (7, holders),
            Self::Tree => (8, 0),
        }
    }

    /// The form of [`Self::to_numbers`]; what is unknown are entries.
    pub fn from_numbers(form: u32, holders: u32) -> Self {
        Self::all(holders).into_iter().find(|known| known.to_numbers() == (form, holders)).unwrap_or(Self::Entries)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_go_both_ways() {
        for (position, form) in Form::all(300).into_iter().enumerate() {
            let (number, holders) = form.to_numbers();
            assert_eq!(number as usize, position);
            assert_eq!(Form::from_numbers(number, holders), form);
        }
        assert_eq!(Form::from_numbers(99, 1), Form::Entries);
    }
}
