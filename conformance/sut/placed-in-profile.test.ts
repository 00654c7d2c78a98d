import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { EXIT, InputProblem } from '../../contract/input-problem.ts';
import { placedInProfile } from './placed-in-profile.ts';

const PROFILE = `vitalproof: 1
name: ACME
version: '1'
role: receiver
scope: alerts
environment: test
adapter: { base: 'http://127.0.0.1:1' }
ports:
  messages: absent
`;
let folder: string;
let file: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'vitalproof-placed-'));
  file = join(folder, 'acme.yaml');
  writeFileSync(file, PROFILE);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const problem = (path?: string, given?: string): InputProblem =>
  new InputProblem(
    'it is wrong',
    { ...(path === undefined ? {} : { path }), ...(given === undefined ? {} : { file: given }) },
    'right',
    {
      advice: 'mend it',
      exitCode: EXIT.unreachable,
    },
  );

test('a field of the profile is told with file and line, and all else stays as it was', () => {
  const placed = placedInProfile(problem('adapter.base'), file);
  expect(placed).toMatchObject({
    message: 'it is wrong',
    place: { file, line: 7, path: 'adapter.base' },
    expected: 'right',
    advice: 'mend it',
    exitCode: EXIT.unreachable,
  });
  expect((placed as InputProblem).describe()).toContain(`${file}:7 at adapter.base: it is wrong`);
});
test('a field inside another one has a line of its own', () => {
  expect(placedInProfile(problem('ports.messages'), file)).toMatchObject({ place: { line: 9 } });
  expect(placedInProfile(problem('ports'), file)).toMatchObject({ place: { line: 8 } });
});
test('one that the profile leaves out is told with the file', () => {
  expect(placedInProfile(problem('access'), file)).toMatchObject({ place: { file, line: 1, path: 'access' } });
});
test.each([
  ['of another file', () => problem('access.file', 'tokens.json')],
  ['of a field that no profile has', () => problem('acts')],
  ['without a place', () => problem()],
  ['that is none of input', () => new Error('the harness')],
])('what is %s stays as it was', (_what, make) => {
  const error = make();
  expect(placedInProfile(error, file)).toBe(error);
});
