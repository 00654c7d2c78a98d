import { SaxesParser } from 'saxes';
import { describe, expect, it } from 'vitest';
import { VERDICTS, type RunVerdicts, type Verdict } from '../../conformance/verdict/types.ts';
import { LIGHT } from '../html/palette.ts';
import { requirement, verdicts } from '../sample-run.test-helper.ts';
import { badgeOf, badgeSvg } from './badge-svg.ts';

const run = (verdict: Verdict, ids: readonly Verdict[], over: Partial<RunVerdicts> = {}): RunVerdicts =>
  verdicts({ verdict, requirements: ids.map((v, i) => requirement(`X-${i}`, v)), ...over });
const unbuilt = requirement('OLD-01', 'NOT_RUN', { reason: 'not built yet: nothing judges it' });
const whole = (verdict: Verdict): RunVerdicts =>
  verdicts({ verdict, requirements: [requirement('A', verdict === 'FAIL' ? 'FAIL' : 'PASS'), unbuilt] });

describe('a badge', () => {
  it('says what was judged, and is green where everything that can be judged was met', () => {
    expect(badgeOf(whole('PASS'))).toEqual({ message: 'PASS 1/2', tone: 'good' });
    expect(badgeOf(whole('WARN'))).toEqual({ message: 'WARN 1/2', tone: 'near' });
    expect(badgeOf(whole('FAIL'))).toEqual({ message: 'FAIL 1, met 0/2', tone: 'bad' });
  });

  it('of a part is not green, and says so', () => {
    expect(badgeOf(run('PASS', ['PASS', 'NOT_RUN', 'NOT_RUN']))).toEqual({ message: 'PASS 1/3 partial', tone: 'open' });
    expect(badgeOf(run('WARN', ['WARN', 'NOT_RUN']))).toEqual({ message: 'WARN 1/2 partial', tone: 'open' });
  });

  it('of a void run has no figures and is not green, whatever passed in it', () => {
    for (const verdict of VERDICTS)
      expect(badgeOf({ ...whole(verdict), isVoid: true })).toEqual({ message: 'VOID', tone: 'open' });
  });

  it('is green for PASS alone', () => {
    for (const verdict of VERDICTS) {
      expect(badgeOf(whole(verdict)).tone === 'good', verdict).toBe(verdict === 'PASS');
      expect(badgeSvg(whole(verdict)).includes(LIGHT.text.good), verdict).toBe(verdict === 'PASS');
    }
  });

  it('of a run in which nothing was judged is not green', () =>
    expect(badgeOf(verdicts({ verdict: 'PASS', requirements: [unbuilt] })).tone).toBe('open'));

  it('is well-formed SVG with a title, and holds no text of a stranger', () => {
    const svg = badgeSvg({ ...whole('PASS'), sut: { name: '<script>evil', version: '"' }, run: 'evil' });
    const tags: string[] = [];
    const parser = new SaxesParser();
    parser.on('opentag', (tag) => tags.push(tag.name));
    parser.on('error', (e) => {
      throw e;
    });
    parser.write(svg).close();
    expect(tags).toEqual(['svg', 'title', 'rect', 'path', 'g', 'text', 'text']);
    expect(svg).not.toContain('evil');
    expect(svg).toContain('<title>vitalproof: PASS 1/2</title>');
    expect(svg).not.toMatch(/href|url\(/);
  });
});
