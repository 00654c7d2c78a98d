/** Orders of every script: from the first of March for three months. */
export const ORDER_PERIOD = { start: '2035-03-01T00:00:00-05:00', end: '2035-06-01T00:00:00-04:00' };
