import ReadinessModel
import SyntaxTrees

/// Has files that were generated once follow a changed sentence about roles.
///
/// Only lines that depend on the roles are changed, and only while all of them are as they were
/// generated; otherwise a person is told which lines, and nothing is changed.
struct AccessRevision {
  private(set) var change: FixChange?
  private(set) var refusals: [FixRefusal] = []

  /// The revision of one package; nil where it has no such files.
  static func make(
    _ project: FixProject,
    package folder: String,
    framework: String,
    routes: [Route],
    _ answers: FixAnswers
  ) -> AccessRevision? {
    // Nobody's answer is no reason to take back what somebody wrote.
    guard answers.isGiven(LimitAccessByRole.roles.id),
      let site = try? AccessSite(
        project,
        package: folder,
        framework: framework,
        routes: routes,
        isWritten: true
      ),
      let policy = project.files.text(of: site.policy), policy.contains("policies"),
      project.files.contains(site.authorize),
      let old = WrittenPolicy(policy, path: site.policy)
    else { return nil }
    do throws(FixObstacle) {
      return try AccessRevision(project, site, routes, answers, old)
    } catch {
      var refused = AccessRevision()
      refused.refusals = [error.refusal]
      return refused
    }
  }

  private init() {}

  private init(
    _ project: FixProject,
    _ site: AccessSite,
    _ routes: [Route],
    _ answers: FixAnswers,
    _ written: WrittenPolicy
  ) throws(FixObstacle) {
    let matrix = try AccessPlan.matrix(answers)
    let schema = AccessPlan.schema(project, site)
    let model = try OwnershipModel(
      schema,
      decided: LimitAccessByRole.owners(answers),
      team: answers[LimitAccessByRole.team]
    )
    try AccessPlan.checkRoles(matrix, model)
    let texts = { (matrix: RoleMatrix) in
      AccessTexts(
        site: site,
        model: model,
        matrix: matrix,
        rules: written.rules(routes, isNest: site.nest != nil),
        refusals: answers[LimitAccessByRole.refusals].flatMap { .init(rawValue: $0) } ?? .concealed,
        errorKey: "error",
        actorID: "undefined",
        callerHelper: "",
        refusesUnknown: false,
        answersErrors: false
      )
    }
    let (old, new) = (texts(written.matrix), texts(matrix))
    var edits: [SourceEdit] = []
    var missed: [FixRefusal] = []
    let pairs = [
      (site.policy, old.policy, new.policy), (site.authorize, old.enforcement, new.enforcement),
    ]
    for (path, before, after) in pairs {
      Self.revise(path, before, after, in: project, &edits, &missed)
    }
    guard !edits.isEmpty || !missed.isEmpty else { return }
    guard missed.isEmpty else {
      refusals = missed
      return
    }
    revise(tests: project, site, old, new, routes, schema, &edits)
    let names = matrix.roles.map(\.name).joined(separator: ", ")
    change = FixChange(
      title: "Have the policies follow what the roles may do now (\(names))",
      reason: "The sentence about roles is another one than the policies were written from.",
      applicability: .safe,
      edits: edits
    )
  }

  /// Changes the lines of one file that depend on the roles.
  private static func revise(
    _ path: String,
    _ before: String,
    _ after: String,
    in project: FixProject,
    _ edits: inout [SourceEdit],
    _ missed: inout [FixRefusal]
  ) {
    guard let bytes = project.files.bytes(of: path) else { return }
    let text = String(decoding: bytes, as: UTF8.self)
    let lines = LineRevision.lines(of: text)
    let newline = text.contains("\r\n") ? "\r\n" : "\n"
    var starts = [0]
    for (offset, byte) in bytes.enumerated() where byte == 0x0A { starts.append(offset + 1) }
    for hunk in LineRevision.hunks(from: before, to: after) {
      guard let place = LineRevision.place(of: hunk, in: lines) else {
        let wanted = hunk.new.map { $0.trimmed }.filter { !$0.isEmpty }.joined(separator: " ")
        missed.append(
          FixRefusal(
            subject: path,
            reason: "lines that depend on the roles are not as they were generated",
            location: SourceLocation(file: path, line: LineRevision.line(near: hunk, in: lines)),
            next: wanted.isEmpty
              ? "Take away: \(hunk.old.map { $0.trimmed }.joined(separator: " "))"
              : "Have it say: \(wanted)"
          )
        )
        continue
      }
      let start = starts.indices.contains(place.lowerBound) ? starts[place.lowerBound] : bytes.count
      let end = starts.indices.contains(place.upperBound) ? starts[place.upperBound] : bytes.count
      let added = hunk.new.map { $0 + newline }.joined()
      edits.append(.replace(path: path, range: start..<end, text: added))
    }
  }

