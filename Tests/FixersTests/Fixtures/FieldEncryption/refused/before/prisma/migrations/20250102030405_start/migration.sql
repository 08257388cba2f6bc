CREATE TABLE "Patient" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "password" TEXT NOT NULL,
    "ssn" TEXT NOT NULL,
    "passportNumber" TEXT NOT NULL UNIQUE,
    "taxId" TEXT NOT NULL,
    "driversLicense" TEXT NOT NULL,
    "iban" TEXT NOT NULL CHECK (length("iban") < 35),
    "dateOfBirth" TIMESTAMP(3) NOT NULL,
    "bloodType" TEXT NOT NULL DEFAULT 'unknown',
    "diagnosis" TEXT NOT NULL,
    "allergies" TEXT[],
    "cardNumber" TEXT NOT NULL,
    "accessToken" TEXT NOT NULL,
    "religion" TEXT NOT NULL
);
CREATE TABLE "Visit" ("id" TEXT NOT NULL PRIMARY KEY, "patientId" TEXT NOT NULL);
CREATE INDEX "Patient_taxId_idx" ON "Patient"("taxId");
