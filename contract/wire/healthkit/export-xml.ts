import type { Device, OffsetDateTime, Patient, Reading } from '../../domain/index.ts';
import { inexpressible } from './expressed.ts';
import { metadataOf } from './sample.ts';
import { HEALTHKIT_TYPE, HEALTHKIT_UNIT } from './vocabulary.ts';
import { attributes } from './xml-text.ts';

/** A sample as it stands in the store when it is exported. */
export interface ExportSample {
  readonly reading: Reading;
  /** Its sync version. */
  readonly version: number;
  /** When it was saved; absent: when it was measured. */
  readonly created?: OffsetDateTime;
}

export interface ExportOptions {
  readonly exportedAt: OffsetDateTime;
  readonly patient: Patient;
  /** Who measured, as the export names devices; readings that name no device are told without one. */
  readonly device?: Device;
  /** The app that saved the samples. Absent: Vitalproof Meter. */
  readonly sourceName?: string;
  /** Absent: en_US. */
  readonly locale?: string;
}

const SOURCE_VERSION = '1';
const INSTANT = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2})(:\d{2})?(?:\.\d+)?(Z|([+-]\d{2}):(\d{2}))$/;

/** `2024-03-01 08:00:00 -0500`: whole seconds, what is finer is cut off. */
export function exportDate(instant: OffsetDateTime): string {
  const [, date, time, seconds = ':00', , hours = '+00', minutes = '00'] = INSTANT.exec(instant) ?? [];
  return `${date} ${time}${seconds} ${hours}${minutes}`;
}

const SEX: Readonly<Record<Patient['gender'], string>> = {
  female: 'HKBiologicalSexFemale',
  male: 'HKBiologicalSexMale',
  other: 'HKBiologicalSexOther',
  unknown: 'HKBiologicalSexNotSet',
};

/** The declarations that a validating parser asks for, of what is written here. */
const HEAD = `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE HealthData [
<!ELEMENT HealthData (ExportDate,Me,Record*)>
<!ATTLIST HealthData locale CDATA #REQUIRED>
<!ELEMENT ExportDate EMPTY>
<!ATTLIST ExportDate value CDATA #REQUIRED>
<!ELEMENT Me EMPTY>
<!ATTLIST Me
  HKCharacteristicTypeIdentifierDateOfBirth CDATA #REQUIRED
  HKCharacteristicTypeIdentifierBiologicalSex CDATA #REQUIRED
  HKCharacteristicTypeIdentifierBloodType CDATA #REQUIRED
  HKCharacteristicTypeIdentifierFitzpatrickSkinType CDATA #REQUIRED>
<!ELEMENT Record (MetadataEntry*)>
<!ATTLIST Record
  type CDATA #REQUIRED
  sourceName CDATA #REQUIRED
  sourceVersion CDATA #IMPLIED
  device CDATA #IMPLIED
  unit CDATA #IMPLIED
  creationDate CDATA #IMPLIED
  startDate CDATA #REQUIRED
  endDate CDATA #REQUIRED
  value CDATA #IMPLIED>
<!ELEMENT MetadataEntry EMPTY>
<!ATTLIST MetadataEntry key CDATA #REQUIRED value CDATA #REQUIRED>
]>
`;

/** What stands before the records. */
const exportHeader = ({ exportedAt, patient, locale = 'en_US' }: ExportOptions): string =>
  `${HEAD}<HealthData${attributes({ locale })}>\n` +
  ` <ExportDate${attributes({ value: exportDate(exportedAt) })}/>\n` +
  ` <Me${attributes({
    HKCharacteristicTypeIdentifierDateOfBirth: patient.birthDate,
    HKCharacteristicTypeIdentifierBiologicalSex: SEX[patient.gender],
    HKCharacteristicTypeIdentifierBloodType: 'HKBloodTypeNotSet',
    HKCharacteristicTypeIdentifierFitzpatrickSkinType: 'HKFitzpatrickSkinTypeNotSet',
  })}/>\n`;

export const EXPORT_FOOTER = '</HealthData>\n';

/** HealthKit's description of a device. Its address in memory tells nothing and is always the same here. */
const deviceText = ({ manufacturer, model }: Device): string =>
  `<<HKDevice: 0x280000000>, name:${model}, manufacturer:${manufacturer}, model:${model}>`;

/** A sample as a `<Record>`, or why there is none: what has no number (HI, LO, failures) is in no export. */
export function exportRecord(
  { reading, version, created }: ExportSample,
  { device, sourceName = 'Vitalproof Meter' }: ExportOptions,
): { readonly kind: 'record'; readonly xml: string } | { readonly kind: 'inexpressible'; readonly why: string } {
  const why = inexpressible(reading);
  if (why !== undefined || reading.result.kind !== 'value') return { kind: 'inexpressible', why: why ?? 'no number' };
  const { value, unit } = reading.result.quantity;
  const measured = exportDate(reading.effective);
  const record = attributes({
    type: HEALTHKIT_TYPE[reading.measure],
    sourceName,
    sourceVersion: SOURCE_VERSION,
    ...(device === undefined || reading.device === undefined ? {} : { device: deviceText(device) }),
    unit: HEALTHKIT_UNIT[unit],
    creationDate: created === undefined ? measured : exportDate(created),
    startDate: measured,
    endDate: measured,
    value,
  });
  const entries = Object.entries(metadataOf(reading, version)).map(
    ([key, entry]) => `  <MetadataEntry${attributes({ key, value: String(entry) })}/>\n`,
  );
  return { kind: 'record', xml: ` <Record${record}>\n${entries.join('')} </Record>\n` };
}

/**
 * An Apple Health `export.xml` in pieces: header, a record a sample, footer. The same samples give the same bytes.
 * `untold` hears of each sample that cannot be told, and why; the export goes on without it.
 */
export function* writeExport(
  samples: Iterable<ExportSample>,
  options: ExportOptions,
  untold: (sample: ExportSample, why: string) => void = () => undefined,
): Generator<string> {
  yield exportHeader(options);
  for (const sample of samples) {
    const written = exportRecord(sample, options);
    if (written.kind === 'record') yield written.xml;
    else untold(sample, written.why);
  }
  yield EXPORT_FOOTER;
}
