// @ts-check
/** Does long work in pieces, between which the browser answers its user, lays out and paints. */

/**
 * Gives way to what waits, if a piece of work has taken its time. Rejects when the work is not wanted any more.
 * @typedef {() => Promise<void>} Rest
 */

/** How many milliseconds a piece takes: on a phone four times as slow as a desk, none is felt. */
const PIECE = 4;

/** Its messages come in turn, also in a tab that nobody looks at; there, timers wait for a second. */
const { port1, port2 } = new MessageChannel();

/**
 * The rests of a piece of work.
 * @param {AbortSignal} signal tells when it is not wanted any more
 * @returns {Rest}
 */
export function rests(signal) {
  let end = 0;
  return async () => {
    if (performance.now() < end) return;
    document.body.getBoundingClientRect(); // lays out what the piece has drawn, so that it does not add up
    await new Promise((resolve) => {
      port1.addEventListener("message", resolve, { once: true });
      port1.start();
      port2.postMessage(0);
    });
    signal.throwIfAborted();
    end = performance.now() + PIECE;
  };
}
