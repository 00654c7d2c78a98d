import type { Page } from '../page.ts';
import { ACT } from './act.ts';
import { INBOX_PAGE } from './inbox-page.ts';

/** What a clinician sees. */
export const CLINICIAN_PAGES: readonly Page[] = [INBOX_PAGE, ACT];
