import Engine
import Foundation
import ReadinessModel
import TestSupport
import Testing

@Suite("Pull requests to the example are judged as a careful reviewer would")
struct AcmeReviewTests {
  private static let guardLine = "  app.use('/api', authenticate);"

  // MARK: - Changes that weaken

  @Test("One line removed from the shared router takes authentication from every route behind it")
  func sharedRouter() throws {
    let change = try ReviewedRepository.acme()
    try change.replace(Self.guardLine + "\n", with: "", in: "src/app.ts")
    let review = try change.review()
    #expect(review.verdict == .requestChanges)
    try #require(review.concerns.count == 1, "\(review.summary)")
    let concern = review.concerns[0]
    #expect(concern.kind == .authenticationLost)
    #expect(concern.severity == .critical)
    #expect(
      concern.title == "Removes authentication from 29 routes, in files it does not touch"
    )
    #expect(concern.affected.count == 29)
    #expect(concern.affected.allSatisfy { !$0.isInChange })
    #expect(concern.affected.contains { $0.name == "GET /api/customers/{id}" })
    #expect(concern.affected.allSatisfy { $0.location?.file.hasPrefix("src/routes/") == true })
    #expect(concern.causes.map(\.removed) == [[Self.guardLine]])
    #expect(concern.causes.first?.location.file == "src/app.ts")
    #expect(concern.causes.first?.location.line == 45)
  }

  @Test("A guard for everything behind an environment flag is for people to discuss")
  func environmentFlag() throws {
    let change = try ReviewedRepository.acme()
    try change.replace(
      Self.guardLine,
      with: "  if (process.env.REQUIRE_SIGN_IN === 'true') {\n  \(Self.guardLine)\n  }",
      in: "src/app.ts"
    )
    let review = try change.review()
    #expect(review.verdict == .needsDiscussion)
    try #require(review.concerns.count == 1, "\(review.summary)")
    #expect(review.concerns[0].kind == .notSeen)
    #expect(review.concerns[0].affected.count == 29)
    #expect(review.concerns[0].causes.first?.location.file == "src/app.ts")
    #expect(review.concerns[0].causes.first?.location.line == 45)
  }

  @Test("A guard that refuses nobody any more is found, though every line that applies it stays")
  func hollowGuard() throws {
    let change = try ReviewedRepository.acme()
    let path = "src/middleware/authenticate.ts"
    try change.replace(
      """
        if (!header.startsWith('Bearer ')) {
          res.status(401).json({ error: 'Missing access token' });
          return;
        }
      """,
      with: """
          if (!header.startsWith('Bearer ')) {
            next();
            return;
          }
        """,
      in: path
    )
    let review = try change.review()
    #expect(review.verdict == .requestChanges)
    try #require(review.concerns.count == 1, "\(review.summary)")
    #expect(review.concerns[0].kind == .authenticationLost)
    #expect(review.concerns[0].affected.count == 29)
    #expect(review.concerns[0].causes.map(\.location.file) == [path])
    #expect(review.concerns[0].causes.first?.ground == .takenBack)
  }

  @Test("A new route before the guard is told with its line")
  func newRoute() throws {
    let change = try ReviewedRepository.acme()
    try change.replace(
      Self.guardLine,
      with: """
          app.get('/api/debug/users', async (req, res) => {
            res.json((await query('SELECT * FROM users')).rows);
          });
        \(Self.guardLine)
        """,
      in: "src/app.ts"
    )
    try change.replace(
      "import morgan from 'morgan';",
      with: "import morgan from 'morgan';\nimport { query } from './db';",
      in: "src/app.ts"
    )
    let review = try change.review()
    #expect(review.verdict == .requestChanges)
    try #require(!review.concerns.isEmpty)
    #expect(review.concerns[0].title == "Adds GET /api/debug/users without authentication")
    #expect(review.concerns[0].causes.first?.location.file == "src/app.ts")
    #expect(review.concerns.count { $0.severity == .critical } == 1, "\(review.summary)")
  }

  @Test("A database that loses encryption and most of its backups is told, each with its line")
  func database() throws {
    let change = try ReviewedRepository.acme {
      try $0.replace(
        "  publicly_accessible    = false\n",
        with: """
            publicly_accessible    = false
            storage_encrypted      = true

            backup_retention_period = 35

          """,
        in: "infra/database.tf"
      )
    }
    try change.replace("  storage_encrypted      = true\n", with: "", in: "infra/database.tf")
    try change.replace(
      "backup_retention_period = 35",
      with: "backup_retention_period = 7",
      in: "infra/database.tf"
    )
    let review = try change.review()
    #expect(review.verdict == .requestChanges)
    #expect(
      Set(review.concerns.map(\.title)) == [
        "Takes encryption at rest from aws_db_instance.main",
        "Keeps backups of aws_db_instance.main for 7 days instead of 35",
      ],
      "\(review.summary)"
    )
    let causes = review.concerns.flatMap(\.causes)
    #expect(causes.allSatisfy { $0.location.file == "infra/database.tf" })
    #expect(causes.contains { $0.removed == ["  storage_encrypted      = true"] })
    #expect(causes.contains { $0.added == ["  backup_retention_period = 7"] })
  }

  @Test("A pull request that no longer runs the tests, or the scan, is told which")
  func requiredCheck() throws {
    let change = try ReviewedRepository.acme {
      try $0.replace(
        "      - run: npm test\n",
        with: "      - run: npm test\n      - run: npm audit --audit-level=high\n",
        in: ".github/workflows/ci.yml"
      )
    }
    try change.replace("      - run: npm test\n", with: "", in: ".github/workflows/ci.yml")
    let tests = try change.review()
    #expect(tests.verdict == .requestChanges)
    #expect(
      tests.concerns.map(\.title) == ["Removes the tests from the pipeline"],
      "\(tests.summary)"
    )
    #expect(tests.concerns.first?.causes.first?.removed == ["      - run: npm test"])

    try change.git("checkout", "-q", "--", ".")
    try change.replace(
      "npm audit --audit-level=high",
      with: "npm audit --audit-level=high || true",
      in: ".github/workflows/ci.yml"
    )
    let scan = try change.review()
    #expect(scan.verdict == .requestChanges)
    #expect(
      scan.concerns.map(\.title) == ["Lets a change pass the scan of dependencies"],
      "\(scan.summary)"
    )
  }

  @Test("A deployment that waits for nobody any more is told with the line that is gone")
  func approval() throws {
    let change = try ReviewedRepository.acme {
      try $0.replace(
        "    timeout-minutes: 20\n",
        with: "    timeout-minutes: 20\n    environment: production\n",
        in: ".github/workflows/deploy.yml"
      )
    }
    try change.replace(
      "    environment: production\n",
      with: "",
      in: ".github/workflows/deploy.yml"
    )
    let review = try change.review()
    #expect(review.verdict == .requestChanges)
    // The host keeps a record of deployments to an environment, which is lost with it.
    #expect(
      review.concerns.map(\.title) == [
        "Lets the job deploy deploy without the environment production",
        "1 step deploys to production and records nothing",
      ],
      "\(review.summary)"
    )
    for concern in review.concerns {
      #expect(concern.causes.first?.removed == ["    environment: production"])
    }
  }

  @Test("A new field with personal data is told; one of a special kind stops the change")
  func personalData() throws {
    let change = try ReviewedRepository.acme()
    let path = "migrations/005_customers.sql"
    try change.folder.write("ALTER TABLE customers ADD COLUMN home_phone text;\n", to: path)
    let personal = try change.review()
    #expect(personal.verdict == .needsDiscussion)
    #expect(
      personal.concerns.map(\.title) == [
        "Adds customers.home_phone with personal data, neither classified nor protected"
      ],
      "\(personal.summary)"
    )
    #expect(personal.concerns.first?.causes.first?.location.file == path)

    try change.folder.write("ALTER TABLE customers ADD COLUMN passport_number text;\n", to: path)
    let special = try change.review()
    #expect(special.verdict == .requestChanges)
    #expect(special.concerns.map(\.kind) == [.dataExposed], "\(special.summary)")
  }

  @Test("An audit log that is not called any more is told with every route it recorded")
  func auditCall() throws {
    let change = try ReviewedRepository.acme { repository in
      let engine = try ReadinessEngine(context: RunContext(today: "2026-11-23", jobs: 1))
      _ = try engine.applyFix(
        to: repository.folder.path,
        options: FixOptions(names: ["audit-log"]),
        application: FixApplication(allowsDirtyTree: true)
      )
    }
    let text = try change.folder.read("src/app.ts")
    let line = try #require(
      text.split(separator: "\n").first { $0.contains("app.use(") && $0.contains("udit") }
    )
    try change.replace(line + "\n", with: "", in: "src/app.ts")
    let review = try change.review()
    #expect(review.verdict == .requestChanges)
    let lost = try #require(review.concerns.first { $0.kind == .auditLost }, "\(review.summary)")
    #expect(lost.affected.count >= 29)
    #expect(lost.causes.map(\.removed) == [[String(line)]])
    #expect(review.concerns.allSatisfy { $0.causes.first?.removed == [String(line)] })
  }

  @Test("A secret stops the change, and so does one that only its history has")
  func secret() throws {
    let change = try ReviewedRepository.acme()
    // Written in two parts, so that this file holds no secret.
    let secret = "sk_live_" + "4eC39HqLyjWDarjtT1zdp7dcXyZabcde"
    let old = try change.folder.read("src/config.ts")
    try change.folder.write(old + "\nexport const billingKey = '\(secret)';\n", to: "src/config.ts")
    let present = try change.review()
    #expect(present.verdict == .requestChanges)
    #expect(present.concerns.map(\.kind) == [.secretAdded], "\(present.summary)")
    #expect(present.concerns.first?.causes.first?.location.file == "src/config.ts")
    try change.commit("Add billing")

    try change.folder.write(old, to: "src/config.ts")
    try change.commit("Read the key from the environment")
    let past = try change.review()
    #expect(past.verdict == .requestChanges)
    #expect(past.concerns.map(\.kind) == [.secretAdded], "\(past.summary)")
    #expect(past.concerns.first?.title.contains("history") == true)
    for review in [present, past] {
      #expect(!review.concerns.contains { "\($0)".contains("4eC39HqLyjWDarjtT1zdp7dc") })
    }
  }

  @Test("What a change hides from view is never approved")
  func hidden() throws {
    let change = try ReviewedRepository.acme()
    try change.folder.write(
      "exclude:\n  - path: src/routes/exports.ts\n    reason: generated\n",
      to: "auditwright.yml"
    )
    let review = try change.review()
    #expect(review.verdict == .needsDiscussion, "\(review.summary)")
    #expect(review.concerns.contains { $0.title.contains("src/routes/exports.ts") })
  }

  // MARK: - Harmless changes

  @Test("A guard called otherwise is the same guard")
  func renamedGuard() throws {
    let change = try ReviewedRepository.acme()
    try change.replaceEverywhere("authenticate", with: "requireSignIn", ending: ".ts")
    try change.move("src/middleware/authenticate.ts", to: "src/middleware/requireSignIn.ts")
    try expectNothing(of: change)
  }

  @Test("A refactor of sixty files, moved, formatted and renamed, is approved without a word")
  func refactor() throws {
    let change = try ReviewedRepository.acme()
    for path in try change.files(ending: ".ts") where path.hasPrefix("src/routes/") {
      try change.move(path, to: path.replacing("src/routes/", with: "src/http/endpoints/"))
    }
    try change.replaceEverywhere("'./routes/", with: "'./http/endpoints/", ending: "app.ts")
    for path in try change.files(ending: ".ts") {
      var text = try change.folder.read(path)
      if path.hasPrefix("src/http/endpoints/") {
        text = text.replacing("from '../", with: "from '../../")
        text = text.replacing("(req, res)", with: "(request, response)")
          .replacing("req.", with: "request.").replacing("res.", with: "response.")
      }
      let lines = text.split(separator: Character("\n"), omittingEmptySubsequences: false)
      let indented = lines.map { line -> String in
        let spaces = line.prefix { $0 == " " }.count
        return String(repeating: " ", count: spaces) + line
      }
      text = indented.joined(separator: "\n")
      try change.folder.write("// Formatted by the new rules.\n" + text, to: path)
    }
    for path in try change.files(ending: ".tf") {
      try change.folder.write("# Reviewed.\n\n" + (try change.folder.read(path)), to: path)
    }
    for path in try change.files(ending: ".md") {
      try change.folder.write("<!-- Reviewed. -->\n\n" + (try change.folder.read(path)), to: path)
    }
    let review = try change.review()
    #expect(review.extent.files >= 60)
    #expect(review.extent.moved >= 20)
    try expectNothing(of: change)
  }

  @Test("A route's file that moved is neither a lost nor a new route")
  func movedFile() throws {
    let change = try ReviewedRepository.acme()
    try change.move("src/routes/customers.ts", to: "src/routes/crm/accounts.ts")
    try change.replaceEverywhere("from '../", with: "from '../../", ending: "crm/accounts.ts")
    try change.replace("'./routes/customers'", with: "'./routes/crm/accounts'", in: "src/app.ts")
    try expectNothing(of: change)
  }

  @Test("New versions of dependencies and actions are approved without a word")
  func dependencies() throws {
    let change = try ReviewedRepository.acme()
    try change.replaceEverywhere("actions/checkout@v4", with: "actions/checkout@v5", ending: ".yml")
    let manifest = try change.folder.read("package.json")
    let bumped = manifest.replacing(/\"morgan\": \"[^\"]+\"/, with: "\"morgan\": \"^1.99.0\"")
    #expect(bumped != manifest)
    try change.folder.write(bumped, to: "package.json")
    try expectNothing(of: change)
  }

  private func expectNothing(of change: ReviewedRepository) throws {
    let onDisk = try change.review()
    #expect(onDisk.summary == ["approve"])
    try change.commit("Change")
    let committed = try change.review(head: "change")
    #expect(committed.summary == ["approve"])
    #expect(committed.extent == onDisk.extent)
  }
}
