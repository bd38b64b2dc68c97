//! The command `sidelight` as its users meet it: a real folder in, a whole site out.

mod checking;
mod corrections;
mod inspecting;
mod links;
mod maps;
mod publishing;
mod refusals;
mod serving;
mod workshop;
