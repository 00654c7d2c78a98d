import type { RunVerdicts } from '../verdict/types.ts';
import { type Attempt, attemptsOf } from './attempts/attempts.ts';
import { headOf, headText } from './attempts/chain.ts';
import type { Entry } from './attempts/entry.ts';
import { sha256 } from './canonical.ts';
import type { Conclusion } from './conclude.ts';
import type { HistoryFacts } from './history-facts.ts';
import { attestedOf, roleOf, scopeOf, wiresOf } from './scope.ts';
import type { Claims, Statement } from './statement.ts';

const WORDS: Readonly<Record<Claims['evidence'], string>> = {
  'self-attested': 'attested by its own maker',
  witnessed: 'witnessed',
  lab: 'tested by a laboratory',
};

const SAID: Readonly<Record<string, string>> = { fhir: 'FHIR', hl7v2: 'HL7 v2', 'port-protocol': 'the port protocol' };

/** `Receiver ACME 4.2, scope alerts and orders, over FHIR and HL7 v2, witnessed`. */
const titleOf = ({
  sut,
  role,
  scope,
  wires,
  evidence,
}: Pick<Claims, 'sut' | 'role' | 'scope' | 'wires' | 'evidence'>): string => {
  const over = wires.map((wire) => SAID[wire] ?? wire);
  const what = role === 'sender' ? '' : `, scope ${scope.join(', ')}`;
  const how = over.length === 0 ? '' : `, over ${over.join(' and ')}`;
  return `${role === 'sender' ? 'Sender' : 'Receiver'} ${sut.name} ${sut.version}${what}${how}, ${WORDS[evidence]}`;
};

/** Attempts before one, as a statement lists them. */
const earlierOf = (attempts: readonly Attempt[], attempt: number): Claims['earlier'] =>
  attempts
    .filter((a) => a.number < attempt)
    .map(({ number, version, at, verdict, failed }) => ({ attempt: number, version, at, verdict, failed }));

/** What only the signer can say; everything else follows from the evidence. */
export type Given = Pick<
  Claims,
  'sut' | 'measures' | 'evidence' | 'waivers' | 'nonce' | 'seed' | 'attempt' | 'run' | 'harness' | 'issued' | 'expires'
>;

/** Texts whose hashes a statement holds. */
export interface Hashed {
  readonly manifest: string;
  readonly lock: string;
  readonly config: string;
}

const MOST_TEXT = 4000;
const short = (text: string): string =>
  text.length > MOST_TEXT ? `${text.slice(0, MOST_TEXT - 1)}…`.toWellFormed() : text;

/** The whole statement: what was given, what follows from it, and what it is about. */
export const statementOf = (
  given: Given,
  { run, measures }: Pick<HistoryFacts, 'run' | 'measures'>,
  verdicts: RunVerdicts,
  conclusion: Conclusion,
  log: readonly Entry[],
  hashed: Hashed,
): Statement => {
  const claimed = { role: roleOf(run), scope: [...scopeOf(run)], wires: [...wiresOf(run)] };
  return {
    _type: 'https://in-toto.io/Statement/v1',
    subject: [
      ...(given.sut.digest === undefined
        ? []
        : [{ name: `${given.sut.name} ${given.sut.version}`, digest: { sha256: given.sut.digest } }]),
      { name: 'manifest.json', digest: { sha256: sha256(hashed.manifest) } },
    ],
    predicateType: 'https://in-toto.io/attestation/test-result/v0.1',
    predicate: {
      result: conclusion.result,
      configuration: [
        { name: 'catalog.lock', digest: { sha256: sha256(hashed.lock) } },
        { name: 'config.json', digest: { sha256: sha256(hashed.config) } },
      ],
      passedTests: [...conclusion.passed],
      warnedTests: [...conclusion.warned],
      failedTests: [...conclusion.failed],
      vitalproof: {
        format: 1,
        title: titleOf({ ...given, ...claimed }),
        certified: conclusion.certified,
        blocking: conclusion.blocking.map(short),
        ...given,
        ...claimed,
        ...(claimed.role === 'sender' ? { measures: [...measures] } : {}),
        attested: [...attestedOf(run)],
        verdict: verdicts.verdict,
        isVoid: verdicts.isVoid,
        waived: [...conclusion.waived],
        notCovered: conclusion.notCovered.map(({ requirement, why }) => ({ requirement, why: short(why) })),
        head: headText(headOf(log)),
        earlier: earlierOf(attemptsOf(log), given.attempt),
        catalogue: verdicts.catalogue,
      },
    },
  };
};
