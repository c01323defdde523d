//! What was measured on, and what the kernel says about processes. Linux alone tells it this way.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use crate::project;

/// Processor, cores and memory in a line.
pub fn description() -> String {
    let processor = field("/proc/cpuinfo", "model name").unwrap_or_else(|| std::env::consts::ARCH.to_owned());
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    let memory = kilobytes("/proc/meminfo", "MemTotal").unwrap_or(0) / 1_000_000;
    format!("{processor}, {cores} cores, {memory} GB of memory, {}", std::env::consts::OS)
}

/// How many programs wanted a core in the last minute, as the kernel averages it: what is measured on a busy machine is
/// slower than it has to be.
pub fn load() -> Option<f64> {
    std::fs::read_to_string("/proc/loadavg").ok()?.split_whitespace().next()?.parse().ok()
}

/// The day, from the system's clock.
pub fn today() -> String {
    project::output(Command::new("date").args(["-u", "+%Y-%m-%d"])).unwrap_or_default()
}

/// What a program calls its version.
pub fn version(program: &Path) -> String {
    project::output(Command::new(program).arg("--version")).unwrap_or_default()
}

/// The most memory that a process has had resident, in bytes.
pub fn peak_memory(process: u32) -> Option<u64> {
    Some(kilobytes(&format!("/proc/{process}/status"), "VmHWM")? * 1024)
}

/// The private memory of the largest page process below the driver, in bytes: that of the open tab, its worker included.
pub fn page_memory(driver: u32) -> Option<u64> {
    let parents = parents();
    let below = |process: &u32| {
        let ancestors = std::iter::successors(Some(*process), |process| parents.get(process).copied());
        ancestors.take(32).any(|ancestor| ancestor == driver)
    };
    let is_page = |process: &u32| {
        let line = std::fs::read(format!("/proc/{process}/cmdline")).unwrap_or_default();
        String::from_utf8_lossy(&line).contains("--type=renderer")
    };
    parents.keys().filter(|process| below(process) && is_page(process)).filter_map(|process| private(*process)).max()
}

fn private(process: u32) -> Option<u64> {
    let rollup = format!("/proc/{process}/smaps_rollup");
    Some((kilobytes(&rollup, "Private_Clean")? + kilobytes(&rollup, "Private_Dirty")?) * 1024)
}

/// Each process's parent.
fn parents() -> BTreeMap<u32, u32> {
    let processes = std::fs::read_dir("/proc").into_iter().flatten().flatten();
    let processes = processes.filter_map(|entry| entry.file_name().to_str()?.parse::<u32>().ok());
    let parent = |process| kilobytes(&format!("/proc/{process}/status"), "PPid");
    processes.filter_map(|process| Some((process, parent(process)? as u32))).collect()
}

fn kilobytes(file: &str, name: &str) -> Option<u64> {
    field(file, name)?.split_whitespace().next()?.parse().ok()
}

fn field(file: &str, name: &str) -> Option<String> {
    let text = std::fs::read_to_string(file).ok()?;
    let line = text.lines().find(|line| line.split(':').next().is_some_and(|key| key.trim() == name))?;
    Some(line.split_once(':')?.1.trim().to_owned())
}

/// The processor's time that ended children of this process have had, in seconds.
pub fn children_time() -> Option<f64> {
    // The kernel counts in hundredths of a second, on every system that it tells programs of (proc(5), USER_HZ).
    Some(children_ticks(&std::fs::read_to_string("/proc/self/stat").ok()?)? as f64 / 100.0)
}

fn children_ticks(stat: &str) -> Option<u64> {
    // The program's name, in parentheses, may hold anything.
    let fields: Vec<&str> = stat.rsplit_once(')')?.1.split_whitespace().collect();
    // After the name: the state is field 3 of proc(5), and cutime and cstime are 16 and 17.
    Some(fields.get(13)?.parse::<u64>().ok()? + fields.get(14)?.parse::<u64>().ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_time_of_children_stands_behind_the_name() {
        let stat = "7 (a) b) S 1 7 7 0 -1 4194304 10 20 0 0 1 2 30 40 20 0 1 0 5";
        assert_eq!(children_ticks(stat), Some(70));
        assert_eq!(children_ticks("7 (a) S"), None);
    }
}
