//! The three browsers that the tests run in: finding them, and installing them where that is possible.

use crate::Result;
use crate::shell::{command, output, run, say, which};
use std::env;
use std::path::PathBuf;
use std::process::Command;

/// A program that tests need: the variable that names it, the names and places to look for it, and how to get it.
struct Need {
    variable: &'static str,
    names: &'static [&'static str],
    places: &'static [&'static str],
    advice: &'static str,
}

const CHROMIUM: Need = Need {
    variable: "CHROMIUM",
    names: &["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"],
    places: &[
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        "/Applications/Chromium.app/Contents/MacOS/Chromium",
        r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    ],
    advice: "install Chrome or Chromium, or run `npx playwright install chromium` and set CHROMIUM to the program",
};

const CHROMEDRIVER: Need = Need {
    variable: "CHROMEDRIVER",
    names: &["chromedriver"],
    places: &[],
    advice: "run `npx @puppeteer/browsers install chromedriver@stable` and set CHROMEDRIVER to the program",
};

const FIREFOX: Need = Need {
    variable: "FIREFOX",
    names: &["firefox-esr", "firefox"],
    places: &["/Applications/Firefox.app/Contents/MacOS/firefox", r"C:\Program Files\Mozilla Firefox\firefox.exe"],
    advice: "install Firefox, or set FIREFOX to the program",
};

const WEBKIT: Need = Need {
    variable: "WEBKIT_DRIVER",
    names: &["WebKitWebDriver"],
    places: &[],
    advice: "on Linux install WebKitGTK's driver (Debian: webkit2gtk-driver); other systems have none",
};

const DISPLAY: Need = Need {
    variable: "XVFB",
    names: &["Xvfb"],
    places: &[],
    advice: "install the X server without a screen (Debian: xvfb)",
};

const PACKAGES: [&str; 6] = ["chromium", "chromium-driver", "firefox-esr", "webkit2gtk-driver", "xvfb", "fonts-dejavu"];

impl Need {
    fn find(&self) -> Option<PathBuf> {
        let named = env::var_os(self.variable).map(PathBuf::from);
        let placed = || self.places.iter().map(PathBuf::from).find(|place| place.is_file());
        named.or_else(|| self.names.iter().find_map(|name| which(name))).or_else(placed)
    }
}

/// Sees to it that the browsers are there. Chromium and its driver must be; tests in the other two are skipped by name without them.
pub fn install() -> Result {
    let all = [CHROMIUM, CHROMEDRIVER, FIREFOX, WEBKIT, DISPLAY];
    if all.iter().any(|need| need.find().is_none()) && may_use_apt() {
        say("Installing Chromium, Firefox, WebKit and their drivers by apt-get (400 MB, about 2 minutes)");
        run(apt()?.arg("update"))?;
        run(apt()?.args(["install", "-y", "--no-install-recommends"]).args(PACKAGES))?;
    }
    for need in all.iter().filter(|need| need.find().is_none()) {
        println!("    {} is missing: {}.", need.names[0], need.advice);
    }
    let must =
        |need: Need| need.find().map(|_| ()).ok_or_else(|| format!("{} is needed for the tests.", need.names[0]));
    must(CHROMIUM)?;
    Ok(must(CHROMEDRIVER)?)
}

/// Tells a test where the browsers are.
pub fn name_to(command: &mut Command) {
    for need in [CHROMIUM, CHROMEDRIVER, FIREFOX, WEBKIT, DISPLAY] {
        if let Some(path) = need.find() {
            command.env(need.variable, path);
        }
    }
}

fn may_use_apt() -> bool {
    let is_root = || command("id").ok().and_then(|mut id| output(id.arg("-u"))).as_deref() == Some("0");
    cfg!(target_os = "linux") && which("apt-get").is_some() && is_root()
}

fn apt() -> Result<Command> {
    let mut apt = command("apt-get")?;
    apt.env("DEBIAN_FRONTEND", "noninteractive");
    Ok(apt)
}
