CREATE TABLE patients (id bigint PRIMARY KEY, diagnosis text NOT NULL);
