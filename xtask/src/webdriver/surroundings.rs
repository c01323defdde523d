//! What surrounds a page: the window's size, the reader's system, the clock's place. Each engine has its own way, or none.

use anyhow::{Result, bail};
use serde_json::{Value, json};

use super::{Browser, Display, Engine, keys};

impl Browser {
    /// Gives the page a size in CSS pixels, whatever window is around it.
    pub fn resize(&self, width: u32, height: u32) -> Result<()> {
        self.size.set(Some((width, height)));
        match self.engine {
            Engine::Chromium => {
                let metrics = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
                return self.chromium("Emulation.setDeviceMetricsOverride", metrics).map(drop);
            }
            Engine::Firefox => {
                // No window of its own is as narrow as a phone.
                self.post("window/rect", json!({ "width": width.max(1000) + 50, "height": height + 200 }))?;
                let hold = "const [width, height] = arguments, browser = gBrowser.selectedBrowser;
                    for (const [side, length] of [['width', width], ['height', height]])
                        for (const name of [side, 'min-' + side, 'max-' + side]) browser.style.setProperty(name, length + 'px', 'important')";
                self.firefox(hold, &[json!(width), json!(height)])?;
            }
            Engine::WebKit => {
                // The furniture around the page has a size of its own.
                let (inner, rect) = (self.inner_size()?, self.get("window/rect")?);
                let around = |outer: &Value, inner: i64| outer.as_i64().unwrap_or(inner) - inner;
                let wider = around(&rect["width"], inner.0);
                let higher = around(&rect["height"], inner.1);
                let (width, height) = (i64::from(width) + wider, i64::from(height) + higher);
                // No window manager says which window has the focus: it is that below the mouse, which rests in the middle of the screen. A
                // narrow window at its edge would have none, and WebKit no `:focus`.
                let middle = |screen: u32, length: i64| (i64::from(screen) - length).max(0) / 2;
                let (x, y) = (middle(Display::SCREEN.0, width), middle(Display::SCREEN.1, height));
                self.post("window/rect", json!({ "x": x, "y": y, "width": width, "height": height }))?;
            }
        }
        self.wait_for_size((width.into(), height.into()))
    }

    /// The page hears of its size a little later.
    fn wait_for_size(&self, size: (i64, i64)) -> Result<()> {
        let start = std::time::Instant::now();
        loop {
            let found = self.inner_size()?;
            if found == size {
                return Ok(());
            }
            if start.elapsed() > std::time::Duration::from_secs(10) {
                bail!("the page was to be {size:?} large, and is {found:?}");
            }
            std::thread::sleep(std::time::Duration::from_millis(20));
        }
    }

    fn inner_size(&self) -> Result<(i64, i64)> {
        let size = self.script("return [innerWidth, innerHeight]", &[])?;
        Ok((size[0].as_i64().unwrap_or_default(), size[1].as_i64().unwrap_or_default()))
    }

    /// Types a day into the field of dates that has the focus, the month first. WebKit goes on to the next of the field's parts by Tab
    /// alone, and tells of a change once the field is left.
    pub fn type_day(&self, month: &str, day: &str, year: &str) -> Result<()> {
        let on = if self.engine == Engine::WebKit { keys::TAB.to_string() } else { String::new() };
        self.press(&[month, day, year, ""].join(&on))
    }

    /// What the reader's system asks for: `("prefers-color-scheme", "dark")`.
    pub fn prefer(&self, feature: &str, value: &str) -> Result<()> {
        match self.engine {
            Engine::Chromium => {
                let features = json!([{ "name": feature, "value": value }]);
                self.chromium("Emulation.setEmulatedMedia", json!({ "features": features })).map(drop)
            }
            Engine::Firefox => {
                let set = match feature {
                    "prefers-color-scheme" => {
                        "gBrowser.selectedBrowser.browsingContext.prefersColorSchemeOverride = arguments[0]"
                    }
                    "forced-colors" => "gBrowser.selectedBrowser.browsingContext.forcedColorsOverride = arguments[0]",
                    "prefers-reduced-motion" => {
                        "Services.prefs.setIntPref('ui.prefersReducedMotion', arguments[0] === 'reduce' ? 1 : 0)"
                    }
                    other => bail!("it is not known how Firefox is told {other}"),
                };
                self.firefox(set, &[json!(value)])?;
                self.wait_for_media(&format!("({feature}: {value})"))
            }
            Engine::WebKit => Ok(self.only(&[], &format!("its driver cannot say that the system asks for {feature}"))?),
        }
    }

