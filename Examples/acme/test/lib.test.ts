import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toCsv } from '../src/lib/csv';
import { formatCents, invoiceTotals } from '../src/lib/money';
import { hashPassword, verifyPassword } from '../src/lib/passwords';
import { page } from '../src/lib/validate';

test('adds lines and rounds tax to whole cents', () => {
  const lines = [
    { quantity: 3, unitPriceCents: 333 },
    { quantity: 1, unitPriceCents: 1 },
  ];
  assert.deepEqual(invoiceTotals(lines, 19), { subtotalCents: 1000, taxCents: 190, totalCents: 1190 });
});

test('formats amounts', () => {
  assert.equal(formatCents(123456, 'usd'), '$1,234.56');
});

test('quotes cells and disarms formulas', () => {
  assert.equal(toCsv(['a', 'b'], [{ a: 'x, "y"', b: '=1+1' }]), 'a,b\r\n"x, ""y""",\'=1+1\r\n');
});

test('verifies only the password that was hashed', async () => {
  const stored = await hashPassword('correct horse battery');
  assert.equal(await verifyPassword('correct horse battery', stored), true);
  assert.equal(await verifyPassword('correct horse', stored), false);
  assert.equal(await verifyPassword('anything', 'damaged'), false);
});

test('keeps page sizes within bounds', () => {
  assert.deepEqual(page({}), { limit: 50, offset: 0 });
  assert.deepEqual(page({ limit: '5000', offset: '-3' }), { limit: 200, offset: 0 });
});
