/** Names of single bits, from bit 0 up. */
export interface FlagSet<Name extends string> {
  readonly mask: number;
  /** In the order of their bits. */
  namesOf(bits: number): readonly Name[];
  bitsOf(names: readonly Name[]): number;
}

export function flagSet<const Name extends string>(names: readonly Name[]): FlagSet<Name> {
  return {
    mask: 2 ** names.length - 1,
    namesOf: (bits) => names.filter((_, bit) => (bits & (1 << bit)) !== 0),
    bitsOf: (wanted) => wanted.reduce((bits, name) => bits | (1 << names.indexOf(name)), 0),
  };
}
