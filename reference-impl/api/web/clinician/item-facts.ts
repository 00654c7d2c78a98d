import type { InboxItem, Summary } from '../../../../contract/domain/inbox-item.ts';
import type { Reading } from '../../../../contract/domain/reading.ts';
import { html, type Html } from '../html.ts';
import { instant } from '../show/instant.ts';
import type { Names } from '../show/names.ts';
import { quantityText } from '../show/quantity-text.ts';
import { CONTEXT_WORDS, KIND_WORDS, resultText, STATUS_WORDS } from '../show/words.ts';

const fact = (name: string, value: Html | string | undefined): Html | undefined =>
  value === undefined
    ? undefined
    : html`<dt>${name}</dt>
        <dd>${value}</dd>`;

const numberText = (number: number | undefined): string | undefined =>
  number === undefined ? undefined : String(number);

/** What a summary says of its period. A period without a number has no lowest, highest or mean. */
const summaryFacts = (said: Summary): readonly (Html | undefined)[] => [
  fact('From', instant(said.period.start)),
  fact('To', instant(said.period.end)),
  fact('Abnormal', numberText(said.abnormalCount)),
  fact('Critical', numberText(said.criticalCount)),
  fact('Lowest', said.min && quantityText(said.min)),
  fact('Highest', said.max && quantityText(said.max)),
  fact('Mean', said.mean && quantityText(said.mean)),
];

/** Readings that a collected item names, as they are now. */
interface Members {
  readonly worst?: Reading | undefined;
  readonly last?: Reading | undefined;
}

/** What an item is about, as it is now. */
export interface Known extends Members {
  /** The reading that raised it. */
  readonly own?: Reading | undefined;
}

const memberText = (reading: Reading | undefined): Html | undefined =>
  reading && html`${resultText(reading.result)}, ${instant(reading.effective)}`;

/** Everything that an item says, but for its patient, in whose line it stands, and its history. */
export const facts = (item: InboxItem, names: Names, { own, worst, last }: Known = {}): Html => {
  const { effective, submitted, limit, limitFrom, delta, late, lastEffective, due, recipient, routedAs } = item;
  const { context, summary, created } = item;
  return html`<dl>
    ${[
      fact('Kind', KIND_WORDS[item.kind]),
      fact('Status', STATUS_WORDS[item.status] + (item.withdrawal === undefined ? '' : `: ${item.withdrawal}`)),
      fact('For', names(recipient) + (routedAs === undefined ? '' : `, ${routedAs}`)),
      fact('Order number', item.order.value),
      fact('Value', item.value && quantityText(item.value)),
      // A finished item stays, with the number that it was finished for.
      fact(
        'Its reading',
        own?.status === 'entered-in-error' ? 'was entered in error: nobody measured this' : undefined,
      ),
      fact('Meal', context && CONTEXT_WORDS[context]),
      fact('Changed by', delta && quantityText(delta)),
      fact('Limit', limit && quantityText(limit)),
      fact('Limit holds from', limitFrom && instant(limitFrom)),
      fact('Readings', numberText(item.count)),
      fact('Worst of them', memberText(worst)),
      fact('Latest of them', memberText(last)),
      summary && summaryFacts(summary),
      fact('Measured', effective && instant(effective)),
      fact('Came in', submitted && html`${instant(submitted)}${late === true && ' - late'}`),
      fact('Latest reading before', lastEffective && instant(lastEffective)),
      fact('Was due', due && instant(due)),
      fact('Raised', created && instant(created)),
    ]}
  </dl>`;
};
