//! Columns: what a graph is made of, in memory or in a store, behind one type each.
//!
//! A [`Column`] holds whole numbers, each in as few bytes as the widest needs; [`Texts`] hold texts
//! end to end; [`Sparse`] holds what few have. All read from a [`Region`] of bytes, which lies in
//! memory or in a mapped store, and which is believed only after its checksums are.

mod blocks;
mod dates;
mod number;
mod packed;
mod quotes;
mod region;
mod spans;
mod sparse;
mod texts;

pub(super) use blocks::{BLOCK, Blocks, fail};
pub(super) use dates::Dates;
pub(super) use number::Number;
pub(super) use packed::Column;
pub(super) use quotes::Quotes;
pub(super) use region::{PADDING, Region};
pub(super) use sparse::Sparse;
pub(super) use texts::Texts;

/// A kind of column that is made from what it shall hold, in order.
pub(super) trait Gather<Item> {
    /// The column of these items.
    fn gather(items: impl IntoIterator<Item = Item>) -> Self;
}

/// Declares a struct whose fields are columns; it is saved and loaded field by field, under their names.
macro_rules! columns {
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
