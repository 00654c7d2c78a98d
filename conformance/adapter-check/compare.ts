import { type InboxItem, keyOf } from '../../contract/domain/index.ts';
import type { Output } from '../history/lines.ts';
import type { Performed } from '../sut/driver.ts';
import type { Fault } from './fault.ts';

const MAX_SHOWN = 160;

const canonical = (value: unknown): string =>
  JSON.stringify(value, (_key, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  ) ?? 'nothing';

const short = (text: string): string => (text.length <= MAX_SHOWN ? text : `${text.slice(0, MAX_SHOWN)}…`);

/** Where two texts part, with a little before it. */
const parting = (a: string, b: string): readonly [string, string] => {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at += 1;
  const from = Math.max(0, at - 40);
  return [short(a.slice(from)), short(b.slice(from))];
};

/** What became of a call, beside what became of the same on the reference. */
export const compareOutcomes = (call: string, adapter: Performed, reference: Performed): readonly Fault[] => {
  const { outcome, answer } = adapter;
  if (outcome === 'unknown')
    return [{ kind: 'answer', call, what: `not an answer: ${answer.code ?? ''} ${answer.text ?? ''}`.trim() }];
  if (outcome !== reference.outcome) {
    const told = (p: Performed): string => [p.outcome, p.answer.refusal].filter((s) => s !== undefined).join(' ');
    return [{ kind: 'outcome', call, what: `${told(adapter)}, and the reference says ${told(reference)} to the same` }];
  }
  if (outcome === 'refused' && answer.refusal !== reference.answer.refusal)
    return [
      {
        kind: 'refusal',
        call,
        what: `refused for ${answer.refusal ?? 'no reason'}, and the reference refuses the same for ${reference.answer.refusal ?? 'no reason'}`,
      },
    ];
  return [];
};

/** Without what reading it changes: the audit trail grows, and a message has been received. */
const settled = ({ audit: _growing, messages, ...output }: Output): object => ({
  ...output,
  ...(messages === undefined ? {} : { messages: messages.map(({ received: _since, ...message }) => message) }),
});

const lostEvents = (shown: Output, held: Output): number => {
  const known = new Set((held.audit ?? []).map(canonical));
  return (shown.audit ?? []).filter((event) => !known.has(canonical(event))).length;
};

/** What a call shows, beside what the reference holds. */
export const compareContents = (call: string, shown: Output = {}, held: Output = {}): readonly Fault[] => {
  const [a, b] = [canonical(settled(shown)), canonical(settled(held))];
  const faults: Fault[] = [];
  if (a !== b) {
    const [said, true_] = parting(a, b);
    faults.push({ kind: 'content', call, what: `shows …${said} where the reference holds …${true_}` });
  }
  const invented = lostEvents(shown, held);
  if (invented > 0)
    faults.push({ kind: 'content', call, what: `shows ${invented} audit events that the reference does not hold` });
  if ((held.audit ?? []).length > 0 && (shown.audit ?? []).length === 0)
    faults.push({ kind: 'content', call, what: 'shows no audit event where the reference holds some' });
  return faults;
};

/** One person's In Basket, beside what the reference shows that person. `who`: for the message. */
export const compareInboxes = (
  who: string,
  shown: readonly InboxItem[],
  held: readonly InboxItem[],
): readonly Fault[] => {
  const call = 'inbox.look';
  const of = (items: readonly InboxItem[]) => new Map(items.map((item) => [keyOf(item.identifier), canonical(item)]));
  const [a, b] = [of(shown), of(held)];
  const extra = [...a.keys()].filter((key) => !b.has(key)).length;
  const lost = [...b.keys()].filter((key) => !a.has(key)).length;
  if (extra + lost > 0)
    return [
      {
        kind: 'person',
        call,
        what: `shows ${who} ${extra} items too many and ${lost} too few: with whose credentials does it look?`,
      },
    ];
  const other = [...a].find(([key, text]) => b.get(key) !== text);
  if (other === undefined) return [];
  const [said, true_] = parting(other[1], b.get(other[0]) ?? '');
  return [{ kind: 'content', call, what: `shows …${said} where the reference holds …${true_}` }];
};
