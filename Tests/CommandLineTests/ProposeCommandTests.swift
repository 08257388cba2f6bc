import Foundation
import TestSupport
import Testing

@Suite(
  "A model is asked for a change only after a yes, and its change is written only after another"
)
struct ProposeCommandTests {
  private static let files = [
    "package.json": #"{"name":"notes","dependencies":{"express":"4","pg":"8"}}"#,
    "src/app.js": """
    const express = require('express');
    const { Pool } = require('pg');
    const pool = new Pool();
    const app = express();
    app.use((req, res, next) => {
      if (!req.headers.authorization) return res.status(401).end();
      req.user = verify(req.headers.authorization);
      next();
    });
    app.get('/notes/:id', async (req, res) => {
      // Ask boss@example.com.
      const { rows } = await pool.query('SELECT * FROM notes WHERE id = $1', [req.params.id]);
      res.json(rows[0]);
    });

    """,
  ]

  private static let answer = #"""
    {"choices":[{"message":{"content":"{\"summary\":\"Keeps to the caller.\",\"edits\":[{\"file\":\"src/app.js\",\"old\":\"WHERE id = $1', [req.params.id]\",\"new\":\"WHERE id = $1 AND user_id = $2', [req.params.id, req.user.id]\"}]}"}}]}
    """#

  @Test("nothing is sent or written without its digest")
  func digests() throws {
    let folder = try TemporaryFolder(Self.files)
    let cache = try TemporaryFolder()
    let server = try LoopbackServer { _ in .init(200, Self.answer) }
    let environment = [
      "OPENAI_BASE_URL": server.address, "AUDITWRIGHT_MODEL": "m", "XDG_CACHE_HOME": cache.path,
    ]
    func propose(_ arguments: String...) throws -> Program.Result {
      try Program.run(["propose"] + arguments, in: folder.url, environment: environment)
    }
    let check = "object-routes-check-ownership"
    let shown = try propose(check)
    #expect(shown.code == 2 && server.requests.isEmpty, "\(shown)")
    #expect(shown.errors.contains("  app.get('/notes/:id', async (req, res) => {\n"))
    #expect(!shown.errors.contains("boss@example.com"))
    let question = try #require(shown.errors.firstMatch(of: /--send ([0-9a-f]{12})/)?.1)
    #expect(try propose(check, "--send", "000000000000").code == 2 && server.requests.isEmpty)
    let preview = try propose(check, "--send", String(question))
    #expect(server.requests.count == 1)
    #expect(preview.code == 0, "\(preview)")
    #expect(preview.output.contains("Written by a language model; read it"))
    #expect(preview.output.contains("Measured by a scan; needs a person's review"))
    #expect(try folder.read("src/app.js") == Self.files["src/app.js"])
    let digest = try #require(preview.output.firstMatch(of: /--digest ([0-9a-f]{16})/)?.1)
    let asked = try propose(check, "--send", String(question), "--apply")
    #expect(asked.code == 2 && asked.errors.contains("nothing was written"))
    #expect(try folder.read("src/app.js") == Self.files["src/app.js"])
    let written = try propose("--apply", "--digest", String(digest))
    #expect(written.code == 0, "\(written)")
    #expect(try folder.read("src/app.js").contains("user_id = $2"))
    #expect(server.requests.count == 2)
    #expect(try Program.run("fix", "--undo", in: folder.url, environment: environment).code == 0)
    #expect(try folder.read("src/app.js") == Self.files["src/app.js"])
  }

  @Test(
    "usage is told",
    arguments: [[], ["--apply"], ["x", "--digest", "1"], ["x", "--branch", "b"]]
  )
  func usage(arguments: [String]) throws {
    let folder = try TemporaryFolder()
    #expect(try Program.run(["propose"] + arguments, in: folder.url).code == 2)
  }
}
