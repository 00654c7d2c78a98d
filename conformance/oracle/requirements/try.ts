import { keyOf } from '../../../contract/domain/index.ts';
import { type Attempt, NOT_OFFERED, NOT_TO_BE_HAD } from '../../history/lines.ts';
import type { OpOf } from '../record/patient-record.ts';
import type { Report } from '../finding.ts';
import type { Judge } from './judge.ts';
import { answerText } from './words.ts';

/** What has to be done, and what has to be refused with one of some codes of HTTP. */
interface Tries {
  readonly done: Readonly<Partial<Record<Attempt, string>>>;
  readonly refused: Readonly<Partial<Record<Attempt, { readonly what: string; readonly codes: readonly string[] }>>>;
  /** An answer without anything in it refuses as well. */
  readonly mayBeEmpty?: boolean;
}

const common = ({ lane, act, seq }: OpOf<'surface.try'>): Pick<Report, 'lane' | 'subject' | 'lines'> => ({
  lane,
  subject: { patient: keyOf(act.patient) },
  lines: [seq],
});

const observed = (op: OpOf<'surface.try'>): string =>
  `${answerText(op)}; ${op.output?.effect === true ? 'it took effect' : 'without effect'}`;

/** Nothing was sent, because the system has nothing that it could be tried on. */
const wasNotSent = ({ outcome, answer: { text = '' } }: OpOf<'surface.try'>): boolean =>
  outcome === 'unknown' && (text.endsWith(NOT_TO_BE_HAD) || text.endsWith(NOT_OFFERED));

const isTry = (op: { readonly act: { readonly op: string } }): op is OpOf<'surface.try'> => op.act.op === 'surface.try';

/** A requirement about what is tried at a surface: done where it is right, else refused and without effect. */
export const tries = (id: string, { done, refused, mayBeEmpty = false }: Tries): Judge => ({
  id,
  answer(op, out) {
    if (!isTry(op)) return;
    if (wasNotSent(op)) {
      out.may(op.lane);
      return;
    }
    const { attempt } = op.act;
    const right = done[attempt];
    if (right !== undefined)
      out.report({
        ...common(op),
        polarity: 'must',
        outcome:
          op.outcome === 'unknown' ? 'undecided' : op.outcome === 'ok' && op.output?.effect === true ? 'met' : 'broken',
        expected: () => right,
        observed: () => observed(op),
      });
    const wrong = refused[attempt];
    if (wrong === undefined) return;
    const isEmpty = mayBeEmpty && op.outcome === 'ok' && op.output?.effect === false;
    const code = op.answer.code ?? '';
    out.report({
      ...common(op),
      polarity: 'must-not',
      outcome:
        op.output?.effect === true || (op.outcome === 'ok' && !isEmpty)
          ? 'broken'
          : op.outcome === 'unknown'
            ? 'undecided'
            : 'met',
      expected: () => `refused with ${wrong.codes.join(' or ')}, and nothing done: ${wrong.what}`,
      observed: () => observed(op),
      ...(op.outcome === 'refused' && !wrong.codes.includes(code)
        ? { warning: `refused with ${code}; expected ${wrong.codes.join(' or ')}` }
        : {}),
    });
  },
});
