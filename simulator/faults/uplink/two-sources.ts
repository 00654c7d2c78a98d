import { MINUTE_MS } from '../../clock.ts';
import type { Reading } from '../../../contract/domain/index.ts';
import type { Delivery } from '../../layers.ts';
import { offsetInstantText } from '../../phone/instant-text.ts';
import { offsetMinutesOf } from '../../phone/offset-of-text.ts';
import type { RandomStream } from '../../random.ts';
import { touchedBy, type FaultOf, type FaultSetting } from '../fault.ts';
import { afflicted } from '../occurrence.ts';
import { batchesOf, numbered } from './batches.ts';
import { withLater } from './later.ts';
import { asAnotherAppSays } from './nudge.ts';

const ID = 'two-sources';
const OF_PATIENTS = 0.1;
/** Readings of the meter's own app, under numbers of its own. */
export const VENDOR_APP_SYSTEM = 'urn:example:vendor-app';
/** Apps that name the device, and so tell the very same measurement (assumed). */
const OF_MAKERS = 0.5;
const APART_SECONDS = 90;
/** By the vendor's cloud (assumed). */
const AFTER_MS = [10_000, 15 * MINUTE_MS] as const;

/** The reading as the other app tells it: a number of its own, no device, about the same second and value. */
function toldByApp(reading: Reading, random: RandomStream): Reading {
  const { device: _device, sequenceNumber: _number, ...rest } = reading;
  const apart = random.bernoulli(0.5) ? 0 : random.int(2 * APART_SECONDS + 1) - APART_SECONDS;
  const effectiveMs = Date.parse(reading.effective) + apart * 1000;
  const { result } = reading;
  return {
    ...rest,
    ...underItsOwnNumber(reading),
    effective: offsetInstantText(effectiveMs, offsetMinutesOf(reading.effective)),
    result: result.kind === 'value' ? { kind: 'value', quantity: asAnotherAppSays(result.quantity, random) } : result,
  };
}

/** As the app of the device's own maker tells it: the same device, second and value. */
function toldByMaker(reading: Reading): Reading {
  const { sequenceNumber: _number, ...rest } = reading;
  return { ...rest, ...underItsOwnNumber(reading) };
}

const underItsOwnNumber = ({ identifier }: Reading): Pick<Reading, 'identifier'> => ({
  identifier: { system: VENDOR_APP_SYSTEM, value: `app-${identifier.value}` },
});

function* apply(items: Iterable<Delivery>, setting: FaultSetting): Generator<Delivery> {
  if (!afflicted(OF_PATIENTS, setting)) {
    yield* items;
    return;
  }
  const told = setting.streamOf('app').bernoulli(OF_MAKERS) ? toldByMaker : toldByApp;
  yield* numbered(
    withLater(batchesOf(items), setting.endMs, (batch, later) => {
      for (const item of batch) {
        if (item.act !== 'submit' || item.version !== 1 || item.poison !== undefined) continue;
        const random = setting.streamOf('copy', item.truth.trueTimeMs);
        const sentMs = Math.floor(item.sentMs + random.between(...AFTER_MS));
        later(sentMs, () => [touchedBy({ ...item, sentMs, reading: told(item.reading, random) }, ID)]);
      }
      return batch;
    }),
  );
}

/** The meter's own app and the health store both send: one measurement under two identifiers. */
export const twoSources: FaultOf<'uplink'> = {
  id: ID,
  title: 'Two apps send the same measurement under identifiers of their own',
  layer: 'uplink',
  measures: ['glucose', 'weight'],
  usual:
    '10 % of patients, all of their readings: half by an app that names the device, the others within 90 s and one rounding step (assumed)',
  apply,
};
