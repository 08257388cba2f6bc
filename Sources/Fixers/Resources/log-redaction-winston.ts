import { format } from 'winston';

/** Names of what the logger leaves out: secrets, and fields that hold something personal. */
const redactedNames = new Set([
{{names}}
]);

/** The value without what has one of the names, as deep as logs go. */
function redacted(value: unknown, depth: number): unknown {
  if (typeof value !== 'object' || value === null || depth > 4) {
    return value;
  }
  if (value instanceof Error || value instanceof Date || Buffer.isBuffer(value)) {
    return value;
  }
  if (Array.isArray(value)) {
    return value.map((item) => redacted(item, depth + 1));
  }
  const result: Record<string, unknown> = {};
  for (const [name, item] of Object.entries(value)) {
    result[name] = redactedNames.has(name.toLowerCase()) ? '[redacted]' : redacted(item, depth + 1);
  }
  return result;
}

/** Leaves out of each entry what is nobody's business who reads the log. */
export const redact = format((info) => {
  for (const [name, item] of Object.entries(info)) {
    if (name !== 'level' && name !== 'message') {
      info[name] = redactedNames.has(name.toLowerCase()) ? '[redacted]' : redacted(item, 0);
    }
  }
  return info;
});
