import ReadinessModel
import SyntaxTrees

/// The tests of each boundary between roles, for the project's own application and database.
struct AccessTests {
  let path: String
  let text: String

  /// Writes the tests, or says why they could not be written.
  static func make(
    _ project: FixProject,
    _ texts: AccessTexts,
    _ routes: [Route],
    _ reader: QueryReader,
    isWritten: Bool = false
  ) -> Result<AccessTests, FixObstacle> {
    do throws(FixObstacle) {
      return .success(try AccessTests(project, texts, routes, reader, isWritten: isWritten))
    } catch {
      return .failure(error)
    }
  }

  private init(
    _ project: FixProject,
    _ texts: AccessTexts,
    _ routes: [Route],
    _ reader: QueryReader,
    isWritten: Bool
  ) throws(FixObstacle) {
    let site = texts.site
    guard site.access.library == .pg, site.style.isTypeScript else {
      throw Self.obstacle("they are written for TypeScript with pg only")
    }
    guard case .exported(let store) = site.access.reach else {
      throw Self.obstacle("no connection of pg is exported")
    }
    guard let express = site.express, let app = Self.application(express) else {
      throw Self.obstacle("no function or value with the application is exported")
    }
    guard let token = Self.token(routes, texts, reader) else {
      throw Self.obstacle("how tokens are made could not be told from the routes to sign in")
    }
    path = Self.place(project, site)
    guard isWritten || !project.files.contains(path) else {
      throw Self.obstacle("\(path) is there already")
    }
    let people = try People(texts, reader)
    let prefix = Self.prefix(texts.rules)
    var imports = Self.harness(site.package)
    imports += [
      "import \(app.isDefault ? app.name : "{ \(app.name) }") from"
        + " '\(site.path(from: path, to: express.app.path))';",
      "import { \(site.storeName) } from '\(site.path(from: path, to: store.file))';",
      "import { policies } from '\(site.path(from: path, to: site.policy))';",
      "import { \(token.function) } from '\(site.path(from: path, to: token.file))';",
    ]
    let isConcealed = texts.refusals != .strict
    let values = [
      "imports": imports.joined(separator: "\n"),
      "people": people.names.map { "'\($0)'" }.joined(separator: " | "),
      "idType": "string | number",
      "store": site.storeName,
      "setup": people.setup(token: token),
      "before": Self.before(app, people, site.storeName, prefix, isConcealed: isConcealed),
      "assertion": isConcealed
        ? "assert.deepEqual(answer, refusal);"
        : "assert.ok([401, 403, 404].includes(answer.status), `${answer.status} ${answer.text}`);",
      "closed": people.closed.joined(),
      "rows": people.rows.joined(),
      "unknown": "\(prefix)/no-such-route",
    ]
    text = GeneratedScript.finish(AccessTemplate.tests.render(values), path: path, site.style)
  }

  private static func obstacle(_ reason: String) -> FixObstacle {
    FixObstacle(
      "Tests of the boundaries between roles",
      reason,
      next: "Write a test for each role at a boundary it must not cross."
    )
  }

  // MARK: - The project

  private struct Application {
    var name: String
    var isFunction: Bool
    var isDefault: Bool
  }

  /// The application as its file exports it, when importing the file does not start it.
  private static func application(_ site: ExpressAccessSite) -> Application? {
    let source = site.app
    let listens = source.nodes(["call_expression"]).contains {
      $0.child("function")?.child("property")?.text == "listen"
    }
    guard !listens else { return nil }
    for statement in source.statements where statement.kind == "export_statement" {
      let isDefault = statement.children.contains { $0.kind == "default" }
      let holdsApp =
        statement.range.lowerBound <= site.lastUse.range.lowerBound
        && site.lastUse.range.upperBound <= statement.range.upperBound
      if let function = statement.child("declaration"), function.kind == "function_declaration",
        holdsApp, function.child("parameters")?.namedChildren.isEmpty == true,
        let name = function.child("name")?.text
      {
        return Application(name: name, isFunction: true, isDefault: isDefault)
      }
      if isDefault, statement.child("value")?.text == site.name {
        return Application(name: site.name, isFunction: false, isDefault: true)
      }
    }
    return source.exports(site.name)
      ? Application(name: site.name, isFunction: false, isDefault: false) : nil
  }

  private static func harness(_ package: NodePackage) -> [String] {
    if package.dependencies.contains("vitest") {
      return ["import { afterAll as after, beforeAll as before, test } from 'vitest';"]
    }
    if package.dependencies.contains("jest") {
      return ["import { afterAll as after, beforeAll as before, test } from '@jest/globals';"]
    }
    return ["import { after, before, test } from 'node:test';"]
  }

