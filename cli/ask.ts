import { createInterface } from 'node:readline/promises';
import type { Ask } from '../conformance/sut/operator/operator-driver.ts';

/** Asks whoever sits at the terminal; undefined where nobody does. */
export const terminalAsk = (): Ask | undefined => {
  if (!process.stdin.isTTY || !process.stderr.isTTY) return undefined;
  return async (lines) => {
    const terminal = createInterface({ input: process.stdin, output: process.stderr });
    try {
      return await terminal.question(
        `\n${lines.join('\n  ')}\n  Enter when it is done; "refused CODE" if the system refuses; "unknown" if you cannot tell: `,
      );
    } finally {
      terminal.close();
    }
  };
};
