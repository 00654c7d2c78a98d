const BAR = 24;

/** How much of something is done, `share` from 0 to 1. */
export const bar = (share: number): string => {
  const full = Math.round(Math.min(1, Math.max(0, share)) * BAR);
  return `${'━'.repeat(full)}${'─'.repeat(BAR - full)}`;
};
