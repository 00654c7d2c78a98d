import type { SenderVariant } from '../sender-mutant.ts';

/** What leaves by which wire, and how much of it together. */
export const wireVariants: readonly SenderVariant[] = [
  {
    name: 'fhir-alone',
    freedom: 'it speaks FHIR alone, and claims no more',
    exercisedBy: ['SND-23', 'SND-22'],
    profile: (profile) => ({ ...profile, out: ['fhir'] }),
  },
  {
    name: 'hl7-alone',
    freedom: 'it speaks HL7 v2 alone, and claims no more',
    exercisedBy: ['SND-22', 'SND-16'],
    leavesOut: ['SND-23'],
    profile: (profile) => ({ ...profile, out: ['hl7v2'] }),
  },
  {
    name: 'stores-alone',
    freedom: 'it takes measurements from health stores alone, and claims no more',
    exercisedBy: ['SND-12', 'SND-21'],
    leavesOut: ['SND-08', 'SND-14', 'SND-18', 'SND-19', 'SND-26'],
    profile: (profile) => ({ ...profile, sources: ['healthkit', 'health-connect'] }),
  },
  {
    name: 'devices-alone',
    freedom: 'it takes measurements from meters and scales alone, and claims no more',
    exercisedBy: ['SND-14', 'SND-19'],
    leavesOut: ['SND-07', 'SND-12', 'SND-13', 'SND-21'],
    profile: (profile) => ({ ...profile, sources: ['gatt'] }),
  },
  {
    name: 'preliminary-first',
    freedom: 'what is sent is preliminary first, and final when it was accepted',
    exercisedBy: ['SND-01', 'SND-12', 'SND-16'],
    leavesOut: ['SND-23'],
    // Over FHIR the second would have to be an update.
    profile: (profile) => ({ ...profile, out: ['hl7v2'] }),
    make: () => {
      let isFirst = false;
      return {
        outgoing: (reading, attempt) =>
          reading.status === 'final' && attempt === 1 ? { ...reading, status: 'preliminary' } : reading,
        after: (answered) => {
          if (answered === 'refused') return 'aside';
          if (answered !== 'accepted') return 'again';
          isFirst = !isFirst;
          return isFirst ? 'again' : 'done';
        },
      };
    },
  },
  {
    name: 'batches-of-one',
    freedom: 'every reading leaves in a batch of its own',
    exercisedBy: ['SND-01', 'SND-17'],
    make: () => ({ together: { most: 1, bundle: 'batch' } }),
  },
  {
    name: 'batches-of-five',
    freedom: 'what waits leaves five at a time, in batches or messages',
    exercisedBy: ['SND-15', 'SND-17', 'SND-24'],
    make: () => ({ together: { most: 5, bundle: 'batch' } }),
  },
  {
    name: 'transactions-of-five',
    freedom: 'what waits leaves five at a time, in transactions; one that is refused is sent reading by reading',
    exercisedBy: ['SND-15', 'SND-17', 'SND-09'],
    make: () => ({ together: { most: 5, bundle: 'transaction' } }),
  },
  {
    name: 'refused-together',
    freedom:
      'the first waits for the second; the transaction or message of both is refused for one, and each then sent by itself',
    exercisedBy: ['SND-17', 'SND-01'],
    make: () => {
      let first: unknown;
      return {
        together: { most: 5, bundle: 'transaction' },
        inOrder: (all) => {
          first ??= all[0];
          return all.length === 1 && all[0] === first ? [] : all;
        },
      };
    },
  },
  {
    name: 'newest-first-in-a-batch',
    freedom: 'the newest stands first in what leaves together',
    exercisedBy: ['SND-15', 'SND-16', 'SND-24'],
    make: () => ({ together: { most: 5, bundle: 'batch' }, inOrder: (all) => all.toReversed() }),
  },
];
