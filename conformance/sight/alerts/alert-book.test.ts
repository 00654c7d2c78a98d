import { describe, expect, test } from 'vitest';
import type { AlertReply } from '../../history/lines.ts';
import { AlertBook } from './alert-book.ts';
import { HL7_EXAMPLES } from './examples.test-helper.ts';

const { R40, MDM, item, namespaces, patientOf } = HL7_EXAMPLES;
const patient = (value = 'MRN1') => patientOf(value);
const message = (controlId: string, of = item('i1'), encode = R40): Buffer => Buffer.from(encode(controlId, of));

const AGAIN_MS = 1000;
const start = (replies?: readonly AlertReply[]) => {
  let ms = 0;
  const book = new AlertBook({ now: () => ms * 1_000_000 }, namespaces, AGAIN_MS);
  book.listen(patient(), replies);
  const at = (next: number, bytes: Buffer) => {
    ms = next;
    return book.take(bytes);
  };
  return { book, at, wait: (next: number) => (ms = next) };
};

describe('what comes about a patient', () => {
  test.each([
    ['ORU^R40', R40],
    ['MDM^T02', MDM],
  ])('is kept as %s tells it, with its instants', (type, encode) => {
    const { book, at, wait } = start();
    const taken = at(5, message('C1', item('i1'), encode));
    wait(6);
    taken.answered();
    const [told, ...more] = book.read(patient()).alerts.told;
    expect(more).toEqual([]);
    expect(told).toMatchObject({ at: 5e6, answered: 6e6, reply: 'taken', controlId: 'C1', type, phase: 'start' });
    expect(told?.item).toMatchObject({
      identifier: { value: 'i1' },
      patient: patient(),
      order: { value: 'PLC-1' },
      value: { value: '212', unit: 'mg/dL' },
      interpretation: ['H'],
      recipient: { value: '1234567893' },
    });
  });
  test('is not kept of somebody else, who is taken from all the same', () => {
    const { book, at } = start(['cut']);
    expect(at(1, message('C1', item('i1', 'MRN2'))).reply).toBe('taken');
    expect(book.read(patient()).alerts.told).toEqual([]);
    expect(book.read(patient('MRN2')).alerts.told).toEqual([]);
  });
  test('has the same hash when it is the same, and another when it is not', () => {
    const { book, at } = start();
    at(1, message('C1'));
    at(2, message('C1'));
    at(3, message('C1', item('i2')));
    const hashes = book.read(patient()).alerts.told.map(({ sha256 }) => sha256);
    expect(hashes[0]).toBe(hashes[1]);
    expect(hashes[0]).not.toBe(hashes[2]);
  });
  test('stands for the wire files as it came', () => {
    const { book, at } = start();
    at(1, message('C1'));
    expect(book.read(patient()).texts).toEqual([message('C1').toString('utf8')]);
  });
  test('is cut at a thousand, and says so', () => {
    const { book, at } = start();
    for (let i = 0; i < 1001; i += 1) at(i, message(`C${i}`));
    const { alerts, texts } = book.read(patient());
    expect([alerts.told.length, texts.length, alerts.cut]).toEqual([1000, 1000, true]);
  });
});

describe('replies', () => {
  test('go to messages that are new, one each, in order', () => {
    const { at } = start(['taken', 'cut', 'later', 'silence']);
    const replies = ['C1', 'C2', 'C2', 'C3', 'C4', 'C4', 'C5'].map((id, i) => at(i, message(id)).reply);
    expect(replies).toEqual(['taken', 'cut', 'taken', 'later', 'silence', 'taken', 'taken']);
  });
  test('that refuse leave something waiting, until it came again or its time is over', () => {
    const { book, at, wait } = start(['silence', 'cut']);
    at(0, message('C1'));
    at(1, message('C2'));
    expect(book.waiting).toBe(2);
    at(2, message('C1'));
    expect(book.waiting).toBe(1);
    wait(1 + AGAIN_MS);
    expect(book.waiting).toBe(0);
  });
  test('keep everybody busy: one connection carries all', () => {
    const { book, at, wait } = start(['silence']);
    expect(book.busyUntil).toBeUndefined();
    at(5, message('C0', item('i0', 'MRN2')));
    wait(50);
    expect(book.busyUntil).toBe(5e6);
    at(60, message('C1'));
    wait(400);
    expect(book.busyUntil).toBe(400e6);
    wait(60 + AGAIN_MS + 500);
    expect(book.busyUntil).toBe((60 + AGAIN_MS) * 1e6);
    at(2000, message('C1'));
    wait(3000);
    expect([book.busyUntil, book.read(patient()).alerts.busyUntil]).toEqual([2e9, 2e9]);
  });
  test('of a second listening come after those of the first', () => {
    const { book, at } = start(['cut']);
    book.listen(patient(), ['later']);
    expect(['C1', 'C2', 'C3'].map((id, i) => at(i, message(id)).reply)).toEqual(['cut', 'later', 'taken']);
  });
});

describe('what cannot be read', () => {
  const broken = (change: (text: string) => string): Buffer => Buffer.from(change(message('C1').toString('utf8')));
  test('is kept with its reason, of the patient whom it names', () => {
    const { book, at } = start();
    at(
      1,
      broken((text) => text.replace('PLC-1^EHR', '')),
    );
    const [told] = book.read(patient()).alerts.told;
    expect(told).toMatchObject({ controlId: 'C1', problem: { code: 'missing-element', at: 'OBR^1^2' } });
    expect(told?.item).toBeUndefined();
  });
  test.each([
    ['no HL7 at all', () => 'hello'],
    ['no patient', (text: string) => text.replace(/PID[^\r]*\r/, '')],
  ])('is shown to everybody where it has %s', (_what, change) => {
    const { book, at } = start();
    expect(at(1, broken(change)).reply).toBe('taken');
    expect(book.read(patient()).alerts.told).toMatchObject([{ problem: { code: expect.any(String) } }]);
  });
});
