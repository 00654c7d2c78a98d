import express, { type Express, type Request, type Response } from 'express';
import { METRICS_TYPE } from './metrics.ts';

export interface OperationOptions {
  /** What keeps the pipeline from taking anything; undefined: nothing does. */
  ailment(): string | undefined | Promise<string | undefined>;
  /** What Prometheus is told, of METRICS_TYPE. */
  metrics(): string | Promise<string>;
}

const plain = (response: Response, status: number, type: string, body: string): void => {
  response.status(status).setHeader('cache-control', 'no-store');
  response.setHeader('content-type', type);
  response.end(body);
};

/** For whoever operates it: `GET /health` and `GET /metrics`, without a token, and without a word of any patient. */
export const operationApp = (operation: OperationOptions): Express => {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.get('/health', async (_request: Request, response: Response) => {
    const why = await operation.ailment();
    const body = JSON.stringify(why === undefined ? { status: 'ok' } : { status: 'unavailable', why });
    plain(response, why === undefined ? 200 : 503, 'application/json; charset=utf-8', body);
  });
  app.get('/metrics', async (_request: Request, response: Response) => {
    plain(response, 200, METRICS_TYPE, await operation.metrics());
  });
  return app;
};
