import { showInstant } from '../time/instant.ts';
import type { Judge } from './judge.ts';

const firstDisorder = (instants: readonly bigint[]): number =>
  instants.findIndex((at, i) => i > 0 && at < (instants[i - 1] ?? at));

/** RDG-12: a query shows its readings by effective time: those that came out of order too, and no others out of it. */
export const RDG_12: Judge = {
  id: 'RDG-12',
  read(fact, out) {
    const { instants, read } = fact;
    if (read.act.identifier !== undefined || instants.length < 2) return;
    const at = firstDisorder(instants);
    const [before, after] = [instants[at - 1], instants[at]];
    out.report({
      lane: fact.lane,
      polarity: fact.arrivedInOrder ? 'must-not' : 'must',
      outcome: at === -1 ? 'met' : 'broken',
      subject: { patient: fact.patient },
      expected: () =>
        fact.arrivedInOrder
          ? 'what arrived in the order of measuring is not shown out of it'
          : 'shown in the order of measuring, whatever order they arrived in',
      observed: () =>
        before === undefined || after === undefined
          ? `${instants.length} readings in order (line ${read.seq})`
          : `${showInstant(before)} stands before ${showInstant(after)} (line ${read.seq})`,
      lines: [read.seq],
    });
  },
};
