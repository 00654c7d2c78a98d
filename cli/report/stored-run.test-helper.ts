import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { catalogue, textOf } from '../../conformance/judging/in-parts.test-helper.ts';
import { HistoryBuilder, makeItem } from '../../conformance/oracle/history-builder.test-helper.ts';
import type { RunLine } from '../../conformance/history/lines.ts';

/** Writes the history of a small run: abnormal readings, and how late the item of each came, ms; null: never. */
export const storeRun = (folder: string, delays: readonly (number | null)[], run: Partial<RunLine> = {}): void => {
  const b = new HistoryBuilder({ catalogue: catalogue.hash, ...run });
  const order = b.order();
  b.grant();
  for (const [i, delay] of delays.entries()) {
    const reading = b.reading({ name: `r${i}`, value: '212' });
    if (delay !== null) b.wait(delay).seen(makeItem(reading, order, `i${i}`));
  }
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'history.ndjson'), textOf(b.drain()));
};
