import { ITEM_KIND_SYSTEM } from '../../../../../contract/wire/fhir/task.ts';
import { type Actor, clinician, EHR, gateway, portal } from '../../../actor.ts';
import { NOT_OFFERED } from '../../../../history/lines.ts';
import type { FhirContext } from '../../context.ts';
import type { ActOf, FhirAct } from '../fhir-act.ts';
import { notOffered, patientReference, type Tried, tryToCreate, tryToSearch } from './probe.ts';
import { type Again, tryToLogIn } from './log-ins.ts';
import { tryToAsk, tryToDelete, tryToSend } from './interactions.ts';
import { tryOnRecord, tryToAct, tryToChange } from './records.ts';
import { tryToFindMarks } from './marks.ts';
import { tryToReadVersions } from './versions.ts';
import { tryToSpeak } from './speaking.ts';

type Try = ActOf<'surface.try'>;
type Attempt = Try['attempt'];
type Do = (context: FhirContext, act: Try) => Promise<Tried>;

const creating =
  (actorOf: (patient: Try['patient']) => Actor | undefined): Do =>
  (context, { patient }) =>
    tryToCreate(context, patient, actorOf(patient));

/** Permissions of a patient, asked for by another or by the patient. */
const permissions: Do = async (context, { patient, by }) => {
  const reference = await patientReference(context, patient);
  return await tryToSearch(context, 'Consent', { patient: reference }, portal(by ?? patient));
};

/** Readings of a patient, asked for by another or by the patient. */
const readings: Do = async (context, { patient, by }) => {
  const reference = await patientReference(context, patient);
  return await tryToSearch(context, 'Observation', { patient: reference }, portal(by ?? patient));
};

const inbox =
  (actorOf: (act: Try) => Actor, more: Readonly<Record<string, string>> = {}): Do =>
  async (context, act) => {
    const patient = await patientReference(context, act.patient);
    return await tryToSearch(context, 'Task', { code: `${ITEM_KIND_SYSTEM}|`, patient, ...more }, actorOf(act));
  };

const ofClinician = ({ person, patient }: Try): Actor => clinician(person ?? patient);

const UNKNOWN = { 'vitalproof-unknown': '1' };

const search =
  (more: Readonly<Record<string, string>>): Do =>
  async (context, { patient }) =>
    await tryToSearch(context, 'Observation', { patient: await patientReference(context, patient), ...more }, EHR);

const searchWithoutToken: Do = async (context, { patient }) =>
  await tryToSearch(context, 'Observation', { patient: await patientReference(context, patient) }, undefined);

const change =
  (isStale: boolean, hasToken = true): Do =>
  (context, { order, patient }) =>
    tryToChange(context, order ?? patient, isStale, hasToken ? EHR : undefined);

const record =
  (what: Parameters<typeof tryOnRecord>[2]): Do =>
  (context, { patient }) =>
    tryOnRecord(context, patient, what);

const logIn =
  (again: Again): Do =>
  (context) =>
    tryToLogIn(context, again);

const speak =
  (manner: Parameters<typeof tryToSpeak>[2]): Do =>
  (context, { wire = 'fhir' }) =>
    tryToSpeak(context, wire, manner);

const TRIES: Readonly<Record<Attempt, Do>> = {
  create: creating(portal),
  'create-without-token': creating(() => undefined),
  'create-with-expired-token': creating((patient) => ({ ...portal(patient), token: 'expired' })),
  'create-with-forged-token': creating((patient) => ({ ...portal(patient), token: 'forged' })),
  'create-with-token-for-another': creating((patient) => ({ ...portal(patient), token: 'for-another' })),
  'create-with-reading-scope': creating((patient) => ({ ...portal(patient), token: 'reading-only' })),
  'read-without-token': searchWithoutToken,
  'change-without-token': change(false, false),
  'permissions-of-a-patient': permissions,
  'readings-of-a-patient': readings,
  'inbox-as-clinician': inbox(ofClinician),
  'inbox-as-patient': inbox(({ patient }) => portal(patient)),
  'inbox-as-gateway': inbox(({ patient }) => gateway(patient)),
  'inbox-with-unknown-parameter': inbox(ofClinician, UNKNOWN),
  search: search({}),
  'search-with-unknown-parameter': search(UNKNOWN),
  'delete-reading': (context, { patient }) => tryToDelete(context, patient),
  'ask-for-unknown-type': (context) => tryToAsk(context),
  'send-malformed': (context, { patient }) => tryToSend(context, patient),
  'change-current-version': change(false),
  'change-stale-version': change(true),
  'act-on-stale-version': (context, act) => tryToAct(context, act.patient, ofClinician(act)),
  'read-former-version': async (context, { reading }) =>
    reading === undefined
      ? notOffered(context.session, `a reading without a name ${NOT_OFFERED}`)
      : await tryToReadVersions(context, reading),
  'read-record': record('read'),
  'delete-record': record('delete'),
  'change-record': record('change'),
  'log-in': logIn('nothing'),
  'log-in-with-used-assertion': logIn('assertion'),
  'log-in-with-used-jti': logIn('jti'),
  'speak-tls': speak('tls'),
  'speak-clear': speak('clear'),
  'read-marked-as-test': (context, { patient }) => tryToFindMarks(context, patient, true),
  'find-unmarked': (context, { patient }) => tryToFindMarks(context, patient, false),
};

/** Tries something at the surface that a scenario of care never does, and looks by itself what came of it. */
export const tryAtSurface: FhirAct<'surface.try'> = async (context, act) => {
  const { answer, effect } = await TRIES[act.attempt](context, act);
  return { ...answer, output: { effect } };
};
