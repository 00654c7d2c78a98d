import type { Permission } from '../../contract/domain/permission.ts';
import { type Identifier, keyOf } from '../../contract/domain/identifier.ts';
import { accept, type Outcome, refuse } from '../../contract/refusal.ts';
import { momentOf, msOf } from '../clock/instant.ts';
import type { Context } from '../context.ts';
import { isPatient } from '../people/table.ts';
import { hasPicked } from '../portal/portal.ts';
import type { Caller, Pipeline, Written } from '../pipeline.ts';
import type { Kept } from '../store/documents.ts';

const written = (stored: Kept<Permission>, effect: Written<Permission>['effect']): Written<Permission> => ({
  stored,
  effect,
  warnings: [],
});
const same = (a: Permission, b: Permission): boolean => a.status === b.status && msOf(a.at) === msOf(b.at);

/**
 * Whether a withdrawal was decided after a grant that comes only now, from a phone that was offline, say. One that claims to
 * be of a time to come has no order: there the one that comes later counts. Source: contract, Life cycles: Permission.
 */
const isOvertaken = (grant: Permission, standing: Permission, nowMs: number): boolean =>
  grant.status === 'granted' &&
  standing.status === 'withdrawn' &&
  msOf(grant.at) < msOf(standing.at) &&
  msOf(standing.at) <= nowMs;

const set = (
  ctx: Context,
  caller: Caller,
  permission: Permission,
  ifMatch: number | 'new' | undefined,
): Outcome<Written<Permission>> => {
  const { tables, use } = ctx;
  const { patient, measure, identifier } = permission;
  if (!use.mayReach(caller, patient) || !isPatient(tables.people, patient))
    return refuse('patient-not-authorised', 'Consent.patient');
  if (momentOf(permission.at) === undefined) return refuse('bad-value', 'Consent.dateTime', 'no such day');
  const known = tables.permissions.documents.byKey(keyOf(identifier));
  const standing = tables.permissions.of(patient, measure);
  if (permission.status === 'granted' && ctx.policies.portal === 'required' && !hasPicked(ctx, patient, measure))
    return refuse('tracker-not-picked', 'Consent.provision.code');
  if (known !== undefined && known.seq !== standing?.seq) return refuse('identifier-conflict', 'Consent.identifier');
  if (known === undefined) {
    if (standing !== undefined) return refuse('permission-exists', 'Consent.identifier');
    const kept = tables.permissions.add(permission);
    ctx.audit({ caller, subject: 'permission', action: 'create', patient, entity: identifier });
    return accept(written(kept, 'created'));
  }
  const isOfVersion = typeof ifMatch === 'number';
  if (isOfVersion && ifMatch !== known.version) return refuse('stale-version');
  // A grant that is delivered twice must not undo the withdrawal between the two deliveries.
  const replays =
    same(permission, known.body) ||
    (!isOfVersion && tables.permissions.versions(known).some((v) => same(permission, v)));
  if (ifMatch === 'new' && !replays) return refuse('identifier-conflict', 'Consent.identifier');
  if (replays || isOvertaken(permission, known.body, ctx.now(patient))) return accept(written(known, 'replayed'));
  const kept = tables.permissions.revise(known, permission);
  ctx.audit({ caller, subject: 'permission', action: 'update', patient, entity: identifier });
  return accept(written(kept, 'updated'));
};

const search = (ctx: Context, caller: Caller, patient: Identifier) => {
  if (!ctx.use.roleMay(caller, 'read-permissions')) return refuse('scope');
  if (!ctx.use.mayReach(caller, patient)) return refuse('patient-not-authorised');
  return accept(ctx.tables.permissions.ofPatient(patient));
};

/** Permissions: one per patient and data type, granted and withdrawn by the patient alone. */
export const createPermissions = (ctx: Context): Pipeline['permissions'] => ({
  set: (caller, permission, ifMatch) =>
    ctx.write(
      {
        caller,
        subject: 'permission',
        action: typeof ifMatch === 'number' ? 'update' : 'create',
        patient: permission.patient,
        entity: permission.identifier,
      },
      () => (ctx.use.roleMay(caller, 'permit') ? set(ctx, caller, permission, ifMatch) : refuse('scope')),
    ),
  search: (caller, patient) =>
    ctx.looked({ caller, subject: 'permission', action: 'read', patient }, search(ctx, caller, patient)),
});
