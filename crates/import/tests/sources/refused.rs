//! Files that the system refuses.

use super::read;
use std::fs;
use std::path::Path;

/// A folder with this file between two good ones.
#[track_caller]
fn check_between(make: impl FnOnce(&Path), expected: &str) {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.jsonl"), "{\"headline\":\"One\"}\n").unwrap();
    fs::write(folder.path().join("c.jsonl"), "{\"headline\":\"Two\"}\n").unwrap();
    make(&folder.path().join("b.jsonl"));
    assert_eq!(read(folder.path()), ["a.jsonl#1: One", expected, "c.jsonl#1: Two"]);
}

/// Whether this user may read what has no permissions at all, as root may; says so.
#[cfg(unix)]
fn may_read_everything(path: &Path) -> bool {
    let may = fs::File::open(path).is_ok() || fs::read_dir(path).is_ok();
    if may {
        println!("skipped: root may read what its permissions do not allow");
    }
    may
}

#[cfg(unix)]
#[test]
fn a_file_without_permission_is_named_and_the_others_pass() {
    use std::os::unix::fs::PermissionsExt;
    let forbid = |path: &Path| fs::set_permissions(path, fs::Permissions::from_mode(0o000)).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let probe = folder.path().join("probe");
    fs::write(&probe, "x").unwrap();
    forbid(&probe);
    if may_read_everything(&probe) {
        return;
    }
    let said = "problem: b.jsonl: may not be read: its permissions do not allow it";
    check_between(
        |path| {
            fs::write(path, "{}").unwrap();
            forbid(path);
        },
        said,
    );
    check_between(
        |path| {
            fs::create_dir(path).unwrap();
            forbid(path);
        },
        said,
    );
}

/// The memory of a process is a file that opens and whose first bytes nobody can read, not even root.
#[cfg(target_os = "linux")]
#[test]
fn a_file_that_cannot_be_read_is_named_and_the_others_pass() {
    check_between(
        |path| std::os::unix::fs::symlink("/proc/self/mem", path).unwrap(),
        "problem: b.jsonl: could not be read: Input/output error (os error 5)",
    );
}
