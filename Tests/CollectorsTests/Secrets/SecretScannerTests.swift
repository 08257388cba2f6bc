import Collectors
import Foundation
import ReadinessModel
import Testing

/// Secrets are put together here at run time, so that no scanner takes this file for a leak.
private enum Made {
  static let body = "R7kQ2mXw9LpT4vYc8NbZ3sHd6GfJ1a"

  static var github: String { token("ghp", body) }
  static var npm: String { token("npm", body) }

  static func token(_ prefix: String, _ body: String) -> String {
    let sum = TokenChecksum.base62(TokenChecksum.crc32(Array(body.utf8)), length: 6)
    return prefix + "_" + body + String(decoding: sum, as: UTF8.self)
  }
}

@Suite("Secrets are reported where they are, and only there")
struct SecretScannerTests {
  @Test("a token with its provider's checksum is certain; with another one it is a look-alike")
  func checksum() throws {
    #expect(try scan("src/a.ts", "const t = '\(Made.github)'").map(\.confidence) == [.high])
    #expect(try scan(".npmrc", "token=\(Made.npm)").map(\.confidence) == [.high])
    let other = String(Made.github.dropLast()) + (Made.github.hasSuffix("0") ? "1" : "0")
    #expect(try scan("src/a.ts", "const t = '\(other)'").map(\.confidence) == [.low])
  }

  @Test("the secret itself is never kept")
  func redaction() throws {
    let secret = try #require(try scan("src/a.ts", "\nconst t = '\(Made.github)'").first)
    #expect(secret.redacted == "ghp_****")
    #expect(secret.rule == "github-token")
    #expect(secret.location == SourceLocation(file: "src/a.ts", line: 2, column: 12))
  }

  @Test(
    "a file's place says what a secret in it means",
    arguments: [
      ("src/db.ts", "source"), ("config/prod.yml", "configuration"), (".env", "configuration"),
      ("src/db.test.ts", "test"), ("tests/helpers/db.ts", "test"), (".env.example", "example"),
      ("docs/setup.md", "documentation"), ("README.md", "documentation"),
      ("examples/app/index.ts", "example"), ("src/contest/latest.ts", "source"),
      ("e2e/login.ts", "test"), ("Dockerfile", "configuration"),
    ]
  )
  func context(path: String, expected: String) throws {
    #expect(try scan(path, "x = '\(Made.github)'").map(\.context) == [expected])
  }

  @Test(
    "values that stand for others are no secrets",
    arguments: [
      "AKIA" + "IOSFODNN7EXAMPLE", "postgres://app:${DB_PASSWORD}@db.acme.io/app",
      "postgres://app:<password>@db.acme.io/app", "https://user:{{ token }}@acme.io/",
      "password = process.env.DB_PASSWORD", "const password = 'changeme-please-1'",
      "const apiKey = 'your_api_key_goes_1234'", "const token = `${prefix}${suffix}-12345678`",
      "const secretName = 'prod/database/password-1'", "const passwordField = 'confirm_password1'",
      "const tokenUrl = 'https://auth.acme.io/oauth2/token'", "resetToken: 'users.reset.token.v2'",
      "password: string;", "const API_KEY_HEADER = 'x-acme-key-2024-v1'",
      "apiKey: 'aaaaaaaaaaaaaaaaaaaaaaaa1111'", "token = getToken('session', 12345678)",
      "const secret = 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:db'",
    ]
  )
  func harmless(text: String) throws {
    #expect(try scan("src/a.ts", text + "\n").isEmpty)
  }

  @Test("a random literal assigned to a telling name is a secret, except in tests and examples")
  func assigned() throws {
    let text = "export const jwtSecret = '" + "k8Jx2Lq9" + "Vz4Wn7Rt1Ys5" + "';\n"
    #expect(try scan("src/auth.ts", text).map(\.rule) == ["assigned-secret"])
    #expect(try scan("src/auth.spec.ts", text).isEmpty)
    #expect(try scan("examples/auth.ts", text).isEmpty)
    #expect(try scan("docs/auth.md", text).isEmpty)
    #expect(try scan("package-lock.json", text).isEmpty)
  }

  @Test("environment files need no quotes around a value, code does")
  func bareValues() throws {
    let text = "DB_PASSWORD=" + "Tr7uk" + "Wq9zLm\n"
    #expect(try scan(".env", text).map(\.rule) == ["assigned-secret"])
    #expect(try scan("deploy/app.yml", text.replacing("=", with: ": ")).count == 1)
    #expect(try scan("src/a.ts", text).isEmpty)
  }

  @Test("a password in a URL counts by where it leads")
  func urls() throws {
    let password = "Tr7uk" + "Wq9zLm"
    let remote = try scan("src/a.ts", "'postgres://app:\(password)@db.acme.io:5432/app'")
    #expect(remote.map(\.confidence) == [.high])
    let local = try scan("src/a.ts", "'postgres://app:\(password)@localhost:5432/app'")
    #expect(local.map(\.confidence) == [.low])
    #expect(try scan("src/a.ts", "'https://acme.io:8443/a@b'").isEmpty)
  }

