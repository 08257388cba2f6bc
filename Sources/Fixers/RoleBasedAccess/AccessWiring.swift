import ReadinessModel
import SyntaxTrees

/// Joins the files that access by role adds to what is there.
struct AccessWiring {
  let site: AccessSite
  let rules: [RouteRule]
  let passing: ReachPassing
  let texts: AccessTexts

  /// Names that come with NestJS itself.
  private static let ofNest: Set<String> = ["ForbiddenException"]

  private var handed: (edits: [SourceEdit], imports: [String: Set<String>]) {
    var receivers: [String: ReachPassing.Receiver] = [:]
    var handlers: Set<String> = []
    for rule in rules {
      receivers.merge(rule.receivers) { first, _ in first }
      handlers.formUnion(rule.handlers)
    }
    return passing.edits(to: receivers, handlers: handlers)
  }

  private func imports(_ guards: [String: Set<String>]) -> [String: Set<String>] {
    var imports = guards
    for more in rules.map(\.imports) + [handed.imports] {
      imports.merge(more) { $0.union($1) }
    }
    return imports.filter { !$0.value.isEmpty }
  }

  /// What is brought in must not be taken for something that is there.
  func checkNames(_ guards: [String: Set<String>]) throws(FixObstacle) {
    for (file, names) in imports(guards).sorted(by: { $0.key < $1.key }) {
      guard let source = site.source(file) else { continue }
      let taken = source.nodes([
        "identifier", "shorthand_property_identifier_pattern", "type_identifier",
      ])
      .first { names.subtracting(Self.ofNest).contains($0.text) }
      guard let taken else { continue }
      throw FixObstacle(
        file,
        "it uses the name \(taken.text) for something of its own",
        at: SourceLocation(file: file, line: taken.line),
        next: "Rename it, then run the fix again."
      )
    }
  }

  /// The edits of files that are there.
  func edits(
    _ guardEdits: [SourceEdit],
    _ guards: [String: Set<String>],
    _ prefix: String
  ) -> [SourceEdit] {
    var edits: [SourceEdit] = []
    for (file, names) in imports(guards).sorted(by: { $0.key < $1.key }) {
      guard let source = site.source(file) else { continue }
      edits += importing(names, in: source)
    }
    switch site.server {
    case .express(let express): edits += install(express, guards, prefix)
    case .nest(let nest): edits += install(nest)
    }
    // One handler may answer several routes.
    var seen: Set<SourceEdit> = []
    return edits
      + (guardEdits + rules.flatMap(\.edits) + handed.edits).filter { seen.insert($0).inserted }
  }

  private func importing(_ names: Set<String>, in source: ScriptSource) -> [SourceEdit] {
    let own = names.subtracting(Self.ofNest)
    var edits: [SourceEdit] = []
    if !own.isEmpty {
      let use = firstStatement(in: source)
      edits.append(
        ScriptEdits.importing(
          own.sorted(),
          from: site.authorize,
          in: source,
          site.style,
          before: use
        )
      )
    }
    for name in names.intersection(Self.ofNest).sorted() where !source.mentions(name) {
      let list = source.imports.first { $0.source == "@nestjs/common" && !$0.isTypeOnly }
        .flatMap { source.nodes(in: $0.statement, ["named_imports"]).first }
      if let list {
        edits += ScriptEdits.appending(name, to: list, in: source)
      } else if let first = source.statements.first {
        let style = ScriptStyle(source)
        let end = style.usesSemicolons ? ";" : ""
        let text = "import { \(name) } from \(style.quote)@nestjs/common\(style.quote)\(end)"
        edits.append(
          .insert(path: source.path, at: first.range.lowerBound, text: text + style.newline)
        )
      }
    }
    return edits
  }

  /// Where code begins that may use what `require` gives.
  private func firstStatement(in source: ScriptSource) -> Int? {
    source.statements.first { statement in
      statement.kind == "expression_statement"
        && statement.namedChildren.first?.kind == "call_expression"
    }?.range.lowerBound
  }

  // MARK: - Express

  private func install(
    _ express: ExpressAccessSite,
    _ guards: [String: Set<String>],
    _ prefix: String
  ) -> [SourceEdit] {
    let app = express.app
    let style = ScriptStyle(app)
    let end = style.usesSemicolons ? ";" : ""
    var names: [String] = []
    var edits: [SourceEdit] = []
    let line = { (text: String, node: SyntaxNode) in
      "\(style.newline)\(app.indentation(at: node.range.lowerBound))\(text)\(end)"
    }
    var after = ""
    if texts.refusesUnknown {
      let place = self.place(prefix, style)
      after += line("\(express.name).use(\(place)refuseUnknown)", express.lastMount)
      names.append("refuseUnknown")
      if !takesOptions {
        let indent = app.indentation(at: express.firstMount.range.lowerBound)
        edits.append(
          .insert(
            path: app.path,
            at: express.firstMount.range.lowerBound,
            text: "\(express.name).use(\(place)refuseOptions)\(end)\(style.newline)\(indent)"
          )
        )
        names.append("refuseOptions")
      }
    }
    if texts.answersErrors {
      after += line("\(express.name).use(answerRefusal)", express.lastMount)
      names.append("answerRefusal")
    }
    let isLast = express.lastMount.range == express.lastUse.range
    let check = line("requirePolicies(\(express.name))", express.lastUse)
    if isLast { after += check }
    if !after.isEmpty {
      edits.append(.insert(path: app.path, at: app.end(of: express.lastMount), text: after))
    }
    if !isLast {
      edits.append(.insert(path: app.path, at: express.lastUse.range.upperBound, text: check))
    }
    let first = min(express.firstMount.range.lowerBound, firstStatement(in: app) ?? Int.max)
    names.removeAll { imports(guards)[app.path]?.contains($0) == true }
    if !names.isEmpty {
      edits.append(
        ScriptEdits.importing(
          names.sorted(),
          from: site.authorize,
          in: app,
          site.style,
          before: first
        )
      )
    }
    edits.append(
      ScriptEdits.importing(
        ["requirePolicies"],
        from: site.check,
        in: app,
        site.style,
        before: first
      )
    )
    return edits
  }

  /// The paths behind which routes are guarded, as an argument.
  private func place(_ prefix: String, _ style: ScriptStyle) -> String {
    if !prefix.isEmpty { return "\(style.quote)\(prefix)\(style.quote), " }
    let firsts = Set(
      rules.filter { $0.grant != nil }.compactMap { $0.route.path.split(separator: "/").first }
    )
    .filter { $0.first != "{" }.sorted().map { "\(style.quote)/\($0)\(style.quote)" }
    if firsts.isEmpty { return "" }
    return firsts.count == 1 ? "\(firsts[0]), " : "[\(firsts.joined(separator: ", "))], "
  }

  /// Whether the application answers `OPTIONS` itself.
  private var takesOptions: Bool {
    site.sources.contains { source in
      source.contains(".options(")
        && source.nodes(["call_expression"]).contains {
          $0.child("function")?.child("property")?.text == "options"
        }
    }
  }

  // MARK: - NestJS

  private func install(_ nest: NestAccessSite) -> [SourceEdit] {
    let source = nest.root.source
    let name = nest.moduleName
    let importing = ScriptEdits.importing([name], from: site.check, in: source, site.style)
    guard let list = nest.root.imports else {
      return [
        importing, ScriptEdits.adding("imports: [\(name)]", to: nest.root.options, in: source),
      ]
    }
    return [importing] + ScriptEdits.appending(name, to: list, in: source)
  }
}
