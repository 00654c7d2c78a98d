import { check } from './check.ts';

export const checkLIM15 = check({
  requirement: 'LIM-15',
  sentence: 'What comes late, or is taken back, changes what was measured since',
  factor: 'whether the earlier reading is there',

  acts: [
    {
      at: 'd1 06:00',
      order: { measure: 'weight', rules: [{ kind: 'change', direction: 'gain', amount: '2 kg', window: '3 d' }] },
    },
    { at: '+5min', grant: { measure: 'weight' } },
    { at: 'd2 07:00', reading: { value: '83.0 kg' } },
    { at: 'd2 09:00', reading: { value: '80.0 kg', effective: 'd1 07:00' } },
    { at: 'd9 07:00', reading: { value: '80.0 kg', name: 'mistaken' } },
    { at: 'd10 07:00', reading: { value: '83.0 kg' } },
    { at: 'd10 09:00', read: { measure: 'weight' } },
    { at: 'd10 10:00', erase: { reading: 'mistaken' } },
  ],
});
