import type { Identifier } from '../../domain/identifier.ts';
import type { OffsetDateTime } from '../../domain/time.ts';
import type { Outcome } from '../../refusal.ts';
import { compact } from '../json/compact.ts';
import type { JsonObject } from '../json/lossless.ts';
import { type Cursor, decoding, fail, resourceCursor } from './cursor.ts';
import { refuseUnknownModifiers } from './extension.ts';
import { fhirTime, readInstant } from './instant.ts';
import { referenceTo, resolveOrFail } from './reference.ts';
import type { IdentifierOf, ReferenceTo } from './references.ts';

/** `ready`: everything due by `now` has happened and is visible. */
export interface ClockState {
  readonly now: OffsetDateTime;
  readonly status: 'ready' | 'advancing' | 'failed';
}

const parameters = (parameter: readonly JsonObject[]): JsonObject => ({ resourceType: 'Parameters', parameter });

/** Answer of `$test-clock` and `$test-clock-advance`. */
export const encodeClock = (clock: ClockState): JsonObject =>
  parameters([
    { name: 'now', valueInstant: fhirTime(clock.now) },
    { name: 'status', valueCode: clock.status },
  ]);

const named = (root: Cursor, name: string): Cursor | undefined =>
  root
    .get('parameter')
    .list()
    .find((p) => p.get('name').value === name);

export const decodeClock = (resource: JsonObject): Outcome<ClockState> =>
  decoding(() => {
    const root = resourceCursor(resource, 'Parameters');
    const part = (name: string): Cursor =>
      named(root, name) ?? fail('missing-element', `Parameters.parameter('${name}')`);
    return {
      now: readInstant(part('now').get('valueInstant')),
      status: part('status').get('valueCode').oneOf(['ready', 'advancing', 'failed']),
    };
  });

/** Body of `$test-clock-advance`: to when, and of whom; without a patient the whole system. */
export interface ClockAdvance {
  readonly to: OffsetDateTime;
  readonly patient?: Identifier;
}

export const encodeAdvance = (advance: ClockAdvance, ref: ReferenceTo): JsonObject =>
  parameters([
    { name: 'to', valueInstant: fhirTime(advance.to) },
    ...(advance.patient === undefined
      ? []
      : [{ name: 'patient', valueReference: referenceTo(ref, 'Patient', advance.patient) }]),
  ]);

/** Each once, and nothing else: with a patient under a misspelt name every patient's time would go on, and none comes back. */
export const decodeAdvance = (resource: JsonObject, identifierOf: IdentifierOf): Outcome<ClockAdvance> =>
  decoding(() => {
    const root = resourceCursor(resource, 'Parameters');
    refuseUnknownModifiers(root, {});
    const to = named(root, 'to') ?? fail('missing-element', "Parameters.parameter('to')");
    const patient = named(root, 'patient');
    for (const parameter of root.get('parameter').list()) {
      const name = parameter.get('name');
      if (!['to', 'patient'].includes(name.text())) fail('bad-value', name.path, 'not a parameter of this operation');
      if (parameter.value !== to.value && parameter.value !== patient?.value)
        fail('bad-value', parameter.path, `${name.text()} is given twice`);
    }
    return compact({
      to: readInstant(to.get('valueInstant')),
      patient:
        patient === undefined
          ? undefined
          : resolveOrFail(patient.get('valueReference'), identifierOf, 'patient-not-authorised'),
    });
  });
