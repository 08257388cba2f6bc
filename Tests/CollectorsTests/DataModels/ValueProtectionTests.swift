import Collectors
import ReadinessModel
import Testing

@Suite("A field counts as encrypted where code really makes its value unreadable")
struct ValueProtectionTests {
  static let cipher = """
    import { createCipheriv, randomBytes } from 'node:crypto';
    const key = Buffer.from(process.env.KEY ?? '', 'base64');
    export function seal(plain: string): string {
      const nonce = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', key, nonce);
      const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final(), cipher.getAuthTag()]);
      return [nonce, body].map((part) => part.toString('base64')).join('.');
    }
    """

  static func entity(_ transformer: String, _ rest: String = "") -> String {
    """
    import { Column, Entity } from 'typeorm';
    \(rest)
    @Entity() export class Customer {
      @Column({ type: 'text', transformer: \(transformer) }) taxId: string;
    }
    """
  }

  @Test(
    "A transformer protects when its way into the store goes through a cipher",
    arguments: [
      (
        "encrypted",
        "import { seal } from './cipher';\nconst encrypted = { to: (v: string | null) => v === null ? v : seal(v), from: (v: string) => v };"
      ),
      (
        "new Sealed()",
        "import { seal } from './cipher';\nclass Sealed { to(v) { if (!v) return v; const out = seal(v); return out; } from(v) { return v; } }"
      ),
      (
        "vault('customer.tax_id')",
        "import { seal } from './cipher';\nfunction vault(name) { return { to(v) { return v == null ? v : seal(v + name); }, from: (v) => v }; } // encrypts"
      ),
      (
        "{ to: (v) => seal(v), from: (v) => v }", "import { seal } from './cipher'; // encrypts"
      ),
      (
        "new EncryptionTransformer({ key })",
        "import { EncryptionTransformer } from 'typeorm-encrypted';"
      ),
    ]
  )
  func real(transformer: String, rest: String) throws {
    let facts = collect([
      "src/customer.ts": Self.entity(transformer, rest), "src/cipher.ts": Self.cipher,
    ])
    #expect(facts.models.first?.fields.first?.protection == "encrypted")
  }

  @Test(
    "A transformer that only sounds like it protects nothing",
    arguments: [
      (
        "encrypted",
        "import { seal } from './cipher';\nconst encrypted = { to: (v) => v, from: (v) => v };"
      ),
      (
        "new EncryptionTransformer()",
        "import { createCipheriv } from 'node:crypto';\nclass EncryptionTransformer { to(v) { return v; } from(v) { return v; } }"
      ),
      (
        "encrypted",
        "import { seal } from './cipher';\nconst encrypted = { to(v) { seal(v); return v; }, from: (v) => v };"
      ),
      (
        "encrypted",
        "import { seal } from './cipher';\nconst encrypted = { to: (v) => process.env.KEY ? seal(v) : v, from: (v) => v };"
      ),
      (
        "encrypted",
        "import { seal } from './cipher';\nconst encrypted = { to(v) { try { return seal(v); } catch { return v; } }, from: (v) => v };"
      ),
      (
        "encrypted",
        "import { seal } from './cipher';\nconst encrypted = { to: (v) => v.trim(), from: (v) => seal(v) };"
      ),
      ("encrypted", "import { encrypted } from './hollow';"),
      ("{ to: (v) => v, from: (v) => v } /* encrypted */", "const encrypt = 1;"),
      (
        "encryptedField()", "function encryptedField() { return { to: (v) => v, from: (v) => v }; }"
      ),
    ]
  )
  func hollow(transformer: String, rest: String) throws {
    let facts = collect([
      "src/customer.ts": Self.entity(transformer, rest), "src/cipher.ts": Self.cipher,
      "src/hollow.ts":
        "import { seal } from './cipher';\nexport const encrypted = { to: (v) => String(v), from: (v) => v };",
    ])
    #expect(facts.models.first?.fields.first?.protection == nil)
  }

  @Test("Drizzle's own types, setters of Mongoose and Sequelize, and a decorator are followed")
  func otherMappers() throws {
    let facts = collect([
      "src/cipher.ts": Self.cipher,
      "src/a.ts": """
      import { customType, pgTable } from 'drizzle-orm/pg-core';
      import { seal } from './cipher';
      const encryptedText = customType({ dataType: () => 'text', toDriver: (v) => seal(v) });
      const encryptedNote = customType({ dataType: () => 'text', toDriver: (v) => v });
      export const customers = pgTable('customers', { taxId: encryptedText('tax_id'), passportNumber: encryptedNote('p') });
      """,
      "src/b.ts": """
      import mongoose from 'mongoose';
      import { seal } from '@/cipher';
      const s = new mongoose.Schema({
        ssn: { type: String, set: (v) => seal(v) /* encrypt */ },
        iban: { type: String, set: (v) => v /* encrypt */ },
      });
      mongoose.model('Person', s);
      """,
      "src/c.ts": """
      import { Column, Entity } from 'typeorm';
      import { seal } from './cipher';
      const EncryptedColumn = () => Column({ transformer: { to: (v) => seal(v), from: (v) => v } });
      const EncryptedText = () => Column({ type: 'text' });
      @Entity() class Patient { @EncryptedColumn() ssn: string; @EncryptedText() diagnosis: string; }
      """,
    ])
    func protection(_ model: String, _ field: String) -> String? {
      facts.models.first { $0.name == model }?.fields.first { $0.name == field }?.protection
    }
    #expect(protection("customers", "taxId") == "encrypted")
    #expect(protection("customers", "passportNumber") == nil)
    #expect(protection("Person", "ssn") == "encrypted")
    #expect(protection("Person", "iban") == nil)
    #expect(protection("Patient", "ssn") == "encrypted")
    #expect(protection("Patient", "diagnosis") == nil)
  }