  @Test("a private key is one secret, however long; its public half is none")
  func privateKey() throws {
    let line = "MIIEpAIBAAKCAQEA1c7" + String(repeating: "aB3", count: 15)
    let text = "-----BEGIN RSA " + "PRIVATE KEY-----\n\(line)\n\(line)\n"
    #expect(try scan("keys/server.pem", text).map(\.rule) == ["private-key"])
    #expect(try scan("keys/server.pem", text.replacing("PRIVATE", with: "PUBLIC")).isEmpty)
  }

  @Test("a private key in base 64 is one, at every alignment", arguments: ["", "RSA ", "EC "])
  func encodedPrivateKey(kind: String) throws {
    let key = "-----BEGIN \(kind)PRIVATE KEY-----\n" + String(repeating: "MIIEvgIBADAN", count: 12)
    let value = Data(key.utf8).base64EncodedString()
    #expect(try scan("src/a.ts", "const k = '\(value)'").map(\.rule) == ["private-key-encoded"])
  }

  @Test("a value called an example, or one identifier of many, is not taken at its word")
  func examplesAndIdentifiers() throws {
    let token =
      "eyJ" + "hbGciOiJIUzI1NiJ9" + ".eyJ" + "zdWIiOiI1ZWJhYzUzNCJ9" + ".m1U63blB0MLej_WfB7yC2F"
    #expect(try scan("src/a.js", " *   example: \(token)\n").map(\.confidence) == [.low])
    #expect(try scan("src/a.js", " * example:\n *   t: \(token)\n").map(\.confidence) == [.low])
    #expect(try scan("src/a.js", "const t = '\(token)'\n").map(\.confidence) == [.medium])
    let ids = (1...6).map { "  secretTask\($0): 'frk_68" + "49c343d0a1\($0)b2e7f9'," }
    #expect(try scan("src/ids.ts", ids.joined(separator: "\n")).isEmpty)
  }

  @Test("hostile files end in bounded time, and say when they were cut short")
  func hostile() throws {
    let many = String(repeating: "://a:b@c sk_live_ eyJeyJ.eyJ. password='x' ", count: 20_000)
    let file = RepositoryFile(path: "src/a.ts", text: many)
    let reading = try Prefilter().scanner().read(file.bytes)
    #expect(SecretScanner.scan(file, reading: reading).isTruncated)
    let bytes: [UInt8] = Array("pass\u{0}word=\"".utf8) + [0xFF, 0xC3] + Array("ghp_".utf8)
    #expect(try scan(RepositoryFile(path: ".env", bytes: bytes)).isEmpty)
  }

  private func scan(_ path: String, _ text: String) throws -> [HardCodedSecret] {
    try scan(RepositoryFile(path: path, text: text))
  }

  private func scan(_ file: RepositoryFile) throws -> [HardCodedSecret] {
    let reading = try Prefilter().scanner().read(file.bytes)
    return SecretScanner.scan(file, reading: reading).secrets
  }
}

@Suite("Environment files with values are found")
struct EnvironmentFileTests {
  @Test("the first value counts; examples, comments and empty values do not")
  func locations() {
    let files = RepositoryFiles([
      RepositoryFile(path: ".env", text: "# settings\nEMPTY=\nPORT=3000\n"),
      RepositoryFile(path: ".env.example", text: "PORT=3000\n"),
      RepositoryFile(path: "apps/api/.env.production", text: "export TOKEN='a'\n"),
      RepositoryFile(path: "apps/web/.env.local", text: "EMPTY=\n# A=1\n"),
      RepositoryFile(path: "src/env.ts", text: "PORT=3000"),
    ])
    #expect(
      EnvironmentFiles.locations(in: files).map(\.description)
        == [".env:3", "apps/api/.env.production:1"]
    )
  }

  @Test(
    "a file for somebody to fill in is a template whatever its name, unless something is filled in",
    arguments: [
      (
        "HOST=localhost\nPASSWORD=<INSERT_PASSWORD>\nURL=postgres://u:${PASSWORD}@localhost/db\n",
        true
      ),
      ("PASSWORD=changeme\nPORT=3000\n", true),
      ("PORT=3000\n", false),
      ("PASSWORD=<INSERT_PASSWORD>\nSESSION_SECRET=abc\n", false),
      ("PASSWORD=<INSERT_PASSWORD>\nURL=postgres://u:hunter2@db.example.com/${NAME}\n", false),
      ("PASSWORD=<INSERT_PASSWORD>\nCODE=q8Zt3LmX0vB7nR4wKc9sPd2H\n", false),
    ]
  )
  func templates(text: String, isTemplate: Bool) {
    let files = RepositoryFiles([RepositoryFile(path: ".env.dev", text: text)])
    #expect(EnvironmentFiles.locations(in: files).isEmpty == isTemplate)
  }
}
