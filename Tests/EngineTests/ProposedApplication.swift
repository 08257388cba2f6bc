import Engine
import Foundation
import TestSupport

/// A small application with a gap that no fixer closes, and a model that says what a test wants.
struct ProposedApplication {
  static let check = "object-routes-check-ownership"

  static let files = [
    ".gitignore": "*.local.ts\n",
    "package.json": #"{"name":"notes","dependencies":{"express":"4","pg":"8","jsonwebtoken":"9"}}"#,
    "auditwright.yml": "version: 1\n",
    "src/app.ts": """
    import express from 'express';
    import { authenticate } from './authenticate';
    import { notesRouter } from './notes';

    export const app = express();
    app.use('/api', authenticate);
    app.use('/api/notes', notesRouter);

    """,
    "src/authenticate.ts": """
    import jwt from 'jsonwebtoken';

    export function authenticate(req: any, res: any, next: any) {
      try {
        req.user = jwt.verify(req.headers.authorization ?? '', process.env.JWT_SECRET ?? '');
      } catch {
        return res.status(401).end();
      }
      next();
    }

    """,
    "src/db.ts": """
    import { Pool } from 'pg';

    const pool = new Pool({ password: process.env.DATABASE_PASSWORD });
    export const query = (text: string, values: unknown[]) => pool.query(text, values);

    """,
    "src/notes.ts": """
    import { Router } from 'express';
    import { query } from './db';

    // Questions to jane.doe@example.com; the copy in /home/jdoe/notes is older, on 10.0.1.45.
    const legacy = { password: 'correct horse battery', key: 'AKIAIOSFODNN7EXAMPLE' };
    export const notesRouter = Router();

    notesRouter.get('/:id', async (req: any, res) => {
      const { rows } = await query('SELECT * FROM notes WHERE id = $1', [req.params.id]);
      res.json(rows[0]);
    });

    notesRouter.delete('/:id', async (req: any, res) => {
      await query('DELETE FROM notes WHERE id = $1 AND account_id = $2', [req.params.id, req.user.accountId]);
      res.status(204).end();
    });

    """,
    "src/notes.test.ts": "test('notes', () => {});\n",
    "migrations/001.sql":
      "CREATE TABLE notes (id uuid PRIMARY KEY, account_id uuid NOT NULL, body text NOT NULL);\n",
  ]

  static let oldQuery =
    "query('SELECT * FROM notes WHERE id = $1', [req.params.id])"
  static let newQuery =
    "query('SELECT * FROM notes WHERE id = $1 AND account_id = $2', [req.params.id, req.user.accountId])"

  let repository: ReviewedRepository
  let engine: ReadinessEngine
  private let cache = try? TemporaryFolder()

  init(_ changes: [String: String] = [:]) throws {
    repository = try ReviewedRepository(Self.files.merging(changes) { $1 })
    engine = try ReadinessEngine(
      context: RunContext(
        today: "2026-11-24",
        jobs: 2,
        cacheFolder: (cache?.path ?? "") + "/scans"
      )
    )
  }

  var path: String { repository.folder.path }

  /// Edits as a model answers with them.
  static func answer(_ edits: [(file: String, old: String, new: String)]) -> String {
    let list = edits.map { ["file": $0.file, "old": $0.old, "new": $0.new] }
    let object: [String: Any] = ["summary": "Keeps to the caller's account.", "edits": list]
    let data = try? JSONSerialization.data(withJSONObject: object, options: .sortedKeys)
    return String(decoding: data ?? Data(), as: UTF8.self)
  }

  static let good = answer([("src/notes.ts", oldQuery, newQuery)])

  /// A server with one of the two interfaces, and the way to it.
  static func model(
    _ interface: String = "openai",
    saying text: String
  ) throws -> (server: LoopbackServer, desk: ModelDesk?) {
    let answer: [String: Any] =
      interface == "anthropic"
      ? ["content": [["type": "text", "text": text]], "stop_reason": "end_turn"]
      : ["choices": [["message": ["role": "assistant", "content": text]]]]
    let data = try JSONSerialization.data(withJSONObject: answer)
    let server = try LoopbackServer { _ in .init(200, String(decoding: data, as: UTF8.self)) }
    var environment = ["AUDITWRIGHT_MODEL": "small"]
    if interface == "anthropic" {
      environment["ANTHROPIC_API_KEY"] = "key-of-a-test"
      environment["ANTHROPIC_BASE_URL"] = server.address
    } else {
      environment["OPENAI_BASE_URL"] = server.address + "/v1"
    }
    return (server, try ModelDesk(environment: environment))
  }

  /// Every file of the work tree, by path.
  func tree() throws -> [String: Data] {
    var result: [String: Data] = [:]
    for name in try FileManager.default.subpathsOfDirectory(atPath: path)
    where !name.hasPrefix(".git/") {
      result[name] = FileManager.default.contents(atPath: path + "/" + name)
    }
    return result
  }
}
