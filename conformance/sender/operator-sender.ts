import type { StartSender } from './sender-under-test.ts';

/** A sender that a person starts, connects and ends, and is told when. */
export const operatorSender = (tell: (text: string) => void): StartSender => {
  const seen = new Set<string>();
  return async ({ lane, url, token }) => {
    const again = seen.has(token);
    seen.add(token);
    tell(
      again
        ? `Operator: start the sender of ${lane} again, with what it had: ${url}, token ${token}`
        : `Operator: connect a new phone for ${lane} to ${url}, token ${token}`,
    );
    return { kill: async () => tell(`Operator: end the sender of ${lane} now, as the system would.`) };
  };
};
