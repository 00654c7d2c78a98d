import { keyOf } from '../../../contract/domain/identifier.ts';
import { decodeRole } from '../../../contract/wire/fhir/clinician.ts';
import { decodeDevice } from '../../../contract/wire/fhir/device.ts';
import { decodePatient } from '../../../contract/wire/fhir/patient.ts';
import { decodePool } from '../../../contract/wire/fhir/pool.ts';
import { accept, type Outcome } from '../../../contract/refusal.ts';
import { compact } from '../../../contract/wire/json/compact.ts';
import type { Caller, Stored } from '../../pipeline.ts';
import type { BodyOf } from './encode-stored.ts';
import { create, found, readOne, written } from './replies.ts';
import type { Context, Reply, Route } from './route.ts';
import { decoded, stop } from './surface-refusal.ts';
import { checkId } from './target.ts';

type PersonType = 'Patient' | 'PractitionerRole' | 'CareTeam' | 'Device';

const EHR: readonly Caller['role'][] = ['ehr'];

/** Who speaks for one patient alone finds the devices of that patient. */
const mayFind = ({ role, subject }: Caller, body: BodyOf[PersonType]): boolean =>
  role === 'ehr' || subject === undefined || ('patient' in body && keyOf(body.patient) === keyOf(subject));

/** Read by id and search by identifier. */
const lookups = (type: PersonType, roles = EHR): readonly Route[] => [
  {
    name: `${type}.read`,
    method: 'GET',
    path: `/${type}/:id`,
    roles,
    subject: 'person',
    handle: readOne(type),
  },
  {
    name: `${type}.search`,
    method: 'GET',
    path: `/${type}`,
    roles,
    parameters: [{ name: 'identifier', type: 'token' }],
    subject: 'person',
    handle: async (context) => {
      const key =
        context.query.token('identifier') ?? stop('unsupported-parameter', 'http.identifier', 'identifier is needed');
      const one = (await context.pipeline.people.find(type, key)) as Stored<BodyOf[PersonType]> | undefined;
      const isMine = one !== undefined && mayFind(context.caller, one.body);
      return found(context, type, isMine ? [one] : []);
    },
  },
];

const creation = (type: PersonType, roles: readonly Caller['role'][], handle: Route['handle']): Route => ({
  name: `${type}.create`,
  method: 'POST',
  path: `/${type}`,
  roles,
  conditional: true,
  subject: type === 'Device' ? 'device' : 'person',
  handle,
});

/** A clinician as a whole: absences that are left out are over. */
const updateRole = async (context: Context): Promise<Outcome<Reply>> => {
  const { body, links, pipeline, caller, ifMatch } = context;
  const { clinician, absences = [] } = decoded(
    await links.resolve(({ identifierOf }) => decodeRole(body, identifierOf)),
  );
  await checkId(context, 'PractitionerRole', clinician.identifier, 'not-found');
  return written(
    context,
    'PractitionerRole',
    await pipeline.people.clinician(caller, clinician, compact({ absences, ifMatch })),
  );
};

/** Patients, clinicians, pools and devices. */
export const PEOPLE: readonly Route[] = [
  creation(
    'Patient',
    EHR,
    create(
      'Patient',
      (c) => decodePatient(c.body),
      (c, patient) => c.pipeline.people.patient(c.caller, patient),
    ),
  ),
  ...lookups('Patient'),
  creation(
    'PractitionerRole',
    EHR,
    create(
      'PractitionerRole',
      async (c) => {
        const role = await c.links.resolve(({ identifierOf }) => decodeRole(c.body, identifierOf));
        return role.ok ? accept({ ...role.value, identifier: role.value.clinician.identifier }) : role;
      },
      (c, { clinician, absences }) => c.pipeline.people.clinician(c.caller, clinician, compact({ absences })),
    ),
  ),
  {
    name: 'PractitionerRole.update',
    method: 'PUT',
    path: '/PractitionerRole/:id',
    roles: EHR,
    subject: 'person',
    handle: updateRole,
  },
  ...lookups('PractitionerRole'),
  creation(
    'CareTeam',
    EHR,
    create(
      'CareTeam',
      (c) => c.links.resolve(({ identifierOf }) => decodePool(c.body, identifierOf)),
      (c, pool) => c.pipeline.people.pool(c.caller, pool),
    ),
  ),
  ...lookups('CareTeam'),
  creation(
    'Device',
    ['ehr', 'portal', 'gateway'],
    create(
      'Device',
      (c) => c.links.resolve(({ subjectOf }) => decodeDevice(c.body, subjectOf)),
      (c, device) => c.pipeline.people.device(c.caller, device),
    ),
  ),
  ...lookups('Device', ['ehr', 'portal', 'gateway']),
];
