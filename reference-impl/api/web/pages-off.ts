import express, { type Express, type Request, type Response } from 'express';
import { secure } from './headers.ts';
import { html } from './html.ts';

/** Where somebody who looks for the pages looks. */
const ASKED = ['/', '/sign-in', '/clinician', '/patient'];

const PAGE = html`<!doctype html>
  <html lang="en">
    <head>
      <meta charset="utf-8" />
      <title>The pages are off - vitalproof reference</title>
      <meta name="viewport" content="width=device-width, initial-scale=1" />
    </head>
    <body>
      <main>
        <h1>The pages are off</h1>
        <p>
          This reference asks for access tokens. Its pages have no sign-in of their own: they let whoever looks at them
          choose a person, and so would be a way around the tokens.
        </p>
        <p>
          To see them, start one without access control, on this machine and with synthetic patients:
          <code>vitalproof serve --auth none</code>.
        </p>
      </main>
    </body>
  </html> `;

/** What is said in place of the pages where access control is on. */
export const pagesOff = (): Express => {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.get(ASKED, (_request: Request, response: Response) => {
    secure(response);
    response.status(403).setHeader('content-type', 'text/html; charset=utf-8');
    response.end(String(PAGE));
  });
  return app;
};
