//! Views of a graph.
//!
//! A [`View`] is a graph seen through a [`Frame`]: a span of time, what was known by then, and a filter. It copies no
//! statement. A [`Tie`] is the stance of a pair in a view, [`SignedGraph`] holds all ties, and [`UndirectedGraph`]
//! is the input of balance and camps. The graphs implement petgraph's visit traits, so its algorithms run on them.

mod day;
mod fast_path;
pub mod filter;
mod frame;
mod moment;
mod petgraph;
mod scan;
mod scope;
mod signed;
mod spell;
mod tie;
mod undirected;

pub use self::petgraph::{PairEdge, TieEdge, Visited};
pub use filter::{Comparison, Filter, FilterError};
pub use frame::{Certainty, Claims, Cut, Frame, Possible, Resolve};
pub use moment::{Moment, Moments, Signs};
pub(crate) use scan::{Account, Framed};
pub use scope::View;
pub use signed::SignedGraph;
pub use spell::Spell;
pub use tie::Tie;
pub use undirected::{Sign, SignedEdge, UndirectedGraph};
