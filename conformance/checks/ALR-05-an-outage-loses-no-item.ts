import { check } from './check.ts';

export const checkALR05 = check({
  requirement: 'ALR-05',
  sentence: 'No item is lost when the system was stopped or killed; it comes once after recovery',
  factor: 'whether the reading is beyond a limit',
  acts: [
    {
      at: 'd1 08:00',
      order: {
        measure: 'glucose',
        limits: { reference: { high: 180 }, critical: { high: 300 } },
        rules: [{ kind: 'escalation', step: 1, after: '30 min', recipient: 'other' }],
      },
    },
    { at: '+5min', grant: { measure: 'glucose' } },
    // Killed as the first of them is answered: the others may or may not have been taken.
    {
      at: 'd1 09:00',
      restart: {
        how: 'kill',
        during: [
          { value: '310 mg/dL', name: 'answered' },
          { value: '320 mg/dL', name: 'under-way', effective: '-1min' },
          { value: '120 mg/dL', name: 'normal', effective: '-2min' },
        ],
      },
    },
    // Whatever became of them: sent again, each is one reading, and has one item or none.
    { at: '+1min', replay: { reading: 'answered' } },
    { at: '+1min', replay: { reading: 'under-way' } },
    { at: '+1min', replay: { reading: 'normal' } },
    { at: '+1min', seen: { reading: 'answered' } },
    { at: 'd1 10:00', restart: { how: 'stop', during: [{ value: '190 mg/dL' }] } },
    { at: '+1min', replay: { reading: 'answered' } },
    { at: 'd1 11:00', reading: { value: '340 mg/dL' } },
    // Once the item of the second has come into sight, that of the first has too: it is known from when its copy is due.
    { at: '+1s', reading: { value: '345 mg/dL', name: 'seen-in-time' } },
    { at: '+1s', seen: { reading: 'seen-in-time' } },
    // The copy falls due four seconds after the kill: the clock of the patient goes on while the system is down.
    { at: '+29min 54s', restart: { how: 'kill', down: '5s' } },
    { at: '+10min', reading: { value: '122 mg/dL' } },
  ],
});
