import type { InboxItem } from '../../contract/domain/index.ts';
import type { HistoryLine } from './lines.ts';
import type { Shared } from './hot/shared.ts';

/** Times that are written alike are one text: most items were submitted, created and new at one instant. */
const oneTime = (item: InboxItem): void => {
  const { created } = item;
  if (item.submitted === created) item.submitted = created;
  for (const event of item.history) if (event.at === created) event.at = created;
};

/** Puts the shared copies of what many lines hold in place of this line's own. The line is changed in place. */
export const share = (line: HistoryLine, shared: Shared): void => {
  if (line.kind === 'seen') {
    const { item } = line;
    item.patient = shared.identifier(item.patient);
    item.order = shared.identifier(item.order);
    item.recipient = shared.identifier(item.recipient);
    if (item.value !== undefined) item.value = shared.value(JSON.stringify(item.value));
    if (item.limit !== undefined) item.limit = shared.value(JSON.stringify(item.limit));
    item.interpretation = shared.value(JSON.stringify(item.interpretation));
    if (item.limitFrom !== undefined) item.limitFrom = shared.text(item.limitFrom);
    item.identifier.system = shared.text(item.identifier.system);
    if (item.reading !== undefined) item.reading.system = shared.text(item.reading.system);
    oneTime(item);
    line.surface = shared.text(line.surface);
  } else if (line.kind === 'op') {
    line.lane = shared.text(line.lane);
    line.actor = shared.text(line.actor);
  }
};
