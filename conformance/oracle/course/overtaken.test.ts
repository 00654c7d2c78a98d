import { describe, expect, test } from 'vitest';
import { makeOrder, type OrderInput } from '../history-builder.test-helper.ts';
import { exactly } from '../time/span.ts';
import { versionOf } from '../version.test-helper.ts';
import { type Chooser, greatest } from './overtaken.ts';
import type { OrderVersion } from './version.ts';

/** A version from an instant, taken at one: by acceptance where both are the same and it says so. */
const at = (from: bigint, taken: bigint, input: OrderInput = {}, byAcceptance = false): OrderVersion =>
  versionOf(makeOrder(input), {
    from: exactly(from),
    byAcceptance,
    moment: { step: 0, from: 0, to: 0, now: exactly(taken) },
  });
const accepted = (when: bigint, input: OrderInput = {}): OrderVersion => at(when, when, input, true);

/** Everything is known; of what was overtaken it is said here whether it holds. */
const chooser = (...still: readonly OrderVersion[]): Chooser & { readonly asked: OrderVersion[] } => {
  const asked: OrderVersion[] = [];
  return {
    asked,
    beganBy: ({ from }, instant) => from.high <= instant,
    takenBefore: ({ moment }, instant) => moment.now.high < instant,
    holdsStill: (version) => {
      asked.push(version);
      return still.includes(version);
    },
  };
};

describe('the greatest of what holds', () => {
  test('none of none', () => {
    expect(greatest(chooser(), [])).toBeUndefined();
  });

  test.each<[string, OrderVersion[], number]>([
    ['the only one', [at(10n, 1n)], 0],
    ['the later instant', [at(10n, 1n), at(20n, 2n)], 1],
    ['the later acceptance at one instant', [at(10n, 1n), at(10n, 2n)], 1],
    ['one by acceptance after an earlier instant', [at(10n, 1n), accepted(15n)], 1],
    ['one by acceptance at the same instant', [at(10n, 1n), accepted(10n)], 1],
    ['the later of two by acceptance', [accepted(10n), accepted(10n)], 1],
    ['one that is stated for before an acceptance', [accepted(10n), at(8n, 11n)], 0],
    ['one that is stated for the very instant of an acceptance', [accepted(10n), at(10n, 11n)], 1],
    ['one that is taken after the greatest had begun', [at(10n, 1n), at(20n, 2n), at(15n, 21n)], 1],
    ['one that is taken at the instant of the greatest', [at(10n, 1n), at(20n, 2n), at(15n, 20n)], 1],
  ])('%s', (_title, versions, index) => {
    const asks = chooser();
    expect(greatest(asks, versions)).toBe(versions[index]);
    expect(asks.asked).toEqual([]);
  });

  test('of two by acceptance the later, though their intervals overlap', () => {
    const span = (low: bigint, high: bigint): OrderVersion => ({ ...accepted(low), from: { low, high } });
    const versions = [span(10n, 20n), span(15n, 25n)];
    expect(greatest(chooser(), versions)).toBe(versions[1]);
  });

  test('one that was overtaken holds if it is said to, else the next', () => {
    const versions = [at(10n, 1n), at(30n, 2n), at(20n, 3n)] as const;
    const [, top] = versions;
    const no = chooser();
    expect([greatest(no, versions), no.asked]).toEqual([versions[2], [top]]);
    expect(greatest(chooser(top), versions)).toBe(top);
  });

  test('of several that were overtaken each is asked', () => {
    const versions = [at(10n, 1n), at(40n, 2n), at(30n, 3n), at(20n, 4n)] as const;
    const no = chooser();
    expect([greatest(no, versions), no.asked]).toEqual([versions[3], [versions[1], versions[2]]]);
    expect(greatest(chooser(versions[2]), versions)).toBe(versions[2]);
  });

  test('what does not hold any more overtakes nothing by having a later instant', () => {
    // The third is overtaken by the last, which is taken at the very instant of the second: too late to overtake that.
    const versions = [at(10n, 1n), at(30n, 2n), at(31n, 3n), at(20n, 30n)] as const;
    const no = chooser();
    expect([greatest(no, versions), no.asked]).toEqual([versions[1], [versions[2]]]);
  });

  test('an error overtakes nothing, and nothing overtakes an acceptance', () => {
    const error = at(20n, 3n, { status: 'entered-in-error' });
    const versions = [at(10n, 1n), at(30n, 2n), error];
    const asks = chooser();
    expect([greatest(asks, versions), asks.asked]).toEqual([versions[1], []]);
    const late = [at(10n, 1n), accepted(30n), at(20n, 25n)];
    const again = chooser();
    expect([greatest(again, late), again.asked]).toEqual([late[1], []]);
  });
});
