import { describe, expect, test } from 'vitest';
import type { InboxItem } from '../../../contract/domain/index.ts';
import {
  itemId,
  makeItem,
  type OpOptions,
  orderId,
  type OrderInput,
  readingId,
  RIVERA,
} from '../history-builder.test-helper.ts';
import { type About, chain, copyOf, MINUTE_MS, type Story, atMinute, waysOf } from './copies.test-helper.ts';

const ONE = 'copy 1 of r at 01-01 00:30';
const TWO = 'copy 2 of r at 01-01 01:30';

describe('copies are made', () => {
  test.each<[string, string[], string]>([
    ['of what is critically high', [ONE, TWO], '310'],
    ['of what is critically low', [ONE, TWO], '50'],
    ['not of what is abnormal', [], '250'],
    ['not of what is normal', [], '120'],
  ])('%s', (_name, expected, value) => {
    expect(chain(() => undefined, { value })).toEqual(expected);
  });
  test('after what came into sight, if not after its filing', () => {
    const late = (text: string): string => `${text} to ${text.slice(-11)}:00.040`;
    const sights: Story[] = [
      ({ b, shown }) => {
        b.wait(40);
        shown('i');
      },
      ({ b, shown }) => {
        b.wait(40);
        shown('i');
        b.wait(20);
        shown('again');
        shown('z');
      },
    ];
    expect(sights.map((s) => chain(s))).toEqual([
      [late(ONE), late(TWO)],
      [late(ONE), late(TWO)],
    ]);
  });
  test.each<[string, Partial<InboxItem>]>([
    ['a copy', copyOf(1)],
    ['of another order', { order: orderId('o2') }],
    ['about another reading', { reading: readingId('q') }],
    ['about none', { reading: undefined }],
    ['that is not critical', { kind: 'abnormal' }],
    ['of the other direction', { interpretation: ['LL'] }],
  ])('whatever else comes into sight: an item %s', (_name, item) => {
    const story: Story = ({ b, shown }) => {
      b.wait(40);
      shown('i', item);
    };
    expect(chain(story)).toEqual([ONE, TWO]);
  });
  test('after its own sight, if it was raised before, withdrawn and raised again', () => {
    const story: Story = ({ b, shown, until, corrected }) => {
      shown('i');
      until(10);
      corrected('120');
      until(20);
      corrected('310');
      b.wait(40);
      shown('again');
    };
    expect(chain(story)).toEqual([
      'copy 1 of r at 01-01 00:50 to 01-01 00:50:00.040',
      'copy 2 of r at 01-01 01:50 to 01-01 01:50:00.040',
    ]);
  });
  test('of a reading by each of its names', () => {
    const story: Story = ({ b, order, r }) => {
      b.reading({ name: 's', value: '310', device: 'meter', at: r.effective });
      b.seen(makeItem({ ...r, identifier: readingId('s') }, order, 'i', { kind: 'critical', interpretation: ['HH'] }));
      b.wait(10 * MINUTE_MS);
      b.op({ op: 'item.act', item: itemId('i'), act: 'seen', person: RIVERA });
    };
    expect(chain(story, { device: 'meter' })).toEqual([]);
  });
});

describe('an act on the item', () => {
  const acted = (minutes: number, item: Partial<InboxItem> = {}, options: OpOptions = {}): string[] =>
    chain(({ shown, until, act }) => {
      shown('i', item);
      until(minutes);
      act('i', 'seen', options);
    });
  test.each<[string, number, string[]]>([
    ['before the first step stops both', 10, []],
    ['at its instant leaves it open, and stops the second', 30, [`${ONE}, made maybe`]],
    ['between the steps stops the second', 45, [ONE]],
    ['after both stops nothing', 100, [ONE, TWO]],
  ])('%s', (_name, minutes, expected) => {
    expect(acted(minutes)).toEqual(expected);
  });
  test('that was refused stops nothing', () => {
    expect(acted(10, {}, { outcome: 'refused' })).toEqual([ONE, TWO]);
  });
  test.each<[string, Partial<InboxItem>]>([
    ['of another order', { order: orderId('o2') }],
    ['about another reading', { reading: readingId('q') }],
    ['about none', { reading: undefined }],
    ['that is not critical', { kind: 'abnormal' }],
    ['of the other direction', { interpretation: ['LL'] }],
  ])('%s stops nothing', (_name, item) => {
    expect(acted(10, item)).toEqual([ONE, TWO]);
  });
  test('nobody has seen stops nothing', () => {
    expect(chain(atMinute(10, ({ act }) => act('i', 'seen')))).toEqual([ONE, TWO]);
  });
  test('that is gone does not stop those of the next', () => {
    const next = (value: string): string[] =>
      chain(({ shown, until, act, corrected }) => {
        shown('i');
        until(10);
        act('i', 'seen');
        until(11);
        corrected('120');
        until(12);
        corrected(value);
      });
    expect(next('330')).toEqual(['copy 1 of r at 01-01 00:42', 'copy 2 of r at 01-01 01:42']);
    expect(next('50')).toEqual(['copy 1 of r at 01-01 00:42', 'copy 2 of r at 01-01 01:42']);
  });
});

