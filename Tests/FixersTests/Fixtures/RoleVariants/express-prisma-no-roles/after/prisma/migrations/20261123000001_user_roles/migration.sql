-- What each user may do; see the policies. Somebody has to be given more.
ALTER TABLE people ADD COLUMN role text NOT NULL DEFAULT 'member';
