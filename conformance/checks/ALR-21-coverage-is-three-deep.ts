import { check } from './check.ts';

export const checkALR21 = check({
  requirement: 'ALR-21',
  sentence: 'Whoever covers may be covered in turn, up to three deep; past that the item stays with the person named',
  factor: 'whether the third who covers is away too',
  acts: [
    // A day of its own: people are those of the whole run.
    { at: 'd60 08:00', order: { measure: 'glucose', limits: { reference: { high: 180 } }, responsible: 'fourth' } },
    { at: '+5min', grant: { measure: 'glucose' } },
    { at: '+1min', away: { who: 'fourth', from: 'd60 10:00', until: 'd60 16:00', by: 'covering' } },
    { away: { who: 'covering', from: 'd60 10:00', until: 'd60 16:00', by: 'other' } },
    { away: { who: 'other', from: 'd60 10:00', until: 'd60 16:00', by: 'responsible' } },
    { away: { who: 'responsible', from: 'd60 13:00', until: 'd60 16:00', by: 'pool' } },
    { at: 'd60 11:00', reading: { value: '212 mg/dL', name: 'three-deep' } },
    { seen: { reading: 'three-deep', by: 'responsible' } },
    { at: 'd60 14:00', reading: { value: '212 mg/dL', name: 'deeper' } },
    { seen: { reading: 'deeper', by: 'fourth' } },
  ],
});
