/** Keeps a column encrypted; what is empty stays so. */
export function encrypted(field: string) {
  return {
    to: (value: string | null | undefined) =>
      value === null || value === undefined ? value : encryptField(field, value),
    from: (stored: string | null | undefined) =>
      stored === null || stored === undefined ? stored : decryptField(field, stored),
  };
}
