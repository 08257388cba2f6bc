CREATE TABLE users (id uuid PRIMARY KEY, role text NOT NULL, name text);
CREATE TABLE boards (id uuid PRIMARY KEY, owner_id uuid NOT NULL REFERENCES users (id), title text);
CREATE TABLE cards (id uuid PRIMARY KEY, board_id uuid NOT NULL REFERENCES boards (id), text text);
