import type { Reading } from '../../contract/domain/index.ts';
import type { Expressed } from '../../contract/wire/healthkit/expressed.ts';
import { encodeHealthConnectRecord } from '../../contract/wire/healthkit/health-connect.ts';
import { encodeHealthKitDeletion, encodeHealthKitSample } from '../../contract/wire/healthkit/sample.ts';
import { writeLossless } from '../../contract/wire/json/lossless.ts';
import type { Delivery } from '../layers.ts';
import { eachDelivery } from './format.ts';
import { sentReading } from './sent.ts';

type Encode = (reading: Reading, version: number) => Expressed;

/** Nothing where a health store has no sample for it: HI, LO, failures, and what is no number. */
const sampleLine = (delivery: Delivery, encode: Encode): string => {
  if (delivery.poison !== undefined) return '';
  const expressed = encode(sentReading(delivery), delivery.version);
  return expressed.kind === 'sample' ? `${writeLossless(expressed.json)}\n` : '';
};

/** What HealthKit tells an app: samples with sync identifier and version, and deletions. */
export const HEALTHKIT = eachDelivery(
  'HealthKit: a line a sample or deletion; HI and LO are in no health store',
  (delivery) =>
    delivery.act === 'retract'
      ? `${writeLossless(encodeHealthKitDeletion(delivery.reading, delivery.version))}\n`
      : sampleLine(delivery, encodeHealthKitSample),
);

/** Records of Health Connect with client record id and version. A deletion there tells no more than that something was deleted. */
export const HEALTH_CONNECT = eachDelivery(
  'Health Connect: a line a record; HI and LO are in no health store',
  (delivery) => (delivery.act === 'retract' ? '' : sampleLine(delivery, encodeHealthConnectRecord)),
);
