import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BUNDLE, requestsOf } from './requests.ts';
import { PATIENTS } from './scene.ts';
import { stamped } from './stamped.ts';

const nine = (n: number): string => String(n).padStart(9, '0');

test('a request that is copied is as it would be made, whatever came before', () => {
  const make = (n: number): Buffer => Buffer.from(`<${nine(n)} of ${n % 7}: ${nine(n)}>`);
  fc.assert(
    fc.property(fc.array(fc.nat(999_999_999), { maxLength: 30 }), (numbers) => {
      const copied = stamped(make, [nine], { period: 7 });
      for (const n of numbers) expect(copied(n).toString()).toBe(make(n).toString());
    }),
  );
});

test('what was given away is not written into again', () => {
  const copied = stamped((n) => Buffer.from(nine(n)), [nine], { period: 1 });
  const first = copied(1);
  copied(2);
  expect(first.toString()).toBe('000000001');
});

test.each([
  ['that is another for every number and is not written anew', (n: number) => Buffer.from(`${nine(n)} ${n * 3}`)],
  ['that comes round in more numbers than were said', (n: number) => Buffer.from(`${nine(n)} ${n % 11}`)],
])('a text %s is refused', (_what, make) => {
  expect(() => stamped(make, [nine], { period: 5 })).toThrow('not as it would be made');
});

test('requests of the bench: other readings, the same bytes otherwise', () => {
  const nowMs = Date.UTC(2026, 2, 3, 12);
  const patients = Array.from({ length: PATIENTS }, (_, n) => `Patient/p${n}`);
  const requests = requestsOf('R1X', patients, 'token', nowMs);
  const bodyOf = (request: Buffer): unknown => JSON.parse(request.toString().split('\r\n\r\n')[1] ?? '');
  expect(bodyOf(requests.single(1_000_003))).toMatchObject({
    identifier: [{ value: 'R1X-001000003' }],
    subject: { reference: 'Patient/p3' },
    effectiveDateTime: '2026-03-02T17:33:20.060Z',
    valueQuantity: { value: 104 },
  });
  const { entry } = bodyOf(requests.bundle(7, 'transaction')) as { entry: { resource: object }[] };
  expect(entry).toHaveLength(BUNDLE);
  expect(entry[99]?.resource).toEqual(bodyOf(requests.single(799)));
  expect(requests.oru(1_000_003).toString()).toContain('|R1X001000003|');
});
