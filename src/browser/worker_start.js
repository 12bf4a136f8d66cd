// Follows the worker's script in one blob: waits for the compiled module, then lets the Rust side take over.
self.onmessage = (event) => {
  self.onmessage = null;
  segmentaWorkerScript()({ module_or_path: event.data.module }).catch((error) => {
    self.postMessage({ died: String(error) });
  });
};
