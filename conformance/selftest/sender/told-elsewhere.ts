import type { Measure, Reading } from '../../../contract/domain/index.ts';
import { RIGHT } from '../../../simulator/phone/sender/collaborators.ts';
import type { FhirWrite } from '../../../simulator/phone/sender/seams.ts';
import type { SenderDifference } from './different-sender.ts';

const reportOf = ({ resource, headers }: FhirWrite): FhirWrite => ({
  method: 'POST',
  path: '/DiagnosticReport',
  headers,
  resource: {
    resourceType: 'DiagnosticReport',
    status: 'final',
    code: { text: 'measured at home' },
    contained: [{ ...resource, id: 'measured' }],
    result: [{ reference: '#measured' }],
  },
});

/**
 * What must not leave goes out once, within a report, where nobody looks for readings; then it waits like the others. `tells`: of a
 * kind that was permitted before, or was not.
 */
export const toldElsewhere = (tells: (wasPermitted: boolean) => boolean): SenderDifference => {
  const permitted = new Set<Measure>();
  const told = new Set<string>();
  let [isAway, wasAway] = [false, false];
  return {
    mayLeave: ({ measure, identifier }: Reading, granted) => {
      for (const one of granted) permitted.add(one);
      if (granted.has(measure)) return true;
      isAway = !told.has(identifier.value) && tells(permitted.has(measure));
      if (isAway) told.add(identifier.value);
      return isAway;
    },
    write: (write) => {
      [wasAway, isAway] = [isAway, false];
      return wasAway ? reportOf(write) : write;
    },
    after: (answered) => (wasAway ? 'again' : RIGHT.after(answered)),
  };
};
