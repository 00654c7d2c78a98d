import { codeSystem, SYSTEM } from '../../codes/canonical.ts';
import type { Identifier } from '../../domain/identifier.ts';
import type { Measure } from '../../domain/measure.ts';
import type { Tracker, TrackerState } from '../../domain/tracker.ts';
import { findMeasureCode } from '../../codes/measures.ts';
import type { Outcome } from '../../refusal.ts';
import { compact } from '../json/compact.ts';
import type { JsonObject } from '../json/lossless.ts';
import { codeIn, concept, readCodings } from './concept.ts';
import { type Cursor, decoding, fail, resourceCursor } from './cursor.ts';
import { fhirTime } from './instant.ts';
import { head } from './meta.ts';
import { referenceTo, resolveOrKeep } from './reference.ts';
import type { IdentifierOf, ReferenceTo, ResourceMeta } from './references.ts';
import { ITEM_DETAIL } from './task-gathered.ts';

export const PORTAL_ACTIVITY = codeSystem('portal-activity');
const TRACKER = 'tracker';
const TRACKER_STATE = codeSystem('tracker-state');
const LOINC: Readonly<Record<Measure, string>> = { glucose: '41653-7', weight: '29463-7' };

/** Task.status of each state of a tracker. Source: bindings, tracker. */
export const TRACKER_STATUS: Readonly<Record<TrackerState, string>> = {
  offered: 'requested',
  picked: 'accepted',
  connected: 'in-progress',
  disconnected: 'on-hold',
  over: 'cancelled',
};

/** A tracker with whose it is and since when its order has been there. */
export interface ShownTracker extends Tracker {
  readonly patient: Identifier;
  readonly since?: string;
}

/** What the portal shows of one order, as Task of the patient. */
export const encodeTracker = (tracker: ShownTracker, ref: ReferenceTo, meta?: ResourceMeta): JsonObject =>
  compact({
    resourceType: 'Task',
    ...head(meta),
    basedOn: [referenceTo(ref, 'ServiceRequest', tracker.order)],
    status: TRACKER_STATUS[tracker.state],
    businessStatus: tracker.state === 'over' ? undefined : concept(TRACKER_STATE, tracker.state),
    intent: 'order',
    code: concept(PORTAL_ACTIVITY, TRACKER),
    for: referenceTo(ref, 'Patient', tracker.patient),
    authoredOn: tracker.since === undefined ? undefined : fhirTime(tracker.since),
    owner: referenceTo(ref, 'Patient', tracker.patient),
    input: [
      {
        type: concept(ITEM_DETAIL, 'measure'),
        valueCodeableConcept: concept(SYSTEM.loinc, LOINC[tracker.measure]),
      },
    ],
  });

/** The state that a Task.status of a tracker stands for, or undefined. */
export const trackerStateOf = (status: string): TrackerState | undefined =>
  (Object.keys(TRACKER_STATUS) as TrackerState[]).find((state) => TRACKER_STATUS[state] === status);

const readMeasure = (root: Cursor): Measure => {
  const row = root
    .get('input')
    .list()
    .find((input) => codeIn(input.get('type'), ITEM_DETAIL) === 'measure');
  const at = row?.get('valueCodeableConcept') ?? fail('missing-element', "Task.input('measure')");
  const known = readCodings(at).flatMap((coding) => findMeasureCode(coding) ?? []);
  return known[0]?.measure ?? fail('unknown-code', at.path);
};

/** Reads a tracker as a server shows it. Its state is told by the status of the Task. */
export const decodeTracker = (resource: JsonObject, identifierOf: IdentifierOf): Outcome<Tracker> =>
  decoding(() => {
    const root = resourceCursor(resource, 'Task');
    if (codeIn(root.get('code'), PORTAL_ACTIVITY) !== TRACKER) fail('unknown-code', 'Task.code', 'not a tracker');
    const status = root.get('status').text();
    return {
      order: resolveOrKeep(root.get('basedOn').first(), identifierOf),
      measure: readMeasure(root),
      state: trackerStateOf(status) ?? fail('bad-value', 'Task.status', status),
    };
  });
