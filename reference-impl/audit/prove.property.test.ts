import fc from 'fast-check';
import { expect, test } from 'vitest';
import { AuditEvent } from '../../contract/domain/audit-event.ts';
import { AUDIT_COLUMNS } from './columns.ts';
import type { StoredRow } from './prove.ts';
import { prove, rechained, trailOf } from './trail.test-helper.ts';

const text = fc.string({ minLength: 1, maxLength: 12, unit: 'binary' });
const identifier = fc.record({ system: text, value: text });
const event: fc.Arbitrary<AuditEvent> = fc.record(
  {
    recorded: fc
      .date({ noInvalidDate: true, min: new Date(0), max: new Date('2100-01-01') })
      .map((d) => d.toISOString()),
    subject: fc.constantFrom(...AuditEvent.shape.subject.options),
    action: fc.constantFrom(...AuditEvent.shape.action.options),
    outcome: fc.constantFrom('ok' as const, 'refused' as const),
    refusal: text,
    who: text,
    patient: identifier,
    entity: identifier,
  },
  { requiredKeys: ['recorded', 'subject', 'action', 'outcome', 'who'] },
);
const events = fc.array(event, { minLength: 1, maxLength: 12 });
const trail = events.map(trailOf);
const place = fc.nat();
const column = fc.constantFrom(...AUDIT_COLUMNS, 'hash');

const other = (cell: unknown, by: number): unknown =>
  typeof cell === 'bigint' ? cell + BigInt(by) : cell === null ? 'x' : by % 3 === 0 ? null : `${String(cell)}x`;
const inOrder = (rows: readonly StoredRow[]): readonly StoredRow[] =>
  rows.toSorted((a, b) => Number((a['seq'] as bigint) - (b['seq'] as bigint)));

test('what was written is proved, whatever the texts', () => {
  fc.assert(fc.property(trail, ({ rows, head }) => void expect(prove(rows, head)).toEqual({ intact: true, head })));
});

test('any change of any cell of any row is found, at that row or before', () => {
  fc.assert(
    fc.property(trail, place, column, fc.integer({ min: 1, max: 99 }), ({ rows, head }, at, name, by) => {
      const index = at % rows.length;
      const changed = rows.map((row, i) => (i === index ? { ...row, [name]: other(row[name], by) } : row));
      const verdict = prove(inOrder(changed), head);
      expect(verdict.intact).toBe(false);
      if (!verdict.intact) expect(verdict.head.count).toBeLessThanOrEqual(index);
    }),
  );
});

test('any deletion is found, with or without numbers that close the gap', () => {
  fc.assert(
    fc.property(trail, place, fc.boolean(), ({ rows, head }, at, close) => {
      const left = rows.filter((_, i) => i !== at % rows.length);
      const shown = close ? left.map((row, i) => ({ ...row, seq: BigInt(i + 1) })) : left;
      expect(prove(shown, head).intact).toBe(false);
    }),
  );
});

test('any insertion is found, also of a row that was there before', () => {
  fc.assert(
    fc.property(trail, trail, place, place, fc.boolean(), ({ rows, head }, foreign, at, from, own) => {
      const source = own ? rows : foreign.rows;
      const inserted = source[from % source.length] ?? {};
      const where = at % (rows.length + 1);
      const more = rows.toSpliced(where, 0, inserted).map((row, i) => ({ ...row, seq: BigInt(i + 1) }));
      expect(prove(more, head).intact).toBe(false);
    }),
  );
});

test('any two rows that change places are found', () => {
  fc.assert(
    fc.property(trail, place, place, ({ rows, head }, one, another) => {
      const [a, b] = [one % rows.length, another % rows.length];
      fc.pre(a !== b);
      const swapped = rows.map((row, i) => (i === a ? rows[b] : i === b ? rows[a] : row));
      expect(
        prove(
          swapped.map((row, i) => ({ ...row, seq: BigInt(i + 1) })),
          head,
        ).intact,
      ).toBe(false);
    }),
  );
});

test('a cut that was chained anew is found by whoever has noted a later head, and a trail that has grown is not', () => {
  fc.assert(
    fc.property(events, place, (all, at) => {
      const { rows, head } = trailOf(all);
      const kept = at % rows.length;
      const cut = rechained(rows.slice(0, kept));
      expect(prove(cut.rows, cut.head, head).intact).toBe(false);
      const early = trailOf(all.slice(0, kept)).head;
      expect(prove(rows, head, early).intact).toBe(true);
    }),
  );
});