  /// Beside the tests there are.
  private static func place(_ project: FixProject, _ site: AccessSite) -> String {
    let tests = project.files.paths(under: site.package.folder).filter { path in
      (path.hasSuffix(".test.ts") || path.hasSuffix(".spec.ts")) && !path.contains("node_modules/")
    }
    let counted = Dictionary(grouping: tests, by: ProjectPath.folder)
    let best = counted.max { ($0.value.count, $1.key) < ($1.value.count, $0.key) }
    let folder = best?.key ?? ProjectPath.join(site.package.folder, "test")
    let ending = best?.value.first?.hasSuffix(".spec.ts") == true ? "spec" : "test"
    return ProjectPath.join(folder, "access.\(ending).ts")
  }

  /// The path that all guarded routes begin with.
  static func prefix(_ rules: [RouteRule]) -> String {
    let paths = rules.filter { $0.grant != nil }.map { $0.route.path.split(separator: "/") }
    guard var shared = paths.first.map({ Array($0.dropLast()) }) else { return "" }
    for path in paths {
      let same = zip(shared, path).prefix { $0.0 == $0.1 && $0.0.first != "{" }.count
      shared = Array(shared.prefix(same))
    }
    return shared.isEmpty ? "" : "/" + shared.joined(separator: "/")
  }

  /// How a token is made: a function, and what it is given.
  struct Token {
    var function: String
    var file: String
    /// Names it is given, with the column of the user that each holds.
    var fields: [(name: String, column: String)]
  }

  /// Finds the call whose result a route to sign in answers as its token.
  private static func token(
    _ routes: [Route],
    _ texts: AccessTexts,
    _ reader: QueryReader
  ) -> Token? {
    for route in routes where route.purpose == .signIn {
      guard let handler = HandlerCode(route, texts.site, reader) else { continue }
      let source = handler.source
      for pair in source.nodes(in: handler.function, ["pair", "shorthand_property_identifier"]) {
        let key = pair.child("key")?.text ?? pair.text
        guard ["token", "accessToken", "access_token", "jwt"].contains(key) else { continue }
        let value =
          pair.child("value").flatMap { $0.kind == "identifier" ? nil : $0 }
          ?? handler.initial(of: pair.child("value")?.text ?? pair.text, before: pair)
        guard var call = value else { continue }
        if call.kind == "await_expression", let inner = call.namedChildren.first { call = inner }
        if let token = token(call, source, texts) { return token }
      }
    }
    return nil
  }

  private static func token(
    _ call: SyntaxNode,
    _ source: ScriptSource,
    _ texts: AccessTexts
  ) -> Token? {
    guard call.kind == "call_expression", let name = call.child("function"),
      name.kind == "identifier", let given = call.child("arguments")?.namedChildren,
      given.count == 1, given[0].kind == "object"
    else { return nil }
    let home = source.imports.lazy.compactMap { module -> String? in
      guard module.names[name.text] == name.text else { return nil }
      return texts.site.target(of: module.source, from: source.path)?.path
    }.first
    guard let home else { return nil }
    var fields: [(String, String)] = []
    for part in given[0].namedChildren {
      let key = part.child("key")?.text ?? part.text
      let last = part.child("value")?.text.split(separator: ".").last.map(String.init) ?? key
      let names = [last, snake(last), key, snake(key)]
      let column = names.first { texts.model.users.column($0) != nil }
      let isKey = ["sub", "userId", "uid"].contains(key)
      guard let column = column ?? (isKey ? texts.model.userKey : nil) else { return nil }
      fields.append((key, column))
    }
    return Token(function: name.text, file: home, fields: fields)
  }

  static func snake(_ name: String) -> String {
    name.reduce(into: "") { text, character in
      if character.isUppercase, !text.isEmpty { text += "_" }
      text += character.lowercased()
    }
  }

  private static func before(
    _ app: Application,
    _ people: People,
    _ store: String,
    _ prefix: String,
    isConcealed: Bool
  ) -> String {
    let first =
      isConcealed ? "\n  refusal = await ask('anonymous', 'GET', '\(prefix)/no-such-route');" : ""
    let declaration = isConcealed ? "let refusal: { status: number; text: string };\n\n" : ""
    return """
      \(declaration)before(async () => {
        server = \(app.name)\(app.isFunction ? "()" : "").listen(0, '127.0.0.1');
        await new Promise((resolve) => server.once('listening', resolve));
        await addPeople();\(first)
      });

      after(async () => {
        await new Promise((resolve) => server.close(resolve));
        await \(store).end();
      });
      """
  }
}
