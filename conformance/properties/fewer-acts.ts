import type { Scenario } from '../runner/document/scenario.ts';
import type { ScenarioAct } from '../runner/document/scenario-act.ts';

const PER_DAY = 24 * 60;
const FIRST = /^d(\d+) (\d\d):(\d\d)$/;
const LATER = /^\+(\d+)min$/;

/** Minutes since midnight of day 1 at which each act happens. */
const minutesOf = (acts: readonly ScenarioAct[]): readonly number[] => {
  let now = 0;
  return acts.map(({ at = '' }) => {
    const [, day, hour, minute] = FIRST.exec(at) ?? [];
    const [, gap] = LATER.exec(at) ?? [];
    if (day !== undefined) now = (Number(day) - 1) * PER_DAY + Number(hour) * 60 + Number(minute);
    else if (gap !== undefined) now += Number(gap);
    return now;
  });
};

const two = (n: number): string => String(n).padStart(2, '0');
const momentOf = (minutes: number): string =>
  `d${Math.floor(minutes / PER_DAY) + 1} ${two(Math.floor((minutes % PER_DAY) / 60))}:${two(minutes % 60)}`;

/** The reading that an act comes back to. */
const about = (act: ScenarioAct): string | undefined =>
  (act.replay ?? act.correct ?? act.erase ?? act.seen ?? act.done ?? act.message ?? act.read)?.reading;

/** What an act cannot be without: the reading it names, and the order that it changes. */
const needs = (acts: readonly ScenarioAct[], act: ScenarioAct): readonly number[] => {
  const name = about(act);
  const sends = (a: ScenarioAct): boolean =>
    a.reading?.name === name ||
    [...(a.restart?.during ?? []), ...(a.together?.readings ?? [])].some((r) => r.name === name);
  const reading = name === undefined ? -1 : acts.findIndex(sends);
  const order = act.change === undefined ? -1 : acts.findIndex((a) => a.order?.measure === act.change?.order);
  return [reading, order].filter((i) => i >= 0);
};

/** The same scenario with these acts alone, and those that they cannot be without; each at its old time. Undefined where none is left. */
export const withActs = (scenario: Scenario, kept: ReadonlySet<number>, name: string): Scenario | undefined => {
  const all = new Set(kept);
  for (const i of kept) {
    const act = scenario.acts[i];
    if (act !== undefined) for (const needed of needs(scenario.acts, act)) all.add(needed);
  }
  const minutes = minutesOf(scenario.acts);
  let before: number | undefined;
  const acts = scenario.acts.flatMap((act, i): ScenarioAct[] => {
    if (!all.has(i)) return [];
    const now = minutes[i] ?? 0;
    const at = before === undefined ? momentOf(now) : `+${now - before}min`;
    before = now;
    return [{ ...act, at }];
  });
  return acts.length === 0 ? undefined : { ...scenario, name, acts };
};
