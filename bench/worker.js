// The worker of an engine that is a module: its name stands behind the `?`.
import { serve } from "./driver.js";

// The page posts the port at once, before the engine has been fetched.
const posted = new Promise((resolve) => {
  self.addEventListener("message", ({ data }) => resolve(data.port), { once: true });
});
const { default: engine } = await import(`./peers/${self.location.search.slice(1)}.js`);
serve(engine, await posted);
