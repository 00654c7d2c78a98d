import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { encodeClinician } from '../../../contract/wire/fhir/clinician.ts';
import { encodePatient } from '../../../contract/wire/fhir/patient.ts';
import type { RunningReference } from '../../server.ts';
import { startReference } from '../../server.ts';
import { JANE, RIVERA } from '../../world.test-helper.ts';
import { ASSETS } from './assets.ts';
import { type Browser, createBrowser, originOf, sendFhir, signIn, startOpen } from './browser.test-helper.ts';

const MARKED = '<b>&"Doe\'';

let reference: RunningReference;
beforeAll(async () => {
  reference = await startOpen();
  await sendFhir(reference, encodeClinician({ identifier: RIVERA, family: 'Rivera', given: 'Ana' }));
  await sendFhir(
    reference,
    encodePatient({ identifier: JANE, family: MARKED, given: 'Jane', gender: 'female', birthDate: '1970-01-15' }),
  );
});
afterAll(() => reference.close());

const browser = (): Browser => createBrowser(originOf(reference));

describe('the sign-in', () => {
  test('says that it is none, and lists people with their names escaped', async () => {
    const { text, status } = await browser().get('/');
    expect(status).toBe(200);
    expect(text).toContain('<strong>This is no sign-in.</strong>');
    expect(text).toContain('>Rivera, Ana</button>');
    expect(text).toContain('>&lt;b&gt;&amp;&quot;Doe&#39;, Jane</button>');
    expect(text).not.toContain('<b>');
  });

  test('leads a clinician to the In Basket, whose cookie no script reads and no other site sends', async () => {
    const own = browser();
    const { text } = await signIn(own, 'Rivera, Ana');
    expect(text).toContain('<h1>In Basket</h1>');
    expect((await own.get('/')).text).toContain('<h1>In Basket</h1>');
    const { headers } = await browser().get('/sign-in');
    expect(headers.get('set-cookie')).toMatch(/^vitalproof-session-\d+=[\w-]{32}; Path=\/; HttpOnly; SameSite=Lax$/);
  });

  test('signs nobody out of another reference of this machine, whose cookies the browser sends along', async () => {
    const other = await startOpen();
    try {
      const cookies = new Map<string, string>();
      const ask = async (at: RunningReference, path: string, init: RequestInit = {}): Promise<string> => {
        const cookie = [...cookies].map((pair) => pair.join('=')).join('; ');
        const response = await fetch(`${originOf(at)}${path}`, {
          redirect: 'manual',
          ...init,
          headers: { ...(init.headers as Record<string, string>), cookie },
        });
        const [, name = '', secret = ''] = /^([^=]+)=([^;]+)/.exec(response.headers.get('set-cookie') ?? '') ?? [];
        if (name !== '') cookies.set(name, secret);
        return response.text();
      };
      const page = await ask(reference, '/sign-in');
      const token = /name="form-token"\s+value="([^"]+)"/.exec(page)?.[1] ?? '';
      const as = /value="(clinician [^"]+)"/.exec(page)?.[1] ?? '';
      const body = new URLSearchParams({ 'form-token': token, as });
      await ask(reference, '/sign-in', { method: 'POST', body, headers: { 'sec-fetch-site': 'same-origin' } });
      expect(await ask(reference, '/clinician/inbox')).toContain('<h1>In Basket</h1>');
      expect(await ask(other, '/sign-in')).toContain('Who are you?');
      expect(await ask(reference, '/clinician/inbox')).toContain('<h1>In Basket</h1>');
    } finally {
      await other.close();
    }
  });

  test('takes nobody who is not there', async () => {
    const own = browser();
    await own.get('/sign-in');
    for (const as of ['clinician c999', 'clinician', 'auditor a1', 'patient c1', '', 'toString x']) {
      const { status } = await own.post('/sign-in', { as });
      expect([as, status]).toEqual([as, 404]);
    }
  });

  test('is left again: the session is worth nothing then', async () => {
    const own = browser();
    await signIn(own, 'Rivera, Ana');
    expect((await own.post('/sign-out', {})).text).toContain('Who are you?');
    expect((await own.get('/clinician/inbox')).text).toContain('Who are you?');
  });
});

