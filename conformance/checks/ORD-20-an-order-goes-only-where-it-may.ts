import { check } from './check.ts';

export const checkORD20 = check({
  requirement: 'ORD-20',
  sentence: 'An order that has ended never becomes active again',
  factor: 'whether the order is on hold, or has ended',

  acts: [
    { at: 'd1 08:00', order: { measure: 'glucose', limits: { reference: { high: 180 } } } },
    { at: 'd1 09:00', change: { status: 'on-hold' } },
    { at: 'd1 10:00', change: { status: 'active' } },
    { at: 'd1 11:00', change: { status: 'revoked' } },
    { at: 'd1 12:00', change: { status: 'active' } },
  ],
});
