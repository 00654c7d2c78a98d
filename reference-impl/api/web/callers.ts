import { keyOf } from '../../../contract/domain/identifier.ts';
import type { Caller } from '../../pipeline.ts';
import type { Person } from './access/sessions.ts';

/** As the audit trail calls what the pages do before anybody has signed in. */
const PAGES = 'pages';

/** Who asks for the list of people to sign in as. */
export const FRONT_DOOR: Caller = { role: 'ehr', client: PAGES };

/** A person as the pipeline knows them: what they may do is decided there, as for whoever comes over FHIR. */
export const callerOf = ({ role, key }: Person): Caller =>
  role === 'clinician'
    ? { role: 'clinician', subject: key, client: PAGES }
    : { role: 'portal', subject: key, client: keyOf(key) };
