import { keyOf } from '../../../contract/domain/index.ts';
import type { Content } from '../course/filing.ts';
import type { MeasureView } from '../derive/world.ts';
import { controlReason } from '../readings/content-gate.ts';
import type { Attempt } from '../readings/filing.ts';
import { fromText } from '../rules/version-text.ts';
import { localInstant } from '../time/instant.ts';
import { localPart, showSpan, showWritten } from '../time/show-local.ts';
import type { AttemptSaid, Claim, Gate, GateSaid } from './explanation.ts';
import { ALL_GATES, gateOf } from './gate-of.ts';
import { type IdentitySaid, identitySaid } from './identity-said.ts';
import { activeBy } from './orders-said.ts';
import { linesText } from '../lines-text.ts';
import { resultText } from './phrases.ts';
import type { Understood } from './understood.ts';

interface Asked {
  readonly all: Understood;
  readonly view: MeasureView;
  readonly attempt: Attempt;
  readonly identity: IdentitySaid;
}

const claim = (text: string, lines: readonly number[] = []): Claim => ({ text, lines });

const soundness = ({ attempt }: Asked): Claim => {
  const { reading } = attempt.op.act;
  return claim(`${resultText(reading.result)} fits code ${reading.code.code}, and its time has an offset`);
};

const knownPatient = ({ view, all, attempt }: Asked): Claim => {
  const [first] = all.patient.record.registrations.filter((op) => op.outcome !== 'refused');
  const name = view.measure.submissions.includes(attempt.op) ? attempt.op.act.reading.patient.value : '';
  return first === undefined
    ? claim(`patient ${name} is known: provisioned beforehand`)
    : claim(`patient ${name} is known (line ${first.seq})`, [first.seq]);
};

const source = ({ all, attempt }: Asked): Claim => {
  const { source: id } = attempt.op.act;
  const last = all.surroundings.sources.findLast(
    (op) => id !== undefined && keyOf(op.act.source.identifier) === keyOf(id) && op.sent <= attempt.op.sent,
  );
  const by = last === undefined ? '' : `, admitted until ${showWritten(last.act.source.expires)} (line ${last.seq})`;
  return claim(`sent by source ${id?.value ?? 'unknown'}${by}`, last === undefined ? [] : [last.seq]);
};

const notAhead = ({ view, attempt }: Asked): Claim => {
  const { op } = attempt;
  const { effective } = op.act.reading;
  const now = showSpan(view.measure.ambience.clock.over(op.sent, op.settled), localInstant(effective).offsetMinutes);
  return claim(`measured ${localPart(effective)}, and the system's clock showed ${now}: not more than 5 min ahead`);
};

/** The content that the attempt filed, in the course that has it. */
const contentBy = ({ view, attempt }: Asked): Content | undefined => {
  const key = keyOf(attempt.op.act.reading.identifier);
  for (const course of view.measure.explored.courses) {
    const content = course.filing(key)?.contents.find((c) => c.by === attempt.op);
    if (content !== undefined) return content;
  }
  return undefined;
};

const activeOrder = (asked: Asked): Claim => {
  const { op } = asked.attempt;
  const { effective } = op.act.reading;
  const { offsetMinutes } = localInstant(effective);
  const evaluators = contentBy(asked)?.evaluators.map((e) => e.version) ?? [];
  const by = evaluators.length > 0 ? evaluators : asked.view.orders.flatMap((order) => activeBy(order, op) ?? []);
  const texts = by.map(
    (version) =>
      `order ${version.order.identifier.value} by its version from ${fromText(version, offsetMinutes)} (line ${version.op.seq})`,
  );
  return claim(
    texts.length === 0
      ? `an order was active at ${localPart(effective)}`
      : `active at ${localPart(effective)}: ${texts.join('; ')}`,
    by.map((version) => version.op.seq),
  );
};

