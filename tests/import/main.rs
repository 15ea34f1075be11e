//! Imports against a naive reading of the same data.

mod accounted;
mod again;
mod attributes;
mod cameo;
mod columns;
mod csv;
mod dna;
mod entities;
mod kept;
mod pajek;
mod parts;
mod program;
mod snap;
mod split;
mod update;
mod workbook;
