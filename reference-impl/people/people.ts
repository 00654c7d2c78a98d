import { type Identifier, keyOf } from '../../contract/domain/identifier.ts';
import type { Coverage } from '../../contract/domain/coverage.ts';
import type { Pool } from '../../contract/domain/person.ts';
import { accept, type Outcome, refuse } from '../../contract/refusal.ts';
import type { Json } from '../../contract/wire/json/lossless.ts';
import { sameJson } from '../../contract/wire/json/same.ts';
import type { Context } from '../context.ts';
import type { Caller, Pipeline, Written } from '../pipeline.ts';
import type { Documents } from '../store/documents.ts';
import { isPatient, isRecipient } from './table.ts';

const plain = (body: object): Json => JSON.parse(JSON.stringify(body)) as Json;

/** Writes a person or device down: new, the same again, or its newest state. */
const put = <T extends { identifier: Identifier }>(
  ctx: Context,
  caller: Caller,
  table: Documents<T>,
  body: T,
  about: { subject: 'person' | 'device'; patient?: Identifier },
): Outcome<Written<T>> => {
  const known = table.byKey(keyOf(body.identifier));
  if (known !== undefined && sameJson(plain(known.body), plain(body)))
    return accept({ stored: known, effect: 'replayed', warnings: [] });
  const stored = known === undefined ? table.insert(keyOf(body.identifier), body) : table.update(known, body);
  ctx.audit({ caller, ...about, action: known === undefined ? 'create' : 'update', entity: body.identifier });
  return accept({ stored, effect: known === undefined ? 'created' : 'updated', warnings: [] });
};

const putCoverage = (ctx: Context, caller: Caller, coverage: Coverage): Outcome<Written<Coverage>> => {
  const table = ctx.tables.coverage;
  const key = keyOf(coverage.person);
  const known = table.byKey(key);
  if (known !== undefined && sameJson(plain(known.body), plain(coverage)))
    return accept({ stored: known, effect: 'replayed', warnings: [] });
  const stored = known === undefined ? table.insert(key, coverage) : table.update(known, coverage);
  ctx.audit({ caller, subject: 'person', action: 'update', entity: coverage.person });
  return accept({ stored, effect: known === undefined ? 'created' : 'updated', warnings: [] });
};

/** A pool and a clinician may not share a key, or an item would have two owners. */
const clash = (other: Documents<unknown>, id: Identifier): Outcome<true> =>
  other.byKey(keyOf(id)) === undefined ? accept(true) : refuse('identifier-conflict');

/** Patients, clinicians, pools and devices. */
export const createPeople = (ctx: Context): Pipeline['people'] => {
  const { people } = ctx.tables;
  const provision = <T extends { identifier: Identifier }>(
    caller: Caller,
    table: Documents<T>,
    body: T,
    patient: Identifier | undefined,
    check: () => Outcome<true> = () => accept(true),
  ): Promise<Outcome<Written<T>>> => {
    const about = { subject: 'person' as const, ...(patient === undefined ? {} : { patient }) };
    return ctx.write({ caller, ...about, action: 'create', entity: body.identifier }, () => {
      if (!ctx.use.roleMay(caller, 'provision')) return refuse('scope');
      const checked = check();
      return checked.ok ? put(ctx, caller, table, body, about) : checked;
    });
  };
  const membersKnown = (pool: Pool): Outcome<true> =>
    pool.members.every((m) => people.PractitionerRole.byKey(keyOf(m)) !== undefined)
      ? clash(people.PractitionerRole, pool.identifier)
      : refuse('recipient-unknown', 'CareTeam.participant.member');
  return {
    patient: (caller, patient) => provision(caller, people.Patient, patient, patient.identifier),
    clinician: (caller, clinician) =>
      provision(caller, people.PractitionerRole, clinician, undefined, () =>
        clash(people.CareTeam, clinician.identifier),
      ),
    pool: (caller, pool) => provision(caller, people.CareTeam, pool, undefined, () => membersKnown(pool)),
    device: (caller, device) => {
      const about = { subject: 'device' as const, patient: device.patient };
      return ctx.write({ caller, ...about, action: 'create', entity: device.identifier }, () => {
        if (!ctx.use.roleMay(caller, 'register-device')) return refuse('scope');
        if (!ctx.use.mayReach(caller, device.patient) || !isPatient(people, device.patient))
          return refuse('patient-not-authorised', 'Device.patient');
        const known = people.Device.byKey(keyOf(device.identifier));
        if (known !== undefined && !ctx.use.mayReach(caller, known.body.patient)) return refuse('identifier-conflict');
        return put(ctx, caller, people.Device, device, about);
      });
    },
    coverage: (caller, coverage) =>
      ctx.write({ caller, subject: 'person', action: 'update', entity: coverage.person }, () => {
        if (!ctx.use.roleMay(caller, 'provision')) return refuse('scope');
        const known = [coverage.person, ...coverage.absences.flatMap((a) => a.coveredBy ?? [])];
        if (!known.every((person) => isRecipient(people, person))) return refuse('recipient-unknown');
        return putCoverage(ctx, caller, coverage);
      }),
    find: (type, identifier) => people[type].byKey(keyOf(identifier)),
  };
};
