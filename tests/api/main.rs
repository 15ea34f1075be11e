//! `serve --api`: the same answers and the same errors as the command line, described by one document; and who is
//! refused.

#[path = "../sessions/answers.rs"]
mod answers;
mod changes;
mod described;
mod forms;
mod mistakes;
mod refusals;
mod same;
mod server;

use server::Server;
