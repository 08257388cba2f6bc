CREATE TABLE users (id integer PRIMARY KEY, role text NOT NULL, token text NOT NULL UNIQUE);
CREATE TABLE customers (id integer PRIMARY KEY, name text NOT NULL);
CREATE TABLE orders (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  user_id integer NOT NULL REFERENCES users,
  item text NOT NULL
);
