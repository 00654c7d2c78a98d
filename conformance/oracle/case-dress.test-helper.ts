import { type FiledReading, type InboxItem, keyOf } from '../../contract/domain/index.ts';
import type { HistoryLine } from '../history/lines.ts';
import { Analysis } from './analysis.ts';
import type { PatientCase } from './derive/world.ts';
import { patientCase } from './derive/patient-case.ts';
import type { Evaluation } from './rules/evaluation.ts';
import { evaluateLimits } from './rules/limits.ts';
import { evaluatorIn } from './course/raise.ts';

const iso = (at: bigint): string => new Date(Number(at / 1_000_000n)).toISOString();

/** The rule that an item of a worked case names; a copy says what the item that it copies says. */
const ruleOf = ({ rule }: InboxItem): string => (rule === 'escalation' ? 'limits' : (rule ?? ''));

/** What a worked case leaves unsaid of its items and readings, because it follows: the limit applied and its version. */
export class CaseDress {
  readonly #patients: readonly PatientCase[];

  /** `lines`: of the case, in which nothing is left open. */
  constructor(lines: readonly HistoryLine[]) {
    this.#patients = Analysis.of(lines).patients.map(patientCase);
  }

  #evaluation(item: InboxItem): Evaluation | undefined {
    const reading = item.reading === undefined ? '' : keyOf(item.reading);
    return this.#patients
      .flatMap((p) => p.demands)
      .filter((d) => d.order.key === keyOf(item.order) && d.filing.keys.has(reading) && d.family === ruleOf(item))
      .flatMap((d) => d.evaluations)
      .find(
        (e) =>
          e.call !== undefined &&
          (item.interpretation.length === 0 || e.call.interpretation.join() === item.interpretation.join()),
      );
  }

  item(item: InboxItem): InboxItem {
    const evaluation = this.#evaluation(item);
    const [limit] = evaluation?.call?.limits ?? [];
    const version = evaluation?.version;
    return {
      ...item,
      routedAs: item.routedAs ?? (item.rule === 'escalation' ? 'escalated' : 'responsible'),
      ...(limit === undefined ? {} : { limit }),
      ...(version === undefined ? {} : { limitFrom: iso(version.from.low) }),
      ...(item.late === true && item.created !== undefined ? { submitted: item.created } : {}),
    };
  }

  reading(filed: FiledReading): FiledReading {
    const key = keyOf(filed.reading.identifier);
    const patient = this.#patients.find((p) => p.filings.some((f) => f.keys.has(key)));
    const content = patient?.filings.find((f) => f.keys.has(key))?.latest[0];
    if (patient === undefined || content === undefined) return filed;
    const applied = patient.orders.flatMap((o) => {
      const version = evaluatorIn(content, o.key);
      return version === undefined ? [] : [{ version, evaluation: evaluateLimits(content.reading, version) }];
    });
    const worst = (['HH', 'LL', 'H', 'L', 'N'] as const).find((i) =>
      applied.some((a) => a.evaluation.interpretation === i),
    );
    return {
      ...filed,
      interpretation: worst === undefined ? [] : [worst],
      orders: applied.map(({ version }) => version.order.identifier),
      ranges: applied.flatMap(({ version }) =>
        version.order.limits.flatMap(({ tier, low, high, context }) =>
          tier === 'absolute'
            ? []
            : [
                {
                  tier,
                  unit: version.order.unit,
                  ...(low === undefined ? {} : { low }),
                  ...(high === undefined ? {} : { high }),
                  ...(context === undefined ? {} : { context }),
                  limitFrom: iso(version.from.low),
                },
              ],
        ),
      ),
    };
  }
}