  /// Writes the tests anew where they are as they were generated.
  private mutating func revise(
    tests project: FixProject,
    _ site: AccessSite,
    _ old: AccessTexts,
    _ new: AccessTexts,
    _ routes: [Route],
    _ schema: SQLSchema,
    _ edits: inout [SourceEdit]
  ) {
    let reader = AccessPlan.reader(site, schema)
    guard
      case .success(let wanted) = AccessTests.make(project, new, routes, reader, isWritten: true),
      let bytes = project.files.bytes(of: wanted.path)
    else { return }
    let text = String(decoding: bytes, as: UTF8.self)
    let tables = WrittenPolicy.keyedTables(in: text)
    let withTables = { (texts: AccessTexts) in
      texts.with(
        rules: texts.rules.map { rule in
          var rule = rule
          rule.keyedTable = tables[rule.key]
          return rule
        }
      )
    }
    guard
      case .success(let before) = AccessTests.make(
        project,
        withTables(old),
        routes,
        reader,
        isWritten: true
      ),
      case .success(let after) = AccessTests.make(
        project,
        withTables(new),
        routes,
        reader,
        isWritten: true
      ),
      before.text == text
    else {
      refusals.append(
        FixRefusal(
          subject: wanted.path,
          reason: "the tests are not as they were generated, and know the roles as they were",
          location: SourceLocation(file: wanted.path, line: 1),
          next: "Write who is closed out, and whose rows are reached, as the policies have it now."
        )
      )
      return
    }
    edits.append(.replace(path: wanted.path, range: 0..<bytes.count, text: after.text))
  }
}

/// A policy as it is written in a file: what roles may do, and which route asks for what.
struct WrittenPolicy {
  let matrix: RoleMatrix
  private let grants: [String: RouteRule.Grant]
  private let open: Set<String>

  init?(_ text: String, path: String) {
    guard let source = ScriptSource(path: path, bytes: Array(text.utf8)) else { return nil }
    var sets: [RouteRule.Grant: [(role: String, reach: String)]] = [:]
    var grants: [String: RouteRule.Grant] = [:]
    var open: Set<String> = []
    for declarator in source.nodes(["variable_declarator"]) {
      guard let name = declarator.child("name")?.text, let value = declarator.child("value") else {
        continue
      }
      if let grant = RouteRule.Grant(rawValue: name), value.kind == "object" {
        sets[grant] = QueryReader.pairs(of: value).map {
          ($0.column, String($0.value.text.dropFirst().dropLast()))
        }
      } else if name == "policies", value.kind == "object" {
        for (route, policy) in QueryReader.pairs(of: value) where policy.kind == "object" {
          grants[route] = QueryReader.value("roles", of: policy)
            .flatMap { RouteRule.Grant(rawValue: $0.text) }
        }
      } else if name == "publicRoutes" {
        open = Set(value.namedChildren.map { String($0.text.dropFirst().dropLast()) })
      }
    }
    guard !sets.isEmpty, !grants.isEmpty else { return nil }
    var names: [String] = []
    for alias in source.nodes(["type_alias_declaration"])
    where alias.child("name")?.text == "Role" {
      guard let value = alias.child("value") else { continue }
      names = source.nodes(in: value, ["string"]).map { String($0.text.dropFirst().dropLast()) }
    }
    for grant in RouteRule.Grant.allCases {
      for (role, _) in sets[grant] ?? [] where !names.contains(role) { names.append(role) }
    }
    let reach = { (grant: RouteRule.Grant, role: String) in
      sets[grant]?.first { $0.role == role }.flatMap { RoleMatrix.Reach(rawValue: $0.reach) }
    }
    matrix = RoleMatrix(
      roles: names.map { name in
        // What no route asks for is not written, and makes no difference.
        let acts = reach(.themselves, name) ?? reach(.everyone, name).map { _ in .own }
        return RoleMatrix.Role(
          name: name,
          reads: sets[.readers] == nil ? acts : reach(.readers, name),
          changes: sets[.editors] == nil ? acts : reach(.editors, name),
          administers: reach(.administrators, name) != nil
        )
      }
    )
    self.grants = grants
    self.open = open
  }

  /// The rules of routes, as far as the file gives them.
  func rules(_ routes: [Route], isNest: Bool) -> [RouteRule] {
    var rules: [RouteRule] = []
    for route in routes {
      var rule = RouteRule(route: route, action: "")
      let name = isNest ? route.handler : rule.key
      guard grants[name] != nil || open.contains(name) else { continue }
      rule.grant = grants[name]
      rules.append(rule)
    }
    return rules.sorted { ($0.route.path, $0.rank) < ($1.route.path, $1.rank) }
  }

  /// The tables of which generated tests ask for rows, by route.
  static func keyedTables(in text: String) -> [String: String] {
    var tables: [String: String] = [:]
    for line in text.split(separator: "\n") {
      let trimmed = line.drop { $0 == " " || $0 == "\t" }
      guard trimmed.hasPrefix("[") else { continue }
      let parts = trimmed.split(whereSeparator: { $0 == "'" || $0 == "\"" }).map(String.init)
      // ['member', 'GET', '/x/:id', 'table', 'owner', true],
      let words = parts.filter { $0 != ", " && $0 != "[" }
      guard words.count >= 5, words[2].hasPrefix("/") else { continue }
      tables["\(words[1]) \(words[2])"] = words[3]
    }
    return tables
  }
}
