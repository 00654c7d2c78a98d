import type { ReadingResult } from '../../../contract/domain/index.ts';
import type { RandomStream, StreamKey } from '../../random.ts';
import { displayed, type GlucoseUnit } from './display.ts';
import { measuredMgDl, type MeterErrorModel } from './error-model.ts';

/** What a meter stores of one test. */
export interface MeterRecord {
  readonly result: ReadingResult;
  /** 0 to 65,535, then from 0 again (GATT 0x2A18). */
  readonly sequenceNumber: number;
}

export interface Glucometer {
  /** Tests a drop of blood. Each test has its own stream, keyed by its count. */
  measure(capillaryMgDl: number): MeterRecord;
}

const STRIPS_PER_LOT = 50;
const SEQUENCE_SPACE = 65_536;

/** A meter as it leaves the shop: `firstSequence` tests were made with it before. */
export function glucometer(options: {
  readonly model: MeterErrorModel;
  readonly unit: GlucoseUnit;
  readonly firstSequence: number;
  readonly streamOf: (...keys: readonly StreamKey[]) => RandomStream;
}): Glucometer {
  const { model, unit, firstSequence, streamOf } = options;
  const meterBias = streamOf('meter-bias').normal(0, model.meterBiasSdPercent);
  let tests = 0;
  return {
    measure: (capillaryMgDl) => {
      const lot = Math.floor(tests / STRIPS_PER_LOT);
      const lotBias = streamOf('lot-bias', lot).normal(0, model.lotBiasSdPercent);
      const measured = measuredMgDl(capillaryMgDl, model, meterBias + lotBias, streamOf('error', tests));
      const sequenceNumber = (firstSequence + tests) % SEQUENCE_SPACE;
      tests++;
      return { result: displayed(measured, unit), sequenceNumber };
    },
  };
}
