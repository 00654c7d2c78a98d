import { expect, test } from 'vitest';
import { InputProblem } from '../../contract/input-problem.ts';
import { checkSchema, SCHEMA_VERSION } from './schema.ts';

/** A database that says these versions, one look after the other. */
const saying = (versions: readonly number[], isEmpty: boolean) => {
  const left = [...versions];
  return { version: () => left.shift() ?? 0, isEmpty: () => isEmpty };
};

test.each<[string, readonly number[], boolean, number | undefined]>([
  ['a new one', [0], true, undefined],
  ['one of today', [SCHEMA_VERSION], false, SCHEMA_VERSION],
  ['one that another process makes between two looks', [0, SCHEMA_VERSION], false, SCHEMA_VERSION],
])('%s has its version', (_title, versions, isEmpty, found) => {
  expect(checkSchema(saying(versions, isEmpty), 'a.db')).toBe(found);
});

test.each<[string, readonly number[], RegExp]>([
  ['of another program', [0, 0], /version 0, of another program/],
  ['of a later version', [SCHEMA_VERSION + 1], /of a later version/],
  ['of a version that no step is from', [1], /of an earlier version/],
])('one %s is refused', (_title, versions, what) => {
  const open = (): unknown => checkSchema(saying(versions, false), 'a.db');
  expect(open).toThrow(InputProblem);
  expect(() => checkSchema(saying(versions, false), 'a.db')).toThrow(what);
});
