CREATE TABLE parcels (id serial PRIMARY KEY, email text NOT NULL, phone text);
CREATE TABLE couriers (id serial PRIMARY KEY, full_name text NOT NULL, date_of_birth date);
