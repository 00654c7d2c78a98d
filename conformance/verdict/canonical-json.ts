const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, inner]) => inner !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
      .map(([key, inner]) => [key, sorted(inner)]),
  );
};

/** JSON with sorted keys, two spaces of indentation and one newline at the end: the same value, the same bytes. */
export const canonicalJson = (value: unknown): string => `${JSON.stringify(sorted(value), undefined, 2)}\n`;
