//! Which charts are made of a run, as data.
