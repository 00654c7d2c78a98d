/** `T` whose members that may be undefined are optional instead. */
export type Compact<T> = {
  [K in keyof T as undefined extends T[K] ? never : K]: T[K];
} & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>;
};

/** A copy without the members that are undefined, so that an absent element is absent and not `undefined`. */
export const compact = <T extends object>(members: T): Compact<T> => {
  const kept: Record<string, unknown> = {};
  const given = members as Record<string, unknown>;
  // Twice as quick as a list of the names; what is copied here has no members from elsewhere.
  for (const name in given) {
    const value = given[name];
    if (value !== undefined) kept[name] = value;
  }
  return kept as Compact<T>;
};
