import { keyOf } from '../../../contract/domain/index.ts';
import { decodeMessage } from '../../../contract/wire/fhir/communication.ts';
import { NOTICE_CATEGORY } from '../../../contract/wire/fhir/notice.ts';
import { searchToken } from '../../../contract/wire/fhir/search-token.ts';
import type { Outcome } from '../../../contract/refusal.ts';
import { patientOf } from './patient-parameter.ts';
import { create, found, readOne } from './replies.ts';
import type { Context, Reply, Route } from './route.ts';
import { stop } from './surface-refusal.ts';

const search = async (context: Context): Promise<Outcome<Reply>> => {
  const patient =
    (await patientOf(context, 'recipient')) ?? stop('unsupported-parameter', 'http.recipient', 'recipient is needed');
  if (patient === 'nobody') return found(context, 'Communication', []);
  const category = context.query.token('category');
  if (category !== undefined && keyOf(category) !== keyOf(NOTICE_CATEGORY))
    stop('unsupported-parameter', 'http.category', `category: notices alone, ${searchToken(NOTICE_CATEGORY)}`);
  if (category !== undefined) {
    const sent = await context.pipeline.messages.notices(context.caller, patient);
    return sent.ok ? found(context, 'Communication', sent.value) : sent;
  }
  const all = await context.pipeline.messages.search(context.caller, patient);
  return all.ok ? found(context, 'Communication', all.value) : all;
};

/** Secure messages: a clinician writes, the patient reads, and who wrote it sees that it was read. */
export const COMMUNICATIONS: readonly Route[] = [
  {
    name: 'Communication.create',
    method: 'POST',
    path: '/Communication',
    roles: ['clinician'],
    conditional: true,
    subject: 'message',
    handle: create(
      'Communication',
      (c) => c.links.resolve(({ identifierOf }) => decodeMessage(c.body, identifierOf)),
      (c, message) => c.pipeline.messages.send(c.caller, message),
    ),
  },
  {
    name: 'Communication.read',
    method: 'GET',
    path: '/Communication/:id',
    roles: ['ehr', 'clinician', 'portal'],
    subject: 'message',
    handle: readOne('Communication'),
  },
  {
    name: 'Communication.search',
    method: 'GET',
    path: '/Communication',
    roles: ['ehr', 'clinician', 'portal'],
    parameters: [
      { name: 'recipient', type: 'reference' },
      { name: 'category', type: 'token' },
    ],
    subject: 'message',
    handle: search,
  },
];
