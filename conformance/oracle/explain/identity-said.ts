import { keyOf } from '../../../contract/domain/index.ts';
import { bareKey } from '../bare-key.ts';
import type { Filing as CourseFiling, SubmitOp } from '../course/filing.ts';
import { sameContent } from '../course/same-as.ts';
import type { MeasureView } from '../derive/world.ts';
import type { Attempt } from '../readings/filing.ts';
import { instant } from '../time/instant.ts';
import { differences } from './differences.ts';
import type { Claim, TakenFor } from './explanation.ts';

/** What gate 3 took an attempt for, and why. */
export interface IdentitySaid extends Claim {
  readonly takenFor: TakenFor;
  /** A correction that gives the reading another time: it passes gates 5 and 6 anew. */
  readonly moves: boolean;
}

const filingsOf = (view: MeasureView, key: string): readonly CourseFiling[] =>
  view.measure.explored.courses.flatMap((course) => course.filing(key) ?? []);

/** A course in which the attempt did something tells more than one in which it did not. */
const tellingOf = (filings: readonly CourseFiling[], op: SubmitOp): CourseFiling | undefined =>
  filings.find((f) => f.contents.some((c) => c.by === op)) ??
  filings.find((f) => f.attempts.includes(op)) ??
  filings[0];

const takenForIn = (filing: CourseFiling, op: SubmitOp): TakenFor | undefined => {
  const index = filing.contents.findIndex((c) => c.by === op);
  if (index === 0) return 'new';
  if (index > 0) return filing.contents[index]?.erased === true ? 'erasure' : 'correction';
  if (!filing.attempts.includes(op)) return undefined;
  if (filing.contents.length === 0 && filing.attempts[0] === op) return 'tombstone';
  const key = keyOf(op.act.reading.identifier);
  const first = filing.attempts.find((a) => keyOf(a.act.reading.identifier) === key);
  return key !== filing.key && first === op ? 'alias' : 'replay';
};

/** Of one that no course takes: what it would have been. */
const wouldBe = (filing: CourseFiling | undefined, { op, expectation }: Attempt): TakenFor => {
  if (expectation.reasons.some((r) => r.cause === 'conflict')) return 'conflict';
  if (expectation.replay) return 'replay';
  const before = filing?.contents.some((c) => c.by.sent < op.sent) === true;
  if (!before) return 'new';
  return op.act.reading.status === 'entered-in-error' ? 'erasure' : 'correction';
};

const said = (takenFor: TakenFor, filing: CourseFiling | undefined, op: SubmitOp): Claim => {
  const { reading } = op.act;
  const same = sameContent(reading);
  const earlier = filing?.contents.filter((c) => c.by !== op && c.by.sent <= op.sent) ?? [];
  const first = earlier.find((c) => sameContent(c.reading) === same) ?? earlier[0];
  const before = earlier.at(-1);
  const by = first === undefined ? '' : ` (line ${first.by.seq})`;
  const lines = first === undefined ? [] : [first.by.seq];
  switch (takenFor) {
    case 'new':
      return {
        text:
          reading.device === undefined
            ? 'nothing was filed under this identifier'
            : 'nothing was filed under this identifier, nor of this device, second and value',
        lines: [],
      };
    case 'replay':
      return { text: `a replay of what is filed${by}: the same answer, no second effect`, lines };
    case 'alias':
      return {
        text: `the same device, second and value as ${bareKey(filing?.key ?? '')}${by}: one reading under two identifiers`,
        lines,
      };
    case 'correction':
    case 'erasure': {
      const what = before === undefined ? '' : differences(before.reading, reading).join('; ');
      const line = before === undefined ? '' : ` of line ${before.by.seq}`;
      return {
        text: takenFor === 'erasure' ? `takes back the reading${line}` : `a correction${line}: ${what}`,
        lines: before === undefined ? [] : [before.by.seq],
      };
    }
    case 'tombstone':
      return { text: 'takes back a reading that is not there: whatever comes under it later is a conflict', lines: [] };
    case 'conflict': {
      const what = before === undefined ? '' : `: ${differences(before.reading, reading).join('; ')}`;
      return { text: `other content than what is filed${by}${what}`, lines };
    }
  }
};

/** Gate 3 for one attempt. Source: contract, Admission, gate 3. */
export const identitySaid = (view: MeasureView, attempt: Attempt): IdentitySaid => {
  const { op } = attempt;
  const filing = tellingOf(filingsOf(view, keyOf(op.act.reading.identifier)), op);
  const takenFor = (filing === undefined ? undefined : takenForIn(filing, op)) ?? wouldBe(filing, attempt);
  const before = filing?.contents.findLast((c) => c.by !== op && c.by.sent <= op.sent)?.reading.effective;
  const moves = before === undefined || instant(before) !== instant(op.act.reading.effective);
  return { takenFor, moves, ...said(takenFor, filing, op) };
};
