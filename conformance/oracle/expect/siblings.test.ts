import { expect, test } from 'vitest';
import type { OpLine } from '../../history/lines.ts';
import type { AnyRuling } from '../course/effect.ts';
import { ACCEPT, either, refuse } from '../course/ruling.ts';
import { withSiblingsRefused } from './siblings.ts';

const entry = (seq: number, kind?: 'transaction' | 'message' | 'batch', id = 'x'): OpLine =>
  ({
    seq,
    act: { op: 'reading.submit', ...(kind === undefined ? {} : { bundle: { kind, id } }) },
  }) as unknown as OpLine;
const ground = (cause: string) => ({ cause, codes: [cause], why: cause });
const bad = refuse(ground('bad'));
const ways = (...ruled: (readonly [OpLine, readonly AnyRuling[]])[]): string[] =>
  withSiblingsRefused(ruled).map(
    ([op, rulings]) =>
      `${op.seq}: ${rulings.map((r) => [r.way, ...r.grounds.map((g) => g.cause)].join(' ')).join(', ')}`,
  );

test.each(['transaction', 'message'] as const)('in a %s what is certainly refused refuses the others', (kind) => {
  expect(ways([entry(1, kind), [ACCEPT]], [entry(2, kind), [bad]])).toEqual(['1: refuse bad', '2: refuse bad']);
  expect(ways([entry(1, kind), [bad]], [entry(2, kind), [either(ground('y'))]])).toEqual([
    '1: refuse bad',
    '2: refuse bad',
  ]);
});
test('not what may be refused', () => {
  const open = [bad, ACCEPT];
  expect(ways([entry(1, 'message'), [ACCEPT]], [entry(2, 'message'), open])).toEqual([
    '1: accept',
    '2: refuse bad, accept',
  ]);
});
test('what refuses an entry by itself stays beside it', () => {
  const own = refuse(ground('own'));
  expect(ways([entry(1, 'message'), [own, ACCEPT]], [entry(2, 'message'), [bad]])).toEqual([
    '1: refuse own, refuse bad',
    '2: refuse bad',
  ]);
  expect(ways([entry(1, 'message'), [own]], [entry(2, 'message'), [bad]])).toEqual(['1: refuse own', '2: refuse bad']);
});
test('neither in a batch, nor in another message, nor what came by itself', () => {
  expect(ways([entry(1, 'batch'), [ACCEPT]], [entry(2, 'batch'), [bad]])).toEqual(['1: accept', '2: refuse bad']);
  expect(ways([entry(1, 'message', 'y'), [ACCEPT]], [entry(2, 'message'), [bad]])).toEqual([
    '1: accept',
    '2: refuse bad',
  ]);
  expect(ways([entry(1), [ACCEPT]], [entry(2), [bad]], [entry(3, 'message'), [bad]])).toEqual([
    '1: accept',
    '2: refuse bad',
    '3: refuse bad',
  ]);
  const order = { seq: 4, act: { op: 'order.submit', bundle: { kind: 'message', id: 'x' } } } as unknown as OpLine;
  expect(ways([order, [ACCEPT]], [entry(3, 'message'), [bad]])).toEqual(['4: accept', '3: refuse bad']);
});
