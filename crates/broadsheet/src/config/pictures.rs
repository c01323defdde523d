//! What the settings say of pictures: which may be shown.

use anyhow::Result;
use serde::{Deserialize, Serialize};
use toml::de::DeValue;

use super::entries::Entry;
use super::nearest::did_you_mean;

/// See the top. Where nothing is said: those that lie beside the articles.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct PicturePolicy {
    /// Whether pictures that lie with the sources are copied into the archive.
    pub local: bool,
    /// Hosts from which pages may fetch pictures, `*.` before a name for all hosts below it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub hosts: Vec<String>,
}

impl Default for PicturePolicy {
    fn default() -> Self {
        Self { local: true, hosts: Vec::new() }
    }
}

impl PicturePolicy {
    /// Reads it from the settings.
    pub fn of(entry: &Entry) -> Result<Self> {
        const WANTED: &str = "\"local\", \"none\" or { hosts = [\"img.example.org\"] }";
        match entry.value() {
            DeValue::String(text) if text == "local" => Ok(Self::default()),
            DeValue::String(text) if text == "none" => Ok(Self { local: false, hosts: Vec::new() }),
            DeValue::String(text) => {
                let near = did_you_mean(text, &["local", "none"]).map(|near| format!("; {near}")).unwrap_or_default();
                Err(entry.wrong(format_args!("\"{text}\" is neither \"local\" nor \"none\"{near}")))
            }
            _ => {
                let table = entry.table().ok_or_else(|| entry.must_be(WANTED))?;
                table.require_known(&["hosts"], &[])?;
                let hosts = table.get("hosts").ok_or_else(|| entry.must_be(WANTED))?;
                Ok(Self { local: true, hosts: hosts.texts()?.iter().map(host).collect::<Result<_>>()? })
            }
        }
    }

    /// Whether pages may fetch a picture from this address on another host.
    pub fn allows(&self, href: &str) -> bool {
        let Some((scheme, rest)) = href.split_once("//") else { return false };
        let host = rest.split(['/', '?', '#']).next().unwrap_or_default().to_ascii_lowercase();
        let is_of = |allowed: &String| match allowed.strip_prefix('*') {
            Some(below) => host.strip_suffix(below).is_some_and(|label| !label.is_empty()),
            None => host == *allowed,
        };
        matches!(scheme, "" | "http:" | "https:") && self.hosts.iter().any(is_of)
    }

    /// A page's policy with these hosts beside the site's own.
    pub fn within(&self, policy: &str) -> String {
        let mut own = "img-src 'self'".to_owned();
        let allowed = self.hosts.iter().fold(own.clone(), |list, host| list + " " + host);
        // Written so in every policy of ours.
        own.push(';');
        policy.replacen(&own, &(allowed + ";"), 1)
    }
}

fn host((host, entry): &(String, Entry)) -> Result<String> {
    let host = host.to_ascii_lowercase();
    if is_host(&host) {
        return Ok(host);
    }
    Err(entry.wrong(format_args!(
        "\"{host}\" is not the name of a host; write img.example.org, or *.example.org for all below it"
    )))
}

/// Whether a text can stand as a host in a policy and means nothing else there.
fn is_host(host: &str) -> bool {
    let name = host.strip_prefix("*.").unwrap_or(host);
    let is_label =
        |label: &str| !label.is_empty() && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    name.contains('.') && name.len() <= 253 && name.split('.').all(is_label)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may fail loudly")]
mod tests {
    use super::super::entries::SettingsFile;
    use super::*;

    fn policy(text: &str) -> Result<PicturePolicy> {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("broadsheet.toml");
        std::fs::write(&path, text)?;
        let file = SettingsFile::read(&path)?;
        let table = file.table()?;
        let policy = file.entries(&table).get("pictures").map(|entry| PicturePolicy::of(&entry)).transpose()?;
        Ok(policy.unwrap_or_default())
    }

    #[test]
    fn hosts_are_named_as_policies_name_them() {
        assert_eq!(policy("").unwrap(), policy("pictures = \"local\"").unwrap());
        assert!(!policy("pictures = \"none\"").unwrap().local);
        assert_eq!(policy("pictures = { hosts = [\"IMG.example.org\"] }").unwrap().hosts, ["img.example.org"]);
        for wrong in ["\"all\"", "true", "{ hosts = \"a.b\" }", "{ hosts = [1] }", "{ host = [\"a.b\"] }", "{}"] {
            assert!(policy(&format!("pictures = {wrong}")).is_err(), "{wrong}");
        }
        for wrong in
            ["https://a.b", "a.b/c", "a.b; script-src *", "*", "*.", "a", "'self'", "a..b", "a.b:80", "zürich.ch"]
        {
            assert!(policy(&format!("pictures = {{ hosts = [\"{wrong}\"] }}")).is_err(), "{wrong}");
        }
    }

    #[test]
    fn pictures_come_from_the_hosts_that_are_named() {
        let policy = policy("pictures = { hosts = [\"img.example.org\", \"*.cdn.example\"] }").unwrap();
        for href in ["https://img.example.org/a.jpg", "//IMG.example.org/a", "http://a.cdn.example?b"] {
            assert!(policy.allows(href), "{href}");
        }
        for href in [
            "https://example.org/img.example.org",
            "https://img.example.org.evil.example/a",
            "https://img.example.org@evil.example/a",
            "https://evil.example#img.example.org",
            "https://cdn.example/a",
            "https://.cdn.example/a",
            "img.example.org/a",
            "data://img.example.org/a",
        ] {
            assert!(!policy.allows(href), "{href}");
        }
        assert_eq!(
            policy.within("default-src 'none'; img-src 'self'; base-uri 'none'"),
            "default-src 'none'; img-src 'self' img.example.org *.cdn.example; base-uri 'none'"
        );
        assert_eq!(PicturePolicy::default().within("img-src 'self';"), "img-src 'self';");
    }
}
