import { closest } from '../../contract/closest.ts';
import { InputProblem } from '../../contract/input-problem.ts';
import { faults } from '../../simulator/faults/catalogue.ts';
import type { FaultChoice } from '../../simulator/fleet.ts';
import type { Option } from '../arguments.ts';

export const FAULT_OPTIONS: Readonly<Record<string, Option>> = {
  faults: {
    isList: true,
    value: 'all|none|ID,…',
    help: 'what goes wrong; ID:5 five times as often as usual, all:5 too (none)',
  },
  'list-faults': { help: 'list the faults and exit' },
};

const EXAMPLE = 'all, none, or ids with commas, each with a factor of its usual rate if wanted: wrong-person:10';
const MOST = 1_000_000;

const rateOf = (text: string | undefined, part: string): number => {
  if (text === undefined) return 1;
  const rate = /^\d{1,7}(?:\.\d{1,6})?$/.test(text) ? Number(text) : Number.NaN;
  if (rate <= MOST) return rate;
  throw new InputProblem(`the rate of "${part}" is not usable`, { path: 'faults' }, `a factor from 0 to ${MOST}`);
};

const known = (id: string): string => {
  const ids = faults.map((fault) => fault.id);
  if (ids.includes(id)) return id;
  const near = closest(id, ids);
  throw new InputProblem(`there is no fault "${id}"`, { path: 'faults' }, `one of ${ids.join(', ')}`, {
    advice: near === undefined ? 'vitalproof list faults' : `did you mean ${near}?`,
  });
};

/** What `--faults` names. Throws an InputProblem on an unknown or repeated id, and on a rate that is none. */
export const faultChoices = (text: string | undefined): readonly FaultChoice[] => {
  if (text === undefined || text === 'none') return [];
  const parts = text.split(',').map((part) => part.trim());
  const choices = parts.flatMap((part): FaultChoice[] => {
    const [id = '', factor, ...rest] = part.split(':');
    if (rest.length > 0) throw new InputProblem(`"${part}" is not usable`, { path: 'faults' }, EXAMPLE);
    const rate = rateOf(factor, part);
    return id === 'all' ? faults.map((fault) => ({ id: fault.id, rate })) : [{ id: known(id), rate }];
  });
  const twice = choices.find(({ id }, i) => choices.findIndex((other) => other.id === id) < i);
  if (twice !== undefined) throw new InputProblem(`${twice.id} is named twice`, { path: 'faults' }, EXAMPLE);
  return choices;
};
