import { format } from 'node:util';

/** One test as it was written, with all that has to run around it. */
export interface Collected {
  readonly id: string;
  readonly file: string;
  readonly name: string;
  readonly run: () => Promise<void>;
}

type Body = (...given: unknown[]) => unknown;
type Declare = (name: string, body: Body, timeoutMs?: number) => void;
type Each = (rows: readonly unknown[]) => (name: string, body: Body, timeoutMs?: number) => void;

interface Group {
  readonly name: string;
  readonly before: Body[];
  readonly after: Body[];
}

/**
 * What a test file gets for `vitest` in a mutation run: the same words, but the tests are only collected, so that
 * they can be called again for every mutant in one process. Tests run one after the other, in the order written.
 */
export class Collector {
  readonly tests: Collected[] = [];
  private groups: Group[] = [];
  private file = '';

  /** Everything declared from here on belongs to this file. */
  open(file: string): void {
    this.file = file;
    this.groups = [{ name: file, before: [], after: [] }];
  }

  private readonly group: Declare = (name, body) => {
    const outer = this.groups;
    this.groups = [...outer, { name, before: [], after: [] }];
    body();
    this.groups = outer;
  };

  private readonly add: Declare = (name, body) => {
    const groups = this.groups;
    const title = [...groups.map((g) => g.name), name].join(' > ');
    this.tests.push({
      id: `${this.tests.length} ${title}`,
      file: this.file,
      name: title,
      run: async () => {
        for (const group of groups) for (const hook of group.before) await hook();
        try {
          await body();
        } finally {
          for (const group of groups.toReversed()) for (const hook of group.after) await hook();
        }
      },
    });
  };

  private static each(declare: Declare): Each {
    return (rows) => (name, body) => {
      for (const row of rows) {
        const given: unknown[] = Array.isArray(row) ? row : [row];
        declare(format(name, ...given), () => body(...given));
      }
    };
  }

  readonly describe: Declare & { each: Each } = Object.assign(this.group, { each: Collector.each(this.group) });
  readonly test: Declare & { each: Each; skipIf: (skip: boolean) => Declare } = Object.assign(this.add, {
    each: Collector.each(this.add),
    skipIf: (skip: boolean): Declare => (skip ? () => undefined : this.add),
  });
  readonly beforeEach = (hook: Body): void => void this.groups.at(-1)?.before.push(hook);
  readonly afterEach = (hook: Body): void => void this.groups.at(-1)?.after.push(hook);
}
