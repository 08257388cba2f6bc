/** A value that is not encrypted is none of ours. */
function plainValue(field: string, stored: string): string {
{{erased}}
  throw new Error(`${field} holds a value that is not encrypted`);
}
