import { expect, test } from 'vitest';
import { InputProblem } from '../../../contract/input-problem.ts';
import type { Row } from '../database.ts';
import { prepareSchema } from './prepare.ts';

const SETTINGS = { schema: 's', label: 'postgres d (schema s) at h:1' };

/** A server as far as it is asked here. `onLock`: what another process does before the lock is had. */
const server = (tables: readonly string[], onLock: readonly string[] = []) => {
  let there = [...tables];
  const ran: string[] = [];
  return {
    ran,
    run: (sql: string): void => {
      ran.push(sql.split(' (')[0]?.slice(0, 40) ?? '');
    },
    get: (sql: string): Row | undefined => {
      if (sql.startsWith('SHOW')) return { server_encoding: 'UTF8' };
      if (sql.includes('advisory')) there = [...there, ...onLock];
      if (sql.includes("'turns'")) return there.includes('turns') ? { is: '1' } : undefined;
      if (sql.includes('pg_tables')) return there.length > 0 ? { is: '1' } : undefined;
      return undefined;
    },
  };
};

test('an empty schema is made', () => {
  const ask = server([]);
  prepareSchema(ask, SETTINGS);
  expect(ask.ran[0]).toBe('BEGIN');
  expect(ask.ran).toContain('CREATE SCHEMA "s"');
  expect(ask.ran.at(-1)).toBe('COMMIT');
});

test('one that is ours is left as it is', () => {
  const ask = server(['turns', 'readings']);
  prepareSchema(ask, SETTINGS);
  expect(ask.ran).toEqual([]);
});

test('one that another process makes at the same time is no other program’s', () => {
  const ask = server([], ['turns', 'readings']);
  prepareSchema(ask, SETTINGS);
  expect(ask.ran.at(-1)).toBe('COMMIT');
});

test('one with tables of another program is refused, and nothing of it stays', () => {
  const ask = server(['things']);
  expect(() => prepareSchema(ask, SETTINGS)).toThrow(InputProblem);
  expect(ask.ran).toEqual(['BEGIN', 'ROLLBACK']);
});
