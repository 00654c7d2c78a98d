import { describe, expect, test } from 'vitest';
import { cookieOf, secretOf } from './cookie.ts';
import { foreignForm } from './own-form.ts';
import { createSessions, type Person } from './sessions.ts';

const ANA: Person = { role: 'clinician', id: 'c1', key: { system: 'urn:x', value: '1' }, name: 'Rivera, Ana' };
const MINUTE = 60_000;

const scene = () => {
  let nowMs = 0;
  let made = 0;
  const sessions = createSessions({ makeSecret: () => `s${(made += 1)}`, monotonic: () => nowMs });
  return { sessions, pass: (ms: number) => (nowMs += ms) };
};

describe('a session', () => {
  test('is found by its secret alone, with its person', () => {
    const { sessions } = scene();
    const { secret, formToken } = sessions.begin(ANA);
    expect(sessions.find(secret)?.person).toEqual(ANA);
    for (const other of [undefined, '', formToken, `${secret} `]) expect(sessions.find(other)).toBeUndefined();
  });

  test('ends after half an hour without use, and after twelve hours of it', () => {
    const { sessions, pass } = scene();
    const { secret } = sessions.begin(ANA);
    for (let n = 0; n < 24; n += 1) {
      pass(29 * MINUTE);
      expect(sessions.find(secret), `after ${(n + 1) * 29} minutes`).toBeDefined();
    }
    pass(24 * MINUTE);
    expect(sessions.find(secret)).toBeUndefined();
    const idle = sessions.begin(ANA);
    pass(30 * MINUTE);
    expect(sessions.find(idle.secret)).toBeUndefined();
  });

  test('is kept by nobody who only asks whether it holds', () => {
    const { sessions, pass } = scene();
    const session = sessions.begin(ANA);
    pass(20 * MINUTE);
    expect(sessions.holds(session)).toBe(true);
    pass(10 * MINUTE);
    expect(sessions.holds(session)).toBe(false);
  });

  test('that was ended is gone', () => {
    const { sessions } = scene();
    const session = sessions.begin(ANA);
    sessions.end(session);
    expect([sessions.find(session.secret), sessions.holds(session)]).toEqual([undefined, false]);
  });

  test('past a thousand, one in which nobody has signed in goes before the others', () => {
    const { sessions } = scene();
    const signedIn = sessions.begin(ANA);
    const stranger = sessions.begin();
    for (let n = 2; n < 1000; n += 1) sessions.begin();
    sessions.begin();
    expect([signedIn, stranger].map((s) => sessions.holds(s))).toEqual([true, false]);
  });

  test('past a thousand, the one that was idle longest goes', () => {
    const { sessions } = scene();
    const [first, second] = [sessions.begin(ANA), sessions.begin(ANA)];
    for (let n = 2; n < 1000; n += 1) sessions.begin(ANA);
    sessions.find(first.secret);
    sessions.begin();
    expect([sessions.holds(first), sessions.holds(second)]).toEqual([true, false]);
  });
});

const HOST = '127.0.0.1:8080';

test.each([
  ['one cookie', cookieOf('abc', { headers: { host: HOST } }).split(';')[0], 'abc'],
  ['among others', 'a=b; vitalproof-session-8080=abc; c=d', 'abc'],
  ['that of another port beside it', 'vitalproof-session-8081=other; vitalproof-session-8080=abc', 'abc'],
  ['none', 'a=b', undefined],
  ['no header', undefined, undefined],
  ['two, of which one is somebody else’s', 'vitalproof-session-8080=evil; vitalproof-session-8080=abc', undefined],
  ['one whose name only ends alike', 'x-vitalproof-session-8080=abc', undefined],
])('a Cookie header with %s', (_name, header, secret) => {
  expect(secretOf({ headers: { host: HOST, ...(header === undefined ? {} : { cookie: header }) } })).toBe(secret);
});

test.each<[string, Record<string, string>, boolean]>([
  ['our own page', { 'sec-fetch-site': 'same-origin' }, true],
  ['our own page, by its origin', { host: '127.0.0.1:80', origin: 'http://127.0.0.1:80' }, true],
  ['another site', { 'sec-fetch-site': 'cross-site' }, false],
  ['another port', { 'sec-fetch-site': 'same-site' }, false],
  ['an address that was typed', { 'sec-fetch-site': 'none' }, false],
  [
    'an origin of elsewhere that says to be ours',
    { 'sec-fetch-site': 'same-origin', host: 'a', origin: 'http://b' },
    false,
  ],
  ['a page without an origin', { host: 'a', origin: 'null' }, false],
  ['nobody who says so', {}, false],
])('a form of %s', (_name, headers, isOwn) => {
  expect(foreignForm({ headers }) === undefined).toBe(isOwn);
});
