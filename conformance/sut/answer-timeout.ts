/** How long the harness waits for a whole answer, on every wire. Past that the operation is `unknown`. */
export const ANSWER_TIMEOUT_MS = 15_000;
