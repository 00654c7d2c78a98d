import type { Report } from '../finding.ts';
import type { SenderCase } from './sender-case.ts';

/** Where a judge of senders puts what it finds. */
export interface SenderOut {
  report(report: Report): void;
  /** Something that was left free. */
  may(): void;
}

/** One requirement of a sender, as a judge of one phone. It holds no state. */
export interface SenderJudge {
  readonly id: string;
  judge(of: SenderCase, out: SenderOut): void;
}
