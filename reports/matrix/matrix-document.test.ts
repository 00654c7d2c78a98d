import { describe, expect, it } from 'vitest';
import { latencies, view } from '../compare/view.test-helper.ts';
import { documentText } from '../document/to-text.ts';
import { columnNames, matrixDocument, matrixRows } from './matrix-document.ts';

const sut = (name: string, version: string) => ({ sut: { name, version } });
const acme = view({ A: 'PASS', B: 'FAIL', C: 'NOT_RUN', D: 'PASS' }, { name: 'r1', of: sut('acme', '1') });
const other = view({ A: 'PASS', B: 'PASS', C: 'INCONCLUSIVE', D: 'NOT_RUN' }, { name: 'r2', of: sut('other', '3') });
const isVoid = view({ A: 'PASS', B: 'FAIL' }, { name: 'r3', of: { ...sut('broken', '0'), isVoid: true } });
const text = (...views: Parameters<typeof matrixDocument>[0]): string =>
  documentText(matrixDocument(views), { width: 160, colour: true });

describe('a matrix', () => {
  it('names its columns by the system, and by the run where that is not enough', () => {
    expect(columnNames([acme, other])).toEqual(['acme 1', 'other 3']);
    expect(columnNames([acme, { ...acme, name: 'r9' }, other])).toEqual(['acme 1 (r1)', 'acme 1 (r9)', 'other 3']);
  });

  it('has what differs first, the worst first, and counts what no run judged', () => {
    expect(matrixRows([acme, other]).map((r) => r.requirement)).toEqual(['B', 'D', 'C', 'A']);
    const shown = text(acme, other);
    expect(shown).toContain('They differ in 2 of 4 requirements; 1 were judged in none.');
    expect(shown).toContain('Judged in no run (1)');
  });

  it('nothing of a void run is green or confirmed', () => {
    const shown = text(isVoid, view({ A: 'FAIL', B: 'FAIL' }, { of: sut('x', '1') }));
    expect(shown).not.toContain('\u001b[32m');
    expect(shown).toContain('! void, PASS unproven');
    expect(shown).toContain('! void, FAIL unproven');
    expect(shown).toContain('! VOID');
  });

  it('one that a run does not know is not green there', () => {
    const shown = text(acme, view({ A: 'PASS' }, { of: sut('old', '0') }));
    expect(shown).toContain('– not in that run');
  });

  it('says what the runs have not in common, but not that the systems are two', () => {
    expect(text(acme, other)).not.toContain('not of the same thing');
    const seeded = view({ A: 'PASS' }, { of: sut('other', '3'), run: { seed: 7 } });
    expect(text(acme, seeded)).toContain('! The runs are not of the same thing: seed.');
  });

  it('shows latencies as intervals, and what was never seen', () => {
    const slow = { ...other, latencies: [latencies({ lowMs: 40, highMs: null }, { neverSeen: 2 })] };
    const shown = text({ ...acme, latencies: [latencies({ lowMs: 3, highMs: 9 })] }, slow);
    expect(shown).toMatch(/all, p95\S*\s+3\.0 to 9\.0 ms\s+40 to ∞ ms/);
    expect(shown).toMatch(/never seen\s+0\s+.*2/);
  });
});
