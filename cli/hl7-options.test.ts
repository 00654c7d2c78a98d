import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { InputProblem } from '../contract/input-problem.ts';
import { withAuthority } from '../reference-impl/api/hl7v2/certificates.test-helper.ts';
import type { MutualTls } from '../reference-impl/api/hl7v2/socket-server.ts';
import { parseArguments } from './arguments.ts';
import { HL7_OPTIONS, hl7Options } from './hl7-options.ts';

const folder = mkdtempSync(join(tmpdir(), 'options-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const file = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};
const [ours, another] = withAuthority(({ issue }) => [issue('RPM'), issue('RPM')] as const);
/** The three options with these in place of what is ours. */
const files = (over: Partial<MutualTls> = {}): readonly string[] => {
  const all = { ...ours, ...over };
  return (['key', 'cert', 'ca'] as const).flatMap((name) => [`--hl7-tls-${name}`, file(name, all[name])]);
};
const parse = (...argv: readonly string[]) =>
  hl7Options(parseArguments({ name: 'serve', words: '', options: HL7_OPTIONS }, argv));
const problemOf = (...argv: readonly string[]): InputProblem => {
  try {
    parse(...argv);
  } catch (error) {
    if (error instanceof InputProblem) return error;
  }
  throw new Error('nothing was wrong');
};

describe('HL7 v2 options of serve', () => {
  test('nothing said: any port, no TLS, nothing told', () => expect(parse()).toEqual({ hl7Port: 0 }));

  test.each([
    ['2576', '127.0.0.1', 2576],
    ['localhost:2576', 'localhost', 2576],
    ['127.1.2.3:2576', '127.1.2.3', 2576],
    ['[::1]:65535', '::1', 65_535],
  ])('alerts to %s', (to, host, port) => {
    expect(parse('--hl7-alerts', to).alerts).toEqual({ host, port, form: 'r40' });
    expect(parse('--hl7-alerts', to, '--hl7-alerts-as', 'mdm').alerts?.form).toBe('mdm');
  });

  test.each([['0'], ['65536'], ['host'], ['host:'], [':2576'], ['a b:1'], ['http://host:1'], ['1:2:3']])(
    'alerts to %s: a usage problem',
    (to) => expect(problemOf('--hl7-alerts', to)).toMatchObject({ exitCode: 64 }),
  );

  test('outside loopback: over TLS or not at all', () => {
    expect(parse('--hl7-alerts', 'ehr.example:2576', ...files()).alerts).toEqual({
      host: 'ehr.example',
      port: 2576,
      form: 'r40',
      tls: ours,
    });
    for (const to of ['ehr.example:2576', '10.0.0.7:2576', '127.0.0.1.example:2576'])
      expect(problemOf('--hl7-alerts', to)).toMatchObject({ exitCode: 64 });
  });

  test('an unknown form is told, also where nothing is sent', () => {
    expect(problemOf('--hl7-alerts-as', 'fax').expected).toBe('r40 or mdm');
  });

  test('a form of what is told nowhere is a usage problem', () => {
    expect(problemOf('--hl7-alerts-as', 'mdm')).toMatchObject({ exitCode: 64 });
  });

  test.each<[string, Partial<MutualTls>, 'key' | 'cert' | 'ca']>([
    ['no authority, for which those of the web would be taken', { ca: '' }, 'ca'],
    ['an authority that is a word', { ca: 'hello' }, 'ca'],
    ['an authority that is a key', { ca: ours.key }, 'ca'],
    ['no certificate', { cert: '' }, 'cert'],
    ['a broken certificate', { cert: ours.cert.replace('MII', 'MIX') }, 'cert'],
    ['no key', { key: '' }, 'key'],
    ['a key that is none', { key: 'hello' }, 'key'],
    ['the key of another certificate', { key: another.key }, 'key'],
  ])('TLS with %s: told with its file', (_title, over, name) => {
    expect(problemOf(...files(over))).toMatchObject({ exitCode: 65, place: { file: join(folder, name) } });
  });

  test('TLS: all three files, each read', () => {
    const argv = files();
    expect(parse(...argv).hl7Tls).toEqual(ours);
    const older = { ...ours, ca: ours.ca.replaceAll(' CERTIFICATE', ' X509 CERTIFICATE') };
    expect(parse(...files(older)).hl7Tls).toEqual(older);
    expect(problemOf(...argv.slice(2))).toMatchObject({ exitCode: 64 });
    expect(problemOf(...argv.slice(0, 5), join(folder, 'none'))).toMatchObject({
      exitCode: 65,
      place: { file: join(folder, 'none') },
    });
  });
});
