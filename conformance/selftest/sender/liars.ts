import { keyOf, type Identifier, type Reading } from '../../../contract/domain/index.ts';
import type { EhrLink } from '../../../simulator/phone/sender/ehr-link.ts';
import type { SenderLiar } from './sender-mutant.ts';
import { withValue } from './with-value.ts';

const alwaysTheSame: SenderLiar = {
  name: 'sends-always-the-same',
  lie: 'whatever was shown, the first measurement is sent again under the name of the new one',
  requirements: ['SND-03', 'SND-04', 'SND-06'],
  make: () => {
    let first: Reading | undefined;
    return {
      outgoing: (reading) => {
        first ??= reading;
        const { result, effective, code, measure } = first;
        return reading.measure === measure ? { ...reading, result, effective, code } : reading;
      },
    };
  },
};

const sendsNothing: SenderLiar = {
  name: 'sends-nothing',
  lie: 'it says that everything is sent, and sends nothing',
  requirements: ['SND-01', 'SND-15', 'SND-24'],
  make: () => ({ link: (link) => ({ ...link, send: async (readings) => readings.map(() => 'accepted' as const) }) }),
};

const countsAsDelivered: SenderLiar = {
  name: 'counts-as-delivered',
  lie: 'what was sent once counts as delivered, whatever was answered',
  requirements: ['SND-15', 'SND-16', 'SND-24'],
  make: () => ({ after: () => 'done' }),
};

const toEveryPatient: SenderLiar = {
  name: 'sends-to-every-patient',
  lie: 'every measurement is sent for every patient that it knows',
  requirements: ['SND-01', 'SND-02'],
  makeAll: () => {
    const links = new Map<string, { readonly link: EhrLink; readonly patient: Identifier }>();
    return () => ({
      link: (link, patient) => {
        links.set(keyOf(patient), { link, patient });
        return {
          close: () => {
            links.delete(keyOf(patient));
            link.close();
          },
          send: async (readings) => {
            const others = [...links.values()].filter((one) => one.link !== link);
            await Promise.all(
              others.map(async (one) => await one.link.send(readings.map((r) => ({ ...r, patient: one.patient })))),
            );
            return await link.send(readings);
          },
        };
      },
    });
  },
};

const DICE = ['40', '97', '180', '260', '399'] as const;

const atRandom: SenderLiar = {
  name: 'sends-at-random',
  lie: 'a coin decides whether a measurement is sent, and dice what its number is',
  requirements: ['SND-01', 'SND-04'],
  makeAll: (random) => () => ({
    isOrdered: () => random.bernoulli(0.5),
    outgoing: (reading) => withValue(reading, () => random.pick(DICE)),
  }),
};

/** Senders that do none of the work. Each must fail on every requirement that it names. */
export const senderLiars: readonly SenderLiar[] = [
  alwaysTheSame,
  sendsNothing,
  countsAsDelivered,
  toEveryPatient,
  atRandom,
];
