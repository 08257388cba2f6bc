/** Writes what went wrong and where. Not the message: it may quote what people entered. */
{{exported}}function report(error: unknown, route: string): void {
  const { name, code, stack } = (error instanceof Error ? error : {}) as {
    name?: string;
    code?: unknown;
    stack?: string;
  };
  const frames = (stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  const stackTop = frames.slice(0, 10);
  const entry = { level: 'error', error: name ?? typeof error, code, route, stack: stackTop };
  process.stderr.write(`${JSON.stringify(entry)}\n`);
}
