{{expressTypes}}

/** How often what was counted is written to the log, where CloudWatch makes metrics of it. */
const intervalMs = 60000;
/** CloudWatch takes this many values of one metric in one entry. */
const maxValues = 100;
const namespace = '{{name}}';

interface Totals {
  requests: number;
  errors: number;
  milliseconds: number[];
}

let totals = new Map<string, Totals>();

/** Counts requests, their failures and their times, by route. Comes before all else. */
export function measure(req: Request, res: Response, next: NextFunction): void {
  const start = process.uptime();
  res.on('close', () => {
    const milliseconds = (process.uptime() - start) * 1000;
    const isUnfinished = res.headersSent && !res.writableFinished;
    count(`${req.method} ${routeOf(req)}`, res.statusCode >= 500 || isUnfinished, milliseconds);
  });
  next();
}

{{errors}}
{{route}}

function count(route: string, failed: boolean, milliseconds: number): void {
  const total = totals.get(route) ?? { requests: 0, errors: 0, milliseconds: [] };
  totals.set(route, total);
  total.requests += 1;
  total.errors += failed ? 1 : 0;
  if (total.milliseconds.length < maxValues) {
    total.milliseconds.push(Math.round(milliseconds * 10) / 10);
  }
}

/** One line for each route, in CloudWatch's embedded metric format. */
function write(): void {
  const written = totals;
  totals = new Map();
  for (const [route, { requests, errors, milliseconds }] of written) {
    const entry = {
      _aws: {
        Timestamp: Date.now(),
        CloudWatchMetrics: [
          {
            Namespace: namespace,
            Dimensions: [[], ['Route']],
            Metrics: [
              { Name: 'Requests', Unit: 'Count' },
              { Name: 'Errors', Unit: 'Count' },
              { Name: 'Latency', Unit: 'Milliseconds' },
            ],
          },
        ],
      },
      Route: route,
      Requests: requests,
      Errors: errors,
      Latency: milliseconds,
    };
    process.stdout.write(`${JSON.stringify(entry)}\n`);
  }
}

setInterval(write, intervalMs).unref();
process.once('exit', write);
