import type { Interval, Rule, UnitCode } from '../../../contract/domain/index.ts';
import { LINDQVIST, OKAFOR } from './names.test-helper.ts';
import { critical, DAY_MINUTES, GLUCOSE, HOUR_MINUTES as H, reference, type Theme } from './theme.test-helper.ts';

const absolute: Interval = { tier: 'absolute', low: '20', high: '600' };
const fasting: Interval = { tier: 'reference', high: '130', context: 'fasting' };
const afterMeal: Interval = { tier: 'reference', low: '80', high: '200', inclusive: 'high', context: 'post-meal' };

const escalation = (step: number, minutes: number): Rule => ({
  kind: 'escalation',
  step,
  after: { value: minutes, unit: 'min' },
  recipient: step === 1 ? OKAFOR : LINDQVIST,
});
const change = (direction: 'gain' | 'loss', amount: string, unit: UnitCode, value: number, per: 'h' | 'd'): Rule => ({
  kind: 'change',
  direction,
  amount: { value: amount, unit },
  window: { value, unit: per },
  boundary: 'strict',
});
const repeated = (count: number, hours: number): Rule => ({
  kind: 'repeated',
  count,
  window: { value: hours, unit: 'h' },
});
const digest = (minutes: number): Rule => ({ kind: 'digest', window: { value: minutes, unit: 'min' } });
const missing = (hours: number): Rule => ({ kind: 'missing', period: { value: hours, unit: 'h' } });
const summary = (hours: number): Rule => ({ kind: 'summary', period: { value: hours, unit: 'h' } });

const mostlyHigh = ['200', '190', '250', '185', '200', '60', '310', '120'];
const together = { waits: [10, 30, 50, 2 * H, 70], ages: [0, 0, 0, 20, 90, 3 * H] };

const meals: Theme = {
  ...GLUCOSE,
  contexts: true,
  limits: [
    [reference, critical, fasting],
    [reference, afterMeal, { tier: 'critical', high: '350', context: 'post-meal' }, critical],
  ],
  values: ['140', '190', '131', '200', '140', '190', '310', '75', '351', '130'],
  kinds: ['reading', 'reading', 'reading', 'correct', 'limits'],
};

const implausible: Theme = {
  ...GLUCOSE,
  limits: [
    [reference, critical, absolute],
    [reference, absolute],
  ],
  values: ['650', '601', '600', '15', '200', '310', '120'],
  rules: [[], [change('gain', '100', 'mg/dL', 24, 'h')], [repeated(2, 24)]],
  kinds: ['reading', 'reading', 'correct', 'limits', 'erase'],
};

const offScale: Theme = {
  ...GLUCOSE,
  limits: [[reference, critical], [reference], [{ tier: 'critical', low: '54' }]],
  values: ['HI', 'LO', 'none', '200', 'HI'],
};

const weights: Theme = {
  ...GLUCOSE,
  measure: 'weight',
  unit: 'kg',
  limits: [[], [{ tier: 'reference', high: '82.0' }]],
  rules: [
    [change('gain', '2.0', 'kg', 3, 'd')],
    [change('gain', '2.0', 'kg', 1, 'd'), change('loss', '2.0', 'kg', 2, 'd')],
    [change('gain', '3.0', '[lb_av]', 48, 'h')],
    [change('loss', '1.5', 'kg', 24, 'h'), { kind: 'alert-on', abnormal: 'none' }],
  ],
  values: ['80.0', '82.0', '82.1', '84.2', '78.0', '77.9', '180.8 [lb_av]', '79.3', '81400 g'],
  waits: [30, DAY_MINUTES + 1, 12 * H, 2 * DAY_MINUTES, 5, DAY_MINUTES - 60],
  ages: [0, 0, 0, DAY_MINUTES, 2 * DAY_MINUTES, 3 * DAY_MINUTES, 12 * H, 24 * H + 1],
  offsets: [0, -300, -240, 120],
  start: [-9 * DAY_MINUTES],
  kinds: ['reading', 'reading', 'reading', 'reading', 'correct', 'erase', 'limits'],
};

