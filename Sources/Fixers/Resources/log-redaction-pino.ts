/** What the logger leaves out: secrets of requests, and fields that hold something personal. */
export const redactedPaths = [
  'req.headers.authorization',
  'req.headers.cookie',
  'res.headers["set-cookie"]',
{{paths}}
];
