import { SYSTEM } from '../../codes/canonical.ts';
import { MEASURE_CODES } from '../../codes/measures.ts';
import type { Coding, Measure } from '../../domain/measure.ts';
import type { Reading } from '../../domain/reading.ts';
import type { Fields } from './build.ts';
import { composite, segment } from './build.ts';
import { encodeCoding } from './coded.ts';
import { encodeDevice } from './device.ts';
import type { Envelope } from './envelope.ts';
import { encodeHeader, PCD_VERSION } from './envelope.ts';
import type { Namespaces } from './identifier.ts';
import { encodeEntity } from './identifier.ts';
import { encodePatient } from './people.ts';
import { methodOf, STATUS } from './reading.ts';
import { encodeDetails } from './reading-details.ts';
import { encodeResult } from './reading-result.ts';
import { encodeTime } from './time.ts';
import { encodeMdcUnit } from './unit.ts';

/** Profile of MSH-21 as senders in the field write it (standards.md 3, note d). */
const PROFILE = ['IHE_PCD_001', 'IHE PCD', '1.3.6.1.4.1.19376.1.6.4.1', 'ISO'] as const;
/** The kinds of device, IEEE 11073-10101 device specialisations. */
const SPECIALIZATION: Readonly<Record<Measure, readonly [code: string, name: string]>> = {
  glucose: ['528401', 'MDC_DEV_SPEC_PROFILE_GLUCOSE'],
  weight: ['528399', 'MDC_DEV_SPEC_PROFILE_SCALE'],
};
const SERVICE = composite('182777000', 'monitoring of patient', 'SCT');
/** Place of the device and of its one metric in the containment tree of IEEE 11073: MDS, VMD, channel, metric. */
const DEVICE_PLACE = '1';
const METRIC_PLACE = '1.0.0.1';

/** The 11073 term of a measurement: its own where it has one, else that of its measure. */
const termOf = ({ code, measure }: Reading): Coding =>
  code.system === SYSTEM.mdc
    ? code
    : (MEASURE_CODES.find((known) => known.measure === measure && known.coding.system === SYSTEM.mdc)?.coding ?? code);

const unitOf = ({ result }: Reading): Fields => {
  const quantity = result.kind === 'value' ? result.quantity : result.kind === 'off-scale' ? result.bound : undefined;
  return quantity === undefined ? {} : { 6: encodeMdcUnit(quantity.unit) };
};

const rowsOf = (reading: Reading, namespaces: Namespaces): readonly Fields[] => {
  const effective = encodeTime(reading.effective);
  const absent = reading.result.kind === 'absent' && reading.status === 'final';
  const status = absent ? 'X' : STATUS[reading.status];
  const term = termOf(reading);
  const display = MEASURE_CODES.find(({ coding }) => coding.code === term.code)?.display;
  const [profile, name] = SPECIALIZATION[reading.measure];
  const device: readonly Fields[] =
    reading.device === undefined
      ? []
      : [
          {
            3: composite(profile, name, 'MDC'),
            4: DEVICE_PLACE,
            11: 'X',
            18: encodeDevice(reading.device, namespaces),
          },
        ];
  const metric: Fields = {
    3: encodeCoding(term, namespaces, display),
    4: METRIC_PLACE,
    ...encodeResult(reading.result),
    ...unitOf(reading),
    11: status,
    14: effective,
    17: methodOf(reading),
  };
  const details = encodeDetails(reading).map((fields, index) => ({
    ...fields,
    4: `${METRIC_PLACE}.${index + 1}`,
    11: absent ? 'F' : status,
    14: effective,
  }));
  return [...device, metric, ...details];
};

/**
 * One reading as an IHE PCD-01 message: ORU^R01 of HL7 v2.6 in enhanced mode, terms and units of IEEE 11073, the
 * device and its metric as a containment tree. Whoever reads it makes the key of what it is (docs/bindings/hl7v2.md,
 * Identity) where the device has an EUI-64. Throws RangeError for times finer than HL7 v2 knows.
 */
export const encodePcd01Message = (reading: Reading, envelope: Envelope, namespaces: Namespaces): string =>
  [
    encodeHeader({ ...envelope, version: PCD_VERSION, acknowledged: ['NE', 'AL'], profile: PROFILE }, [
      'ORU',
      'R01',
      'ORU_R01',
    ]),
    encodePatient(reading.patient, namespaces),
    segment('OBR', {
      1: '1',
      3: composite(...encodeEntity(reading.identifier, namespaces)),
      4: SERVICE,
      7: encodeTime(reading.effective),
      25: STATUS[reading.status],
    }),
    ...rowsOf(reading, namespaces).map((fields, index) => segment('OBX', { ...fields, 1: String(index + 1) })),
  ].join('');
