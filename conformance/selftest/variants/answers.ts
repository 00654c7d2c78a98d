import type { Seams } from '../../../reference-impl/seams.ts';
import { answering, type FhirAnswer } from '../seams/fhir-wire.ts';
import type { Variant } from '../variant.ts';

const variant = (name: string, freedom: string, exercisedBy: readonly string[], seams: Seams): Variant => ({
  name,
  freedom,
  exercisedBy,
  seams,
});

const rewritten = (change: (body: string) => string): Seams =>
  answering((answer) => ({ ...answer, body: change(answer.body) }));

const without = (answer: FhirAnswer, name: string): FhirAnswer => {
  const { [name]: _, ...headers } = answer.headers;
  return { ...answer, headers };
};

const isSuccess = ({ status }: FhirAnswer): boolean => status >= 200 && status < 300;

/** What HTTP and R4 leave to a server. */
export const answerVariants: readonly Variant[] = [
  variant(
    '200-for-201',
    'what was created is answered with 200 (R4 asks for 201 as SHOULD of most servers, and says nothing of replays)',
    ['RDG-02', 'ORD-06'],
    answering((answer) => (answer.status === 201 ? { ...answer, status: 200 } : answer)),
  ),
  variant(
    'nothing-in-return',
    'what was created is answered without a body',
    ['RDG-01'],
    answering((answer) => (answer.status === 201 ? { ...answer, body: '' } : answer)),
  ),
  variant(
    '400-for-422',
    'a refusal is 400 where others answer 422; the reason is in the OperationOutcome',
    ['FHR-02', 'ORD-05'],
    answering((answer) => (answer.status === 422 ? { ...answer, status: 400 } : answer)),
  ),
  variant(
    'more-than-one-issue',
    'an OperationOutcome has a second issue, for information',
    ['FHR-02'],
    answering((answer) =>
      isSuccess(answer)
        ? answer
        : {
            ...answer,
            body: answer.body.replace(/\]\}$/, ',{"severity":"information","code":"informational"}]}'),
          },
    ),
  ),
  variant(
    'diagnostics',
    'an OperationOutcome says more, for its own support',
    ['FHR-02'],
    answering((answer) =>
      isSuccess(answer)
        ? answer
        : {
            ...answer,
            body: answer.body.replace('"severity":"error"', '"severity":"error","diagnostics":"trace 7f3a"'),
          },
    ),
  ),
  variant(
    'indented',
    'JSON is indented',
    ['RDG-01'],
    rewritten((body) => body.replaceAll(/([{,])"/g, '$1\n  "')),
  ),
  variant(
    'no-charset',
    'the media type is named without a charset',
    ['MSG-03'],
    answering((answer) => ({
      ...answer,
      headers: {
        ...answer.headers,
        ...(answer.headers['content-type'] === undefined ? {} : { 'content-type': 'application/fhir+json' }),
      },
    })),
  ),
  variant(
    'in-chunks',
    'answers are sent in chunks, without their length',
    ['ALR-01'],
    answering((answer) => without(answer, 'content-length')),
  ),
  variant(
    'closes-connections',
    'every connection is closed after its answer',
    ['ALR-01'],
    answering((answer) => ({ ...answer, headers: { ...answer.headers, connection: 'close' } })),
  ),
  variant(
    'more-headers',
    'answers carry headers of a gateway',
    ['ALR-01'],
    answering((answer) => ({
      ...answer,
      headers: { ...answer.headers, 'x-request-id': '4f1e', via: '1.1 gateway', 'x-powered-by': 'ACME' },
    })),
  ),
  variant(
    'relative-location',
    'Location is relative to the host',
    ['RDG-01', 'MSG-01'],
    answering(({ headers, ...answer }) => ({
      ...answer,
      headers: {
        ...headers,
        ...(typeof headers['location'] === 'string'
          ? { location: headers['location'].replace(/^https?:\/\/[^/]+/, '') }
          : {}),
      },
    })),
  ),
  variant(
    'location-without-version',
    'Location names the resource without its version',
    ['RDG-01', 'MSG-01'],
    answering(({ headers, ...answer }) => ({
      ...answer,
      headers: {
        ...headers,
        ...(typeof headers['location'] === 'string'
          ? { location: headers['location'].replace(/\/_history\/[^/]+$/, '') }
          : {}),
      },
    })),
  ),
];
