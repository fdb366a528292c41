//! Tests that run the program as a user does, or several rooms together. One binary: each further one links polars again.

mod corrections;
mod identities;
mod init;
mod office;
