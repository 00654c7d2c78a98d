import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer as createHttp } from 'node:http';
import { createServer as createHttps } from 'node:https';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer as createTls } from 'node:tls';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { NOT_OFFERED } from '../../../../history/lines.ts';
import { runClock } from '../../../../history/clock.ts';
import { type Dial, speakClear } from '../../../clear-text.ts';
import { httpClient } from '../../../http.ts';
import { referenceProfile } from '../../../profile.ts';
import type { FhirContext } from '../../context.ts';
import { ReferenceBook } from '../../reference-book.ts';
import { FhirSession } from '../../session.ts';
import { tryToSpeak } from './speaking.ts';

const HOST = 'ehr.hospital.example';
const PATIENT_FREE = /PID|Authorization/;
let certificate: { readonly key: string; readonly cert: string };
const folder = mkdtempSync(join(tmpdir(), 'speaking-'));
beforeAll(() => {
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  const made = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-subj', `/CN=${HOST}`];
  execFileSync('openssl', ['req', '-x509', ...made, '-keyout', key, '-out', cert], { stdio: 'ignore' });
  certificate = { key: readFileSync(key, 'utf8'), cert: readFileSync(cert, 'utf8') };
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const open: Server[] = [];
const sockets = new Set<Socket>();
afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  for (const server of open.splice(0)) await new Promise((resolve) => server.close(resolve));
});
const listen = async (server: Server): Promise<number> => {
  open.push(server);
  server.on('connection', (socket) => sockets.add(socket.on('error', () => undefined)));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
};

/** What a host that is not on loopback would be, here: its name leads to a port of this machine, and nothing else is dialled. */
const dialTo =
  (port: number, dialled: string[] = []): Dial =>
  (host, wanted) => {
    dialled.push(`${host}:${wanted}`);
    return connect({ host: '127.0.0.1', port });
  };

const contextOf = (profile: Partial<FhirContext['profile']>, dial?: Dial): FhirContext => {
  const base = `https://${HOST}:8443/fhir`;
  return {
    session: new FhirSession(base, httpClient(runClock()), () => undefined),
    book: new ReferenceBook(base),
    profile: { ...referenceProfile({ fhirBase: base, hl7: { host: HOST, port: 2576 } }), ...profile },
    ...(dial === undefined ? {} : { dial }),
  };
};

const both = async (wire: 'fhir' | 'hl7v2', port: number) => {
  const context = contextOf({}, dialTo(port));
  const [tls, clear] = [await tryToSpeak(context, wire, 'tls'), await tryToSpeak(context, wire, 'clear')];
  const brief = ({ answer, effect }: typeof tls) => [answer.outcome, effect, answer.answer.code];
  return { tls: brief(tls), clear: brief(clear), said: [tls.answer.answer.text, clear.answer.answer.text] };
};

const answering = (status: number) => (_: unknown, response: import('node:http').ServerResponse) =>
  void response.writeHead(status, { 'content-type': 'application/fhir+json' }).end('{}');
const ACK = '\u000BMSH|^~\\&|A|B|C|D|20260101||ACK|1|T|2.5.1\rMSA|AR|VPCLEAR\r\u001C\r';

