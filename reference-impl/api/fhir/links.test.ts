import { expect, test } from 'vitest';
import { UNRESOLVED } from '../../../contract/wire/fhir/reference.ts';
import type { Identifier } from '../../../contract/domain/identifier.ts';
import { linksOf } from './links.ts';

const BASE = 'http://127.0.0.1:8080/fhir';
const KEYS: Readonly<Record<string, Identifier>> = {
  'Patient/p1': { system: 'urn:x', value: 'one' },
  'Patient/p2': { system: 'urn:x', value: 'two' },
};

/** References that are told at once, or in time. `asked`: what was asked for, in order. */
const setUp = (inTime: boolean) => {
  const asked: string[] = [];
  const say = <T>(name: string, answer: T): T | Promise<T> => {
    asked.push(name);
    return inTime ? Promise.resolve(answer) : answer;
  };
  const links = linksOf(
    {
      references: {
        identifierOf: (reference) => say(reference, KEYS[reference]),
        referenceTo: (type, key) =>
          say(`${type} ${key.value}`, key.value === 'none' ? undefined : `${type}/${key.value}`),
        recipient: (key) => say(`Recipient ${key.value}`, `PractitionerRole/${key.value}`),
      },
    },
    BASE,
  );
  return { links, asked };
};

test('in the same thread it is done once, and at once', () => {
  const { links, asked } = setUp(false);
  let times = 0;
  const made = links.resolve(({ identifierOf, ref }) => {
    times += 1;
    return [identifierOf(`${BASE}/Patient/p1/_history/3`), ref('Recipient', { system: 'urn:x', value: 'rivera' })];
  });
  expect(made).toEqual([KEYS['Patient/p1'], 'PractitionerRole/rivera']);
  expect(times).toBe(1);
  expect(asked).toEqual(['Patient/p1', 'Recipient rivera']);
});

test('from another thread all that is not known is asked for together, and once', async () => {
  const { links, asked } = setUp(true);
  let times = 0;
  const made = links.resolve(({ identifierOf }) => {
    times += 1;
    return ['Patient/p1', 'Patient/p2', 'Patient/p1', 'Patient/p3'].map(identifierOf);
  });
  expect(await made).toEqual([KEYS['Patient/p1'], KEYS['Patient/p2'], KEYS['Patient/p1'], undefined]);
  expect(times).toBe(2);
  expect(asked.toSorted()).toEqual(['Patient/p1', 'Patient/p1', 'Patient/p2', 'Patient/p3']);
});

test.each([false, true])(
  'what nothing is kept under is an error, and an unknown patient is nobody (in time: %s)',
  async (inTime) => {
    const { links } = setUp(inTime);
    const broken = async () => links.resolve(({ ref }) => ref('Device', { system: 'urn:x', value: 'none' }));
    await expect(broken()).rejects.toThrow('nothing is kept under Device urn:x|none');
    expect(await links.resolve(({ subjectOf }) => subjectOf('Patient/p9'))).toEqual({
      system: UNRESOLVED,
      value: 'Patient/p9',
    });
    expect(await links.resolve(({ subjectOf }) => subjectOf('Group/g1'))).toBeUndefined();
  },
);

test('what depends on a reference that was not known yet is made anew, and what it threw meanwhile does not count', async () => {
  const { links } = setUp(true);
  const made = links.resolve(({ identifierOf, ref }) => {
    const key = identifierOf('Patient/p1');
    if (key?.value !== 'one') throw new Error('not known yet');
    return ref('Patient', key);
  });
  expect(await made).toBe('Patient/one');
});
