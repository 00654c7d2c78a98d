import type { Measure } from '../../../contract/domain/index.ts';
import type { SenderCollaborators } from './collaborators.ts';
import type { EhrLink } from './ehr-link.ts';
import type { Outbox } from './outbox.ts';

export interface ForwarderOptions {
  readonly outbox: Outbox;
  readonly link: EhrLink;
  readonly right: SenderCollaborators;
  readonly granted: ReadonlySet<Measure>;
  readonly pause: (ms: number) => Promise<void>;
}

const FIRST_PAUSE_MS = 50;
const LONGEST_PAUSE_MS = 400;

/** Empties the outbox in order, and tries again after a pause where the EHR does not answer. */
export class Forwarder {
  readonly #options: ForwarderOptions;
  #stopped = false;
  #running: Promise<boolean> | undefined;
  #isRetrying = false;

  constructor(options: ForwarderOptions) {
    this.#options = options;
  }

  /** Sends what may leave until there is nothing more or the EHR fails; then goes on by itself. */
  async flush(): Promise<void> {
    // Between a permission and its answer nothing else is to leave: whoever comes while it runs waits for it and looks again.
    while (this.#running !== undefined) await this.#running;
    this.#running = this.#drain();
    const isEmpty = await this.#running;
    this.#running = undefined;
    if (!isEmpty && !this.#isRetrying) void this.#retry();
  }

  stop(): void {
    this.#stopped = true;
  }

  async #retry(): Promise<void> {
    this.#isRetrying = true;
    try {
      for (let ms = FIRST_PAUSE_MS; !this.#stopped; ms = Math.min(LONGEST_PAUSE_MS, ms * 2)) {
        // oxlint-disable-next-line no-await-in-loop -- the EHR gets time to come back
        await this.#options.pause(ms);
        while (this.#running !== undefined) await this.#running;
        this.#running = this.#drain();
        const isEmpty = await this.#running;
        this.#running = undefined;
        if (isEmpty) return;
      }
    } finally {
      this.#isRetrying = false;
    }
  }

  /** True: nothing is left that may leave. */
  async #drain(): Promise<boolean> {
    const { outbox, link, right, granted } = this.#options;
    const most = right.together === 'singly' ? 1 : right.together.most;
    for (;;) {
      const entries = this.#stopped ? [] : right.inOrder(outbox.next(granted, most));
      if (entries.length === 0) return true;
      for (const entry of entries) outbox.tried(entry);
      // oxlint-disable-next-line no-await-in-loop -- in order, one request at a time
      const answers = await link.send(entries.map(({ reading, attempts }) => right.outgoing(reading, attempts)));
      if (this.#stopped) return true;
      const after = entries.map((entry, i) => [entry, right.after(answers[i] ?? 'none')] as const);
      for (const [entry, what] of after) if (what !== 'again') outbox.settle(entry, what === 'done' ? 'sent' : 'aside');
      if (after.some(([, what]) => what === 'again')) return false;
    }
  }
}
