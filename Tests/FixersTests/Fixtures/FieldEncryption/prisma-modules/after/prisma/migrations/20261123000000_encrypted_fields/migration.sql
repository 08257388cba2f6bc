-- What is encrypted is longer than what it was made of.
ALTER TABLE "Patient" ALTER COLUMN ssn TYPE text;
