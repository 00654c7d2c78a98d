import { describe, expect, test } from 'vitest';
import { ReferenceBook } from './reference-book.ts';

const key = { system: 'urn:oid:2.999.1.1', value: 'MRN1' };
const base = 'http://127.0.0.1:8080/fhir';

describe('logical ids and business keys', () => {
  test('both ways, absolute or relative, with or without a version', () => {
    const book = new ReferenceBook(base);
    book.learn(`${base}/Patient/p1/_history/3`, key);
    expect(book.referenceTo('Patient', key)).toBe('Patient/p1');
    for (const reference of ['Patient/p1', `${base}/Patient/p1`, 'Patient/p1/_history/2'])
      expect(book.identifierOf(reference)).toEqual(key);
  });
  test('a recipient is a clinician or a pool, whichever has the key', () => {
    const book = new ReferenceBook(base);
    book.learn('CareTeam/t1', key);
    expect(book.referenceTo('Recipient', key)).toBe('CareTeam/t1');
  });
  test('a second key for the same resource leads there, and does not rename it', () => {
    const book = new ReferenceBook(base);
    const second = { ...key, value: 'MRN2' };
    book.learn('Observation/o1', key);
    book.learn('Observation/o1', second);
    expect(book.identifierOf('Observation/o1')).toEqual(key);
    expect(book.find('Observation', second)).toBe('Observation/o1');
  });
  test('one key of two types stands for two things', () => {
    const book = new ReferenceBook(base);
    book.learn('Patient/p1', key);
    expect(book.find('Device', key)).toBeUndefined();
  });
  test('what is unknown points nowhere, so that the SUT can refuse it; a device is left to its identifier', () => {
    const book = new ReferenceBook(base);
    expect(book.referenceTo('Patient', key)).toBe('Patient/vitalproof-unknown');
    expect(book.referenceTo('Recipient', key)).toBe('PractitionerRole/vitalproof-unknown');
    expect(() => book.referenceTo('Device', key)).toThrow(RangeError);
  });
  test('what is known to be nothing is not asked for again', () => {
    const book = new ReferenceBook(base);
    expect(book.knows('Device/sut')).toBe(false);
    book.learnNothing('Device/sut');
    expect(book.knows('Device/sut')).toBe(true);
    expect(book.identifierOf('Device/sut')).toBeUndefined();
    book.learn('Device/sut', key);
    expect(book.identifierOf('Device/sut')).toEqual(key);
  });
  test('another server with the same path is another thing', () => {
    const book = new ReferenceBook(base);
    book.learn('Patient/p1', key);
    expect(book.identifierOf('http://elsewhere/fhir/Patient/p1')).toBeUndefined();
  });
});
