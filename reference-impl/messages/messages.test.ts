import { describe, expect, test } from 'vitest';
import type { Message } from '../../contract/domain/message.ts';
import {
  clinician,
  createReadyWorld,
  DECOY,
  EHR,
  GATEWAY,
  JANE,
  JOHN,
  must,
  OKAFOR,
  orderOf,
  POOL,
  portalOf,
  readingOf,
  refusalOf,
  RIVERA,
} from '../world.test-helper.ts';

const TEXT = 'Please recheck in 2 h & call if > 300.\nDr Rivera — ¡gracias! \\.br\\ ^~|';
const begun = async (order = orderOf()) => {
  const world = await createReadyWorld(order);
  must(await world.file(readingOf('305')));
  const message: Message = {
    identifier: { system: 'urn:example:ehr:message', value: 'MSG-1' },
    patient: JANE,
    sender: RIVERA,
    about: world.items()[0]?.identifier ?? { system: '', value: '' },
    text: TEXT,
    sent: '2026-03-03T12:00:00Z',
  };
  return {
    world,
    message,
    send: (over: Partial<Message> = {}, by = clinician(RIVERA)) =>
      world.pipeline.messages.send(by, { ...message, ...over }),
  };
};

describe('a secure message', () => {
  test('reaches its patient unchanged; the first reading is noted, once', async () => {
    const { world, send } = await begun();
    must(await send());
    world.passMs(60_000);
    const read = async () => must(await world.pipeline.messages.search(portalOf(JANE), JANE));
    const first = await read();
    expect(first).toMatchObject([{ version: 2, body: { text: TEXT, received: '2026-03-03T12:01:00.000Z' } }]);
    world.passMs(60_000);
    expect(await read()).toEqual(first);
  });

  test('is found however many came before it', async () => {
    const { world, send } = await begun();
    const numbered = (n: number) => send({ identifier: { system: 'urn:example:ehr:message', value: `MSG-${n}` } });
    await Promise.all(Array.from({ length: 1000 }, async (_, n) => must(await numbered(n))));
    must(await numbered(1000));
    const found = must(await world.pipeline.messages.search(portalOf(JANE), JANE));
    expect([found.length, found.at(-1)?.body.identifier.value]).toEqual([1000, 'MSG-1000']);
  });

  test('is not received by who is shown nothing of it', async () => {
    const { world, send } = await begun();
    const { stored } = must(await send());
    const headed = { ...portalOf(JANE), isShownNothing: true } as const;
    must(await world.pipeline.messages.search(headed, JANE));
    must(world.pipeline.read(headed, 'Communication', stored.id));
    await world.pipeline.settle();
    expect(must(await world.pipeline.messages.search(EHR, JANE))[0]?.body).not.toHaveProperty('received');
  });

  test('is not received because the hospital looked', async () => {
    const { world, send } = await begun();
    must(await send({ received: '2026-03-03T12:00:00Z' }));
    expect(must(await world.pipeline.messages.search(EHR, JANE))[0]?.body).not.toHaveProperty('received');
  });

  test('is read by id with the same note', async () => {
    const { world, send } = await begun();
    const { stored } = must(await send());
    expect(refusalOf(world.pipeline.read(portalOf(JOHN), 'Communication', stored.id))).toBe('patient-not-authorised');
    must(world.pipeline.read(portalOf(JANE), 'Communication', stored.id));
    const [after] = must(await world.pipeline.messages.search(EHR, JANE));
    expect(after?.body.received).toBe('2026-03-03T12:00:00.000Z');
  });

  test('is seen by no other patient', async () => {
    const { world, send } = await begun();
    must(await send());
    expect(must(await world.pipeline.messages.search(portalOf(JOHN), JOHN))).toEqual([]);
    expect(refusalOf(await world.pipeline.messages.search(portalOf(JOHN), JANE))).toBe('patient-not-authorised');
    expect(must(await world.pipeline.messages.search(clinician(DECOY), JANE))).toEqual([]);
    expect(refusalOf(await world.pipeline.messages.search(GATEWAY, JANE))).toBe('scope');
  });

  test('again is a replay, with other content a conflict', async () => {
    const { send } = await begun();
    must(await send());
    expect(must(await send()).effect).toBe('replayed');
    expect(refusalOf(await send({ text: 'other' }))).toBe('identifier-conflict');
  });

  test('is about an item of that patient, by a recipient of the item, in their own name', async () => {
    const { send } = await begun();
    expect(refusalOf(await send({ about: { system: 'x', value: 'y' } }))).toBe('not-found');
    expect(refusalOf(await send({ patient: JOHN }))).toBe('not-found');
    expect(refusalOf(await send({ sender: OKAFOR }, clinician(OKAFOR)))).toBe('not-recipient');
    expect(refusalOf(await send({ sender: RIVERA }, clinician(OKAFOR)))).toBe('not-recipient');
    expect(refusalOf(await send({}, portalOf(JANE)))).toBe('scope');
  });

  test('comes from whoever stands in for the owner now, and from nobody who did', async () => {
    const { world, send } = await begun();
    const period = { start: '2026-03-03T00:00:00Z', end: '2026-03-04T00:00:00Z' };
    must(await world.pipeline.people.coverage(EHR, { person: RIVERA, absences: [{ period, coveredBy: OKAFOR }] }));
    expect(refusalOf(await send({ sender: DECOY }, clinician(DECOY)))).toBe('not-recipient');
    expect(refusalOf(await send({ sender: OKAFOR }, clinician(OKAFOR)))).toBe('accepted');
    world.setNow('2026-03-05T00:00:00Z');
    const later = { identifier: { system: 'urn:example:ehr:message', value: 'MSG-2' } };
    expect(refusalOf(await send({ ...later, sender: OKAFOR }, clinician(OKAFOR)))).toBe('not-recipient');
    expect(refusalOf(await send({ ...later, sender: RIVERA }, clinician(RIVERA)))).toBe('accepted');
  });

  test('is told of outside the portal, in the same words whatever it says, and to look is not to read', async () => {
    const { world, send } = await begun();
    must(await send());
    must(await send({ identifier: { system: 'urn:example:ehr:message', value: 'MSG-2' }, text: 'Another thing.' }));
    const notices = must(world.pipeline.messages.notices(EHR, JANE));
    expect(notices.map(({ body }) => body.text)).toEqual(
      Array.from({ length: 2 }, () => expect.stringContaining('new message')),
    );
    expect(new Set(notices.map(({ body }) => body.text)).size).toBe(1);
    expect(notices.map(({ body }) => body.patient)).toEqual([JANE, JANE]);
    expect(must(await world.pipeline.messages.search(EHR, JANE))[0]?.body).not.toHaveProperty('received');
    expect(must(world.pipeline.messages.notices(portalOf(JOHN), JOHN))).toEqual([]);
    expect(refusalOf(world.pipeline.messages.notices(portalOf(JOHN), JANE))).toBe('patient-not-authorised');
    expect(refusalOf(world.pipeline.messages.notices(GATEWAY, JANE))).toBe('scope');
    expect(must(world.pipeline.messages.notices(clinician(DECOY), JANE))).toEqual([]);
  });

  test('its notice is read by id by whoever may read the message, and sets nothing', async () => {
    const { world, send } = await begun();
    must(await send());
    const [notice] = must(world.pipeline.messages.notices(EHR, JANE));
    const id = notice?.id ?? '';
    expect(must(world.pipeline.read(EHR, 'Communication', id))).toEqual(notice);
    expect(must(world.pipeline.read(portalOf(JANE), 'Communication', id))).toEqual(notice);
    expect(refusalOf(world.pipeline.read(portalOf(JOHN), 'Communication', id))).toBe('patient-not-authorised');
    expect(refusalOf(world.pipeline.read(clinician(DECOY), 'Communication', id))).toBe('not-found');
    expect(refusalOf(world.pipeline.read(EHR, 'Communication', 'm999-notice'))).toBe('not-found');
    expect(must(await world.pipeline.messages.search(EHR, JANE))[0]?.body).not.toHaveProperty('received');
  });

  test('about an item of a pool comes from any member', async () => {
    const { send } = await begun(orderOf({ responsible: POOL }));
    expect(refusalOf(await send({ sender: DECOY }, clinician(DECOY)))).toBe('not-recipient');
    expect(refusalOf(await send({ sender: OKAFOR }, clinician(OKAFOR)))).toBe('accepted');
  });
});
