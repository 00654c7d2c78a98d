import { keyOf, type Reading } from '../../../contract/domain/index.ts';
import { instant, SECOND } from '../time/instant.ts';
import type { Filing } from './filing.ts';
import { sameMeasurement } from './same-content.ts';

const push = (map: Map<string, Filing[]>, key: string, filing: Filing): void => {
  const known = map.get(key);
  if (known === undefined) map.set(key, [filing]);
  else if (!known.includes(filing)) known.push(filing);
};

const measuredKey = (reading: Reading): string | undefined =>
  reading.device === undefined ? undefined : `${keyOf(reading.device)} ${instant(reading.effective) / SECOND}`;

/** What one patient has filed, found by identifier and by device and second. */
export class FilingIndex {
  readonly all: Filing[] = [];
  readonly #byKey = new Map<string, Filing[]>();
  readonly #byMeasurement = new Map<string, Filing[]>();

  add(filing: Filing): void {
    this.all.push(filing);
    for (const key of filing.keys) push(this.#byKey, key, filing);
    const measured = measuredKey(filing.reading);
    if (measured !== undefined) push(this.#byMeasurement, measured, filing);
  }

  /** Gives a filing another identifier. */
  alias(filing: Filing, key: string): void {
    filing.keys.add(key);
    push(this.#byKey, key, filing);
  }

  under(key: string): readonly Filing[] {
    return this.#byKey.get(key) ?? [];
  }

  /** The filing of the same measurement under another identifier. */
  measured(reading: Reading): Filing | undefined {
    const key = measuredKey(reading);
    if (key === undefined) return undefined;
    return this.#byMeasurement.get(key)?.find((filing) => sameMeasurement(filing.reading, reading));
  }
}
