//! What the tests of the tables have in common that are sources and made by them.

/// Holds a file of the sources against what it is made to be, or writes it anew where `BROADSHEET_WRITE` is set.
pub fn check_current(file: &str, table: &str) {
    if std::env::var_os("BROADSHEET_WRITE").is_some() {
        std::fs::write(file, table).unwrap();
    } else {
        let is_current = std::fs::read_to_string(file).unwrap() == table;
        assert!(is_current, "{file} is not current; BROADSHEET_WRITE=1 writes it anew");
    }
}
