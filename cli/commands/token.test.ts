import { expect, test } from 'vitest';
import { createAuthenticator } from '../../reference-impl/api/auth/authenticator.ts';
import { commandLine } from '../command-line.test-helper.ts';

const KEY = '0123456789abcdef0123456789abcdef';
const vitalproof = commandLine(() => ({ VITALPROOF_TOKEN_KEY: KEY }));
const who = (text: string, inMs = 0) => createAuthenticator(KEY, () => Date.now() + inMs)(text.trim());

test('a token names whom it was signed for, for as long as was said', async () => {
  const { code, out } = await vitalproof('token', '--role', 'ehr');
  expect([code, who(out)]).toEqual([0, { role: 'ehr', client: 'operator' }]);
  expect([who(out, 4 * 60_000), who(out, 5 * 60_000)]).toEqual([{ role: 'ehr', client: 'operator' }, 'expired']);
  const scope = 'patient/Consent.rs';
  const more = ['--subject', 'urn:oid:2.999.1.1|MRN1', '--scope', scope, '--client', 'me', '--minutes', '60'];
  const long = await vitalproof('token', '--role', 'portal', ...more);
  expect(who(long.out, 59 * 60_000)).toEqual({
    role: 'portal',
    client: 'me',
    subject: { system: 'urn:oid:2.999.1.1', value: 'MRN1' },
    scopes: new Set(['Consent.r', 'Consent.s']),
  });
});

test.each([
  ['no role', [], /needs a role/],
  ['another role', ['--role', 'admin'], /no role admin/],
  ['nobody to speak for', ['--role', 'portal'], /none is named/],
  ['somebody where it speaks for all', ['--role', 'ehr', '--subject', 'a|b'], /speaks for all/],
  ['somebody without a system', ['--role', 'portal', '--subject', 'MRN1'], /--subject is not usable/],
  ['a scope that is none', ['--role', 'ehr', '--scope', 'everything'], /--scope is not usable/],
  ["one patient's scope for all", ['--role', 'ehr', '--scope', 'patient/Task.r'], /patient\/Task\.r is not for such/],
  ['too long a life', ['--role', 'ehr', '--minutes', '61'], /--minutes 61/],
  ['too long a name', ['--role', 'ehr', '--client', 'x'.repeat(256)], /cannot say that/],
  ['a word', ['ehr'], /takes no word/],
])('%s: 64, and no token', async (_name, argv, words) => {
  const { code, out, err } = await vitalproof('token', ...argv);
  expect([code, out, err]).toEqual([64, '', expect.stringMatching(words)]);
});

test('without a key: 64', async () => {
  const { code, err } = await commandLine(() => ({}))('token', '--role', 'ehr');
  expect([code, err]).toEqual([64, expect.stringContaining('VITALPROOF_TOKEN_KEY')]);
});