describe('a FHIR address outside loopback', () => {
  test('that speaks TLS alone', async () => {
    const { tls, clear, said } = await both('fhir', await listen(createHttps(certificate, answering(200))));
    expect(tls).toEqual(['ok', true, 'none']);
    expect(clear[0]).toBe('refused');
    expect(clear[1]).toBe(false);
    expect(said[0]).toMatch(/TLSv1\.[23]/);
  });
  test('that serves clear text', async () => {
    const { tls, clear, said } = await both('fhir', await listen(createHttp(answering(200))));
    expect(tls).toEqual(['refused', false, 'none']);
    expect(clear).toEqual(['ok', true, '200']);
    expect(said[1]).toContain('HTTP/1.1 200');
  });
  test.each([301, 400, 403, 426])('that answers clear text with %i alone', async (status) => {
    const { clear } = await both('fhir', await listen(createHttp(answering(status))));
    expect(clear).toEqual(['refused', false, String(status)]);
  });
  test.each([429, 503])('that answers clear text with %i leaves it open', async (status) => {
    const { clear } = await both('fhir', await listen(createHttp(answering(status))));
    expect(clear).toEqual(['unknown', false, String(status)]);
  });
  test('that answers clear text with 503 once, and then serves it', async () => {
    let asked = 0;
    const server = createHttp((request, response) => answering((asked += 1) < 3 ? 503 : 200)(request, response));
    const { clear } = await both('fhir', await listen(server));
    expect(clear).toEqual(['ok', true, '200']);
  });
  test('that asks for credentials in clear text', async () => {
    const { clear } = await both('fhir', await listen(createHttp(answering(401))));
    expect(clear).toEqual(['ok', true, '401']);
  });
  test('that closes at once', async () => {
    const { tls, clear } = await both('fhir', await listen(createServer((socket) => socket.destroy())));
    expect([tls, clear]).toEqual([
      ['refused', false, 'none'],
      ['refused', false, 'none'],
    ]);
  });
  test('that is not there leaves it open', async () => {
    const port = await listen(createServer());
    await new Promise((resolve) => open.pop()?.close(resolve));
    const { tls, clear } = await both('fhir', port);
    expect([tls.slice(0, 2), clear.slice(0, 2)]).toEqual([
      ['unknown', false],
      ['unknown', false],
    ]);
  });
});

describe('an HL7 v2 address outside loopback', () => {
  test('that speaks TLS alone', async () => {
    const server = createTls(certificate, (socket) => void socket.on('error', () => undefined).end(ACK));
    const { tls, clear } = await both('hl7v2', await listen(server));
    expect(tls).toEqual(['ok', true, 'none']);
    expect(clear.slice(0, 2)).toEqual(['refused', false]);
  });
  test('that acknowledges in clear, whatever it thinks of the message', async () => {
    let heard = '';
    const server = createServer(
      (socket) => void socket.once('data', (chunk) => socket.end((heard = String(chunk)) && ACK)),
    );
    const { tls, clear } = await both('hl7v2', await listen(server));
    expect(tls[1]).toBe(false);
    expect(clear).toEqual(['ok', true, 'AR']);
    expect(heard).not.toMatch(PATIENT_FREE);
  });
});

test('on loopback nothing is tried', async () => {
  const dialled: string[] = [];
  const base = 'http://127.0.0.1:1/fhir';
  const context = contextOf(
    { ...referenceProfile({ fhirBase: base, hl7: { host: 'localhost', port: 1 } }) },
    dialTo(1, dialled),
  );
  for (const wire of ['fhir', 'hl7v2'] as const) {
    const { answer, effect } = await tryToSpeak(context, wire, 'clear');
    expect([answer.outcome, effect, answer.answer.code]).toEqual(['unknown', false, undefined]);
    expect(answer.answer.text?.endsWith(NOT_OFFERED)).toBe(true);
  }
  expect(dialled).toEqual([]);
});

test('the address is the one of the profile, with the port of its scheme where none is said', async () => {
  const dialled: string[] = [];
  const port = await listen(createServer((socket) => socket.destroy()));
  const context = contextOf({ fhir: { base: `https://${HOST}/r4` } }, dialTo(port, dialled));
  await tryToSpeak(context, 'fhir', 'clear');
  await tryToSpeak(context, 'hl7v2', 'tls');
  expect(dialled).toEqual([`${HOST}:443`, `${HOST}:2576`]);
});

test('a peer that says nothing is waited for no longer than told', async () => {
  const port = await listen(createServer());
  expect(await speakClear(HOST, 1, 'hello', () => false, dialTo(port), 20)).toEqual({ result: 'silent', text: '' });
});
