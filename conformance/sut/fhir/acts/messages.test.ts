import { expect, test } from 'vitest';
import { encodeMessage } from '../../../../contract/wire/fhir/communication.ts';
import { message } from '../../../../contract/wire/fhir/example-values.ts';
import { exampleRef } from '../../../../contract/wire/fhir/examples.ts';
import { encodeNotice } from '../../../../contract/wire/fhir/notice.ts';
import { EHR, portal } from '../../actor.ts';
import { type Scripted, scriptedContext } from '../scripted.test-helper.ts';
import { listNotices, readMessages } from './messages.ts';

const { patient } = message;
const notice = { patient, medium: 'mail', text: 'You have a message.', sent: message.sent } as const;
const letter = { ...encodeMessage(message, exampleRef), id: 'm1' };
const mail = { ...encodeNotice(notice, exampleRef), id: 'm1-notice' };

const answering = (...resources: object[]) => {
  const body = { resourceType: 'Bundle', type: 'searchset', entry: resources.map((resource) => ({ resource })) };
  const made = scriptedContext((): Scripted => ({ body }));
  for (const [reference, key] of [
    ['Patient/p1', patient],
    ['Task/i2', message.about],
    ['PractitionerRole/rivera', message.sender],
  ] as const)
    made.context.book.learn(reference, key);
  return made;
};

test('of what a patient is shown, a notice is no message', async () => {
  const { context } = answering(letter, mail);
  const { output } = await readMessages(context, { op: 'message.read', patient }, portal(patient));
  expect(output).toEqual({ messages: [message] });
});

test('notices are asked for by their category, and of what comes a message is none', async () => {
  const { context, requests } = answering(letter, mail);
  const { output } = await listNotices(context, { op: 'notice.list', patient }, EHR);
  expect(output).toEqual({ notices: [notice] });
  expect(decodeURIComponent(requests[0]?.url ?? '')).toContain('communication-category|notification');
});

test('a system that shows messages alone offers no notices', async () => {
  const { context } = answering(letter);
  const { outcome, answer, output } = await listNotices(context, { op: 'notice.list', patient }, EHR);
  expect({ outcome, output, code: answer.code }).toEqual({ outcome: 'unknown', output: undefined, code: undefined });
});
