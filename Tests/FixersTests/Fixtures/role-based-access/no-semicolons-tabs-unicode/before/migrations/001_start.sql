CREATE TABLE members (
  id serial PRIMARY KEY, -- who
  role text NOT NULL DEFAULT 'member',
  email text NOT NULL
);
CREATE TABLE projects (
  id serial PRIMARY KEY,
  title text NOT NULL,
  created_by integer NOT NULL REFERENCES members (id)
);
CREATE TABLE tasks (
  id serial PRIMARY KEY,
  project_id integer NOT NULL,
  title text NOT NULL,
  CONSTRAINT tasks_project FOREIGN KEY (project_id) REFERENCES projects (id)
);
CREATE TABLE holidays (day date PRIMARY KEY, name text NOT NULL);
