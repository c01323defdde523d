//! What comes from the system's package manager.

use anyhow::{Result, bail};
use std::process::Command;

use super::announce;
use crate::project;
use crate::tools;

/// Something that a package manager has.
#[derive(Clone, Copy)]
pub enum Package {
    /// The browser and its driver.
    Chromium,
    /// Firefox; its driver is built.
    Firefox,
    /// WebKitGTK with its small browser and its driver, and what draws without a screen.
    WebKit,
    /// The package manager of JavaScript, with its interpreter.
    Npm,
    /// The web server.
    Nginx,
}

impl Package {
    fn name(self) -> &'static str {
        match self {
            Self::Chromium => "Chromium with chromedriver",
            Self::Firefox => "Firefox",
            Self::WebKit => "WebKitGTK with WebKitWebDriver and Xvfb",
            Self::Npm => "npm",
            Self::Nginx => "nginx",
        }
    }

    fn names(self, manager: &str) -> &'static [&'static str] {
        match (self, manager) {
            (Self::Chromium, "apt-get") => &["chromium", "chromium-driver"],
            (Self::Chromium, "dnf") => &["chromium", "chromedriver"],
            (Self::Chromium, "brew") => &["--cask", "chromium", "chromedriver"],
            (Self::Chromium, _) => &["chromium"],
            (Self::Firefox, "apt-get") if is_debian() => &["firefox-esr"],
            (Self::Firefox, "brew") => &["--cask", "firefox"],
            (Self::Firefox, _) => &["firefox"],
            (Self::WebKit, "apt-get") => &["webkit2gtk-driver", "xvfb"],
            (Self::WebKit, "dnf") => &["webkit2gtk4.1", "webkit2gtk-driver", "xorg-x11-server-Xvfb"],
            (Self::WebKit, "pacman") => &["webkit2gtk-4.1", "xorg-server-xvfb"],
            // It is of GTK, which no one has on a Mac.
            (Self::WebKit, _) => &[],
            (Self::Npm, "apt-get" | "dnf" | "pacman") => &["nodejs", "npm"],
            (Self::Npm, _) => &["node"],
            (Self::Nginx, "apt-get") => &["nginx-light"],
            (Self::Nginx, _) => &["nginx"],
        }
    }

    /// What a person does where this chore cannot.
    pub fn by_hand(self, why: &str) -> String {
        let what = match self {
            Self::Chromium => {
                "Install Chromium or Chrome and the chromedriver of the same version, and put both on PATH or name them \
                 by the environment variables CHROME and CHROMEDRIVER"
            }
            Self::Firefox => "Install Firefox and put it on PATH or name it by the environment variable FIREFOX",
            Self::WebKit => {
                "Install WebKitGTK's MiniBrowser, WebKitWebDriver and Xvfb, or name them by the environment variables \
                 MINI_BROWSER, WEBKIT_DRIVER and XVFB"
            }
            Self::Npm => "Install Node.js with npm and put both on PATH",
            Self::Nginx => "Install nginx",
        };
        format!("{} could not be set up: {why}. {what}; then run this chore again", self.name())
    }
}

/// Installs it with the first package manager that is there, as root or by `sudo` without a password.
pub fn install(package: Package, why: &str) -> Result<()> {
    announce(package.name(), why, "a minute or two");
    let Some(manager) = ["apt-get", "dnf", "pacman", "brew"].into_iter().find(|name| tools::find(name).is_some())
    else {
        bail!("{}", package.by_hand("there is no apt-get, dnf, pacman or brew"));
    };
    if package.names(manager).is_empty() {
        bail!("{}", package.by_hand(&format!("{manager} does not have it")));
    }
    let steps: &[&[&str]] = match manager {
        "apt-get" => &[&["update"], &["install", "-y"]],
        "dnf" => &[&["install", "-y"]],
        "pacman" => &[&["-Sy", "--noconfirm", "--needed"]],
        _ => &[&["install"]],
    };
    let Some(sudo) = privilege(manager) else {
        bail!("{}", package.by_hand(&format!("{manager} needs root, and `sudo` asks for a password")));
    };
    for (at, step) in steps.iter().enumerate() {
        let mut command = sudo.iter().chain([&manager]).copied();
        let mut run = Command::new(command.next().unwrap_or(manager));
        run.args(command).args(*step).env("DEBIAN_FRONTEND", "noninteractive");
        if at + 1 == steps.len() {
            run.args(package.names(manager));
        }
        project::run(&mut run).map_err(|error| anyhow::anyhow!("{}", package.by_hand(&error.to_string())))?;
    }
    Ok(())
}

/// Debian calls Firefox by another name than those who took its package manager.
fn is_debian() -> bool {
    let system = std::fs::read_to_string("/etc/os-release").unwrap_or_default();
    system.lines().any(|line| line == "ID=debian")
}

/// What goes before the manager's name: nothing for root and for brew, `sudo -n` for others, `None` where that fails.
fn privilege(manager: &str) -> Option<&'static [&'static str]> {
    let root = project::output(Command::new("id").arg("-u")).is_some_and(|user| user == "0");
    if root || manager == "brew" {
        return Some(&[]);
    }
    project::output(Command::new("sudo").args(["-n", "true"])).map(|_| ["sudo", "-n"].as_slice())
}
