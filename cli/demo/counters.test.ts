import { describe, expect, test } from 'vitest';
import { byTime } from '../../simulator/by-time.ts';
import { Counters } from './counters.ts';
import { patientsOf } from './stream.ts';

const DAYS = { seed: 1, days: 7, startMs: Date.parse('2035-03-05T05:00:00Z') };
const OK = { outcome: 'ok', answer: {} } as const;

const scene = () => {
  const [batch] = byTime(patientsOf(DAYS));
  const [delivery] = batch?.deliveries ?? [];
  if (batch === undefined || delivery === undefined) throw new Error('nobody sends');
  const counters = new Counters([...patientsOf(DAYS)]);
  return { counters, delivery, device: () => counters.devices()[batch.position] };
};

describe('what a device sent', () => {
  test('waits until it is answered', () => {
    const { counters, delivery, device } = scene();
    expect(device()).toMatchObject({ taken: 0, refused: 0, waiting: 0 });
    expect(device()).not.toHaveProperty('lastSent');
    const position = counters.begin(delivery);
    expect(device()).toMatchObject({ waiting: 1, lastSent: expect.stringContaining('2035-03-05T') });
    counters.end(position, delivery, { outcome: 'unknown', answer: {} });
    counters.begin(delivery);
    expect(device()).toMatchObject({ taken: 0, waiting: 1 });
    counters.end(position, delivery, OK);
    expect(device()).toMatchObject({ taken: 1, refused: 0, waiting: 0 });
  });

  test('is refused with the reason, until one is taken again', () => {
    const { counters, delivery, device } = scene();
    counters.end(counters.begin(delivery), delivery, {
      outcome: 'refused',
      answer: { code: '422', refusal: 'no-active-order' },
    });
    expect(device()).toMatchObject({ refused: 1, lastRefusal: 'no-active-order' });
    counters.end(counters.begin(delivery), delivery, OK);
    expect(device()).toMatchObject({ refused: 1, taken: 1 });
    expect(device()).not.toHaveProperty('lastRefusal');
  });

  test('has no word of whose it is', () => {
    const { counters, delivery } = scene();
    expect(JSON.stringify(counters.devices())).not.toContain(delivery.reading.patient.value);
  });

  test('is of a patient of the clinic', () => {
    const { counters, delivery } = scene();
    const stranger = { ...delivery, reading: { ...delivery.reading, patient: { system: 'urn:x', value: 'X' } } };
    expect(() => counters.begin(stranger)).toThrow(RangeError);
  });
});
