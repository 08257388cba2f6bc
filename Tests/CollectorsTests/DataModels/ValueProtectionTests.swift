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

  static let oneByOne = ["create", "update", "upsert"]
  static let all =
    oneByOne + [
      "createMany", "createManyAndReturn", "updateMany", "updateManyAndReturn",
    ]

  /// A client whose extension names operations on one model.
  static func extended(_ operations: [String], on model: String = "customer") -> String {
    let functions = operations.map { name in
      "async \(name)({ args, query }) { for (const row of [args.data, args.create, args.update].flat()) row.taxId = seal(row.taxId); return query(args); }"
    }
    return """
      import { PrismaClient } from '@prisma/client';
      import { seal } from './cipher';
      export const prisma = new PrismaClient().$extends({ query: { \(model): { \(functions.joined(separator: ", ")) } } });
      """
  }

  @Test(
    "Operations on many rows must be covered where code calls them, on the model or on what is not told",
    arguments: [
      ("prisma.customer.createMany({ data: rows })", "createMany", false),
      ("prisma.customer.updateMany({ where, data: { taxId } })", "updateMany", false),
      ("prisma.customer.createManyAndReturn({ data: [{ ...row }] })", "createManyAndReturn", false),
      ("db.customer.updateManyAndReturn({ where, data })", "updateManyAndReturn", false),
      ("prisma[model].createMany({ data: rows })", "createMany", false),
      ("delegate.createMany({ data: rows })", "createMany", false),
      // What is called is not told: any of them may be.
      ("prisma.customer[operation]({ data: rows })", "", false),
      // Rows of another model, and rows without the field, say nothing of it.
      ("prisma.supplier.createMany({ data: rows })", "", true),
      ("prisma.customer.updateMany({ where, data: { name: 'x' } })", "", true),
      ("prisma.customer.createMany({ data: [{ id: '1', name: 'x' }] })", "", true),
      ("prisma.customer.deleteMany({ where })", "", true),
    ]
  )
  func bulk(call: String, operation: String, isProtected: Bool) {
    let service = "import { prisma, db } from './db';\nexport const run = (rows) => \(call);"
    let partly = protected(["src/db.ts": Self.extended(Self.oneByOne), "src/run.ts": service])
    #expect(partly.contains("Customer.taxId") == isProtected)
    let whole = protected(["src/db.ts": Self.extended(Self.all), "src/run.ts": service])
    #expect(whole.contains("Customer.taxId"))
    guard !operation.isEmpty else { return }
    let enough = protected([
      "src/db.ts": Self.extended(Self.oneByOne + [operation]), "src/run.ts": service,
    ])
    #expect(enough.contains("Customer.taxId"))
  }

  @Test("What the repository defines by the name of an operation is looked at where it is defined")
  func ownMethods() {
    let controller = "export const post = (req) => customers.createMany(req.body);"
    let careful = """
      import { prisma } from './db';
      export class Customers { createMany(rows) { return Promise.all(rows.map((data) => prisma.customer.create({ data }))); } }
      """
    let handsOn = """
      export class Customers { createMany(rows) { return this.delegate.createMany({ data: rows }); } }
      """
    let client = Self.extended(Self.oneByOne)
    #expect(
      protected(["src/db.ts": client, "src/post.ts": controller, "src/customers.ts": careful])
        == ["Customer.taxId"]
    )
    #expect(
      protected(["src/db.ts": client, "src/post.ts": controller, "src/customers.ts": handsOn])
        .isEmpty
    )
  }

  static let related = """
    model Company {
      id String @id
      name String
      customers Customer[]
    }
    model Customer {
      id String @id
      taxId String?
      companyId String
      company Company @relation(fields: [companyId], references: [id])
    }
    """

  @Test(
    "Rows written along with a row of another model go past an extension for their own",
    arguments: [
      ("db.company.create({ data: { name, customers: { create: [{ taxId }] } } })", false),
      ("db.company.update({ where, data: { customers: { createMany: { data: rows } } } })", false),
      (
        "db.company.update({ where, data: { customers: { connectOrCreate: { where, create: { taxId } } } } })",
        false
      ),
      (
        "db.company.update({ where, data: { customers: { update: { where, data: { ...row } } } } })",
        false
      ),
      ("db.company.create({ data: { name, customers: { connect: { id } } } })", true),
      ("db.company.create({ data: { name, customers: { create: [{ id }] } } })", true),
      ("configure({ pages: { create: { taxId } } })", true),
    ]
  )
  func nested(call: String, isProtected: Bool) {
    let service = "import { db } from './db';\nexport const run = () => \(call);"
    func isCovered(_ files: [String: String]) -> Bool {
      var all = files
      all["schema.prisma"] = Self.related
      all["src/cipher.ts"] = ValueProtectionTests.cipher
      all["src/run.ts"] = service
      return collect(all).models.flatMap(\.fields).contains {
        $0.name == "taxId" && $0.protection != nil
      }
    }
    #expect(isCovered(["src/db.ts": Self.extended(["$allOperations"])]) == isProtected)
    // One that is for all models and looks at the row itself only.
    #expect(
      isCovered(["src/db.ts": Self.extended(["$allOperations"], on: "$allModels")]) == isProtected
    )
    // One that walks through what is written, by itself or by a table of relations.
    let install =
      "import { PrismaClient } from '@prisma/client';\nimport { withEncryption } from './encryption';\nexport const db = withEncryption(new PrismaClient());"
    let walking = Self.table.replacing(
      "function walk(model, data) {",
      with:
        "function walk(model, data) { for (const part of Object.values(data)) walk(model, part);"
    )
    #expect(isCovered(["src/db.ts": install, "src/encryption.ts": walking]))
    let listed = Self.table.replacing(
      "relations: {} }",
      with: "relations: {} }, Company: { fields: [], relations: { customers: 'Customer' } }"
    )
    #expect(isCovered(["src/db.ts": install, "src/encryption.ts": listed]))
    #expect(isCovered(["src/db.ts": install, "src/encryption.ts": Self.table]) == isProtected)
  }

  @Test(
    "A client that is made in one file and extended in another is in reach by its name only",
    arguments: [
      (
        "import { basePrisma } from './base';\nexport const health = () => basePrisma.$connect();",
        true
      ),
      (
        "import { basePrisma } from './base';\nexport const all = () => basePrisma.customer.findMany();",
        false
      ),
      (
        "import { basePrisma as raw } from './base';\nexport const all = () => raw.customer.create({ data });",
        false
      ),
      (
        "import * as clients from './base';\nexport const all = () => clients.basePrisma.customer.findMany();",
        false
      ),
      ("const { basePrisma } = require('./base');\nmodule.exports = { basePrisma };", false),
      ("export { basePrisma } from './base';", false),
    ]
  )
  func exportedClient(other: String, isProtected: Bool) {
    let found = protected([
      "src/encryption.ts": Self.table,
      "src/base.ts":
        "import { PrismaClient } from '@prisma/client';\nexport const basePrisma = new PrismaClient();",
      "src/db.ts":
        "import { basePrisma } from './base';\nimport { withEncryption } from './encryption';\nexport const prisma = withEncryption(basePrisma);",
      "src/other.ts": other,
    ])
    #expect(found == (isProtected ? ["Customer.taxId"] : []))
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
