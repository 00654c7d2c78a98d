import { type IncomingMessage, request } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type RunningReference, startReference } from '../../server.ts';
import { isLoopback } from '../../loopback.ts';
import { openAccess } from './open-access.ts';

let reference: RunningReference;
beforeAll(async () => {
  reference = await startReference({ databasePath: ':memory:', tokenKey: 'x'.repeat(32), auth: 'none' });
});
afterAll(() => reference.close());

/** By hand: fetch lets nobody write Host. */
const get = (path: string, headers: Record<string, string> = {}): Promise<{ status: number; text: string }> =>
  new Promise((resolve, reject) => {
    const sent = request(`${reference.fhirBase}${path}`, { headers }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => (text += chunk));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
    });
    sent.on('error', reject);
    sent.end();
  });

describe('without access control', () => {
  test('whoever comes from this machine is the hospital, or whom they say', async () => {
    expect((await get('/Task')).status).toBe(200);
    expect((await get('/Task', { authorization: 'Bearer nonsense' })).status).toBe(200);
    expect((await get('/AuditEvent', { 'x-acting-as': 'auditor' })).status).toBe(200);
    expect((await get('/AuditEvent')).status).toBe(403);
    const portal = await get('/Consent?patient=Patient/x1', { 'x-acting-as': 'portal urn:oid:2.999.1.1|MRN1' });
    expect(portal.text).toContain('patient-not-authorised');
    expect((await get('/AuditEvent', { 'x-acting-as': 'auditor' })).text).toContain('auth-none');
  });

  test.each([
    'admin',
    'portal',
    'portal MRN1',
    'portal |x',
    'clinician',
    'ehr urn:x|y',
    'auditor a|b',
    '',
    'ehr,auditor',
  ])('who says to be %j is told how it is said', async (who) => {
    const answer = await get('/Task', { 'x-acting-as': who });
    expect([answer.status, answer.text.includes('x-acting-as: a role')]).toEqual([401, true]);
  });

  test.each<[string, Record<string, string>]>([
    ['under the name of another machine', { host: 'rebound.example:8080' }],
    ['by a proxy', { 'x-forwarded-for': '10.0.0.1' }],
    ['by a proxy that says so in the standard way', { forwarded: 'for=10.0.0.1' }],
    ['by a gateway', { via: '1.1 front' }],
    ['of a web page', { origin: 'https://evil.example' }],
    ['of a page without an origin', { origin: 'null' }],
  ])('what comes %s is refused in words', async (_name, headers) => {
    const answer = await get('/Task', headers);
    expect([answer.status, answer.text.includes('with --auth none only this machine is served')]).toEqual([401, true]);
  });

  test('is told, and no token endpoint is there', async () => {
    expect((await get('/metadata')).text).toContain('None: whoever can reach it may do everything');
    const { origin } = new URL(reference.fhirBase);
    expect((await fetch(`${origin}/auth/token`, { method: 'POST' })).status).toBe(404);
  });
});

test('what another machine sends is refused, whatever it says', () => {
  const from = (remoteAddress: string | undefined) => () =>
    openAccess({ socket: { remoteAddress }, headers: { host: '127.0.0.1:8080' } } as unknown as IncomingMessage);
  expect(from('127.0.0.1')()).toEqual({ role: 'ehr', client: 'auth-none' });
  for (const address of ['10.0.0.1', '::ffff:10.0.0.1', 'fe80::1', undefined])
    expect(from(address)).toThrow(
      expect.objectContaining({
        refusal: expect.objectContaining({ detail: expect.stringContaining('another machine') as string }) as object,
      }),
    );
});

test.each([
  ['127.0.0.1', true],
  ['127.9.9.9', true],
  ['::ffff:127.0.0.1', true],
  ['::1', true],
  ['[::1]', true],
  ['localhost', true],
  ['127.0.0.1.evil.example', false],
  ['localhost.evil.example', false],
  ['10.0.0.1', false],
  ['0.0.0.0', false],
  ['::ffff:10.0.0.1', false],
  ['', false],
])('%j is loopback: %s', (host, is) => expect(isLoopback(host)).toBe(is));
