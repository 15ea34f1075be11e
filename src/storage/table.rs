//! Tables: structs of columns.

use super::{
    bytes::damage::Damaged,
    column::{builder::Gather, numbers::Column},
    merge::MergeIndex,
    section::{SectionReader, SectionWriter, Stored},
};
use std::io;

/// Declares a struct whose fields are columns. It is saved and loaded field by field, each under its name or under the
/// one that follows it (`flags = "marks"`); `or nothing` marks columns that a file may lack: an older version
/// did not know them, or nothing is in them. `built by` also declares the struct of their builders, `built and joined by` one
/// that takes rows of other tables, too; `merged` says that
/// all columns have the same rows, so that a base and a delta can be read as one.
macro_rules! columns {
    (@name $field:ident) => { stringify!($field) };
    (@name $field:ident $stored:literal) => { $stored };
    (@save $column:expr, $name:ident, $out:ident) => {
        $crate::storage::section::Stored::save(&$column, &$name, $out)?
    };
    (@save $column:expr, $name:ident, $out:ident, nothing) => {
        if !$crate::storage::section::Stored::is_nothing(&$column) {
            $crate::storage::section::Stored::save(&$column, &$name, $out)?;
        }
    };
    (@load $name:ident, $sections:ident) => {
        $crate::storage::section::Stored::load(&$name, $sections)?
    };
    (@load $name:ident, $sections:ident, nothing) => {
        if $sections.has(&$name) {
            $crate::storage::section::Stored::load(&$name, $sections)?
        } else {
            Default::default()
        }
    };

    ($(#[$meta:meta])* $vis:vis struct $name:ident built and joined by $builders:ident merged {
        $($(#[$field_meta:meta])* $field:ident $(= $stored:literal)? $(or $absent:ident)?: $type:ty,)+
    }) => {
        $crate::storage::table::columns! {
            $(#[$meta])* $vis struct $name built by $builders merged {
                $($(#[$field_meta])* $field $(= $stored)? $(or $absent)?: $type,)+
            }
        }

        impl $builders {
            /// The columns of rows of others, one batch after the other.
            pub(crate) fn join<'t>(
                self,
                batches: impl Iterator<Item = (&'t $name, std::ops::Range<usize>)> + Clone + Sync,
            ) -> std::io::Result<$name> {
                use $crate::storage::column::copy::joined;
                $(let mut $field = Ok(Default::default());)+
                rayon::scope(|scope| {
                    $(scope.spawn(|_| {
                        let batches = batches.clone();
                        $field = joined(self.$field, batches.map(|(table, rows)| (&table.$field, rows)));
                    });)+
                });
                Ok($name { $($field: $field?,)+ })
            }
        }
    };

    ($(#[$meta:meta])* $vis:vis struct $name:ident built by $builders:ident merged {
        $($(#[$field_meta:meta])* $field:ident $(= $stored:literal)? $(or $absent:ident)?: $type:ty,)+
    }) => {
        $crate::storage::table::columns! {
            $(#[$meta])* $vis struct $name merged { $($(#[$field_meta])* $field $(= $stored)? $(or $absent)?: $type,)+ }
        }

        /// The builders of the columns.
        $vis struct $builders {
            $(pub(crate) $field: <$type as $crate::storage::column::builder::Build>::Builder,)+
        }

        impl $builders {
            /// No rows yet; of each run of bytes, no more than `most` are kept in memory.
            pub(crate) fn new(most: usize) -> Self {
                Self { $($field: $crate::storage::column::builder::Builder::new(most),)+ }
            }

            /// The columns.
            pub(crate) fn finish(self) -> std::io::Result<$name> {
                Ok($name { $($field: $crate::storage::column::builder::Builder::finish(self.$field)?,)+ })
            }
        }
    };

    ($(#[$meta:meta])* $vis:vis struct $name:ident merged {
        $($(#[$field_meta:meta])* $field:ident $(= $stored:literal)? $(or $absent:ident)?: $type:ty,)+
    }) => {
        $crate::storage::table::columns! {
            $(#[$meta])* $vis struct $name { $($(#[$field_meta])* $field $(= $stored)? $(or $absent)?: $type,)+ }
        }

        impl $name {
            /// A base and a delta as one; each row stands where `rows` says.
            pub(crate) fn merged(
                self,
                delta: Self,
                rows: &std::sync::Arc<$crate::storage::merge::MergeIndex>,
                renumbering: &std::sync::Arc<$crate::storage::merge::Renumbering>,
            ) -> Self {
                use $crate::storage::merge::Mergeable as _;
                Self { $($field: self.$field.merged(delta.$field, rows, renumbering),)+ }
            }
        }
    };

    ($(#[$meta:meta])* $vis:vis struct $name:ident {
        $($(#[$field_meta:meta])* $field:ident $(= $stored:literal)? $(or $absent:ident)?: $type:ty,)+
    }) => {
        $(#[$meta])*
        #[derive(Clone, Debug, Default)]
        $vis struct $name { $($(#[$field_meta])* pub(crate) $field: $type,)+ }

        impl $crate::storage::section::Stored for $name {
            fn save(&self, name: &str, out: &mut dyn $crate::storage::section::SectionWriter) -> std::io::Result<()> {
                $({
                    let name = format!("{name}.{}", $crate::storage::table::columns!(@name $field $($stored)?));
                    $crate::storage::table::columns!(@save self.$field, name, out $(, $absent)?);
                })+
                Ok(())
            }

            fn load(
                name: &str,
                sections: &dyn $crate::storage::section::SectionReader,
            ) -> Result<Self, $crate::storage::bytes::damage::Damaged> {
                Ok(Self {
                    $($field: {
                        let name = format!("{name}.{}", $crate::storage::table::columns!(@name $field $($stored)?));
                        $crate::storage::table::columns!(@load name, sections $(, $absent)?)
                    },)+
                })
            }
        }
    };
}

pub(crate) use columns;

impl Stored for MergeIndex {
    fn save(&self, name: &str, out: &mut dyn SectionWriter) -> io::Result<()> {
        Column::gather([self.n_base, self.n_delta]).save(&format!("{name}.items"), out)?;
        let numbers = |numbers: &[u32]| Column::gather(numbers.iter().copied());
        numbers(&self.position).save(&format!("{name}.place"), out)?;
        numbers(&self.replaced).save(&format!("{name}.replaced"), out)
    }

    fn load(name: &str, sections: &dyn SectionReader) -> Result<Self, Damaged> {
        let items = Column::<usize>::load(&format!("{name}.items"), sections)?;
        let numbers = |part: &str| -> Result<Vec<u32>, Damaged> {
            let (mut numbers, column) =
                (Vec::new(), Column::load(&format!("{name}.{part}"), sections)?);
            column.read(0..column.len(), &mut numbers);
            Ok(numbers)
        };
        let (place, replaced) = (numbers("place")?, numbers("replaced")?);
        let is_sound = items.len() == 2 && replaced.len() == place.len() + 1;
        if !is_sound || items.get(1) != place.len() {
            return Err(sections.malformed(name));
        }
        let (n_base, n_delta) = (items.get(0), items.get(1));
        let is_as_base = replaced[n_delta] as usize == n_delta;
        Ok(Self { n_base, n_delta, position: place, replaced, is_as_base })
    }
}
