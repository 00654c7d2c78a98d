import { describe, expect, it } from 'vitest';
import { lane } from '../sample-run.test-helper.ts';
import { isTechnical, technicalLast, worstLanesFirst } from './technical-lanes.ts';

const names = (lanes: readonly { readonly lane: string }[]): readonly string[] => lanes.map((l) => l.lane);

describe('technical lanes', () => {
  it('are those of the harness by their exact name', () => {
    expect(['drain', 'observer', 'people', 'sentinel'].filter((n) => !isTechnical(n))).toEqual([]);
    expect(['people/fhir', 'check:lim-01/fhir', ''].filter(isTechnical)).toEqual([]);
  });

  it('come last, and change nothing else of the order', () =>
    expect(names(technicalLast([lane('drain', 'PASS'), lane('b/fhir', 'PASS'), lane('a/fhir', 'FAIL')]))).toEqual([
      'b/fhir',
      'a/fhir',
      'drain',
    ]));

  it('come last even when they failed; others worst first, scenarios before checks of the same verdict', () =>
    expect(
      names(
        worstLanesFirst([
          lane('people', 'FAIL'),
          lane('check:lim-01/fhir', 'PASS'),
          lane('first-week/fhir', 'PASS'),
          lane('check:lim-02/fhir', 'FAIL'),
          lane('other/fhir', 'NOT_RUN'),
          lane('drain', 'PASS'),
        ]),
      ),
    ).toEqual(['check:lim-02/fhir', 'first-week/fhir', 'check:lim-01/fhir', 'other/fhir', 'people', 'drain']));
});
