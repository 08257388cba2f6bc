import Collectors
import ReadinessModel
import Testing

@Suite("Prisma schemas give models and fields")
struct PrismaSchemaTests {
  @Test("fields, maps, enums, remarks and relations of a schema in several files")
  func wholeSchema() throws {
    let facts = collect([
      "prisma/schema/user.prisma": """
      /// People who sign in.
      model User {
        id        String   @id @default(cuid())
        /// @classification restricted
        email     String   @unique @map("email_addr") // how we write to them
        ssn       String?  /// @encrypted
        search    Unsupported("tsvector")?
        nickname  String?  @db.VarChar(255)
        role      Role     @default(MEMBER)
        posts     Post[]
        address   Address?
        team      Team?    @relation(fields: [teamId], references: [id],
                                     onDelete: Cascade)
        teamId    String?

        @@unique([email, teamId])
        @@map("users")
      }

      enum Role {
        ADMIN @map("admin")
        MEMBER
      }
      """,
      "prisma/schema/post.prisma": """
      datasource db { provider = "postgresql" }
      type Address {
        street String
      }
      model Post {
        id Int @id
        title String @default("a { b // c")
        author User @relation(fields: [authorId], references: [id])
        authorId String
      }
      model Team { id String @id }
      """,
    ])
    let user = try #require(facts.models.first { $0.name == "User" })
    #expect(user.table == "users")
    #expect(user.mapper == "prisma")
    #expect(user.location == SourceLocation(file: "prisma/schema/user.prisma", line: 2))
    #expect(
      user.fields.map(\.name) == [
        "id", "email", "ssn", "search", "nickname", "role", "teamId",
      ]
    )
    let email = try #require(user.fields.first { $0.name == "email" })
    #expect(email.category == "user.contact.email")
    #expect(email.declaredClass == "restricted")
    #expect(email.location.line == 5)
    #expect(user.fields.first { $0.name == "ssn" }?.protection == "encrypted")
    #expect(user.fields.first { $0.name == "search" }?.type == "Unsupported(\"tsvector\")?")
    let post = try #require(facts.models.first { $0.name == "Post" })
    #expect(post.fields.map(\.name) == ["id", "title", "authorId"])
    #expect(facts.models.contains { $0.name == "Address" })
    #expect(facts.models.first { $0.name == "Team" }?.fields.map(\.name) == ["id"])
  }

  @Test("the column's name counts where the field's says nothing")
  func mappedName() throws {
    let facts = collect([
      "schema.prisma": "model User {\n  mail1 String @map(\"email\")\n}\n"
    ])
    #expect(facts.models.first?.fields.first?.category == "user.contact.email")
  }

  @Test("a field that points to another model says nothing of a person")
  func foreignKey() throws {
    let facts = collect([
      "schema.prisma": """
      model Device { id String @id }
      model Finding {
        deviceId String? @map("device_id")
      }
      model PushTarget {
        deviceIdentifier String
      }
      """
    ])
    #expect(facts.models.map { $0.fields.first?.category } == [nil, nil, "user.device.device_id"])
  }

  @Test(
    "hostile schemas end in a result",
    arguments: [
      "model", "model User {", "model User {\n email String @default(\"", "}}}}", "/* open",
      "model A {\n a(((((((((((\n b String\n", "model {\n}\n", "\u{0}\u{1}",
    ]
  )
  func hostile(text: String) {
    _ = collect(["a.prisma": text])
  }
}

/// Collects from texts by path, with every hint given.
func collect(_ files: [String: String]) -> DataFacts {
  let files = files.map { RepositoryFile(path: $0.key, text: $0.value) }
  return DataModelCollector.collect(RepositoryFiles(files)) { _ in .dataModels }
}
