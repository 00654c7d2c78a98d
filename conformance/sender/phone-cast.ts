import { createHash } from 'node:crypto';
import type { PhoneCast } from '../../contract/cases/sender/cast.ts';
import { laneIds } from '../runner/plan/ids.ts';

/** Somebody who was never there before: keys, devices and UUIDs of one lane of one run. */
export const phoneCast = (nonce: string, lane: string): PhoneCast => {
  const ids = laneIds(nonce, lane);
  const patient = ids.patient();
  const meter = ids.device(patient, 'glucometer').value;
  const scale = ids.device(patient, 'scale').value;
  return {
    patient,
    order: ids.order(),
    meter,
    scale,
    meterSerial: `M${meter.replaceAll('-', '')}`,
    scaleSerial: `S${scale.replaceAll('-', '')}`,
    uuidOf: (name) => {
      const hex = createHash('sha256').update(`${nonce} ${lane} ${name}`).digest('hex').toUpperCase();
      return [
        hex.slice(0, 8),
        hex.slice(8, 12),
        `4${hex.slice(13, 16)}`,
        `A${hex.slice(17, 20)}`,
        hex.slice(20, 32),
      ].join('-');
    },
  };
};
