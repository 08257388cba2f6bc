import Collectors
import ReadinessModel
import Testing

@Suite("Models in TypeScript and JavaScript are read")
struct ScriptModelTests {
  @Test("TypeORM entities: columns with their options, relations left out")
  func typeorm() throws {
    let model = try single(
      "src/user.entity.ts",
      """
      @Entity({ name: 'users' })
      export class User extends BaseEntity {
        @PrimaryGeneratedColumn('uuid') id: string;
        @Column({ type: 'varchar', unique: true, name: 'e_mail' }) private readonly email?: string;
        /** @classification pii */
        @Column({ nullable: true, transformer: new EncryptionTransformer(key) })
        passportNumber: string;
        @Column({ select: false }) password: string;
        @Column('text') taxId: string; // @pii
        @EncryptedColumn() ssn: string;
        @OneToMany(() => Post, (p) => p.user) posts: Post[];
        helper = 1;
      }
      """
    )
    #expect(model.mapper == "typeorm")
    #expect(model.table == "users")
    #expect(
      model.fields.map(\.name) == ["id", "email", "passportNumber", "password", "taxId", "ssn"]
    )
    #expect(model.fields[1].type == "varchar")
    #expect(model.fields[2].protection == "encrypted")
    #expect(model.fields[2].declaredClass == "pii")
    #expect(model.fields[3].sensitivity == .credential)
    #expect(model.fields[3].protection == nil, "leaving a column out of queries protects nothing")
    #expect(model.fields[4].declaredClass == "pii")
    #expect(model.fields[5].protection == "encrypted")
  }

  @Test("MikroORM, sequelize-typescript and NestJS schemas")
  func decorated() throws {
    let mikro = try single(
      "a.ts",
      "@Entity()\nclass Person {\n  @PrimaryKey() id!: number;\n  @Property() email!: string;\n}"
    )
    #expect(mikro.mapper == "mikro-orm")
    #expect(mikro.fields.map(\.name) == ["id", "email"])
    let sequelize = try single(
      "b.ts",
      "@Table({ tableName: 'people' })\nexport class Person extends Model {\n"
        + "  @Column(DataType.STRING) phone: string;\n  @HasMany(() => Pet) pets: Pet[];\n}"
    )
    #expect(sequelize.mapper == "sequelize")
    #expect(sequelize.table == "people")
    #expect(sequelize.fields.map(\.name) == ["phone"])
    let nest = try single(
      "c.ts",
      "@Schema({ collection: 'cats' })\nexport class Cat { @Prop({ required: true }) name: string; }"
    )
    #expect(nest.mapper == "mongoose")
    #expect(nest.table == "cats")
  }

  @Test("fields come from base classes and embedded types, over files")
  func inherited() throws {
    let facts = collect([
      "src/base.ts": """
      export abstract class Base { @PrimaryColumn() id: string; }
      export abstract class Contactable extends Base { @Column() email: string; }
      """,
      "src/name.ts":
        "export class FullName { @Column() first: string; @Column() lastName: string; }",
      "src/user.ts": """
      @Entity() export class User extends Contactable {
        @Column(() => FullName) name: FullName;
        @Column() id: string;
      }
      """,
      "src/cycle.ts":
        "@Entity() class A extends B { @Column() a: string } class B extends A { @Column() b: string }",
    ])
    #expect(facts.models.map(\.name) == ["A", "User"])
    #expect(facts.models[0].fields.map(\.name) == ["b", "a"])
    let user = facts.models[1]
    #expect(user.fields.map(\.name) == ["email", "name.first", "name.lastName", "id"])
    #expect(user.fields[2].category == "user.name.last")
  }

  @Test("Sequelize: define, init, hashing setters")
  func sequelize() throws {
    let facts = collect([
      "models/user.js": """
      const User = sequelize.define('User', {
        email: DataTypes.STRING,
        password: {
          type: DataTypes.STRING(60),
          field: 'pw',
          set(value) { this.setDataValue('password', bcrypt.hashSync(value, 12)); },
        },
        settings: { theme: 'dark' },
      }, { tableName: 'users' });
      Account.init({ iban: { type: Sequelize.TEXT } }, { sequelize, modelName: 'BankAccount' });
      Sentry.init({ dsn: 'x' });
      """
    ])
    #expect(facts.models.map(\.name) == ["User", "BankAccount"])
    #expect(facts.models[0].table == "users")
    #expect(facts.models[0].fields.map(\.name) == ["email", "password"])
    #expect(facts.models[0].fields[1].protection == "hashed")
    #expect(facts.models[1].fields.first?.category == "user.financial.bank_account")
  }

  @Test("Mongoose: nesting, references, model names, encrypting plug-ins")
  func mongoose() throws {
    let model = try single(
      "models/person.ts",
      """
      const personSchema = new mongoose.Schema<Person>({
        email: { type: String, required: true },
        address: { city: String, zip: { type: String } },
        phones: [{ number: String, type: { type: String } }],
        tags: [String],
        owner: { type: Schema.Types.ObjectId, ref: 'User' },
        ssn: String,
      }, { collection: 'people' });
      personSchema.plugin(fieldEncryption, { fields: ['ssn'], secret: key });
      export default mongoose.model('Person', personSchema);
      """
    )
    #expect(model.name == "Person")
    #expect(model.table == "people")
    #expect(
      model.fields.map(\.name) == [
        "email", "address.city", "address.zip", "phones.number", "phones.type", "tags", "ssn",
      ]
    )
    #expect(model.fields.last?.protection == "encrypted")
    #expect(model.fields[1].category == "user.contact.address.city")
  }

  @Test("Mongoose takes its constructor without new")
  func mongooseCall() throws {
    let model = try single(
      "models/user.model.js",
      """
      const userSchema = mongoose.Schema({ email: { type: String }, password: { type: String, private: true } });
      module.exports = mongoose.model('User', userSchema);
      """
    )
    #expect(model.name == "User")
    #expect(model.fields.map(\.sensitivity) == [.personal, .credential])
  }

  @Test("Drizzle: tables of all dialects, callbacks, schemas")
  func drizzle() throws {
    let facts = collect([
      "db/schema.ts": """
      export const users = pgTable('users', {
        ...timestamps,
        id: serial('id').primaryKey(),
        email: varchar('email_address', { length: 320 }).notNull(),
        passwordHash: text().notNull(),
      }, (t) => [index('i').on(t.email)]);
      export const cards = createTable('cards', (d) => ({ cardNumber: d.text() }));
      export const logs = audit.table('logs', { ipAddress: inet('ip') });
      """
    ])
    #expect(facts.models.map(\.name) == ["users", "cards", "logs"])
    #expect(facts.models[0].fields.map(\.name) == ["id", "email", "passwordHash"])
    #expect(facts.models[0].fields[1].type == "varchar")
    #expect(facts.models[0].fields[2].protection == "hashed")
    #expect(facts.models[1].fields.first?.category == "user.financial.credit_card")
    #expect(facts.models[2].fields.first?.category == "user.device.ip_address")
  }

  @Test("Knex, Sequelize and TypeORM migrations, and SQL in strings")
  func migrations() throws {
    let facts = collect([
      "migrations/1_users.js": """
      exports.up = async (knex) => {
        await knex.schema.createTable('users', (t) => {
          t.increments('id');
          t.string('email').notNullable().unique();
          t.string('nick');
        });
        await knex.schema.createTable('gone', function (table) { table.uuid('id'); });
      };
      exports.down = (knex) => knex.schema.dropTable('users');
      """,
      "migrations/2_more.ts": """
      export async function up(knex: Knex) {
        await knex.schema.alterTable('users', (t) => { t.date('dob'); t.dropColumn('nick'); });
        await knex.schema.dropTable('gone');
        await knex.raw(`CREATE TABLE notes (body text); GRANT SELECT ON notes TO reader`);
      }
      export async function down(knex: Knex) {
        await knex.raw('DROP TABLE notes');
      }
      """,
      "src/migrations/3.ts": """
      export class Third implements MigrationInterface {
        async up(queryRunner: QueryRunner) {
          await queryRunner.createTable(new Table({ name: 'pets', columns: [{ name: 'id', type: 'int' }] }));
          await queryRunner.addColumn('pets', new TableColumn({ name: 'ownerEmail', type: 'text' }));
          await queryRunner.query(`ALTER TABLE "pets" ADD "chip" text`);
        }
        async down(queryRunner: QueryRunner) { await queryRunner.dropTable('pets'); }
      }
      """,
      "src/migrations/4.js": """
      module.exports = {
        up: (queryInterface, Sequelize) => queryInterface.createTable('orders', {
          id: Sequelize.INTEGER, iban: { type: Sequelize.STRING },
        }),
        down: (queryInterface) => queryInterface.dropTable('orders'),
      };
      """,
    ])
    func columns(_ table: String) -> [String]? {
      facts.models.first { $0.name == table }?.fields.map(\.name)
    }
    #expect(columns("users") == ["id", "email", "dob"])
    #expect(columns("notes") == ["body"])
    #expect(columns("pets") == ["id", "ownerEmail", "chip"])
    #expect(columns("orders") == ["id", "iban"])
    #expect(columns("gone") == nil)
    #expect(facts.databaseGrants.contains { $0.kind == .grant && $0.grantee == "reader" })
  }

  @Test("words that merely sound like SQL are not run")
  func prose() {
    let facts = collect([
      "src/ui.tsx": "const label = 'Drop table here'; render('Create table now (x)')"
    ])
    #expect(facts == DataFacts())
  }

  @Test("models in tests and examples are not the product's")
  func contexts() {
    let text = "export const users = pgTable('users', { email: text() })"
    #expect(collect(["tests/schema.ts": text, "examples/a/schema.ts": text]).models.isEmpty)
    #expect(collect(["src/db/schema.ts": text]).models.count == 1)
  }

  @Test(
    "hostile scripts end in a result",
    arguments: [
      "new Schema({", "pgTable('a', { b: })", "@Entity( class {", "x.define('a', {{{{{", "\u{0}",
      "new Schema({a:{a:{a:{a:{a:{a:{a:{a:String}}}}}}}})",
      "knex.schema.createTable('a', (t) => t)",
      "class A { @Column( ] }", "`CREATE TABLE ${a}`",
    ]
  )
  func hostile(text: String) {
    _ = collect(["a.ts": text, "b.js": text, "c.tsx": text])
  }

  private func single(_ path: String, _ text: String) throws -> DataModel {
    let models = collect([path: text]).models
    #expect(models.count == 1)
    return try #require(models.first)
  }
}
