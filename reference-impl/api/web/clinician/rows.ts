import { type Identifier, keyOf } from '../../../../contract/domain/identifier.ts';
import type { InboxItem } from '../../../../contract/domain/inbox-item.ts';
import type { Stored } from '../../../pipeline.ts';
import { html, type Html } from '../html.ts';
import { instant } from '../show/instant.ts';
import type { Names } from '../show/names.ts';
import { itemText, KIND_WORDS } from '../show/words.ts';

/** The parts of the In Basket, in their order on the page. */
export const SECTIONS = ['critical', 'new', 'seen', 'done'] as const;
export type Section = (typeof SECTIONS)[number];

export const SECTION_WORDS: Readonly<Record<Section, string>> = {
  critical: 'Critical',
  new: 'New',
  seen: 'Seen, and not done',
  done: 'Done',
};

/** Where an item stands; undefined: in no part, because it was withdrawn. */
export const sectionOf = ({ status, kind }: InboxItem): Section | undefined => {
  if (status === 'withdrawn') return undefined;
  return status === 'new' && kind === 'critical' ? 'critical' : status;
};

/** What a row needs beside its item. */
export interface RowContext {
  readonly names: Names;
  /** The field that the forms have in them. */
  readonly token: Html;
  /** Who looks. */
  readonly self: Identifier;
}

/** Everybody that a row names. */
export const keysOf = ({ patient, recipient }: InboxItem): readonly Identifier[] => [patient, recipient];

/** Why it lies here, where it is not simply the person's own. */
const routed = ({ recipient, routedAs }: InboxItem, { names, self }: RowContext): Html | undefined => {
  const whose = keyOf(recipient) === keyOf(self) ? '' : `for ${names(recipient)}`;
  const why = routedAs === undefined || routedAs === 'responsible' ? '' : routedAs;
  const text = [whose, why].filter((part) => part !== '').join(', ');
  return text === '' ? undefined : html`<span class="tag">${text}</span>`;
};

/** Buttons for what may be done with an item as it stands. `back`: the page to come back to. */
export const actForms = (stored: Stored<InboxItem>, token: Html, back: 'inbox' | 'item'): Html | undefined => {
  const { id, version, body } = stored;
  const acts = body.status === 'new' ? ['seen', 'done'] : body.status === 'seen' ? ['done'] : [];
  if (acts.length === 0) return undefined;
  return html`<form method="post" action="/clinician/inbox/${id}/act" class="acts">
    ${token}<input type="hidden" name="version" value="${version}" /><input
      type="hidden"
      name="back"
      value="${back}"
    />${acts.map((act) => html`<button name="act" value="${act}" aria-describedby="what-${id}">Mark ${act}</button> `)}
  </form>`;
};

/** One item of the list, as the page and the stream of arrivals show it. */
export const row = (stored: Stored<InboxItem>, context: RowContext): Html => {
  const { id, version, body } = stored;
  const { kind, effective, created, late } = body;
  const when = effective === undefined ? created : effective;
  return html`<li
    id="item-${id}"
    class="item ${kind}"
    data-version="${version}"
    data-section="${sectionOf(body) ?? ''}"
  >
    <p class="what" id="what-${id}">
      <span class="badge ${kind}">${KIND_WORDS[kind]}</span>
      <a href="/clinician/inbox/${id}">${context.names(body.patient)}</a> <span>${itemText(body)}</span>
    </p>
    <p class="when muted">
      ${effective === undefined ? 'raised' : 'measured'} ${when === undefined ? '' : instant(when)}
      ${late === true && html`<span class="tag">late</span>`} ${routed(body, context)}
    </p>
    ${actForms(stored, context.token, 'inbox')}
  </li>`;
};

/** What is said aloud of an item that came or changed. */
export const arrivalText = ({ body }: Stored<InboxItem>, names: Names): string => {
  const what = `${names(body.patient)}, ${itemText(body)}`;
  return body.status === 'new' ? `${KIND_WORDS[body.kind]}: ${what}` : `Now ${body.status}: ${what}`;
};
