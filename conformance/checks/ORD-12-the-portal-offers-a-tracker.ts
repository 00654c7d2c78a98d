import { check } from './check.ts';

export const checkORD12 = check({
  requirement: 'ORD-12',
  sentence: 'The portal offers a tracker once the order is signed, and none before',
  factor: 'whether the order is signed',
  bindings: ['fhir'],
  acts: [
    { at: 'd1 08:00', phone: { os: 'ios', version: '17.2' } },
    { at: '+1min', order: { measure: 'glucose', limits: { reference: { high: 180 } }, status: 'draft' } },
    { at: '+5min', trackers: {} },
    { at: '+1min', change: { status: 'active' } },
    { at: '+5min', trackers: {} },
    { at: '+1min', pick: {} },
    { at: '+5min', trackers: {} },
  ],
});
