// Follows the worker's wasm-bindgen glue in one blob: waits for the compiled module, then lets the Rust side take over.
self.onmessage = (event) => {
  self.onmessage = null;
  wasm_bindgen({ module_or_path: event.data.module }).catch((error) => {
    self.postMessage({ died: String(error) });
  });
};
