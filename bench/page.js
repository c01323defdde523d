// The page of the harness: starts an engine's worker and hands it one job at a time. `cargo xtask bench search` calls
// `bench.start` and `bench.ask`, and looks at `bench.state` until it is no longer busy.

const state = { busy: false, progress: "", value: null, error: null };
let worker;
let port;

function fail(error) {
  state.busy = false;
  state.error = error;
}

/// Starts the worker; one that was started before ends.
function start(address, type) {
  worker?.terminate();
  worker = new Worker(address, { type });
  worker.onerror = (event) => fail(event.message || `${address} could not be started`);
  const channel = new MessageChannel();
  port = channel.port1;
  port.onmessage = ({ data }) => {
    if ("progress" in data) state.progress = data.progress;
    else if ("error" in data) fail(data.error);
    else Object.assign(state, { busy: false, value: data.value });
  };
  worker.postMessage({ port: channel.port2 }, [channel.port2]);
}

/// Gives the worker a job.
function ask(verb, task) {
  Object.assign(state, { busy: true, progress: "", value: null, error: null });
  port.postMessage({ verb, task });
}

globalThis.bench = { start, ask, state, isolated: globalThis.crossOriginIsolated };
