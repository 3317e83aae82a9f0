//! Deskbell.
