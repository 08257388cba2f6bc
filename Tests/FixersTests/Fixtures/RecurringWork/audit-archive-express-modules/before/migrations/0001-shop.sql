CREATE TABLE users (id integer PRIMARY KEY, org_id integer NOT NULL, role text NOT NULL, token text NOT NULL UNIQUE);
CREATE TABLE orders (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  user_id integer NOT NULL REFERENCES users,
  org_id integer NOT NULL,
  item text NOT NULL
);
