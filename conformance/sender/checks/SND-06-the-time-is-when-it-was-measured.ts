import { ANY, type SenderCheck } from './check.ts';

export const SND_06: SenderCheck = {
  requirement: 'SND-06',
  title: "The time is when it was measured, at that place's offset",
  twin: 'before and after the clocks went forward, and in another place',
  sources: ANY,
  acts: [
    { at: '2035-03-10T08:00:00-05:00', permit: 'glucose' },
    { permit: 'weight' },
    {
      // Nobody measures at full minutes.
      at: '2035-03-12T09:00:23-04:00',
      show: { name: 'winter', value: '118 mg/dL', measured: '2035-03-10T21:00:17-05:00' },
    },
    { show: { name: 'summer', value: '122 mg/dL' } },
    { show: { name: 'weighed', value: '80.4 kg' } },
    // East of Greenwich, and no whole hours from it.
    { travel: 'Asia/Kolkata' },
    { at: '2035-03-12T20:00:41+05:30', show: { name: 'abroad', value: '116 mg/dL' } },
    { show: { name: 'weighed-abroad', value: '80.2 kg' } },
  ],
};
