import { expect, test } from 'vitest';
import type { InboxItem } from '../../../contract/domain/index.ts';
import type { RaisedItem } from '../course/item.ts';
import type { Evaluation } from '../rules/evaluation.ts';
import { Called, ShownEvaluation } from './called.ts';
import type { Demand } from './demand.ts';
import { familyOf } from './family-of.ts';
import { nameOf } from './items-in.ts';

test.each<[string | undefined, Partial<InboxItem>]>([
  ['limits', { rule: 'limits' }],
  ['change', { rule: 'change', kind: 'abnormal' }],
  ['repeated', { rule: 'repeated', kind: 'abnormal' }],
  ['data-quality', { rule: 'data-quality', kind: 'abnormal' }],
  ['missing', { rule: 'missing', kind: 'abnormal' }],
  ['summary', { rule: 'summary', kind: 'abnormal' }],
  ['escalation', { rule: 'limits', routedAs: 'escalated' }],
  ['escalation', { rule: 'limits', step: 1 }],
  ['limits', { kind: 'critical' }],
  ['limits', { kind: 'abnormal' }],
  ['limits', { kind: 'abnormal', routedAs: 'covering' }],
  ['change', { kind: 'change' }],
  ['missing', { kind: 'missing' }],
  ['data-quality', { kind: 'data-quality' }],
  ['summary', { kind: 'summary' }],
  [undefined, { rule: 'weather' as never, kind: 'abnormal' }],
])('%s is the rule of %j', (family, item) => {
  expect(familyOf(item as InboxItem)).toBe(family);
});

test('what an item never changes: kind, direction, members of a repeated one', () => {
  const name = (change: object): string =>
    nameOf({
      kind: 'abnormal',
      interpretation: ['H'],
      members: ['a', 'b'],
      rule: 'limits',
      ...change,
    } as unknown as RaisedItem);
  expect(name({})).not.toBe(name({ interpretation: ['L'] }));
  expect(name({})).not.toBe(name({ kind: 'critical' }));
  expect(name({})).toBe(name({ members: ['a'] }));
  const change = { rule: 'change', kind: 'change' };
  expect(name({ ...change, interpretation: ['U'] })).toBe(name({ ...change, interpretation: ['D', 'U'] }));
  const repeated = { rule: 'repeated' };
  expect(name(repeated)).not.toBe(name({ ...repeated, members: ['a', 'c'] }));
  expect(name(repeated)).not.toBe(name({ ...repeated, interpretation: ['L'] }));
});

test('a demand says why by an evaluation that calls for it, else by any', () => {
  const said = (why: string, call?: object): Evaluation => ({ why, call }) as unknown as Evaluation;
  const why = (...evaluations: Evaluation[]): string => new Called({ evaluations } as unknown as Demand).why;
  expect(why(said('no'), said('yes', {}))).toBe('yes');
  expect(why(said('no'), said('neither'))).toBe('no');
  expect(why()).toBe('');
  const shown = new ShownEvaluation(
    { ...said('why'), family: 'limits', features: {} } as Evaluation,
    { kind: 'abnormal' } as never,
  );
  expect([shown.why, shown.family, shown.call.kind]).toEqual(['why', 'limits', 'abnormal']);
});
