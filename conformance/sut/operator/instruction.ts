import type { Identifier, Order } from '../../../contract/domain/index.ts';
import type { Act } from '../../history/lines.ts';
import { type Actor, actorText } from '../actor.ts';

const key = ({ system, value }: Identifier): string => `${value} (${system})`;

const limitsOf = ({ limits, unit }: Order): string =>
  limits
    .map(({ tier, low, high, inclusive, context }) => {
      const bounds = [low === undefined ? '' : `low ${low}`, high === undefined ? '' : `high ${high}`].filter(
        (s) => s !== '',
      );
      return [tier, bounds.join(' '), unit, context ?? '', inclusive === undefined ? '' : `inclusive: ${inclusive}`]
        .filter((s) => s !== '')
        .join(' ');
    })
    .join('; ');

const orderLines = (order: Order): readonly string[] => [
  `order number ${key(order.identifier)}`,
  `patient ${key(order.patient)}, ${order.measure}, status ${order.status}`,
  `from ${order.period.start} to ${order.period.end}`,
  ...(order.effectiveFrom === undefined ? [] : [`this version from ${order.effectiveFrom}`]),
  `responsible ${key(order.responsible)}, requested by ${key(order.requester)}`,
  `limits: ${order.limits.length === 0 ? 'none' : limitsOf(order)}`,
  ...order.rules.map((rule) => `rule: ${JSON.stringify(rule)}`),
];

/** What a person is asked to do, line by line; the first line is a sentence. Throws RangeError for an act that no person does. */
export const instructionOf = (act: Act, actor: Actor): readonly string[] => {
  switch (act.op) {
    case 'person.patient': {
      const { identifier, family, given, gender, birthDate } = act.patient;
      return ['Make this test patient known.', `${key(identifier)}: ${given} ${family}, ${gender}, born ${birthDate}`];
    }
    case 'person.clinician':
      return [
        'Make this clinician known.',
        `${key(act.clinician.identifier)}: ${act.clinician.given} ${act.clinician.family}`,
      ];
    case 'person.pool':
      return [
        'Make this pool known.',
        `${key(act.pool.identifier)}: ${act.pool.name}`,
        `members: ${act.pool.members.map(key).join(', ')}`,
      ];
    case 'order.submit':
      return ['Enter this order.', ...orderLines(act.order)];
    case 'order.change':
      return ['Change this order to exactly this.', ...orderLines(act.order)];
    case 'permission.set': {
      const { patient, measure, status } = act.permission;
      return [`As the patient, set the permission for ${measure} to ${status}.`, `patient ${key(patient)}`];
    }
    case 'coverage.set':
      return [
        'Set the absences of this person to exactly these.',
        key(act.coverage.person),
        ...act.coverage.absences.map(
          ({ period, coveredBy }) =>
            `from ${period.start} to ${period.end}, covered by ${coveredBy === undefined ? 'nobody' : key(coveredBy)}`,
        ),
      ];
    case 'item.act':
      return [`As ${actorText(actor)}, mark this item as ${act.act}.`, key(act.item)];
    default:
      throw new RangeError(`${act.op} is nothing that an operator does`);
  }
};