  @Test("What is still to be done protects nothing")
  func intent() throws {
    let facts = collect([
      "migrations/1.sql":
        "CREATE TABLE people (ssn text, iban text); COMMENT ON COLUMN people.ssn IS 'TODO: encrypt'; COMMENT ON COLUMN people.iban IS 'encrypted by the application';"
    ])
    #expect(facts.models.first?.fields.map(\.protection) == [nil, "encrypted"])
  }
}

@Suite("An extension of Prisma's client protects the fields it really covers")
struct ClientExtensionTests {
  static let schema = """
    model Customer {
      id String @id
      taxId String?
      passportNumber String?
      name String
    }
    model Supplier {
      id String @id
      taxId String?
    }
    """
  static let table = """
    import { PrismaClient } from '@prisma/client';
    import { seal } from './cipher';
    const models = { Customer: { fields: ['taxId'], relations: {} } };
    function walk(model, data) {
      for (const field of models[model]?.fields ?? []) data[field] = seal(data[field]);
    }
    export function withEncryption(client) {
      return client.$extends({
        query: { $allModels: { async $allOperations({ model, args, query }) { walk(model, args.data); return query(args); } } },
      });
    }
    """

  private func protected(_ files: [String: String]) -> [String] {
    var all = files
    all["schema.prisma"] = Self.schema
    all["src/cipher.ts"] = ValueProtectionTests.cipher
    return collect(all).models.flatMap { model in
      model.fields.filter { $0.protection != nil }.map { "\(model.name).\($0.name)" }
    }.sorted()
  }

  @Test("A table of fields that an extension for all models reads")
  func byTable() {
    #expect(
      protected([
        "src/encryption.ts": Self.table,
        "src/db.ts":
          "import { PrismaClient } from '@prisma/client';\nimport { withEncryption } from './encryption';\nexport const prisma = globalThis.prisma ?? withEncryption(new PrismaClient());",
      ]) == ["Customer.taxId"]
    )
  }

  @Test("An extension for one model, written out")
  func byModel() {
    let operations = ["create", "update", "upsert"].map { name in
      "async \(name)({ args, query }) { args.data.taxId = seal(args.data.taxId); return query(args); }"
    }.joined(separator: ", ")
    #expect(
      protected([
        "src/db.ts": """
        import { PrismaClient } from '@prisma/client';
        import { seal } from './cipher';
        const base = new PrismaClient();
        export const prisma = base.$extends({ query: { supplier: { \(operations) } } });
        """
      ]) == ["Supplier.taxId"]
    )
  }

  @Test(
    "Nothing is protected by one that is for another model, not installed, passed by or hollow",
    arguments: [
      // Not installed.
      "export const prisma = new PrismaClient();",
      // Passed by.
      "export const plain = new PrismaClient();\nexport const prisma = withEncryption(plain);",
      "export const prisma = withEncryption(new PrismaClient());\nexport class Db extends PrismaClient {}",
      // Only what is read.
      "export const prisma = new PrismaClient().$extends({ result: { customer: { taxId: { needs: { taxId: true }, compute: (c) => seal(c.taxId) } } } });",
      // Only one way in.
      "export const prisma = new PrismaClient().$extends({ query: { customer: { create({ args, query }) { args.data.taxId = seal(args.data.taxId); return query(args); } } } });",
      // Hollow.
      "const encrypt = (v) => v;\nexport const prisma = new PrismaClient().$extends({ query: { customer: { $allOperations({ args, query }) { args.data.taxId = encrypt(args.data.taxId); return query(args); } } } });",
      "export const prisma = new PrismaClient().$extends({ query: { customer: { $allOperations({ args, query }) { return query(args); } } } });",
    ]
  )
  func hollow(client: String) {
    let found = protected([
      "src/encryption.ts": Self.table,
      "src/db.ts":
        "import { PrismaClient } from '@prisma/client';\nimport { seal } from './cipher';\nimport { withEncryption } from './encryption';\n"
        + client,
    ])
    #expect(found.isEmpty)
  }

  @Test("A remark in the schema counts only with something that acts on it")
  func remarks() {
    let schema = "model Person {\n  id String @id\n  ssn String /// @encrypted\n}"
    func isProtected(_ client: String) -> Bool {
      let facts = collect([
        "schema.prisma": schema,
        "src/db.ts": "import { PrismaClient } from '@prisma/client';\n" + client,
      ])
      return facts.models.first?.fields.last?.protection != nil
    }
    #expect(!isProtected("export const prisma = new PrismaClient();"))
    #expect(
      isProtected(
        "import { fieldEncryptionExtension } from 'prisma-field-encryption';\nexport const prisma = new PrismaClient().$extends(fieldEncryptionExtension());"
      )
    )
    #expect(
      isProtected(
        "import { fieldEncryptionMiddleware } from 'prisma-field-encryption';\nexport const prisma = new PrismaClient();\nprisma.$use(fieldEncryptionMiddleware());"
      )
    )
  }
}
