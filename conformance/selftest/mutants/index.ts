import type { Mutant } from '../mutant.ts';
import { inclusiveComparison } from './inclusive-comparison.ts';
import { factor18 } from './factor-18.ts';
import { poundsReadAsKilograms } from './pounds-read-as-kilograms.ts';
import { withdrawalIgnored } from './withdrawal-ignored.ts';
import { permissionNeverAsked } from './permission-never-asked.ts';
import { newestLimitsForAll } from './newest-limits-for-all.ts';
import { firstLimitsForEver } from './first-limits-for-ever.ts';
import { alertsTheRequester } from './alerts-the-requester.ts';
import { populationLimits } from './population-limits.ts';
import { lossCountsAsGain } from './loss-counts-as-gain.ts';
import { endedOrderStillAdmits } from './ended-order-still-admits.ts';
import { refusalsNotAudited } from './refusals-not-audited.ts';
import { doneCanBeUndone } from './done-can-be-undone.ts';
import { anybodyMayAct } from './anybody-may-act.ts';
import { actsNotAudited } from './acts-not-audited.ts';
import { patientsReachEachOther } from './patients-reach-each-other.ts';

/** Every broken variant of the reference; the self-test must see each fail on its own requirement. */
export const mutants: readonly Mutant[] = [
  inclusiveComparison,
  factor18,
  poundsReadAsKilograms,
  withdrawalIgnored,
  permissionNeverAsked,
  newestLimitsForAll,
  firstLimitsForEver,
  alertsTheRequester,
  populationLimits,
  lossCountsAsGain,
  endedOrderStillAdmits,
  refusalsNotAudited,
  doneCanBeUndone,
  anybodyMayAct,
  actsNotAudited,
  patientsReachEachOther,
];
