import type { Permission } from '../../../contract/domain/permission.ts';
import { keyOf } from '../../../contract/domain/identifier.ts';
import { decodePermission } from '../../../contract/wire/fhir/consent.ts';
import { accept, type Outcome } from '../../../contract/refusal.ts';
import { msOf } from '../../clock/instant.ts';
import { patientOf } from './patient-parameter.ts';
import { checkCondition, found, readOne, replyWith, written } from './replies.ts';
import type { Context, Reply, Route } from './route.ts';
import { decoded, stop } from './surface-refusal.ts';
import { checkId } from './target.ts';

const same = (a: Permission, b: Permission): boolean =>
  keyOf(a.patient) === keyOf(b.patient) &&
  a.measure === b.measure &&
  a.status === b.status &&
  msOf(a.at) === msOf(b.at);

const readPermission = async ({ body, links }: Context): Promise<Permission> =>
  decoded(await links.resolve(({ subjectOf }) => decodePermission(body, subjectOf)));

/** A POST makes a permission but changes none: that is what PUT is for. */
const grant = async (context: Context): Promise<Outcome<Reply>> => {
  const permission = await readPermission(context);
  checkCondition(context, permission.identifier, 'Consent.identifier');
  const all = await context.pipeline.permissions.search(context.caller, permission.patient);
  // Of a body it has a place, which a look does not.
  if (!all.ok) return { ok: false, refusal: { at: 'Consent.patient', ...all.refusal } };
  const stored = all.value.find((p) => keyOf(p.body.identifier) === keyOf(permission.identifier));
  if (context.ifNoneExist !== undefined && stored !== undefined && !same(stored.body, permission))
    return accept(replyWith(context, 'Consent', stored));
  return written(context, 'Consent', await context.pipeline.permissions.set(context.caller, permission, 'new'));
};

const change = async (context: Context): Promise<Outcome<Reply>> => {
  const permission = await readPermission(context);
  await checkId(context, 'Consent', permission.identifier, 'not-found');
  return written(
    context,
    'Consent',
    await context.pipeline.permissions.set(context.caller, permission, context.ifMatch),
  );
};

const search = async (context: Context): Promise<Outcome<Reply>> => {
  const patient =
    (await patientOf(context, 'patient')) ?? stop('unsupported-parameter', 'http.patient', 'patient is needed');
  if (patient === 'nobody') return found(context, 'Consent', []);
  const all = await context.pipeline.permissions.search(context.caller, patient);
  return all.ok ? found(context, 'Consent', all.value) : all;
};

/** The patient's permissions, one for each type of data. */
export const CONSENTS: readonly Route[] = [
  {
    name: 'Consent.create',
    method: 'POST',
    path: '/Consent',
    roles: ['portal'],
    conditional: true,
    subject: 'permission',
    handle: grant,
  },
  {
    name: 'Consent.update',
    method: 'PUT',
    path: '/Consent/:id',
    roles: ['portal'],
    subject: 'permission',
    handle: change,
  },
  {
    name: 'Consent.read',
    method: 'GET',
    path: '/Consent/:id',
    roles: ['portal', 'ehr'],
    subject: 'permission',
    handle: readOne('Consent'),
  },
  {
    name: 'Consent.search',
    method: 'GET',
    path: '/Consent',
    roles: ['portal', 'ehr'],
    parameters: [{ name: 'patient', type: 'reference' }],
    subject: 'permission',
    handle: search,
  },
];
