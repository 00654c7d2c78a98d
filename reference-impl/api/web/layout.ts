import type { Person } from './access/sessions.ts';
import { ASSETS } from './assets.ts';
import { html, type Html } from './html.ts';

/** Where a person begins. */
export const HOME: Readonly<Record<Person['role'], string>> = { clinician: '/clinician/inbox', patient: '/patient' };

const PLACES: Readonly<Record<Person['role'], readonly (readonly [path: string, name: string])[]>> = {
  clinician: [
    ['/clinician/inbox', 'In Basket'],
    ['/clinician/patients', 'Patients'],
  ],
  patient: [
    ['/patient', 'Track my Health'],
    ['/patient/readings', 'My readings'],
    ['/patient/messages', 'My messages'],
  ],
};

/** A page and what is around it. */
export interface Layout {
  readonly title: string;
  readonly main: Html;
  /** Who looks, and the field that their forms have in them; undefined: nobody is signed in. */
  readonly signedIn?: { readonly person: Person; readonly token: Html } | undefined;
  /** Path of the page, to mark its place. */
  readonly path: string;
  /** Path of a script that the page loads. */
  readonly script?: string | undefined;
}

const navigation = (person: Person, path: string): Html =>
  html`<nav aria-label="Pages">
    <ul>
      ${PLACES[person.role].map(
        ([to, name]) => html`<li><a href="${to}" ${to === path ? html` aria-current="page"` : ''}>${name}</a></li>`,
      )}
    </ul>
  </nav>`;

const who = ({ person, token }: NonNullable<Layout['signedIn']>): Html =>
  html`<form method="post" action="/sign-out" class="who">
    ${token}<span>${person.name} (${person.role})</span> <button class="plain">Sign out</button>
  </form>`;

/** The whole page. The stand-in for a hospital's sign-in is said on each. */
export const layout = ({ title, main, signedIn, path, script }: Layout): Html =>
  html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <title>${title} - vitalproof reference</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <link rel="stylesheet" href="${ASSETS.style.path}" />
        <link rel="icon" href="${ASSETS.icon.path}" />
        ${script === undefined ? '' : html`<script type="module" src="${script}"></script>`}
      </head>
      <body>
        <a class="skip" href="#main">Skip to the content</a>
        <header class="top">
          <p class="name">vitalproof reference</p>
          ${signedIn === undefined ? '' : [navigation(signedIn.person, path), who(signedIn)]}
        </header>
        <main id="main" tabindex="-1">
          <h1>${title}</h1>
          ${main}
        </main>
        <footer>
          <p>
            A test system for synthetic patients: not a medical device, and no clinical advice. Whoever reaches this
            machine may sign in as anybody.
          </p>
        </footer>
      </body>
    </html> `;
