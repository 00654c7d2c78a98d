import type { Policies } from '../../history/lines.ts';
import type { ReferencePolicies } from '../../../reference-impl/policies.ts';
import { omit } from '../seams/omit.ts';
import { declaresConditionalCreate } from './conditional-create.ts';
import type { Variant } from '../variant.ts';

type Shared = Pick<ReferencePolicies, 'backfill' | 'afterEnd' | 'control' | 'future' | 'backdateDays'>;

/** Another declared policy, in the system and in its profile. */
const declares = (
  name: string,
  freedom: string,
  exercisedBy: readonly string[],
  policies: Partial<Shared>,
  leavesOut: readonly string[] = [],
): Variant => ({
  leavesOut,
  name,
  freedom,
  exercisedBy,
  policies,
  profile: (profile) => ({ ...profile, policies: { ...profile.policies, ...(policies satisfies Partial<Policies>) } }),
});

/** What a vendor may declare otherwise (contract: Declared policies), and other words of its profile. */
export const policyVariants: readonly Variant[] = [
  declares('future-set-aside', 'readings of the future are set aside with 202, as declared', ['RDG-13'], {
    future: 'quarantine',
  }),
  declares('control-kept-apart', 'control results are kept apart, as declared', ['RDG-09'], { control: 'store-apart' }),
  declares(
    'no-back-filling-declared',
    'readings from before the grant are refused, as declared',
    ['PRM-01', 'PRM-03'],
    {
      backfill: 'none',
    },
    ['PRM-06'],
  ),
  declares(
    'nothing-after-the-end',
    'late readings of an order that ended are refused, as declared',
    ['ORD-07'],
    {
      afterEnd: 'refuse',
    },
    ['ORD-11'],
  ),
  declares('orders-of-last-year', 'an order may begin 400 days ago, as declared', ['ORD-08'], { backdateDays: 400 }),
  {
    name: 'duplicates-by-condition',
    freedom: 'it finds duplicates only where a create is conditional, as declared, and each is sent so',
    exercisedBy: ['RDG-03', 'RDG-02', 'RDG-22'],
    profile: declaresConditionalCreate,
  },
  {
    name: 'no-hl7',
    freedom: 'it speaks FHIR alone, and claims no more',
    exercisedBy: ['ALR-01', 'LIM-02'],
    profile: (profile) => ({
      ...omit(profile, 'hl7'),
      ports: {
        ...profile.ports,
        orders: profile.ports.orders.filter((service) => service !== 'hl7v2'),
        'readings-in': profile.ports['readings-in'].filter((service) => service !== 'hl7v2'),
      },
    }),
  },
  {
    name: 'longer-deadlines',
    freedom: 'it declares three seconds where others declare one',
    exercisedBy: ['ALR-01'],
    profile: (profile) => ({ ...profile, deadlines: { critical: 3000, other: 3000, filed: 3000 } }),
  },
  {
    name: 'one-clock-for-all',
    freedom: 'its test clock is of the whole system, not of each patient',
    exercisedBy: ['ALR-02'],
    profile: (profile) => ({ ...profile, clock: 'system' }),
  },
];
