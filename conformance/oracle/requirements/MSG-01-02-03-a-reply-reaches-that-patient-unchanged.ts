import { keyOf, type Message } from '../../../contract/domain/index.ts';
import type { MessageFact } from '../facts.ts';
import type { Report } from '../finding.ts';
import { bareKeys } from '../bare-key.ts';
import type { Judge, Out } from './judge.ts';
import { answerText } from './words.ts';

const sentIn = (fact: MessageFact): Message => fact.op.act.message;

const common = (fact: MessageFact, reads: readonly number[]): Pick<Report, 'lane' | 'subject' | 'lines'> => ({
  lane: fact.lane,
  subject: { patient: fact.patient, item: keyOf(sentIn(fact).about) },
  lines: [fact.op.seq, ...reads],
});

/** A reply about an item that is there is taken. */
const taken = (fact: MessageFact, out: Out): void => {
  if (fact.op.outcome !== 'refused' || !fact.aboutKnown) return;
  out.report({
    ...common(fact, []),
    polarity: 'must',
    outcome: 'broken',
    expected: () => 'a reply about a known item is taken',
    observed: () => answerText(fact.op),
  });
};

const visible = (fact: MessageFact, out: Out): void => {
  for (const { read, shown } of fact.ownReads) {
    const [found] = shown;
    const sent = sentIn(fact);
    const linked =
      found !== undefined &&
      keyOf(found.about) === keyOf(sent.about) &&
      // Whose word it is decides what a patient does with it.
      keyOf(found.sender) === keyOf(sent.sender);
    const accepted = fact.op.outcome === 'ok';
    if (!accepted && fact.op.outcome !== 'refused') continue;
    out.report({
      ...common(fact, [read.seq]),
      polarity: accepted ? 'must' : 'must-not',
      outcome: (accepted ? linked && shown.length === 1 : found === undefined) ? 'met' : 'broken',
      expected: () =>
        accepted
          ? `visible to the patient once, linked to its item, from ${sent.sender.value}`
          : 'refused, so not visible',
      observed: () =>
        found === undefined
          ? 'not shown'
          : `shown ${shown.length} times, about ${found.about.value}, from ${found.sender.value}`,
    });
  }
};

/** MSG-01: a reply is visible to its patient and linked to its item; before it is sent it is not there. */
const MSG_01: Judge = {
  id: 'MSG-01',
  message(fact, out) {
    taken(fact, out);
    visible(fact, out);
    for (const read of fact.readsBefore)
      out.report({
        ...common(fact, [read.seq]),
        polarity: 'must-not',
        outcome: fact.showsIt(read) ? 'broken' : 'met',
        expected: () => 'not visible before it was sent',
        observed: () => (fact.showsIt(read) ? 'shown' : 'not shown'),
      });
    if (fact.ownReads.length > 0)
      out.report({
        ...common(
          fact,
          fact.ownReads.map((r) => r.read.seq),
        ),
        polarity: 'must-not',
        outcome: fact.unsent.length > 0 ? 'broken' : 'met',
        expected: () => 'the patient is shown no message that nobody sent',
        observed: () => (fact.unsent.length > 0 ? bareKeys(fact.unsent) : 'none'),
      });
  },
};

/** MSG-02: visible to no other patient. */
const MSG_02: Judge = {
  id: 'MSG-02',
  message(fact, out) {
    for (const { read, shown } of fact.otherReads)
      out.report({
        ...common(fact, [read.seq]),
        polarity: 'must-not',
        outcome: shown.length > 0 ? 'broken' : 'met',
        expected: () => 'not visible to another patient',
        observed: () => (shown.length > 0 ? `shown to ${(read.act.by ?? read.act.patient).value}` : answerText(read)),
      });
    for (const { read, shown } of fact.ownReads)
      if (shown.length > 0)
        out.report({
          ...common(fact, [read.seq]),
          polarity: 'must',
          outcome: 'met',
          expected: () => 'visible to its own patient',
          observed: () => 'shown',
        });
  },
};

/** MSG-03: the text comes back character by character. */
const MSG_03: Judge = {
  id: 'MSG-03',
  message(fact, out) {
    for (const { read, shown } of fact.ownReads)
      for (const message of shown)
        for (const polarity of ['must', 'must-not'] as const)
          out.report({
            ...common(fact, [read.seq]),
            polarity,
            outcome: message.text === sentIn(fact).text ? 'met' : 'broken',
            expected: () =>
              polarity === 'must'
                ? `the text ${JSON.stringify(sentIn(fact).text)}`
                : 'no character added, lost or changed',
            observed: () => JSON.stringify(message.text),
          });
  },
};

export const MESSAGES: readonly Judge[] = [MSG_01, MSG_02, MSG_03];
