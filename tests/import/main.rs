//! Imports against a naive reading of the same data.

mod csv;
mod update;
