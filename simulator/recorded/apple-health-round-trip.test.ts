import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Patient, Reading } from '../../contract/domain/index.ts';
import { reading as anyReading } from '../../contract/wire/fhir/arbitraries.test-helper.ts';
import { writeExport, type ExportOptions } from '../../contract/wire/healthkit/export-xml.ts';
import { deviceOf } from '../faults/streams.test-helper.ts';
import { archetypes, simulatePatient, simulatedPatient } from '../simulate.ts';
import { importAppleHealth } from './apple-health.ts';

const patient: Patient = {
  identifier: { system: 'urn:oid:2.999.1.1', value: 'MRN1' },
  family: 'Doe-Test',
  given: 'Ann',
  gender: 'other',
  birthDate: '1970-01-01',
};
const OPTIONS: ExportOptions = { exportedAt: '2026-06-01T12:00:00Z', patient, device: deviceOf('glucose') };

async function roundTrip(readings: readonly Reading[], options: ExportOptions = OPTIONS) {
  const untold: Reading[] = [];
  const samples = readings.map((reading) => ({ reading, version: 1 }));
  const pieces = writeExport(samples, options, ({ reading }) => untold.push(reading));
  const imported = await importAppleHealth(pieces, { file: 'export.xml', patient: options.patient.identifier });
  return { ...imported, untold };
}

describe('what is exported comes back as it was', () => {
  test.each([
    ['glucose', 'mg/dL'],
    ['glucose', 'mmol/L'],
    ['weight', 'kg'],
    ['weight', '[lb_av]'],
  ] as const)('%s in %s; HI and LO alone are not in it', async (measure, unit) => {
    const archetype = archetypes.find((a) => a.measure === measure)?.name ?? '';
    const which = { archetype, seed: 3, index: 1 };
    const who = simulatedPatient(which);
    const start = Date.parse('2026-02-20T05:00:00Z');
    const simulated = simulatePatient({ ...which, unit, zone: 'America/New_York', start, days: 60 });
    const readings = [...simulated].map(({ reading }) => reading).filter(({ status }) => status === 'final');
    const { readings: back, problems, untold } = await roundTrip(readings, { ...OPTIONS, ...who });
    expect(problems).toEqual([]);
    expect(back.length).toBeGreaterThan(20);
    expect(back).toEqual(readings.filter(({ result }) => result.kind === 'value'));
    expect(untold).toEqual(readings.filter(({ result }) => result.kind !== 'value'));
  });

  test('any reading, but for what is finer than a second and for what has no number', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(anyReading, { maxLength: 8, selector: (r) => r.identifier.value }),
        async (any) => {
          const readings = any.map((reading): Reading => ({
            ...reading,
            patient: patient.identifier,
            status: 'final',
          }));
          const { readings: back, problems, untold } = await roundTrip(readings);
          expect(problems).toEqual([]);
          const told = readings.filter(({ result }) => result.kind === 'value');
          expect(untold).toHaveLength(readings.length - told.length);
          const second = (effective: string): number => Math.floor(Date.parse(effective) / 1000);
          const comparable = ({ effective, mealContext, furtherContexts, ...rest }: Reading) => ({
            ...rest,
            effective: second(effective),
            // A weight has no meal in HealthKit's vocabulary; the importer reads none.
            contexts: rest.measure === 'weight' ? [] : [mealContext, ...(furtherContexts ?? [])].filter(Boolean),
          });
          expect(back.map(comparable)).toEqual(told.map(comparable));
        },
      ),
      { numRuns: 50 },
    );
  });
});
