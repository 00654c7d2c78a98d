import { check } from './check.ts';

export const checkALR20 = check({
  requirement: 'ALR-20',
  sentence: "What goes to a pool is one item of the pool's, which any of its members may act on",
  factor: 'whether it is an item of the pool or of one of its members',
  acts: [
    { at: 'd1 08:00', order: { measure: 'glucose', limits: { reference: { high: 180 } }, responsible: 'pool' } },
    { at: '+5min', grant: { measure: 'glucose' } },
    { at: 'd1 09:00', reading: { value: '212 mg/dL', name: 'one' } },
    { seen: { reading: 'one', by: 'other' } },
    { at: '+5min', done: { reading: 'one', by: 'responsible' } },
    { at: '+1h', reading: { value: '213 mg/dL', name: 'two' } },
    // One member alone acts on it: the other finds it seen, at the end of the run.
    { seen: { reading: 'two', by: 'other' } },
  ],
});
