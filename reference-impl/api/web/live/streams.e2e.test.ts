import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { encodeClinician } from '../../../../contract/wire/fhir/clinician.ts';
import { encodePatient } from '../../../../contract/wire/fhir/patient.ts';
import type { RunningReference } from '../../../server.ts';
import { JANE, OKAFOR, RIVERA } from '../../../world.test-helper.ts';
import { type Browser, createBrowser, originOf, sendFhir, signIn, startOpen } from '../browser.test-helper.ts';
import { MOST_OF_SESSION } from './streams.ts';

const EVENTS = '/clinician/inbox/events';

let reference: RunningReference;
beforeAll(async () => {
  reference = await startOpen({ frontThread: true });
  await sendFhir(reference, encodeClinician({ identifier: RIVERA, family: 'Rivera', given: 'Ana' }));
  await sendFhir(reference, encodeClinician({ identifier: OKAFOR, family: 'Okafor', given: 'Ben' }));
  const born = { gender: 'unknown', birthDate: '1970-01-15' } as const;
  await sendFhir(reference, encodePatient({ identifier: JANE, family: 'Doe', given: 'Jane', ...born }));
});
afterAll(() => reference.close());

const signedIn = async (name: string): Promise<Browser> => {
  const browser = createBrowser(originOf(reference));
  await signIn(browser, name);
  return browser;
};
const never = new AbortController().signal;
const openStream = (browser: Browser, signal = never): Promise<Response> => browser.open(EVENTS, signal);
const statusOf = async (response: Response): Promise<number> => {
  await response.body?.cancel();
  return response.status;
};

describe('the stream of arrivals', () => {
  test.each<[string, () => Promise<Browser>, string, number]>([
    ['to nobody who has not signed in', async () => createBrowser(originOf(reference)), EVENTS, 401],
    ['to no patient', () => signedIn('Doe, Jane'), EVENTS, 403],
    ['from no time that is none', () => signedIn('Rivera, Ana'), `${EVENTS}?since=yesterday`, 422],
  ])('is given %s', async (_name, browser, path, status) => {
    const answer = await (await browser()).open(path, never);
    expect([answer.status, await answer.text()]).toEqual([status, expect.not.stringContaining('event:')]);
  });

  test('says its headers alone to who asks for no more, and takes up no place', async () => {
    const ana = await signedIn('Rivera, Ana');
    for (let n = 0; n <= MOST_OF_SESSION; n += 1) {
      const { status, headers } = await ana.open(EVENTS, AbortSignal.timeout(5000), 'HEAD');
      expect([status, headers.get('content-type')]).toEqual([200, 'text/event-stream; charset=utf-8']);
    }
  });

  test('goes on in no page of somebody else, when the browser has signed in anew', async () => {
    const browser = await signedIn('Rivera, Ana');
    const eventsOf = async (): Promise<string> =>
      /data-events="([^"]+)"/.exec((await browser.get('/clinician/inbox')).text)?.[1] ?? '';
    const anas = await eventsOf();
    expect(await statusOf(await browser.open(`${anas}&since=`, never))).toBe(200);
    await signIn(browser, 'Okafor, Ben');
    expect(await statusOf(await browser.open(`${anas}&since=`, never))).toBe(401);
    expect(await statusOf(await browser.open(`${await eventsOf()}&since=`, never))).toBe(200);
  });

  test('is open so many times for one session, and again once one of them is closed', async () => {
    const ana = await signedIn('Rivera, Ana');
    const ended = new AbortController();
    for (let n = 1; n < MOST_OF_SESSION; n += 1) expect((await openStream(ana)).status).toBe(200);
    const last = await openStream(ana, ended.signal);
    expect(last.status).toBe(200);
    expect(await statusOf(await openStream(ana))).toBe(503);
    expect((await (await signedIn('Rivera, Ana')).open(EVENTS, never)).status).toBe(200);
    ended.abort();
    // The server hears of it by the connection's end, behind what it was asked before.
    let again = await openStream(ana);
    while (again.status === 503) {
      await statusOf(again);
      again = await openStream(ana);
    }
    expect(again.status).toBe(200);
  });

  test('comes to an end with the server, in good order', async () => {
    const own = await startOpen({ frontThread: true });
    await sendFhir(own, encodeClinician({ identifier: RIVERA, family: 'Rivera', given: 'Ana' }));
    const browser = createBrowser(originOf(own));
    await signIn(browser, 'Rivera, Ana');
    const stream = await openStream(browser);
    const said = stream.text();
    await own.close();
    expect(await said).toBe('retry: 2000\n\n');
  });
});
