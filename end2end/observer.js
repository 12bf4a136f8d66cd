// Runs before the page's own scripts and keeps what a test wants to know: refusals of the policy, and errors.

globalThis.observed = { violations: [], errors: [] };

addEventListener('securitypolicyviolation', (event) => {
  globalThis.observed.violations.push(`${event.effectiveDirective} ${event.blockedURI}`);
});
addEventListener('error', (event) => globalThis.observed.errors.push(event.message ?? `not loaded: ${event.target?.src}`));
addEventListener('unhandledrejection', (event) => globalThis.observed.errors.push(String(event.reason)));

const consoleError = console.error;
console.error = (...words) => {
  globalThis.observed.errors.push(words.map(String).join(' '));
  consoleError(...words);
};
