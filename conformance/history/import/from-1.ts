import { InputProblem, type Place } from '../../../contract/input-problem.ts';

/** What a run of format 1 could do. */
const OPERATIONS: readonly unknown[] = [
  'person.patient',
  'person.clinician',
  'person.pool',
  'device.register',
  'order.submit',
  'order.change',
  'permission.set',
  'reading.submit',
  'reading.read',
  'inbox.look',
  'item.act',
  'message.send',
  'message.read',
  'audit.read',
  'clock.advance',
  'capability.read',
];

/**
 * A line of format 1 as format 2 has it. Format 2 added operations and members, all of which may be left out, and
 * took nothing away. Throws InputProblem for an operation that format 1 did not have.
 */
export const from1 = (line: Readonly<Record<string, unknown>>, place: Place): Readonly<Record<string, unknown>> => {
  if (line['kind'] === 'run') return { ...line, format: 2 };
  if (line['kind'] !== 'op') return line;
  const op = (line['act'] as { readonly op?: unknown } | null | undefined)?.op;
  if (typeof op === 'string' && !OPERATIONS.includes(op))
    throw new InputProblem(
      `format 1 has no operation ${JSON.stringify(op)}`,
      { ...place, path: 'act.op' },
      OPERATIONS.join(', '),
    );
  return line;
};
