//! Columns: what a graph is made of, in memory or in a store, behind one type each.
//!
//! A [`Column`] holds whole numbers, each in as few bytes as the widest needs; [`Texts`] hold texts
//! end to end; [`Sparse`] holds what few have. All read from a [`Region`] of bytes, which lies in
//! memory or in a mapped store, and which is believed only after its checksums are.

mod blocks;
mod copied;
mod dates;
mod number;
mod numbers;
mod packed;
mod quotes;
mod region;
mod run;
mod spans;
mod sparse;
mod spool;
mod starts;
mod texts;

pub(super) use blocks::{BLOCK, Blocks, fail};
pub(super) use copied::{Copied, joined};
use copied::{MOST, copied};
pub(super) use dates::Dates;
pub(super) use number::Number;
use numbers::Numbers;
pub(super) use packed::Column;
pub(super) use quotes::{Quotes, Symbols};
pub(super) use region::{PADDING, Region, map};
pub(super) use sparse::Sparse;
use spool::{DateSpool, TextSpool};
pub(super) use spool::{Gather, QuoteSpool, Spool, Spooled};
pub(super) use starts::{StartSpool, Starts};
pub(super) use texts::Texts;

/// Declares a struct whose fields are columns; it is saved and loaded field by field, under their names.
/// `made by` declares the struct of their spools, too; `merged` tells that all have the same rows, so that those of two
/// graphs can be read as one.
macro_rules! columns {
    ($(#[$meta:meta])* $vis:vis struct $name:ident made by $spools:ident merged {
        $($(#[$field_meta:meta])* $field:ident: $type:ty,)+
    }) => {
        $crate::graph::column::columns! {
            $(#[$meta])* $vis struct $name merged { $($(#[$field_meta])* $field: $type,)+ }
        }

        /// The same columns in the making.
        $vis struct $spools {
            $(pub(in crate::graph) $field: <$type as $crate::graph::column::Spooled>::Spool,)+
        }

        impl $spools {
            /// No rows yet; of each run of bytes, no more than `most` are kept in memory.
            pub(in crate::graph) fn new(most: usize) -> Self {
                Self { $($field: $crate::graph::column::Spool::new(most),)+ }
            }

            /// The columns.
            pub(in crate::graph) fn finish(self) -> std::io::Result<$name> {
                Ok($name { $($field: $crate::graph::column::Spool::finish(self.$field)?,)+ })
            }

            /// The columns of rows of others, one stretch after the other.
            pub(in crate::graph) fn join<'t>(
                self,
                stretches: impl Iterator<Item = (&'t $name, std::ops::Range<usize>)> + Clone + Sync,
            ) -> std::io::Result<$name> {
                use $crate::graph::column::joined;
                $(let mut $field = Ok(Default::default());)+
                rayon::scope(|scope| {
                    $(scope.spawn(|_| {
                        let stretches = stretches.clone();
                        $field = joined(self.$field, stretches.map(|(table, rows)| (&table.$field, rows)));
                    });)+
                });
                Ok($name { $($field: $field?,)+ })
            }
        }
    };

    ($(#[$meta:meta])* $vis:vis struct $name:ident merged {
        $($(#[$field_meta:meta])* $field:ident: $type:ty,)+
    }) => {
        $crate::graph::column::columns! {
            $(#[$meta])* $vis struct $name { $($(#[$field_meta])* $field: $type,)+ }
        }

        impl $name {
            /// Those of two graphs, whose rows stand where `rows` says.
            pub(in crate::graph) fn merged(
                self,
                added: Self,
                rows: &std::sync::Arc<$crate::graph::merge::Merge>,
                merges: &std::sync::Arc<$crate::graph::merge::Merges>,
            ) -> Self {
                use $crate::graph::merge::Merged as _;
                Self { $($field: self.$field.merged(added.$field, rows, merges),)+ }
            }
        }
    };

    ($(#[$meta:meta])* $vis:vis struct $name:ident {
        $($(#[$field_meta:meta])* $field:ident: $type:ty,)+
    }) => {
        $(#[$meta])*
        #[derive(Debug, Default)]
        $vis struct $name { $($(#[$field_meta])* pub(in crate::graph) $field: $type,)+ }

        impl $crate::graph::store::Stored for $name {
            fn save(&self, name: &str, out: &mut $crate::graph::store::Writer) -> std::io::Result<()> {
                $(self.$field.save(&format!("{name}.{}", stringify!($field)), out)?;)+
                Ok(())
            }

            fn load(
                name: &str,
                store: &$crate::graph::store::Mapped,
            ) -> Result<Self, $crate::graph::store::StoreError> {
                Ok(Self {
                    $($field: $crate::graph::store::Stored::load(
                        &format!("{name}.{}", stringify!($field)),
                        store,
                    )?,)+
                })
            }
        }
    };
}

pub(super) use columns;
