/**
 * A value that is not encrypted. Rows from before are read while FIELD_ENCRYPTION_PLAINTEXT is
 * accepted; take that away once {{command}} ended with 0, or values can be replaced unnoticed.
 */
function plainValue(field: string, stored: string): string {
{{erased}}
  if (process.env.FIELD_ENCRYPTION_PLAINTEXT === 'accepted') {
    return stored;
  }
  throw new Error(`${field} holds a value that is not encrypted`);
}