const repeating: Theme = {
  ...GLUCOSE,
  ...together,
  rules: [[repeated(2, 2)], [repeated(2, 24)], [repeated(3, 24)]],
  values: ['200', '190', '250', '185', '65', '310'],
  kinds: ['reading', 'reading', 'reading', 'reading', 'reading', 'correct', 'erase', 'done'],
};

const digesting: Theme = {
  ...GLUCOSE,
  ...together,
  rules: [[digest(120)], [digest(180)], [digest(30)]],
  values: ['200', '190', '250', '185', '65', '310'],
  kinds: ['reading', 'reading', 'reading', 'reading', 'reading', 'correct', 'erase', 'done', 'coverage'],
};

const gaps: Theme = {
  ...GLUCOSE,
  rules: [[missing(12)], [missing(48)]],
  waits: [3 * H, 13 * H, DAY_MINUTES + 7, 50, 2 * DAY_MINUTES + 31],
  ages: [0, 0, 5, 5 * H, 14 * H, DAY_MINUTES],
  start: [0, -DAY_MINUTES, -H, -3 * DAY_MINUTES],
  values: [...mostlyHigh, 'none', 'HI'],
  kinds: [
    'reading',
    'plain',
    'hold',
    'resume',
    'erase',
    'done',
    'complete',
    'hand-over',
    'error',
    'coverage',
    'limits',
  ],
};

const escalating: Theme = {
  ...GLUCOSE,
  rules: [[escalation(1, 30), escalation(2, 60)], [escalation(1, 30)]],
  values: ['310', '310', '40', '305', '120', '200'],
  waits: [7, 20, 35, 65, 100, 3 * H],
  ages: [0, 0, 0, 10],
  kinds: [
    'reading',
    'reading',
    'seen',
    'done',
    'correct',
    'erase',
    'coverage',
    'hand-over',
    'revoke',
    'error',
    'limits',
  ],
};

const away: Theme = {
  ...GLUCOSE,
  opening: ['order', 'grant', 'coverage'],
  values: mostlyHigh,
  kinds: ['coverage', 'reading', 'reading', 'hand-over', 'reading'],
  waits: [5, 20, 50, 2 * H + 1],
};

const summing: Theme = {
  ...GLUCOSE,
  rules: [[summary(24)], [{ ...summary(12), recipient: OKAFOR } as Rule]],
  values: ['200', '120', '310', '12.1 mmol/L', 'HI', '60'],
  waits: [3 * H, 9 * H, DAY_MINUTES, 50],
  ages: [0, 0, 10, 5 * H],
  start: [-H, -H, 0],
  kinds: ['reading', 'reading', 'reading', 'correct', 'erase', 'hold', 'revoke', 'coverage', 'hand-over'],
};

const many: Theme = {
  ...GLUCOSE,
  ...together,
  limits: [
    [reference, critical, absolute],
    [reference, critical, absolute, fasting],
  ],
  contexts: true,
  rules: [
    [digest(120), missing(12), escalation(1, 30)],
    [repeated(2, 24), missing(12), change('gain', '50', 'mg/dL', 24, 'h')],
    [digest(30), summary(12), change('loss', '60', 'mg/dL', 1, 'd')],
  ],
  values: [...mostlyHigh, '650', 'HI', '140'],
  kinds: [
    'reading',
    'reading',
    'reading',
    'correct',
    'erase',
    'seen',
    'done',
    'coverage',
    'hold',
    'resume',
    'other-order',
    'error',
  ],
};

/** Histories in which the rules of the order meet. */
export const RULES: readonly Theme[] = [
  meals,
  meals,
  meals,
  implausible,
  offScale,
  weights,
  weights,
  repeating,
  repeating,
  digesting,
  digesting,
  digesting,
  gaps,
  escalating,
  escalating,
  away,
  away,
  summing,
  many,
  many,
];
