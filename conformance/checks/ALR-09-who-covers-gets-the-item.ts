import { check } from './check.ts';

export const checkALR09 = check({
  requirement: 'ALR-09',
  sentence: 'While the responsible person is away the item goes to who covers, and else not',
  factor: 'whether the responsible person is away when the item is raised',
  acts: [
    {
      at: 'd1 08:00',
      order: { measure: 'glucose', limits: { reference: { high: 180 } }, responsible: 'fourth' },
    },
    { at: '+5min', grant: { measure: 'glucose' } },
    { at: '+1min', away: { who: 'fourth', from: 'd1 10:00', until: 'd1 12:00', by: 'covering' } },
    { away: { who: 'fourth', from: 'd1 14:00', until: 'd1 16:00', by: 'pool' } },
    { at: 'd1 09:00', reading: { value: '212 mg/dL', name: 'before' } },
    // Waits for the item, so that it was raised before the clock goes on.
    { seen: { reading: 'before', by: 'fourth' } },
    { at: 'd1 11:00', reading: { value: '212 mg/dL', name: 'during' } },
    { seen: { reading: 'during', by: 'covering' } },
    { at: 'd1 13:00', reading: { value: '212 mg/dL', name: 'after' } },
    { seen: { reading: 'after', by: 'fourth' } },
    { at: 'd1 15:00', reading: { value: '212 mg/dL', name: 'by-a-pool' } },
    { seen: { reading: 'by-a-pool', by: 'responsible' } },
    // Measured before that absence, and raised in it.
    { at: '+1min', reading: { value: '213 mg/dL', effective: '-90min' } },
  ],
});
