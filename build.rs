//! Gives page and worker the id of the build they belong to: a hash of what both are compiled from.

mod build_sources;

/// What decides how page and worker talk to each other and read an archive, and what a program and its JavaScript call each
/// other by: the hash in their names, by which browsers know them again, follows from the program.
const SOURCES: [&str; 6] =
    ["src", "crates/article/src", "crates/search/src", "Cargo.lock", "xtask/src/programs.rs", "xtask/src/programs"];

fn main() {
    let hash = build_sources::hash_of(&SOURCES);
    println!("cargo::rustc-env=BROADSHEET_BUILD={}-{hash:016x}", env!("CARGO_PKG_VERSION"));
    // By which `cargo xtask shorten` knows what each function of the page's program needs, and splits it.
    if std::env::var("CARGO_CFG_TARGET_ARCH").is_ok_and(|arch| arch == "wasm32") {
        println!("cargo::rustc-link-arg-bin=reader=--emit-relocs");
    }
}
