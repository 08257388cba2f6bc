CREATE TABLE files (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  account_id uuid NOT NULL REFERENCES accounts (id),
  customer_id uuid NOT NULL REFERENCES customers (id),
  uploaded_by uuid NOT NULL REFERENCES users (id),
  name text NOT NULL,
  storage_key text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX files_customer_id_idx ON files (customer_id);
