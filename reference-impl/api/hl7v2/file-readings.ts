import type { Outcome } from '../../../contract/refusal.ts';
import { accept } from '../../../contract/refusal.ts';
import type { Warning } from '../../../contract/wire/hl7v2/ack.ts';
import type { Reading } from '../../../contract/domain/index.ts';
import type { Caller, Pipeline } from '../../pipeline.ts';

/** Files what one ORU^R01 holds, all or nothing. The value is the warnings. */
export const fileReadings = async (
  pipeline: Pipeline,
  caller: Caller,
  readings: readonly Reading[],
): Promise<Outcome<readonly Warning[]>> => {
  const written = await pipeline.readings.file(caller, readings);
  return written.ok ? accept([...new Set(written.value.flatMap(({ warnings }) => warnings))]) : written;
};