    /// Puts a finger in place of the mouse.
    pub fn point_with_a_finger(&self) -> Result<()> {
        match self.engine {
            Engine::Chromium => {
                self.chromium("Emulation.setTouchEmulationEnabled", json!({ "enabled": true })).map(drop)
            }
            Engine::Firefox => {
                let set = "for (const which of ['primary', 'all']) Services.prefs.setIntPref(`ui.${which}PointerCapabilities`, 1)";
                self.firefox(set, &[])?;
                self.wait_for_media("(pointer: coarse)")
            }
            Engine::WebKit => Ok(self.only(&[], "its driver cannot put a finger in place of the mouse")?),
        }
    }

    /// Puts the reader into a time zone: `Asia/Tokyo`.
    pub fn time_zone(&self, zone: &str) -> Result<()> {
        match self.engine {
            Engine::Chromium => self.chromium("Emulation.setTimezoneOverride", json!({ "timezoneId": zone })).map(drop),
            Engine::Firefox => {
                let set = "gBrowser.selectedBrowser.browsingContext.timezoneOverride = arguments[0]";
                self.firefox(set, &[json!(zone)]).map(drop)
            }
            Engine::WebKit => Ok(self.only(&[], "its driver cannot set the time zone")?),
        }
    }

    /// What the page tells assistive technology, as a list of nodes.
    pub fn accessibility_tree(&self) -> Result<Value> {
        self.only(&[Engine::Chromium], "its driver does not give the tree of roles and names")?;
        Ok(self.chromium("Accessibility.getFullAXTree", json!({}))?["nodes"].take())
    }

    /// Taps a place of the page with a finger.
    pub fn tap(&self, x: f64, y: f64) -> Result<()> {
        let place = json!({ "type": "pointerMove", "x": x.round(), "y": y.round() });
        let down = json!({ "type": "pointerDown", "button": 0 });
        let up = json!({ "type": "pointerUp", "button": 0 });
        let finger = json!({ "type": "pointer", "id": "finger", "parameters": { "pointerType": "touch" }, "actions": [place, down, up] });
        self.post("actions", json!({ "actions": [finger] })).map(drop)
    }

    /// Runs a script in the window around Firefox' page, which may set what a page cannot.
    fn firefox(&self, body: &str, arguments: &[Value]) -> Result<Value> {
        self.post("moz/context", json!({ "context": "chrome" }))?;
        let answer = self.post("execute/sync", json!({ "script": body, "args": arguments }));
        self.post("moz/context", json!({ "context": "content" }))?;
        answer
    }

    /// Behind the page's last control the Tab key leads into Firefox' own window, where no test can press it, and the page has no focus until
    /// it is given back.
    pub(super) fn stay_in_page(&self) -> Result<()> {
        if self.engine != Engine::Firefox || self.script("return document.hasFocus()", &[])? == Value::Bool(true) {
            return Ok(());
        }
        self.firefox("gBrowser.selectedBrowser.focus()", &[]).map(drop)
    }

    /// The page hears a little later what it is asked to be like.
    fn wait_for_media(&self, query: &str) -> Result<()> {
        let start = std::time::Instant::now();
        while self.script("return matchMedia(arguments[0]).matches", &[json!(query)])? != Value::Bool(true) {
            if start.elapsed() > std::time::Duration::from_secs(10) {
                bail!("{query} does not match, though the browser was told so");
            }
            std::thread::sleep(std::time::Duration::from_millis(20));
        }
        Ok(())
    }
}
