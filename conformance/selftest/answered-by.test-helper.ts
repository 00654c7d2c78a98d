import { REFUSALS } from '../../contract/codes/refusals.ts';
import type { Outcome } from '../../contract/refusal.ts';
import type { OpOptions } from '../oracle/history-builder.test-helper.ts';

/** What the reference answered, as a history notes it: by the code that either wire has for it. */
export function answeredBy(outcome: Outcome<unknown>, v2: boolean): OpOptions {
  const refusal = outcome.ok ? undefined : outcome.refusal.code;
  const wire = refusal === undefined ? undefined : REFUSALS[refusal];
  const code = v2 ? (wire === undefined ? 'AA' : ((wire as { ack?: string }).ack ?? 'AE')) : String(wire?.http ?? 200);
  return {
    via: v2 ? 'hl7v2' : 'fhir',
    outcome: outcome.ok ? 'ok' : 'refused',
    answer: {
      code,
      ...(refusal === undefined ? {} : { refusal, explained: true }),
      ...(v2 ? { correlated: true } : {}),
    },
  };
}
