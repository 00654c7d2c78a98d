import { expect, test } from 'vitest';
import type { Rule } from '../../../../contract/domain/rule.ts';
import { OKAFOR, POOL } from '../../../world.test-helper.ts';
import { ruleText } from './limits.ts';

const names = (key: unknown): string => (key === OKAFOR ? 'Okafor, Ben' : 'the pool');
const change = {
  kind: 'change',
  direction: 'gain',
  amount: { value: '2', unit: 'kg' },
  window: { value: 3, unit: 'd' },
} as const;
const step = { kind: 'escalation', after: { value: 30, unit: 'min' } } as const;
const summary = { kind: 'summary', period: { value: 1, unit: 'wk' } } as const;

test.each<[string, Rule]>([
  ['A gain of more than 2 kg in 3 days', { ...change, boundary: 'strict' }],
  ['A gain of 2 kg or more in 3 days', { ...change, boundary: 'inclusive' }],
  ['Critical and not seen for 30 minutes: a copy to Okafor, Ben', { ...step, step: 1, recipient: OKAFOR }],
  ['Step 2, the copy before not seen for 30 minutes: a copy to the pool', { ...step, step: 2, recipient: POOL }],
  ['A summary every 1 week', summary],
  ['A summary every 1 week, to Okafor, Ben', { ...summary, recipient: OKAFOR }],
])('a rule in words: %s', (text, rule) => {
  expect(ruleText(rule, names)).toBe(text);
});
