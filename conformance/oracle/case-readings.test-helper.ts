import { CONTROL_SOLUTION } from '../../contract/codes/measures.ts';
import type { CaseAct, WorkedCase } from '../../contract/cases/worked-case.ts';
import { type FiledReading, keyOf, type Reading } from '../../contract/domain/index.ts';

const AHEAD_MS = 5 * 60_000;

/** What is declared to be kept apart is in no search. */
const isApart = (act: Extract<CaseAct, { op: 'reading.submit' }>, { policies }: WorkedCase): boolean =>
  (policies.control === 'store-apart' && act.reading.code.code === CONTROL_SOLUTION.code) ||
  (policies.future === 'quarantine' && Date.parse(act.reading.effective) > Date.parse(act.at) + AHEAD_MS);

/** A filed reading with everything that it has said, oldest first. */
type Contents = Reading[];

const shownAs = (contents: Contents): FiledReading | undefined => {
  const [first] = contents;
  const latest = contents.at(-1);
  if (first === undefined || latest === undefined) return undefined;
  const reading = { ...latest, identifier: first.identifier };
  return { reading, version: contents.length, interpretation: [], ranges: [], orders: [] };
};

/** The same measurement through another app. */
const isOneMeasurement = (filed: Reading | undefined, again: Reading): boolean =>
  filed?.device !== undefined &&
  again.device !== undefined &&
  keyOf(filed.device) === keyOf(again.device) &&
  filed.measure === again.measure &&
  Math.trunc(Date.parse(filed.effective) / 1000) === Math.trunc(Date.parse(again.effective) / 1000);

/** What a right system shows of its readings after all acts of a case, by effective time. */
export const filedReadings = (worked: WorkedCase): readonly FiledReading[] => {
  const filed = new Map<string, Contents>();
  for (const act of worked.acts) {
    if (act.op !== 'reading.submit' || act.expect.outcome !== 'accepted' || isApart(act, worked)) continue;
    const key = keyOf(act.reading.identifier);
    const known = filed.get(key);
    if (act.expect.replay) {
      const first = [...filed.values()].find((contents) => isOneMeasurement(contents.at(-1), act.reading));
      if (known === undefined && first !== undefined) filed.set(key, first);
      continue;
    }
    // The erasure of what is not there leaves nothing that could be shown.
    if (known === undefined && act.reading.status === 'entered-in-error') filed.set(key, []);
    else if (known === undefined) filed.set(key, [act.reading]);
    else known.push(act.reading);
  }
  return [...new Set(filed.values())]
    .flatMap((contents) => shownAs(contents) ?? [])
    .toSorted((a, b) => Date.parse(a.reading.effective) - Date.parse(b.reading.effective));
};
