import type { Reading } from '../../../contract/domain/index.ts';
import type { Seams } from '../../../reference-impl/seams.ts';
import { filing } from './between.ts';

/** What comes with a status under the second identifier of a measurement is taken for another measurement. */
export const secondNameIsAnother = (status: Reading['status']): Seams => {
  const second = new Set<string>();
  return filing(async (file, caller, readings, terms) => {
    const sent = readings.map((reading) =>
      reading.status === status && second.has(reading.identifier.value)
        ? { ...reading, identifier: { ...reading.identifier, value: `${reading.identifier.value}-2` } }
        : reading,
    );
    const filed = await file(caller, sent, terms);
    for (const [i, { identifier }] of filed.ok ? readings.entries() : []) {
      const stored = filed.ok ? filed.value[i]?.stored.body.reading.identifier.value : undefined;
      if (stored !== undefined && stored !== identifier.value) second.add(identifier.value);
    }
    return filed;
  });
};
