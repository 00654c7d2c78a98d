import { answering } from '../seams/fhir-wire.ts';
import { each, shownAudit, shownItems, shownReadings } from '../seams/between.ts';
import { acknowledging } from '../seams/hl7-wire.ts';
import type { Identifier } from '../../../contract/domain/index.ts';
import type { Seams } from '../../../reference-impl/seams.ts';
import type { Variant } from '../variant.ts';

const variant = (name: string, freedom: string, exercisedBy: readonly string[], seams: Seams): Variant => ({
  name,
  freedom,
  exercisedBy,
  seams,
});

const added = (to: readonly string[], member: string): Seams =>
  answering((answer, { method }) => ({
    ...answer,
    body: to.reduce(
      (body, type) =>
        body.replaceAll(`"resourceType":"${type}",`, `"resourceType":"${type}",${method === 'PUT' ? '' : member}`),
      answer.body,
    ),
  }));

const KEPT = ['Observation', 'Task', 'Communication', 'Consent', 'Patient'];
const NARRATIVE = '"text":{"status":"generated","div":"<div xmlns=\\"http://www.w3.org/1999/xhtml\\">ACME</div>"},';

/** Of a framed message: its last segment's end, and the frame's. */
const END = '\r\x1c\r';

const utc = (time: string): string => new Date(time).toISOString();

const renamed = (key: Identifier): Identifier => ({
  system: 'urn:acme:item',
  value: `ACME-${key.value.toUpperCase()}`,
});

const renamedItems = shownItems(
  each((item) => ({
    ...item,
    identifier: renamed(item.identifier),
    ...(item.copyOf === undefined ? {} : { copyOf: renamed(item.copyOf) }),
  })),
);

const renamedAudit = shownAudit(
  each((event) =>
    event.subject === 'item' && event.entity !== undefined ? { ...event, entity: renamed(event.entity) } : event,
  ),
);

/** Members, extensions and identifiers that a vendor may choose or add. */
export const contentVariants: readonly Variant[] = [
  variant('narrative', 'resources carry a narrative', ['RDG-01', 'MSG-03'], added(KEPT, NARRATIVE)),
  variant(
    'language',
    'resources name their language',
    ['RDG-01', 'ALR-03'],
    added(
      // Not what the portal changes and sends back whole: it would have to be taken back as well.
      KEPT.filter((type) => type !== 'Task'),
      '"language":"en",',
    ),
  ),
  variant(
    'tags',
    'resources are tagged by their vendor',
    ['RDG-01', 'ALR-03'],
    answering((answer) => ({
      ...answer,
      body: answer.body.replaceAll('"meta":{', '"meta":{"tag":[{"system":"urn:acme:tags","code":"home"}],'),
    })),
  ),
  variant('own-numbers-of-items', 'items have identifiers of another form', ['ALR-03', 'ALR-07', 'MSG-01'], {
    pipeline: (p) => renamedAudit.pipeline?.(renamedItems.pipeline?.(p) ?? p) ?? p,
  }),
  variant(
    'limits-since-in-utc',
    'the instant from which a limit holds is shown in UTC',
    ['ALR-03', 'ORD-08'],
    shownItems(each((item) => (item.limitFrom === undefined ? item : { ...item, limitFrom: utc(item.limitFrom) }))),
  ),
  variant(
    'more-in-the-audit',
    'the audit trail has events of its own making',
    ['AUD-01', 'AUD-02'],
    shownAudit((entries) => {
      const [first] = entries;
      if (first === undefined) return entries;
      const { entity: _, refusal: __, ...body } = first.body;
      const own = {
        ...body,
        subject: 'access' as const,
        action: 'read' as const,
        outcome: 'ok' as const,
        who: 'backup',
      };
      return [{ ...first, id: `${first.id}-own`, body: own }, ...entries];
    }),
  ),
  variant(
    'audit-backwards',
    'the audit trail is shown newest first',
    ['AUD-01'],
    shownAudit((entries) => entries.toReversed()),
  ),
  variant(
    'audit-by-its-own-names',
    'the audit trail names clients in its own way',
    ['AUD-01', 'AUD-02'],
    shownAudit(each((event) => ({ ...event, who: `acme:${event.who}` }))),
  ),
  variant(
    'inbox-backwards',
    'the In Basket shows the newest first',
    ['ALR-01', 'ALR-07'],
    shownItems((entries) => entries.toReversed()),
  ),
  variant(
    'ack-with-text',
    'an acknowledgement says more in MSA-3',
    ['HL7-01', 'HL7-08'],
    acknowledging((ack) => ack.replace(/(\rMSA\|AA\|[^|\r]*)(?=\r)/, '$1|Message accepted')),
  ),
  variant(
    'ack-with-own-segment',
    'an acknowledgement has a segment of the vendor behind it',
    ['HL7-01', 'HL7-08'],
    acknowledging((ack) => ack.replace(END, `\rZAC|1|ACME${END}`)),
  ),
  variant(
    'ack-with-software',
    'an acknowledgement names the software in SFT',
    ['HL7-01', 'HL7-03'],
    acknowledging((ack) => ack.replace('\rMSA|', '\rSFT|ACME|4.2|Gateway|7\rMSA|')),
  ),
  variant(
    'readings-with-a-note',
    'readings carry a note of the vendor',
    ['RDG-01'],
    answering((answer, { method }) => ({
      ...answer,
      body:
        method === 'GET'
          ? answer.body.replaceAll(
              '"resourceType":"Observation",',
              '"resourceType":"Observation","note":[{"text":"by ACME"}],',
            )
          : answer.body,
    })),
  ),
  variant(
    'nothing-else',
    'the reference as it is',
    ['ALR-01', 'LIM-02'],
    shownReadings((entries) => entries),
  ),
];
