import { type Identifier, keyOf } from '../../contract/domain/identifier.ts';
import type { Coverage } from '../../contract/domain/coverage.ts';
import type { Clinician, Pool } from '../../contract/domain/person.ts';
import { accept, type Outcome, refuse } from '../../contract/refusal.ts';
import type { Json } from '../../contract/wire/json/lossless.ts';
import { sameJson } from '../../contract/wire/json/same.ts';
import { msOf } from '../clock/instant.ts';
import type { Context } from '../context.ts';
import type { Caller, ClinicianRole, Page, PeopleQuery, Pipeline, Written } from '../pipeline.ts';
import type { Documents } from '../store/documents.ts';
import { afterMark, pageOf, pageSize } from '../store/page.ts';
import { roleOf } from './role.ts';
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
const clash = (other: Documents<unknown>, id: Identifier, at: string): Outcome<true> =>
  other.byKey(keyOf(id)) === undefined ? accept(true) : refuse('identifier-conflict', at);

const coverersOf = (absences: Coverage['absences']): readonly Identifier[] =>
  absences.flatMap((a) => a.coveredBy ?? []);

/** One that is over before it begins would cover nothing, and items would go to who is away. */
const checkPeriods = (absences: Coverage['absences']): Outcome<true> =>
  absences.every(({ period }) => msOf(period.start) < msOf(period.end))
    ? accept(true)
    : refuse('bad-value', 'PractitionerRole.notAvailable', 'an absence that does not end after its start');

/** A clinician and, where they are stated, every absence, in one commit. */
const putRole = (
  ctx: Context,
  caller: Caller,
  clinician: Clinician,
  { absences, ifMatch }: { readonly absences?: Coverage['absences']; readonly ifMatch?: number } = {},
): Outcome<Written<ClinicianRole>> => {
  const { people, coverage } = ctx.tables;
  const clashes = clash(people.CareTeam, clinician.identifier, 'PractitionerRole.identifier');
  if (!clashes.ok) return clashes;
  const known = people.PractitionerRole.byKey(keyOf(clinician.identifier));
  if (ifMatch !== undefined && (known === undefined || roleOf(ctx.tables, known).version !== ifMatch))
    return refuse('stale-version');
  const timely = checkPeriods(absences ?? []);
  if (!timely.ok) return timely;
  const away = coverersOf(absences ?? []);
  if (!away.every((person) => isRecipient(people, person) || keyOf(person) === keyOf(clinician.identifier)))
    return refuse('recipient-unknown', 'PractitionerRole.notAvailable');
  const written = put(ctx, caller, people.PractitionerRole, clinician, { subject: 'person' });
  if (!written.ok) return written;
  const { stored, effect } = written.value;
  const isSaid =
    absences !== undefined && (absences.length > 0 || coverage.byKey(keyOf(clinician.identifier)) !== undefined);
  const covered = isSaid ? putCoverage(ctx, caller, { person: clinician.identifier, absences }) : undefined;
  const isNews = covered?.ok === true && covered.value.effect !== 'replayed';
  return accept({
    stored: roleOf(ctx.tables, stored),
    effect: effect === 'replayed' && isNews ? 'updated' : effect,
    warnings: [],
  });
};

/** Pages in the order in which they came; the mark is the row of the last one. */
const listPeople = <T>(table: Documents<T>, { count, page }: PeopleQuery): Outcome<Page<T>> => {
  const marked = afterMark(page, 1);
  if (!marked.ok) return marked;
  const size = pageSize(count);
  const found = table.select('WHERE seq > ? ORDER BY seq LIMIT ?', marked.value?.[0] ?? 0, size + 1);
  return accept(pageOf(found, size, (last) => String(last.seq)));
};

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
  const list = <T>(caller: Caller, table: Documents<T>, query: PeopleQuery): Outcome<Page<T>> =>
    ctx.looked(
      { caller, subject: 'person', action: 'read' },
      ctx.use.roleMay(caller, 'list-people') ? listPeople(table, query) : refuse('scope'),
    );
  const membersKnown = (pool: Pool): Outcome<true> =>
    pool.members.every((m) => people.PractitionerRole.byKey(keyOf(m)) !== undefined)
      ? clash(people.PractitionerRole, pool.identifier, 'CareTeam.identifier')
      : refuse('recipient-unknown', 'CareTeam.participant.member');
  return {
    patient: (caller, patient) => provision(caller, people.Patient, patient, patient.identifier),
    clinician: (caller, clinician, also) =>
      ctx.write({ caller, subject: 'person', action: 'create', entity: clinician.identifier }, () =>
        ctx.use.roleMay(caller, 'provision') ? putRole(ctx, caller, clinician, also) : refuse('scope'),
      ),
    pool: (caller, pool) => provision(caller, people.CareTeam, pool, undefined, () => membersKnown(pool)),
    device: (caller, device) => {
      const about = { subject: 'device' as const, patient: device.patient };
      return ctx.write({ caller, ...about, action: 'create', entity: device.identifier }, () => {
        if (!ctx.use.roleMay(caller, 'register-device')) return refuse('scope');
        if (!ctx.use.mayReach(caller, device.patient) || !isPatient(people, device.patient))
          return refuse('patient-not-authorised', 'Device.patient');
        const known = people.Device.byKey(keyOf(device.identifier));
        if (known !== undefined && !ctx.use.mayReach(caller, known.body.patient))
          return refuse('identifier-conflict', 'Device.identifier');
        return put(ctx, caller, people.Device, device, about);
      });
    },
    coverage: (caller, coverage) =>
      ctx.write({ caller, subject: 'person', action: 'update', entity: coverage.person }, () => {
        if (!ctx.use.roleMay(caller, 'provision')) return refuse('scope');
        const known = [coverage.person, ...coverersOf(coverage.absences)];
        if (!known.every((person) => isRecipient(people, person)))
          return refuse('recipient-unknown', 'PractitionerRole.notAvailable');
        const timely = checkPeriods(coverage.absences);
        return timely.ok ? putCoverage(ctx, caller, coverage) : timely;
      }),
    patients: (caller, query) => list(caller, people.Patient, query),
    clinicians: (caller, query) => list(caller, people.PractitionerRole, query),
    pools: (caller, query) => list(caller, people.CareTeam, query),
    find: (type, identifier) => {
      if (type !== 'PractitionerRole') return people[type].byKey(keyOf(identifier));
      const clinician = people.PractitionerRole.byKey(keyOf(identifier));
      return clinician && roleOf(ctx.tables, clinician);
    },
  };
};
