import { DAY_MINUTES, GLUCOSE, type Theme } from './theme.test-helper.ts';

const ended: Theme = {
  ...GLUCOSE,
  kinds: ['revoke', 'reading', 'reading', 'reading', 'complete'],
  ages: [10, 60, 61, 0, 180],
  policies: ['afterEnd'],
};

const otherType: Theme = {
  ...GLUCOSE,
  opening: ['order', 'grant-other'],
  kinds: ['reading', 'reading', 'reading', 'reading', 'other-measure', 'grant', 'grant', 'weight-order'],
};

const granted: Theme = {
  ...GLUCOSE,
  kinds: ['reading', 'reading', 'withdraw', 'grant', 'again'],
  ages: [0, 0, 10, 60, 61, DAY_MINUTES],
  policies: ['backfill'],
};

const identity: readonly Theme[] = [
  {
    ...GLUCOSE,
    kinds: ['plain', 'again', 'conflict', 'alias', 'alias', 'correct', 'erase', 'preliminary', 'correct', 'tombstone'],
  },
  {
    ...GLUCOSE,
    kinds: ['tombstone', 'reading', 'again', 'erase', 'conflict', 'correct', 'withdraw', 'again', 'stranger'],
  },
  { ...GLUCOSE, kinds: ['reading', 'correct', 'correct', 'correct', 'erase', 'done', 'seen', 'bundle'] },
  { ...GLUCOSE, kinds: ['bundle', 'bundle', 'reading', 'correct', 'erase', 'withdraw', 'hold', 'alias'] },
  { ...GLUCOSE, kinds: ['reading', 'alias', 'alias', 'correct', 'erase', 'seen'] },
];

const content: readonly Theme[] = [
  { ...GLUCOSE, kinds: ['reading', 'defect', 'stranger', 'control', 'control', 'future', 'future', 'reading'] },
  {
    ...GLUCOSE,
    kinds: ['reading', 'control', 'future', 'control', 'future', 'future', 'reading'],
    policies: ['control', 'future'],
  },
  {
    ...GLUCOSE,
    sources: true,
    opening: ['order', 'grant', 'admit'],
    kinds: ['reading', 'reading', 'reading', 'expel', 'admit', 'again', 'correct'],
  },
];

const orders: readonly Theme[] = [
  {
    ...GLUCOSE,
    kinds: ['reading', 'reading', 'limits', 'limits', 'hand-over', 'hold', 'resume', 'other-order', 'correct', 'error'],
  },
  {
    ...GLUCOSE,
    opening: ['draft', 'grant'],
    kinds: ['sign', 'reading', 'reading', 'sign', 'hold', 'resume', 'revoke', 'reading', 'again'],
  },
  {
    ...GLUCOSE,
    start: [0, -DAY_MINUTES, 60, 120, 30],
    kinds: ['reading', 'reading', 'hold', 'resume', 'complete', 'again', 'revoke'],
  },
  { ...GLUCOSE, kinds: ['hold', 'reading', 'reading', 'resume', 'reading', 'again'], ages: [0, 0, 0, 0, 10, 60] },
  {
    ...GLUCOSE,
    opening: ['grant', 'bad-order'],
    kinds: ['bad-order', 'order', 'reading', 'reading', 'order-again', 'other-order', 'sign'],
  },
];

const permissions: readonly Theme[] = [
  {
    ...GLUCOSE,
    opening: ['order', 'reading', 'grant'],
    kinds: ['reading', 'again', 'withdraw', 'grant', 'reading', 'other-measure', 'grant-other', 'weight-order'],
  },
  {
    ...GLUCOSE,
    portal: true,
    opening: ['order', 'pick', 'grant'],
    kinds: ['reading', 'reading', 'reading', 'disconnect', 'grant', 'other-order', 'revoke', 'pick', 'withdraw'],
  },
  {
    ...GLUCOSE,
    portal: true,
    opening: ['order', 'grant', 'pick'],
    kinds: ['grant', 'reading', 'pick', 'disconnect', 'hold', 'resume', 'reading', 'pick'],
  },
];

/** Histories in which something is refused, replayed or corrected. */
export const GATES: readonly Theme[] = [
  GLUCOSE,
  ...identity,
  ...content,
  ...orders,
  ...permissions,
  ended,
  ended,
  ended,
  granted,
  granted,
  otherType,
  otherType,
];
