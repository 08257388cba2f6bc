DO $$
DECLARE
  account uuid;
  owner uuid;
  held uuid;
  live uuid;
  gone uuid;
  bill uuid;
  old timestamptz := now() - interval '12 years';
BEGIN
  INSERT INTO accounts (name) VALUES ('one') RETURNING id INTO account;
  INSERT INTO settings (account_id, updated_at) VALUES (account, old);
  INSERT INTO users (account_id, email, full_name, password_hash, created_at)
  VALUES (account, 'old@example.com', 'Old Hand', 'x', old) RETURNING id INTO owner;
  INSERT INTO customers (account_id, owner_id, name, billing_email, phone, created_at, updated_at)
  VALUES (account, owner, 'held', 'held@example.com', '1', old, old) RETURNING id INTO held;
  INSERT INTO customers (account_id, owner_id, name, billing_email, phone)
  VALUES (account, owner, 'live', 'live@example.com', '2') RETURNING id INTO live;
  INSERT INTO customers (account_id, owner_id, name, billing_email, phone, created_at, updated_at)
  VALUES (account, owner, 'gone', 'gone@example.com', '3', old, old) RETURNING id INTO gone;
  INSERT INTO contacts (account_id, customer_id, first_name, last_name, email, created_at)
  VALUES (account, live, 'Jo', 'Live', 'jo@live.example', now()),
    (account, gone, 'Al', 'Gone', 'al@gone.example', old);
  -- Old ones: one of the held customer, one held itself, five that go; and three that are young.
  INSERT INTO notes (account_id, customer_id, author_id, body, created_at)
  VALUES (account, held, owner, 'of the held customer', old), (account, live, owner, 'held note', old);
  INSERT INTO notes (account_id, customer_id, author_id, body, created_at)
  SELECT account, gone, owner, 'old', old FROM generate_series(1, 5);
  INSERT INTO notes (account_id, customer_id, author_id, body)
  SELECT account, live, owner, 'young' FROM generate_series(1, 3);
  INSERT INTO invoices (account_id, customer_id, number, currency, subtotal_cents, tax_cents,
    total_cents, due_on, created_at)
  VALUES (account, gone, 'OLD', 'usd', 1, 0, 1, '2014-01-01', old) RETURNING id INTO bill;
  INSERT INTO invoice_lines (invoice_id, description, quantity, unit_price_cents)
  VALUES (bill, 'old', 1, 1);
  INSERT INTO invoices (account_id, customer_id, number, currency, subtotal_cents, tax_cents,
    total_cents, due_on)
  VALUES (account, live, 'NEW', 'usd', 1, 0, 1, '2026-01-01') RETURNING id INTO bill;
  INSERT INTO payments (account_id, invoice_id, provider_reference, amount_cents, payer_name, payer_email)
  VALUES (account, bill, 'p', 1, 'Jo Live', 'jo@live.example');
END
$$;
