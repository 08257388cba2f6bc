CREATE TABLE orgs (id uuid PRIMARY KEY);
CREATE TABLE "users" (
  "id" uuid PRIMARY KEY,
  "orgId" uuid NOT NULL REFERENCES orgs,
  "groupId" uuid REFERENCES groups,
  "role" text NOT NULL
);
CREATE TABLE groups (id uuid PRIMARY KEY, "orgId" uuid NOT NULL REFERENCES orgs);
CREATE TABLE tickets (
  id uuid PRIMARY KEY,
  "orgId" uuid NOT NULL REFERENCES orgs,
  "ownerId" uuid NOT NULL REFERENCES "users" (id),
  title text
);
CREATE TABLE reviews (
  id uuid PRIMARY KEY,
  author uuid REFERENCES "users" (id),
  subject uuid REFERENCES "users" (id)
);
