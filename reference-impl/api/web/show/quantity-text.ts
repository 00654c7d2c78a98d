/** A number with its unit, as an item says it. */
export interface Shown {
  readonly value: string;
  readonly unit: string;
}

/** A unit as people write it. */
export const unitText = (unit: string): string => (unit === '[lb_av]' ? 'lb' : unit);

/** `130 mg/dL`: the digits as they were sent. */
export const quantityText = ({ value, unit }: Shown): string => `${value} ${unitText(unit)}`;
