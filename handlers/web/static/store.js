'use strict';
// What the page remembers. Storage can be forbidden; then the page remembers as
// long as it is open.
const store = (() => {
  const memory = {};

  function recall(area, key) {
    try { return window[area].getItem(key) ?? memory[key] ?? null; } catch { return memory[key] ?? null; }
  }
  function keep(area, key, value) {
    memory[key] = value;
    try { window[area].setItem(key, value); } catch { /* memory has it */ }
  }
  function erase(...keys) {
    for (const area of ['sessionStorage', 'localStorage']) {
      try { keys.forEach((key) => window[area].removeItem(key)); } catch { /* nothing was kept */ }
    }
  }

  return { recall, keep, erase };
})();
