import Foundation
import Reports
import TestSupport
import Testing

@Suite("A repository that means harm gets a clear result, in bounded time")
struct HostileRepositoryTests {
  /// What a repository can hold to stop, mislead or exhaust its reader.
  private static func repository() throws -> TemporaryFolder {
    let deep = 10_000
    var files = [
      "package.json": #"{"name": "a\u001b[31m", "dependencies": {"express": "4"}}"#,
      "src/deep.ts": "export const a = " + String(repeating: "[", count: deep)
        + String(repeating: "]", count: deep) + "\n",
      "src/calls.ts": "import express from 'express'\nexpress()"
        + String(repeating: ".use(a)", count: 3_000) + "\n",
      "src/a.ts": "import { b } from './b'\nimport express from 'express'\n"
        + "export const a = express.Router()\na.use('/b', b)\n",
      "src/b.ts": "import { a } from './a'\nimport express from 'express'\n"
        + "export const b = express.Router()\nb.use('/a', a)\nb.get('/x\u{1B}[2J', (q, r) => r.send(''))\n",
      "src/nul.ts": "app.get('/\u{0}', \u{0}\u{0})\n",
      "src/line.js": "const x = '" + String(repeating: "a", count: 1_500_000) + "'\n",
      "src/\u{1B}[31mred\u{202E}.ts": "import express from 'express'\n"
        + "const app = express()\napp.get('/name', (q, r) => r.send(''))\n",
      ".github/workflows/bomb.yml": bomb,
      "infra/main.tf":
        "locals {\n  a = local.b\n  b = local.a\n}\nmodule \"m\" {\n  source = \"../infra\"\n}\n"
        + "resource \"aws_s3_bucket\" \"b\" {\n  count  = 1000000000\n  bucket = local.a\n}\n",
    ]
    files["infra/deep.tf"] =
      "locals {\n  c = " + String(repeating: "(", count: deep) + "1"
      + String(repeating: ")", count: deep) + "\n}\n"
    let folder = try TemporaryFolder(files)
    let manager = FileManager.default
    try manager.createSymbolicLink(
      at: folder.url.appending(path: "src/loop"),
      withDestinationURL: folder.url
    )
    try manager.createSymbolicLink(
      at: folder.url.appending(path: "src/passwd.ts"),
      withDestinationURL: URL(filePath: "/etc/passwd")
    )
    let bytes: [UInt8] = [0xFF, 0xFE, 0x61, 0xC3, 0x28]
    try Data(bytes).write(to: folder.url.appending(path: "src/bytes.ts"))
    let name = Array("\(folder.path)src/".utf8) + [0xFF, 0x2E, 0x74, 0x73, 0]
    let file = name.withUnsafeBufferPointer { buffer in
      buffer.baseAddress.map { start in
        start.withMemoryRebound(to: CChar.self, capacity: name.count) { fopen($0, "w") }
      }
    }
    if let file, let file { fclose(file) }
    return folder
  }

  /// Each alias stands for ten of the one before.
  private static let bomb =
    "a: &a [x, x, x, x, x, x, x, x, x, x]\n"
    + zip("abcdefghi", "bcdefghij").map { inner, outer in
      "\(outer): &\(outer) [" + Array(repeating: "*\(inner)", count: 10).joined(separator: ", ")
        + "]\n"
    }.joined()

  @Test(
    "every format stays whole and shows nothing but text",
    .timeLimit(.minutes(30)),
    arguments: ["table", "json", "markdown", "sarif"]
  )
  func formats(format: String) throws {
    let folder = try Self.repository()
    let result = try Program.run("scan", folder.path, "--format", format)
    #expect([0, 3].contains(result.code), "\(result.code) \(result.errors.prefix(500))")
    #expect(result.errors.isEmpty)
    let unsafe = result.output.unicodeScalars.filter { $0 != "\n" && SafeText.isUnsafe($0) }
    #expect(unsafe.isEmpty)
    #expect(!result.output.contains("root:x:0"))
    if format == "json" || format == "sarif" { _ = try JSONTree(parsing: result.output) }
  }

  @Test("what could not be read is told", .timeLimit(.minutes(30)))
  func blindness() throws {
    let folder = try Self.repository()
    let result = try Program.run("scan", folder.path, "--strict")
    #expect([3, 4].contains(result.code))
    #expect(result.output.contains("Not looked at"))
    #expect(result.output.contains("symbolic link"))
  }

  @Test(
    "facts and routes are as careful",
    .timeLimit(.minutes(30)),
    arguments: ["facts", "routes"]
  )
  func others(command: String) throws {
    let folder = try Self.repository()
    let result = try Program.run(command, folder.path)
    #expect(result.code == 0, "\(result.errors.prefix(500))")
    let unsafe = result.output.unicodeScalars.filter { $0 != "\n" && SafeText.isUnsafe($0) }
    #expect(unsafe.isEmpty)
  }
}
