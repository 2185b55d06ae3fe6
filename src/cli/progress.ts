import type { Output } from './command.ts';

/** A progress bar that is told how far the work is, between 0 and 1. */
export interface Progress {
  show(done: number, label: string): void;
  /** Takes the bar off the screen, so that other lines can be written. */
  clear(): void;
}

const cells = 24;
const redrawMsMin = 100;
/** Work that ends sooner shows no bar at all. */
const quietMs = 500;

/**
 * A bar on the terminal that watches, or nothing when none does. Shape: the clock gives
 * milliseconds; the bar appears after half a second and is drawn at most ten times a second.
 */
export function openProgress(output: Output, now: () => number = Date.now): Progress {
  if (output.isTTY !== true) return { show: () => undefined, clear: () => undefined };
  const startedAt = now();
  let drawnAt = Number.NEGATIVE_INFINITY;
  let visible = false;
  return {
    show(done, label) {
      const at = now();
      if (at - startedAt < quietMs || at - drawnAt < redrawMsMin) return;
      drawnAt = at;
      visible = true;
      output.write(`\r\u001b[K${drawBar(done)} ${label}`);
    },
    clear() {
      if (visible) output.write('\r\u001b[K');
      visible = false;
    },
  };
}

function drawBar(done: number): string {
  const share = Math.min(1, Math.max(0, done));
  const full = Math.round(share * cells);
  const percent = String(Math.floor(share * 100)).padStart(3);
  return `${'█'.repeat(full)}${'░'.repeat(cells - full)} ${percent} %`;
}
