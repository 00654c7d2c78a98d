/** `line 7`, `lines 7, 9 and 12`; '' for none. Long lists are cut. */
export const linesText = (lines: readonly number[], most = 5): string => {
  const all = [...new Set(lines)].toSorted((a, b) => a - b);
  const shown = all.slice(0, most).map(String);
  const more = all.length - shown.length;
  if (more > 0) return `lines ${shown.join(', ')} and ${more} more`;
  const last = shown.pop();
  if (last === undefined) return '';
  return shown.length === 0 ? `line ${last}` : `lines ${shown.join(', ')} and ${last}`;
};
