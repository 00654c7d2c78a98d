import { describe, expect, test } from 'vitest';
import { InputProblem } from '../../../contract/input-problem.ts';
import { isPostgres, postgresSettings } from './settings.ts';

describe('the URL of a database', () => {
  test.each([
    ['postgres://h/d', { host: 'h', port: 5432, database: 'd', user: undefined, schema: 'vitalproof', isTls: true }],
    ['postgresql://u@127.0.0.1:55/d', { host: '127.0.0.1', port: 55, user: 'u', isTls: false }],
    ['postgres://localhost/d?schema=a_1', { host: 'localhost', schema: 'a_1', isTls: false }],
    ['postgres://[::1]:55/d', { host: '::1', port: 55, isTls: false }],
    ['postgres:///d?host=/run/sockets', { host: '/run/sockets', port: 5432, isTls: false }],
    ['postgres:///d', { host: 'localhost', isTls: false }],
    ['postgres://a%40b@h/d%20e', { user: 'a@b', database: 'd e' }],
    ['postgres://127.0.0.1.example/d', { isTls: true }],
    ['postgres://10.0.0.1/d', { isTls: true }],
  ])('%s', (url, settings) => {
    expect(isPostgres(url)).toBe(true);
    expect(postgresSettings(url)).toMatchObject(settings);
  });

  test('has a label without a user', () => {
    expect(postgresSettings('postgres://somebody@h:55/d').label).toBe('postgres d (schema vitalproof) at h:55');
    expect(postgresSettings('postgres:///d?host=/run').label).toBe('postgres d (schema vitalproof) at /run, port 5432');
  });

  test.each([
    ['postgres://u:secret@h/d', /holds a password/],
    ['postgres://h', /names no database/],
    ['postgres://h/', /names no database/],
    ['postgres://h/a/b', /names no database/],
    ['postgres://h/d?sslmode=disable', /not known, sslmode/],
    ['postgres://h/d?schema=A', /no name for a schema/],
    ['postgres://h/d?schema=a;b', /no name for a schema/],
    ['postgres://h/d?schema=', /no name for a schema/],
    [`postgres://h/d?schema=${'a'.repeat(64)}`, /no name for a schema/],
    ['postgres://h/d?host=/run', /socket alone/],
    ['postgres:///d?host=run', /socket alone/],
    ['postgres://h/d#f', /fragment/],
    ['postgres://[/d', /no URL/],
    ['postgres://h/50%d', /not percent-encoded/],
    ['postgres://a%ff@h/d', /not percent-encoded/],
    ['postgres://h/d?schema=a&schema=b', /schema twice/],
  ])('%s is refused, with what was expected', (url, why) => {
    const problem = (() => {
      try {
        return postgresSettings(url);
      } catch (error) {
        return error;
      }
    })();
    if (!(problem instanceof InputProblem)) throw new Error('not refused');
    expect(problem.message).toMatch(why);
    expect(problem.describe()).toContain('postgres://[USER@]HOST');
    expect(problem.describe()).not.toContain('secret');
  });

  test.each(['reference.db', ':memory:', '/data/postgres/x.db', 'postgres.db'])('%s is a file', (place) => {
    expect(isPostgres(place)).toBe(false);
  });
});
