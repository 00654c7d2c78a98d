/** The business value of a key `system|value`, as a person knows it; the system is no part of the story. */
export const bareKey = (key: string): string => key.slice(key.indexOf('|') + 1);

/** The same of several: "a, b". */
export const bareKeys = (keys: Iterable<string>, between = ', '): string => [...keys].map(bareKey).join(between);

/** Two keys side by side: bare, unless only their systems tell them apart. */
export const barePair = (a: string, b: string): readonly [string, string] =>
  a !== b && bareKey(a) === bareKey(b) ? [a, b] : [bareKey(a), bareKey(b)];
