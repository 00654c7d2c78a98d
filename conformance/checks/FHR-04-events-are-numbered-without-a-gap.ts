import { check } from './check.ts';

export const checkFHR04 = check({
  requirement: 'FHR-04',
  sentence: 'A subscription begins with its handshake and tells of every item of its own, numbered without a gap',
  factor: 'whose subscription it is',
  bindings: ['fhir'],
  acts: [
    { at: 'd1 08:00', order: { measure: 'glucose', limits: { reference: { high: 180 } } } },
    { at: '+5min', grant: { measure: 'glucose' } },
    { subscription: { step: 'begin', by: 'responsible' } },
    { subscription: { step: 'begin', by: 'other' } },
    { at: 'd1 09:00', reading: { value: '212 mg/dL', name: 'first' } },
    {
      at: 'd1 15:00',
      together: {
        as: 'batch',
        readings: [
          { value: '221 mg/dL', effective: '-5h' },
          { value: '222 mg/dL', effective: '-4h' },
          { value: '223 mg/dL', effective: '-3h' },
          { value: '224 mg/dL', effective: '-2h' },
          { value: '225 mg/dL', effective: '-1h' },
        ],
      },
    },
    { seen: { reading: 'first' } },
    { subscription: { step: 'read', by: 'responsible' } },
    { subscription: { step: 'away', by: 'responsible' } },
    { at: 'd1 16:00', reading: { value: '231 mg/dL', name: 'missed' } },
    { seen: { reading: 'missed' } },
    { subscription: { step: 'back', by: 'responsible' } },
    { at: 'd1 17:00', reading: { value: '241 mg/dL' } },
    { subscription: { step: 'read', by: 'responsible' } },
    { subscription: { step: 'read', by: 'other' } },
  ],
});
