CREATE TABLE products (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  account_id uuid NOT NULL REFERENCES accounts (id),
  sku text NOT NULL,
  name text NOT NULL,
  unit_price_cents bigint NOT NULL,
  UNIQUE (account_id, sku)
);

CREATE TABLE invoices (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  account_id uuid NOT NULL REFERENCES accounts (id),
  customer_id uuid NOT NULL REFERENCES customers (id),
  number text NOT NULL,
  status text NOT NULL DEFAULT 'draft' CHECK (status IN ('draft', 'sent', 'paid')),
  currency text NOT NULL,
  subtotal_cents bigint NOT NULL,
  tax_cents bigint NOT NULL,
  total_cents bigint NOT NULL,
  payment_url text,
  due_on date NOT NULL,
  sent_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (account_id, number)
);

CREATE TABLE invoice_lines (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  invoice_id uuid NOT NULL REFERENCES invoices (id),
  description text NOT NULL,
  quantity integer NOT NULL,
  unit_price_cents bigint NOT NULL
);

CREATE TABLE payments (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  account_id uuid NOT NULL REFERENCES accounts (id),
  invoice_id uuid NOT NULL REFERENCES invoices (id),
  provider_reference text NOT NULL UNIQUE,
  amount_cents bigint NOT NULL,
  payer_name text,
  payer_email text,
  card_last4 text,
  received_at timestamptz NOT NULL DEFAULT now()
);
