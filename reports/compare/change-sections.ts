import { plain, type Section } from '../document/document.ts';
import { showReason } from '../model/show-reason.ts';
import type { Change, RequirementChange } from './changes.ts';
import type { Comparison } from './compare-runs.ts';
import { verdictIn } from './verdict-in.ts';

const LISTED: readonly {
  readonly change: Change;
  readonly heading: string;
  readonly caption: string;
  readonly why: (c: RequirementChange) => string;
}[] = [
  {
    change: 'broke',
    heading: 'Newly failing',
    caption: 'Requirements that fail now and did not fail before',
    why: (c) => c.reasonNow,
  },
  {
    change: 'mended',
    heading: 'Mended',
    caption: 'Requirements that failed before and were met now',
    why: (c) => c.reasonBefore,
  },
  {
    change: 'lost',
    heading: 'No longer judged',
    caption:
      'Requirements that were judged before and are not judged now; one that failed before is not mended by that',
    why: (c) => c.reasonNow,
  },
  {
    change: 'reserved',
    heading: 'Met with a reservation now',
    caption: 'Requirements that were met without a reservation before',
    why: (c) => c.reasonNow,
  },
  {
    change: 'failing',
    heading: 'Failing both times',
    caption: 'Requirements that failed before and fail now',
    why: (c) => c.reasonNow,
  },
  {
    change: 'gained',
    heading: 'Judged now, and not before',
    caption: 'Requirements that are met now; nobody knows whether they were met before',
    why: (c) => c.reasonBefore,
  },
  {
    change: 'eased',
    heading: 'Rid of a reservation',
    caption: 'Requirements that were met with a reservation before, and without one now',
    why: (c) => c.reasonBefore,
  },
];

/** What became of the requirements, a section each, what needs attention first. */
export const changeSections = ({ before, now, requirements }: Comparison): readonly Section[] =>
  LISTED.map(({ change, heading, caption, why }) => {
    const mine = requirements.filter((r) => r.change === change);
    return {
      heading: `${heading} (${mine.length})`,
      blocks:
        mine.length === 0
          ? []
          : [
              {
                kind: 'table',
                caption,
                head: ['Requirement', 'Before', 'Now', 'Why', 'Demands'],
                rows: mine.map((r) => [
                  plain(`${r.requirement} ${r.level}`),
                  verdictIn(before.verdicts, r.before),
                  verdictIn(now.verdicts, r.now),
                  plain(showReason(why(r))),
                  plain(r.statement),
                ]),
              },
            ],
    };
  });
