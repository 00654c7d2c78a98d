import fc from 'fast-check';
import { SaxesParser } from 'saxes';
import { describe, expect, test } from 'vitest';
import type { Device, Patient, Reading } from '../../domain/index.ts';
import { EXPORT_FOOTER, exportDate, exportRecord, writeExport, type ExportOptions } from './export-xml.ts';
import { attributeText } from './xml-text.ts';

const PATIENT: Patient = {
  identifier: { system: 'urn:oid:2.999.1.1', value: 'MRN1' },
  family: 'Doe-Test',
  given: 'Ann',
  gender: 'female',
  birthDate: '1961-05-04',
};
const DEVICE: Device = {
  identifier: { system: 'urn:oid:1.2.840.10004.1.1.1.0.0.1.0.0.1.2680', value: '02-56' },
  patient: PATIENT.identifier,
  kind: 'glucometer',
  manufacturer: 'Vitalproof Simulated Devices',
  model: 'VP Meter G-1',
};
const READING: Reading = {
  identifier: { system: 'urn:example:meter-readings', value: '0256-7' },
  patient: PATIENT.identifier,
  measure: 'glucose',
  code: { system: 'http://loinc.org', code: '14743-9' },
  status: 'final',
  effective: '2026-03-03T07:59:00-05:00',
  result: { kind: 'value', quantity: { value: '5.0', unit: 'mmol/L' } },
  device: DEVICE.identifier,
  mealContext: 'post-meal',
};
const OPTIONS: ExportOptions = { exportedAt: '2026-04-01T12:00:00-04:00', patient: PATIENT, device: DEVICE };

test('an export: head, who, a record with its metadata, end', () => {
  const text = [...writeExport([{ reading: READING, version: 2, created: '2026-03-03T08:01:30-05:00' }], OPTIONS)].join(
    '',
  );
  expect(text.slice(text.indexOf('<HealthData'))).toBe(`<HealthData locale="en_US">
 <ExportDate value="2026-04-01 12:00:00 -0400"/>
 <Me HKCharacteristicTypeIdentifierDateOfBirth="1961-05-04" HKCharacteristicTypeIdentifierBiologicalSex="HKBiologicalSexFemale" HKCharacteristicTypeIdentifierBloodType="HKBloodTypeNotSet" HKCharacteristicTypeIdentifierFitzpatrickSkinType="HKFitzpatrickSkinTypeNotSet"/>
 <Record type="HKQuantityTypeIdentifierBloodGlucose" sourceName="Vitalproof Meter" sourceVersion="1" device="&lt;&lt;HKDevice: 0x280000000&gt;, name:VP Meter G-1, manufacturer:Vitalproof Simulated Devices, model:VP Meter G-1&gt;" unit="mmol&lt;180.1558800000541&gt;/L" creationDate="2026-03-03 08:01:30 -0500" startDate="2026-03-03 07:59:00 -0500" endDate="2026-03-03 07:59:00 -0500" value="5.0">
  <MetadataEntry key="HKMetadataKeySyncIdentifier" value="urn:example:meter-readings|0256-7"/>
  <MetadataEntry key="HKMetadataKeySyncVersion" value="2"/>
  <MetadataEntry key="HKBloodGlucoseMealTime" value="2"/>
  <MetadataEntry key="HKDeviceSerialNumber" value="urn:oid:1.2.840.10004.1.1.1.0.0.1.0.0.1.2680|02-56"/>
 </Record>
</HealthData>
`);
});

test.each([
  ['2026-03-03T07:59:00-05:00', '2026-03-03 07:59:00 -0500'],
  ['2026-03-03T07:59Z', '2026-03-03 07:59:00 +0000'],
  ['2026-03-03T07:59:01.999+05:30', '2026-03-03 07:59:01 +0530'],
])('%s is %s', (instant, text) => {
  expect(exportDate(instant)).toBe(text);
});

test('the same samples give the same bytes, piece by piece, however many', () => {
  function* endless() {
    for (;;) yield { reading: READING, version: 1 };
  }
  const pieces = writeExport(endless(), OPTIONS);
  const [head, first, second] = [pieces.next().value, pieces.next().value, pieces.next().value];
  expect(head).toMatch(/^<\?xml/);
  expect(first).toBe(second);
  pieces.return(undefined);
});

describe('what cannot be told', () => {
  test.each<[string, Partial<Reading>, RegExp]>([
    ['HI', { result: { kind: 'off-scale', direction: 'high' } }, /"HI" has no number/],
    ['LO', { result: { kind: 'off-scale', direction: 'low' } }, /"LO" has no number/],
    ['a failure', { result: { kind: 'absent', reason: 'error' } }, /no number/],
  ])('%s is passed over and reported', (_what, more, why) => {
    const reported: string[] = [];
    const samples = [
      { reading: { ...READING, ...more }, version: 1 },
      { reading: READING, version: 1 },
    ];
    const pieces = [...writeExport(samples, OPTIONS, (_sample, reason) => reported.push(reason))];
    expect(pieces).toHaveLength(3);
    expect(pieces.at(-1)).toBe(EXPORT_FOOTER);
    expect(reported).toEqual([expect.stringMatching(why)]);
  });
});

/** What a parser of somebody else reads of an attribute. */
function parsed(xml: string): string | undefined {
  const parser = new SaxesParser({ xmlns: false });
  let value: string | undefined;
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name, attributes }) => {
    if (name === 'Record') value = attributes['sourceName'];
  });
  parser.write(xml).close();
  return value;
}

test('hostile text comes through as it was; what XML cannot say becomes U+FFFD', () => {
  const hostile = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({
      unit: fc.constantFrom(
        '"',
        '<',
        '>',
        '&',
        "'",
        '\t',
        '\n',
        '\r',
        '\0',
        '\u{FFFE}',
        '\uD800',
        ']]>',
        '&#0;',
        '-->',
      ),
    }),
  );
  fc.assert(
    fc.property(hostile, (sourceName) => {
      const written = exportRecord({ reading: READING, version: 1 }, { ...OPTIONS, sourceName });
      if (written.kind !== 'record') throw new Error(written.why);
      const expected = sourceName.replace(/[^\t\n\r -\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '\u{FFFD}');
      expect(parsed(written.xml)).toBe(expected);
      expect(attributeText(sourceName)).not.toMatch(/[<>"]/);
    }),
  );
});
