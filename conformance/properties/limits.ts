import type { ScenarioActInput, Measured } from './model.ts';

type OrderBody = Pick<NonNullable<ScenarioActInput['order']>, 'limits' | 'rules'>;

/** Sets of limits and rules that a sequence orders and changes to; each has something that the others lack. */
export type Bodies = Readonly<Record<Measured, readonly OrderBody[]>>;
export const BODIES: Bodies = {
  glucose: [
    { limits: { reference: { low: 70, high: 180 }, critical: { low: 54, high: 300 } } },
    { limits: { reference: { low: 70, high: 200 } } },
    { limits: { reference: { high: 180 } } },
    { limits: { reference: { low: 80, high: 160 }, critical: { low: 54, high: 250 } } },
  ],
  weight: [
    { limits: { reference: { low: 60, high: 95 } } },
    { limits: { reference: { high: 90 } } },
    { limits: { reference: { high: 95 }, critical: { high: 100 } } },
  ],
};

/** Others, with rules that go by time and by days. */
export const BODIES_WITH_RULES: Bodies = {
  glucose: [
    { limits: { reference: { low: 70, high: 180 } }, rules: [{ kind: 'missing', period: '1 d' }] },
    { limits: { reference: { low: 70, high: 200 } }, rules: [{ kind: 'missing', period: '1 d' }] },
  ],
  weight: [
    {
      limits: { reference: { high: 95 } },
      rules: [{ kind: 'change', direction: 'gain', amount: '2 kg', window: '3 d' }],
    },
  ],
};

/** Values at the edges of those limits, on both sides of each, in more than one unit. */
export const VALUES: Readonly<Record<Measured, readonly string[]>> = {
  glucose: [
    '50 mg/dL',
    '53 mg/dL',
    '54 mg/dL',
    '69 mg/dL',
    '70 mg/dL',
    '79 mg/dL',
    '80 mg/dL',
    '120 mg/dL',
    '160 mg/dL',
    '161 mg/dL',
    '180 mg/dL',
    '181 mg/dL',
    '200 mg/dL',
    '201 mg/dL',
    '250 mg/dL',
    '251 mg/dL',
    '300 mg/dL',
    '301 mg/dL',
    '10.0 mmol/L',
    '9.9 mmol/L',
    '3.8 mmol/L',
    '16.7 mmol/L',
    'HI',
    'failed',
  ],
  weight: [
    '59.9 kg',
    '60.0 kg',
    '80.0 kg',
    '90.0 kg',
    '90.1 kg',
    '95.0 kg',
    '95.1 kg',
    '100.1 kg',
    '209.0 [lb_av]',
    '220.9 [lb_av]',
  ],
};

const FAR_OUTSIDE: readonly string[] = [
  '251 mg/dL',
  '300 mg/dL',
  '301 mg/dL',
  '16.7 mmol/L',
  '100.1 kg',
  '220.9 [lb_av]',
];

/** Outside of every one of the bodies above, so that an item about it can be waited for. */
export const isFarOutside = (value: string): boolean => FAR_OUTSIDE.includes(value);
