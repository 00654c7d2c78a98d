import { findMeasureCode } from '../../codes/measures.ts';
import type { Measure } from '../../domain/measure.ts';
import type { ShownPermission } from '../../domain/permission.ts';
import type { Outcome } from '../../refusal.ts';
import type { JsonObject } from '../json/lossless.ts';
import { readCodings } from './concept.ts';
import { type Cursor, decoding, resourceCursor } from './cursor.ts';

type Status = ShownPermission['status'];

/** What one Consent says of a permission, and of which types of data. */
export interface ConsentShown {
  readonly measures: readonly Measure[];
  readonly status: Status;
}

/** R4 Consent.status; what is drafted, proposed or entered in error says nothing. A consent in force that denies is a denial. */
const statusOf = (status: string, type: string | undefined): Status => {
  if (status === 'rejected' || (status === 'active' && type === 'deny')) return 'denied';
  return status === 'active' ? 'granted' : status === 'inactive' ? 'withdrawn' : 'not-determined';
};

const measuresOf = (provision: Cursor): Measure[] =>
  provision
    .get('code')
    .list()
    .flatMap((at) => readCodings(at).flatMap((coding) => findMeasureCode(coding)?.measure ?? []));

/**
 * A Consent as a server shows it to who asks how things stand. More is read of it than is taken of one that is sent: a
 * denial above all. Fails where its status cannot be read.
 */
export const decodeShownConsent = (resource: JsonObject): Outcome<ConsentShown> =>
  decoding(() => {
    const root = resourceCursor(resource, 'Consent');
    const provision = root.get('provision');
    return {
      measures: [...new Set(measuresOf(provision))],
      status: statusOf(root.get('status').text(), provision.get('type').optionalText()),
    };
  });

/** Of several Consents that stand beside each other the gravest counts: who is shown a denial has seen it. */
const GRAVITY: readonly Status[] = ['denied', 'granted', 'withdrawn', 'not-determined'];

/** What is shown of the permission for one type of data. No Consent of it: not determined. */
export const shownStatus = (consents: readonly ConsentShown[], measure: Measure): Status => {
  const said = new Set(consents.filter(({ measures }) => measures.includes(measure)).map(({ status }) => status));
  return GRAVITY.find((status) => said.has(status)) ?? 'not-determined';
};