const permission = ({ view, attempt }: Asked): Claim => {
  const { op } = attempt;
  const grants = view.measure.permissions.filter((p) => p.outcome !== 'refused' && p.sent <= op.settled);
  const last = grants.findLast((p) => p.act.permission.status === 'granted');
  if (last === undefined) return claim('permission was in force');
  const open = grants.filter((p) => p !== last && p.settled > op.sent).map((p) => p.seq);
  const beside = open.length === 0 ? '' : `; ${linesText(open)} was under way`;
  return claim(`permission was in force, granted ${showWritten(last.act.permission.at)} (line ${last.seq})${beside}`, [
    last.seq,
    ...open,
  ]);
};

const PASSES: Readonly<Record<Gate, (asked: Asked) => Claim>> = {
  source,
  1: soundness,
  2: knownPatient,
  3: ({ identity }) => identity,
  4: () => claim('no control solution'),
  5: notAhead,
  6: activeOrder,
  7: permission,
};

/** Why a gate is not asked of a submission of this kind; undefined: it is. Source: contract, Admission, corrections and erasures. */
const unaskedBy = ({ takenFor, moves }: IdentitySaid, gate: Gate): string | undefined => {
  if (gate === 'source' || gate < 4) return undefined;
  if (takenFor === 'erasure' || takenFor === 'tombstone') return 'not asked of an erasure';
  if (takenFor !== 'correction') return undefined;
  if (gate === 7) return moves ? 'not asked of a correction' : STAYS;
  return gate > 4 && !moves ? STAYS : undefined;
};

const STAYS = 'not asked of a correction that leaves the time as it is';

/** What a gate sets apart by a declared policy; undefined: nothing. Source: contract, Declared policies. */
const apartBy = ({ op, expectation }: Attempt, gate: Gate): string | undefined => {
  if (!expectation.apart || (gate !== 4 && gate !== 5)) return undefined;
  const isControl = controlReason(op.act.reading) !== undefined;
  if (gate === 4) return isControl ? 'control solution, which the policy keeps apart: it counts in no rule' : undefined;
  return isControl ? undefined : 'measured more than 5 min ahead, which the policy puts in quarantine';
};

/** What every gate said to one attempt, up to the one that settles it. */
const gatesOf = (asked: Asked): readonly GateSaid[] => {
  const { attempt, identity, all } = asked;
  const { reasons, accept } = attempt.expectation;
  const own = reasons.filter((r) => r.cause !== 'sibling');
  const gates: GateSaid[] = [];
  for (const gate of ALL_GATES) {
    if (gate === 'source' && all.surroundings.run.sources !== true) continue;
    const mine = own.filter((r) => gateOf(r.cause) === gate);
    const [first] = mine;
    if (first !== undefined) {
      const lines = gate === 3 ? identity.lines : [];
      const text = [...new Set(mine.map((r) => r.why.replace(/^gate \d: /, '')))].join('; or ');
      const said = accept || mine.length < own.length ? 'may-stop' : 'stopped';
      gates.push({ gate, said, text, lines });
      if (said === 'stopped') return gates;
      continue;
    }
    const unasked = unaskedBy(identity, gate);
    const apart = apartBy(attempt, gate);
    if (apart !== undefined) gates.push({ gate, said: 'apart', text: apart, lines: [] });
    else if (unasked !== undefined) gates.push({ gate, said: 'unasked', text: unasked, lines: [] });
    else {
      const settles = gate === 3 && (identity.takenFor === 'replay' || identity.takenFor === 'alias');
      gates.push({ gate, said: settles ? 'settles' : 'passed', ...only(PASSES[gate](asked)) });
      if (settles) return gates;
    }
  }
  return gates;
};

const only = ({ text, lines }: Claim): Claim => ({ text, lines });

/** One attempt, gate by gate. */
export const attemptSaid = (all: Understood, view: MeasureView, attempt: Attempt): AttemptSaid => {
  const identity = identitySaid(view, attempt);
  const { accept, reasons } = attempt.expectation;
  return {
    attempt,
    takenFor: identity.takenFor,
    level: reasons.length === 0 ? 'accept' : accept || attempt.expectation.storedAnswer ? 'either' : 'refuse',
    gates: gatesOf({ all, view, attempt, identity }),
    beside: reasons.filter((r) => r.cause === 'sibling').map((r) => ({ text: r.why, lines: [] })),
  };
};
