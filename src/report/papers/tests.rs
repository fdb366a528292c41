//! Papers of an invented province.