describe('an act on the item while the next is raised', () => {
  test('was done to either', () => {
    const story: Story = ({ b, shown, until, act, corrected }) => {
      shown('i');
      until(11);
      corrected('120');
      until(12);
      corrected('330', { took: 20 });
      b.wait(-10);
      act('i', 'seen', { took: 20 });
    };
    // Where it was done to the first item, the next was raised after it.
    const due = (at: string): string => `01-01 ${at}:00.010 to 01-01 ${at}:00.020`;
    expect(waysOf(story)).toEqual([[], [`copy 1 of r at ${due('00:42')}`, `copy 2 of r at ${due('01:42')}`]]);
  });
});

describe('an act on a copy', () => {
  test('stops the step after it', () => {
    const story: Story = ({ shown, until, act }) => {
      shown('i');
      until(31);
      shown('c', copyOf(1));
      act('c', 'seen');
    };
    expect(chain(story)).toEqual([ONE]);
  });
  test('that shows another name of the reading stops it as well', () => {
    const story: Story = ({ b, order, r, until, act }) => {
      b.reading({ name: 's', value: '310', device: 'meter', at: r.effective });
      until(31);
      const alias = { ...r, identifier: readingId('s') };
      b.seen(makeItem(alias, order, 'c', { kind: 'critical', interpretation: ['HH'], ...copyOf(1) }));
      act('c', 'seen');
    };
    expect(chain(story, { device: 'meter' })).toEqual([ONE]);
  });
  test('of another order stops nothing', () => {
    const story: Story = ({ shown, until, act }) => {
      until(31);
      shown('c', { ...copyOf(1), order: orderId('o2') });
      act('c', 'seen');
    };
    expect(chain(story)).toEqual([ONE, TWO]);
  });
  test.each<[string, number]>([
    ['long before', 5 * MINUTE_MS],
    ['and settled as the next was sent for', 0],
  ])('of an item that is gone, %s, does not stop those of the next', (_name, pause) => {
    const story: Story = ({ b, shown, until, act, corrected }) => {
      until(31);
      shown('c', copyOf(1));
      corrected('120');
      act('c', 'seen', { took: 20 });
      b.wait(pause);
      corrected('330');
    };
    const [first, ...next] = chain(story);
    expect(first).toBe(`${ONE}, withdrawn yes`);
    expect(next).toHaveLength(2);
  });
  test('finishes it, and none other', () => {
    const story: Story = ({ shown, until, act }) => {
      shown('i');
      until(31);
      shown('one', copyOf(1));
      until(91);
      shown('two', copyOf(2));
      act('two', 'done');
    };
    expect(chain(story)).toEqual([ONE, `${TWO}, done yes`]);
  });
});

describe('a withdrawal takes the copies along', () => {
  test.each<[string, number, string[]]>([
    ['before the first there are none', 10, []],
    ['the first', 45, [`${ONE}, withdrawn yes`]],
    ['both', 100, [`${ONE}, withdrawn yes`, `${TWO}, withdrawn yes`]],
  ])('%s', (_name, minutes, expected) => {
    expect(chain(atMinute(minutes, ({ corrected }) => corrected('120')))).toEqual(expected);
  });
  test('by an erasure', () => {
    const story: Story = ({ b, r, until }) => {
      until(45);
      b.op({ op: 'reading.submit', reading: { ...r, status: 'entered-in-error' } });
    };
    expect(chain(story)).toEqual([`${ONE}, withdrawn yes`]);
  });
  test('by the order that is in error, also where somebody had finished the item', () => {
    const done = (minutes: number): string[] =>
      chain(({ shown, until, act, changed }) => {
        shown('i');
        until(minutes);
        act('i', 'done');
        until(60);
        changed({ status: 'entered-in-error' });
      });
    expect([done(10), done(45)]).toEqual([[], [`${ONE}, withdrawn yes`]]);
  });
  test.each<[string, string, string[]]>([
    ['by a correction', '120', [`${ONE}, withdrawn yes`]],
    ['by one to what is abnormal', '250', [`${ONE}, withdrawn yes`]],
    ['by none to what is as critical', '320', [ONE]],
  ])('%s, also where somebody had finished the item', (_name, value, expected) => {
    const story: Story = ({ shown, until, act, corrected }) => {
      shown('i');
      until(45);
      act('i', 'done');
      until(60);
      corrected(value);
    };
    expect(chain(story)).toEqual(expected);
  });
  test('and what is critical again later brings none back', () => {
    const story: Story = ({ shown, until, act, corrected }) => {
      shown('i');
      until(45);
      act('i', 'done');
      until(60);
      corrected('120');
      until(61);
      corrected('310');
    };
    expect(chain(story)).toEqual([`${ONE}, withdrawn yes`]);
  });
  test('by the order that is in error', () => {
    expect(chain(atMinute(45, ({ changed }) => changed({ status: 'entered-in-error' })))).toEqual([
      `${ONE}, withdrawn yes`,
    ]);
  });
  test('where the value turns to the other side there are copies of the new item', () => {
    expect(chain(atMinute(45, ({ corrected }) => corrected('50')))).toEqual([
      `${ONE}, withdrawn yes`,
      'copy 1 of r at 01-01 01:15',
      'copy 2 of r at 01-01 02:15',
    ]);
  });
  test('a value that stays critical withdraws nothing', () => {
    expect(chain(atMinute(45, ({ corrected }) => corrected('320')))).toEqual([ONE, TWO]);
  });
  test.each<[string, OrderInput]>([
    ['hold', { status: 'on-hold' }],
    ['the end', { status: 'revoked' }],
    ['a version without steps', { rules: [] }],
  ])('%s of the order stops nothing', (_name, change) => {
    expect(chain(atMinute(45, ({ changed }) => changed(change)))).toEqual([ONE, TWO]);
  });
});

