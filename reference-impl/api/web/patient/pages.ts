import type { Page } from '../page.ts';

/** What a patient sees. */
export const PATIENT_PAGES: readonly Page[] = [];
