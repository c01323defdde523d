//! How many files hosts take.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

/// Hosts that take so many files for a site and no more, the fewest first. As their pages said in November 2026:
/// developers.cloudflare.com/pages/platform/limits/#files and docs.gitlab.com/user/gitlab_com/#gitlab-pages.
const HOSTS: [(u64, &str); 3] = [
    (20_000, "Cloudflare Pages in its free plan"),
    (100_000, "Cloudflare Pages in its paid plans"),
    (200_000, "GitLab Pages"),
];

/// What there is to say of a site of so many files, if a host does not take them.
pub fn warning(n_files: u64) -> Option<String> {
    let hosts: Vec<String> = HOSTS
        .iter()
        .filter(|(most, _)| n_files > *most)
        .map(|(most, host)| format!("{host} takes at most {most}"))
        .collect();
    (!hosts.is_empty()).then(|| {
        format!(
            "the site has {n_files} files: {}. Set staticArticles in broadsheet.toml to fewer, or choose another host",
            hosts.join(", ")
        )
    })
}

/// How many files there are below a folder.
pub fn count_files(folder: &Path) -> Result<u64> {
    let unreadable = || format!("{}: cannot be read", folder.display());
    let mut count = 0;
    for entry in fs::read_dir(folder).with_context(unreadable)? {
        let entry = entry.with_context(unreadable)?;
        let is_folder = entry.file_type().with_context(unreadable)?.is_dir();
        count += if is_folder { count_files(&entry.path())? } else { 1 };
    }
    Ok(count)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_are_named_that_take_fewer() {
        assert_eq!(warning(20_000), None);
        assert!(warning(20_001).is_some_and(|said| said.contains("Cloudflare") && !said.contains("GitLab")));
        assert!(warning(200_001).is_some_and(|said| said.contains("GitLab Pages takes at most 200000")));
    }
}