describe('a copy that somebody finished', () => {
  type Gone = (about: About, options?: OpOptions) => void;
  const corrected: Gone = (about, options) => about.corrected('120', options);
  const inError: Gone = (about, options) => about.changed({ status: 'entered-in-error' }, options);
  /** Finished in 20 ms, and gone in as many; `overlap` of them are the same. */
  const first = (gone: Gone, what: 'seen' | 'done', overlap: number): string[] =>
    chain((about) => {
      about.shown('i');
      about.until(31);
      about.shown('c', copyOf(1));
      about.act('c', what, { took: 20 });
      about.b.wait(-overlap);
      gone(about, { took: 20 });
    });
  const after = (gone: Gone): string[] =>
    chain((about) => {
      about.shown('i');
      about.until(31);
      about.shown('c', copyOf(1));
      gone(about, { took: 20 });
      about.act('c', 'done', { took: 20 });
    });
  test.each<[string, Gone]>([
    ['its item is withdrawn', corrected],
    ['its order is in error', inError],
  ])('stays, unless %s before', (_name, gone) => {
    expect(first(gone, 'done', 0)).toEqual([`${ONE}, done yes`]);
    expect(first(gone, 'done', 1)).toEqual([`${ONE}, done maybe, withdrawn maybe`]);
    expect(after(gone)).toEqual([`${ONE}, withdrawn yes`]);
  });
  test('is one of which one act came in time', () => {
    const story: Story = (about) => {
      about.shown('i');
      about.until(31);
      about.shown('c', copyOf(1));
      about.act('c', 'done', { took: 20 });
      corrected(about, { took: 20 });
      about.act('c', 'done', { took: 20 });
    };
    expect(chain(story)).toEqual([`${ONE}, done yes`]);
  });
  test('may be one where one act may have come in time', () => {
    const story: Story = (about) => {
      about.shown('i');
      about.until(31);
      about.shown('c', copyOf(1));
      about.act('c', 'done', { took: 20 });
      about.b.wait(-10);
      corrected(about, { took: 20 });
      about.act('c', 'done', { took: 20 });
    };
    expect(chain(story)).toEqual([`${ONE}, done maybe, withdrawn maybe`]);
  });
  test('is none that somebody only saw', () => {
    expect(first(corrected, 'seen', 0)).toEqual([`${ONE}, withdrawn yes`]);
  });
});

describe('a copy is late as its first is', () => {
  const late = (at: string, took: number, act?: number): string[] =>
    chain(
      ({ b, shown, act: acts }) => {
        shown('i');
        if (act === undefined) return;
        b.wait(act - b.now);
        acts('i', 'seen');
        b.wait(5 * MINUTE_MS);
        acts('i', 'done');
      },
      { at },
      { took },
    );
  const over = (text: string): string => `${text} to ${text.slice(-11)}:00.020`;
  test('more than an hour', () => {
    expect(late('2034-12-31T22:59:59.999Z', 0)).toEqual([`${ONE}, late yes`, `${TWO}, late yes`]);
    expect(late('2034-12-31T23:00:00Z', 0)).toEqual([ONE, TWO]);
  });
  test('which may be open', () => {
    expect(late('2034-12-31T23:00:00.010Z', 20)).toEqual([`${over(ONE)}, late maybe`, `${over(TWO)}, late maybe`]);
  });
  test('but not of one that is there only if its item was raised in time', () => {
    expect(late('2034-12-31T23:00:00.010Z', 20, 30 * MINUTE_MS + 5)).toEqual([`${over(ONE)}, made maybe`]);
    expect(late('2034-12-31T23:00:00.010Z', 20, 30 * MINUTE_MS + 10)).toEqual([`${over(ONE)}, made maybe`]);
    expect(late('2034-12-31T23:00:00.010Z', 20, 30 * MINUTE_MS + 11)).toEqual([`${over(ONE)}, made maybe, late maybe`]);
    expect(late('2034-12-31T23:00:00.010Z', 20, 90 * MINUTE_MS + 5)).toEqual([
      `${over(ONE)}, late maybe`,
      `${over(TWO)}, made maybe`,
    ]);
  });
});
