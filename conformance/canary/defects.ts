import type { Identifier, InboxItem } from '../../contract/domain/index.ts';

/** What a tiny receiver makes of a reading: on which side of which limit it lies; undefined: inside. */
export interface Crossed {
  readonly tier: 'critical' | 'reference';
  readonly side: 'high' | 'low';
  readonly bound: string;
  /** The value is the bound itself. */
  readonly equal: boolean;
}

/** What is known to be wrong with a canary, and the requirement that must fail of it. */
export interface CanaryDefect {
  readonly name: string;
  readonly requirement: string;
  /** Of the items that a sound one would raise, or may wrongly raise, those that this one raises. */
  readonly raises: (crossed: Crossed | undefined) => Crossed | undefined;
  /** What it says in them. */
  readonly says?: (item: InboxItem, others: readonly Identifier[]) => InboxItem;
}

const soundly = (crossed: Crossed | undefined): Crossed | undefined => (crossed?.equal === true ? undefined : crossed);

/** Beside the critical ones, which prove that the In Basket is alive. */
const HIGH: Crossed = { tier: 'reference', side: 'high', bound: '180', equal: false };

/** One is drawn for every run. Each is found by what is there, or by what is not, so that both ways of finding are tried. */
export const CANARY_DEFECTS: readonly CanaryDefect[] = [
  {
    name: 'tells nothing that is merely abnormal',
    requirement: 'ALR-01',
    raises: (crossed) => (crossed?.tier === 'critical' ? soundly(crossed) : undefined),
  },
  {
    name: 'tells of what is normal',
    requirement: 'ALR-02',
    raises: (crossed) => crossed ?? HIGH,
  },
  {
    name: 'takes the limit itself for beyond it',
    requirement: 'LIM-02',
    raises: (crossed) => crossed,
  },
  {
    name: 'tells somebody else',
    requirement: 'ALR-01',
    raises: soundly,
    says: (item, others) => ({ ...item, recipient: others[0] ?? item.recipient }),
  },
  {
    name: 'tells another value',
    requirement: 'ALR-03',
    raises: soundly,
    says: (item) => ({ ...item, ...(item.value === undefined ? {} : { value: { ...item.value, value: '999' } }) }),
  },
  {
    name: 'calls high low',
    requirement: 'LIM-01',
    raises: (crossed) =>
      crossed?.tier === 'reference' && !crossed.equal
        ? { ...crossed, side: crossed.side === 'high' ? 'low' : 'high' }
        : soundly(crossed),
  },
];

/** Nothing is wrong with it. For tests: what a defect breaks, this one does not. */
export const NO_DEFECT: Pick<CanaryDefect, 'raises' | 'says'> = { raises: soundly };