describe('is refused', () => {
  test('a form without the token of the session, whatever else is right', async () => {
    const own = browser();
    await signIn(own, 'Rivera, Ana');
    const { status, text } = await own.post('/sign-out', { 'form-token': '' });
    expect([status, text.includes('another session')]).toEqual([401, true]);
    expect((await own.get('/clinician/inbox')).text).toContain('<h1>In Basket</h1>');
  });

  test.each<[string, Record<string, string>]>([
    ['of another site', { 'sec-fetch-site': 'cross-site' }],
    ['of another port of this machine', { 'sec-fetch-site': 'same-site', origin: 'http://127.0.0.1:1' }],
    ['of an older browser, from elsewhere', { origin: 'http://127.0.0.1:1' }],
    ['that does not say where it began', {}],
  ])('a form %s', async (_name, headers) => {
    const own = browser();
    await signIn(own, 'Rivera, Ana');
    expect((await own.post('/sign-out', {}, headers)).status).toBe(401);
    expect((await own.get('/clinician/inbox')).text).toContain('<h1>In Basket</h1>');
  });

  test('the page of another role, which the audit trail tells', async () => {
    const own = browser();
    await signIn(
      own,
      `${MARKED}, Jane`.replace(
        /[<>&"']/g,
        (c) => `&${{ '<': 'lt', '>': 'gt', '&': 'amp', '"': 'quot', "'": '#39' }[c]};`,
      ),
    );
    const { status, text } = await own.get('/clinician/inbox');
    expect([status, text.includes('This is not for you')]).toEqual([403, true]);
    const trail = await fetch(`${reference.fhirBase}/AuditEvent?outcome=4`, {
      headers: { 'x-acting-as': 'auditor' },
    });
    expect(await trail.text()).toContain(`${JANE.system}|${JANE.value}`);
  });

  test('whoever comes under another name than that of this machine', async () => {
    const { status } = await createBrowser(originOf(reference)).post('/sign-in', {}, { 'x-forwarded-for': '10.0.0.1' });
    expect(status).toBe(401);
  });
});

test('a form that is too large, and does not say how large, is refused, and its connection goes on', async () => {
  const { hostname, port, host } = new URL(originOf(reference));
  const socket = connect(Number(port), hostname);
  try {
    let said = '';
    socket.setEncoding('latin1').on('data', (chunk: string) => {
      said += chunk;
    });
    const body = 'x'.repeat(200_000);
    const head = `Host: ${host}\r\nContent-Type: application/x-www-form-urlencoded\r\nTransfer-Encoding: chunked`;
    socket.write(`POST /sign-in HTTP/1.1\r\n${head}\r\n\r\n${body.length.toString(16)}\r\n${body}\r\n0\r\n\r\n`);
    socket.write(`GET /sign-in HTTP/1.1\r\nHost: ${host}\r\n\r\n`);
    const statuses = () => [...said.matchAll(/HTTP\/1\.1 (\d+)/g)].map(([, status]) => status);
    await expect.poll(statuses).toEqual(['413', '200']);
  } finally {
    socket.destroy();
  }
});

test('a place of the pages where nothing is says so in words, to who is signed in with the way on', async () => {
  const own = browser();
  await signIn(own, 'Rivera, Ana');
  for (const path of [
    '/clinician',
    '/clinician/nothing',
    '/clinician/inbox/i1/act',
    '/patient/permissions',
    '/sign-out',
  ]) {
    const { status, text, headers } = await own.get(path);
    expect([path, status, headers.get('content-type')]).toEqual([path, 404, 'text/html; charset=utf-8']);
    expect(text).toContain('<h1>Not here</h1>');
    expect(text).toContain('href="/clinician/patients"');
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
  }
  const other = await own.get('/nothing');
  expect([other.status, other.headers.get('content-type')]).toEqual([404, 'application/fhir+json; charset=utf-8']);
});

test('every answer tells the browser what it may do, and files are kept by their content', async () => {
  const page = await browser().get('/sign-in');
  const policy = page.headers.get('content-security-policy') ?? '';
  expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self'");
  expect(policy).not.toContain('unsafe');
  expect(page.headers.get('cache-control')).toBe('no-store');
  expect(page.headers.get('x-content-type-options')).toBe('nosniff');
  expect(page.text).not.toMatch(/ style=| on[a-z]+=|<style|<script(?! type="module" src="\/assets\/)/);
  for (const { path, type } of Object.values(ASSETS)) {
    const { status, headers } = await browser().get(path);
    expect([status, headers.get('content-type')]).toEqual([200, type]);
    expect(headers.get('cache-control')).toContain('immutable');
  }
});

test('where access control is on, the pages are off and say so', async () => {
  const closed = await startReference({ databasePath: ':memory:', tokenKey: 'x'.repeat(32) });
  try {
    const { status, text } = await createBrowser(originOf(closed)).get('/');
    expect([status, text.includes('The pages are off')]).toEqual([403, true]);
    expect((await createBrowser(originOf(closed)).get('/clinician/inbox')).status).toBe(404);
  } finally {
    await closed.close();
  }
});
