import { describe, expect, it } from 'vitest';
import type { ProgressPort } from './live.ts';
import { createProgress } from './progress.ts';
import { wantsColour, wantsRedraw } from './paint.ts';

/** A terminal that remembers what was written, with a clock moved by hand. */
function port(over: Partial<ProgressPort> = {}) {
  const state = { text: '', now: 0 };
  const made: ProgressPort = {
    write: (text) => void (state.text += text),
    isTTY: false,
    columns: () => 60,
    now: () => state.now,
    env: {},
    ...over,
  };
  return { state, port: made };
}

/** What stands on the screen after cursor-up-and-erase sequences were obeyed. */
function screen(text: string): readonly string[] {
  const lines: string[] = [''];
  // oxlint-disable-next-line no-control-regex -- reading terminal sequences
  for (const token of text.match(/\u001b\[\d+A\r\u001b\[J|\u001b\[\d*m|\n|[^\u001b\n]+/g) ?? []) {
    // oxlint-disable-next-line no-control-regex -- looking for control characters
    const up = /^\u001b\[(\d+)A/.exec(token);
    if (up !== null) lines.splice(Math.max(0, lines.length - 1 - Number(up[1])), Infinity, '');
    else if (token === '\n') lines.push('');
    else if (!token.startsWith('\u001b')) lines[lines.length - 1] += token;
  }
  return lines;
}

function play(p: ReturnType<typeof port>): void {
  const progress = createProgress(p.port);
  progress.runStarted({ sut: 'reference 0.1.0', seed: 42, lanes: 2 });
  progress.laneStarted('a/fhir');
  progress.laneStarted('b/hl7v2');
  for (let i = 0; i < 30; i += 1) {
    p.state.now += 50;
    progress.op('a/fhir', i === 3 ? 'refused' : 'ok');
  }
  progress.item();
  progress.note('the clock was advanced');
  progress.laneEnded('a/fhir', { verdict: 'PASS' });
  progress.laneEnded('b/hl7v2', { verdict: 'NOT_RUN', reason: 'no port' });
  progress.drain(2000);
  p.state.now += 1000;
  progress.tick();
  progress.finish();
}

describe('progress without a terminal', () => {
  it('writes plain lines, at the start, at the end of a lane, for notes and for the drain', () => {
    const p = port();
    play(p);
    expect(p.state.text).toBe(
      [
        'reference 0.1.0 · seed 42 · 2 lanes',
        'note: the clock was advanced',
        '✓ PASS  a/fhir  30 operations',
        '– NOT_RUN  b/hl7v2  0 operations: no port',
        'waiting 2.0 s for items that must not come',
        '',
      ].join('\n'),
    );
  });

  it('tells of one lane of each reason that was never begun, and of how many more there were', () => {
    const p = port();
    const progress = createProgress(p.port);
    const skip = (lane: string, reason: string): void =>
      progress.laneEnded(lane, { verdict: 'NOT_APPLICABLE', reason });
    progress.runStarted({ sut: 'x', seed: 1, lanes: 6 });
    for (const lane of ['a', 'b', 'c']) skip(`${lane}/hl7v2`, 'no HL7 v2');
    skip('d/fhir', 'no port');
    progress.laneStarted('e/fhir');
    progress.laneEnded('e/fhir');
    skip('f/hl7v2', 'no HL7 v2');
    progress.finish();
    expect(p.state.text.split('\n')).toEqual([
      'x · seed 1 · 6 lanes',
      '∅ NOT_APPLICABLE  a/hl7v2  0 operations: no HL7 v2',
      '∅ NOT_APPLICABLE  d/fhir  0 operations: no port',
      '  and 2 more: NOT_APPLICABLE, no HL7 v2',
      '· driven  e/fhir  0 operations',
      '  and 1 more: NOT_APPLICABLE, no HL7 v2',
      '',
    ]);
  });

  it('tells of every lane that was begun, whatever the reason', () => {
    const p = port();
    const progress = createProgress(p.port);
    for (const lane of ['a/fhir', 'b/fhir']) {
      progress.laneStarted(lane);
      progress.laneEnded(lane, { verdict: 'NOT_RUN', reason: 'the item did not come' });
    }
    progress.finish();
    expect(p.state.text.split('\n')).toHaveLength(3);
  });

  it('gives a sign of life every ten seconds', () => {
    const p = port();
    const progress = createProgress(p.port);
    for (let i = 0; i < 25; i += 1) {
      p.state.now += 1000;
      progress.tick();
    }
    expect(p.state.text).toBe(
      [10, 20].map((s) => `  0/0 lanes, 0 operations, 0 refused, 0 without answer, 0 items, ${s} s\n`).join(''),
    );
  });
});

describe('progress on a terminal', () => {
  it('redraws one block in place and leaves only final lines behind', () => {
    const p = port({ isTTY: true });
    play(p);
    expect(screen(p.state.text)).toEqual([
      'reference 0.1.0 · seed 42 · 2 lanes',
      'note: the clock was advanced',
      '✓ PASS  a/fhir  30 operations',
      '– NOT_RUN  b/hl7v2  0 operations: no port',
      '',
    ]);
  });

  it('shows lanes and counts while it goes on, each line within the width', () => {
    const p = port({ isTTY: true, columns: () => 40 });
    const progress = createProgress(p.port);
    progress.runStarted({ sut: 'x', seed: 1, lanes: 20 });
    for (let i = 0; i < 9; i += 1) progress.laneStarted(`${'lane'.repeat(20)}${i}/fhir`);
    p.state.now += 100;
    progress.op('none', 'unknown');
    const block = screen(p.state.text).slice(1);
    expect(block[0]).toContain('0/20 lanes');
    expect(block[1]).toContain('1 operations');
    expect(block.join('\n')).toContain('and 3 more lanes');
    for (const line of block) expect(line.length).toBeLessThan(40);
  });

  it('is not flooded: at most one drawing in 80 ms', () => {
    const p = port({ isTTY: true });
    const progress = createProgress(p.port);
    progress.runStarted({ sut: 'x', seed: 1, lanes: 1 });
    const before = p.state.text.length;
    for (let i = 0; i < 1000; i += 1) progress.op('a', 'ok');
    expect(p.state.text.length).toBe(before);
  });

  it('is green for PASS alone: a lane that was driven but not judged is not', () => {
    const p = port({ isTTY: true });
    const progress = createProgress(p.port);
    progress.laneEnded('a/fhir');
    progress.laneEnded('b/fhir', { verdict: 'INCONCLUSIVE' });
    expect(p.state.text).not.toContain('\u001b[32m');
    progress.laneEnded('c/fhir', { verdict: 'PASS' });
    expect(p.state.text).toContain('\u001b[32m');
  });

  it('shows hostile text without obeying it', () => {
    const p = port();
    const progress = createProgress(p.port);
    const evil = '\u001b[2J\u0007\nfake line';
    progress.runStarted({ sut: evil, seed: 1, lanes: 1 });
    progress.laneStarted(evil);
    progress.note(evil);
    progress.laneEnded(evil, { verdict: 'FAIL', reason: evil });
    // oxlint-disable-next-line no-control-regex -- looking for control characters
    expect(p.state.text).not.toMatch(/[\u001b\u0007]/u);
    expect(p.state.text.split('\n')).toHaveLength(4);
  });
});

describe('what a terminal wants', () => {
  it.each([
    [{}, true, true, true],
    [{}, false, false, false],
    [{ NO_COLOR: '1' }, true, false, true],
    [{ NO_COLOR: '' }, true, true, true],
    [{ TERM: 'dumb' }, true, false, false],
    [{ CI: 'true' }, true, true, false],
  ])('%j on a terminal %s: colour %s, redraw %s', (env, isTTY, colour, redraw) => {
    expect(wantsColour(env, isTTY)).toBe(colour);
    expect(wantsRedraw(env, isTTY)).toBe(redraw);
  });

  it('NO_COLOR leaves the redrawn block without colours', () => {
    const p = port({ isTTY: true, env: { NO_COLOR: '1' } });
    play(p);
    // oxlint-disable-next-line no-control-regex -- looking for colour sequences
    expect(p.state.text).not.toMatch(/\u001b\[\d*m/);
  });
});
