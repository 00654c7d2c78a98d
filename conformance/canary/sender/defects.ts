import type { Reading } from '../../../contract/domain/index.ts';

/** What is known to be wrong with a sender of the canary, and the requirement that must fail of it. */
export interface SenderDefect {
  readonly name: string;
  readonly requirement: string;
  /** What it sends of the n-th measurement that it took, counted from 1. */
  readonly sends: (reading: Reading, n: number) => readonly Reading[];
}

const named = (reading: Reading, value: string): Reading => ({
  ...reading,
  identifier: { ...reading.identifier, value },
});

const valued = (reading: Reading, value: string): Reading =>
  reading.result.kind === 'value'
    ? { ...reading, result: { kind: 'value', quantity: { ...reading.result.quantity, value } } }
    : reading;

/** One is drawn for every run. Each is found by what is there, or by what is not, so that both ways of finding are tried. */
export const SENDER_DEFECTS: readonly SenderDefect[] = [
  {
    name: 'loses the second measurement',
    requirement: 'SND-01',
    sends: (reading, n) => (n === 2 ? [] : [reading]),
  },
  {
    name: 'sends a measurement that nobody made',
    requirement: 'SND-01',
    sends: (reading, n) => (n === 2 ? [reading, named(valued(reading, '999'), 'made-up')] : [reading]),
  },
  {
    name: 'sends one measurement under two names',
    requirement: 'SND-02',
    sends: (reading) => [reading, named(reading, `${reading.identifier.value}-again`)],
  },
  {
    name: 'sends another number',
    requirement: 'SND-04',
    sends: (reading, n) => [n === 2 ? valued(reading, '146') : reading],
  },
  {
    name: 'tells the time in UTC',
    requirement: 'SND-06',
    sends: (reading) => [
      { ...reading, effective: new Date(Date.parse(reading.effective)).toISOString().replace('.000', '') },
    ],
  },
  {
    name: 'names no device',
    requirement: 'SND-07',
    sends: ({ device: _device, ...reading }) => [reading],
  },
];

/** Nothing is wrong with it. For tests: what a defect breaks, this one does not. */
export const NO_SENDER_DEFECT: Pick<SenderDefect, 'sends'> = { sends: (reading) => [reading] };
