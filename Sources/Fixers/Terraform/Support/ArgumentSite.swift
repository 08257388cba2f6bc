import ReadinessModel
import TerraformLanguage

/// The place where the value of an argument is decided.
enum ArgumentSite {
  /// In the block itself, or nowhere yet.
  case inBlock
  /// At literals elsewhere: values of variables and local values.
  case literals([SourceEdit])

  /// Finds where an argument's value can be changed without changing anything else.
  static func find(
    _ name: String,
    of place: PlacedBlock,
    wanted: String,
    in project: TerraformProject
  ) -> Result<ArgumentSite, FixObstacle> {
    guard let written = place.layout.body.attribute(name) else { return .success(.inBlock) }
    let subject = "\(name) of \(place.reference)"
    let location = SourceLocation(file: place.source.path, line: written.line)
    if written.expression.isLiteral { return .success(.inBlock) }
    let search = Search(
      project: project,
      argument: name,
      wanted: wanted,
      subject: subject,
      location: location
    )
    do {
      let edits = try search.edits(for: written.expression, in: place.folder, depth: 0)
      return .success(.literals(edits.isEmpty ? [] : edits))
    } catch {
      return .failure(error)
    }
  }

  private struct Search {
    var project: TerraformProject
    var argument: String
    var wanted: String
    var subject: String
    var location: SourceLocation

    func obstacle(_ reason: String, at place: SourceLocation? = nil, next: String? = nil)
      -> FixObstacle
    {
      FixObstacle(
        subject,
        reason,
        at: place ?? location,
        next: next ?? "Let it come to \(wanted) where it is decided."
      )
    }

    func edits(
      for expression: Expression,
      in folder: String,
      depth: Int
    ) throws(FixObstacle) -> [SourceEdit] {
      guard depth < 8 else { throw obstacle("it is passed through too many modules") }
      guard case .attribute(.variable(let kind), let name) = expression,
        kind == "var" || kind == "local"
      else { throw obstacle("an expression decides it") }
      try requireOnlyUse(of: "\(kind).\(name)", in: folder)
      return kind == "local"
        ? try local(name, in: folder) : try variable(name, in: folder, depth: depth)
    }

    /// A value that also decides something else is not changed for one argument.
    private func requireOnlyUse(of reference: String, in folder: String) throws(FixObstacle) {
      for source in project.sources(in: folder) {
        if let other = source.firstUse(of: reference, except: argument) {
          throw obstacle(
            "\(reference) decides it, and \(other.name) as well",
            at: SourceLocation(file: source.path, line: other.line)
          )
        }
      }
    }

    private func local(_ name: String, in folder: String) throws(FixObstacle) -> [SourceEdit] {
      for block in project.blocks("locals", in: folder) {
        guard let written = block.layout.body.attribute(name) else { continue }
        return try replace(written, in: block.source, named: "local.\(name)")
      }
      throw obstacle("local.\(name) is not in the repository")
    }

    private func replace(
      _ written: AttributeLayout,
      in source: ConfigurationSource,
      named name: String
    ) throws(FixObstacle) -> [SourceEdit] {
      guard written.expression.isLiteral else {
        throw obstacle(
          "\(name) comes from an expression",
          at: SourceLocation(file: source.path, line: written.line)
        )
      }
      guard source.text(written.value) != wanted else { return [] }
      return [.replace(path: source.path, range: written.value, text: wanted)]
    }

    private func variable(
      _ name: String,
      in folder: String,
      depth: Int
    ) throws(FixObstacle) -> [SourceEdit] {
      let callers = project.callers(of: folder)
      guard callers.isEmpty else { return try passed(name, by: callers, folder, depth) }
      let files = project.sources.values.filter { source in
        source.path.hasSuffix(".tfvars") && source.body.attribute(name) != nil
          && (folder.isEmpty || source.path.hasPrefix(folder + "/"))
      }.sorted { $0.path < $1.path }
      if files.count > 1 {
        throw obstacle(
          "var.\(name) has a value in \(files.count) variable files",
          at: SourceLocation(file: files[0].path, line: 1),
          next: "Set it to \(wanted) in the file that production uses."
        )
      }
      if let file = files.first, let written = file.body.attribute(name) {
        return try replace(written, in: file, named: "var.\(name)")
      }
      return try standard(name, in: folder)
    }

    private func passed(
      _ name: String,
      by callers: [PlacedBlock],
      _ folder: String,
      _ depth: Int
    ) throws(FixObstacle) -> [SourceEdit] {
      var edits: [SourceEdit] = []
      var needsStandard = false
      for caller in callers {
        guard let written = caller.layout.body.attribute(name) else {
          needsStandard = true
          continue
        }
        if written.expression.isLiteral {
          edits += try replace(written, in: caller.source, named: caller.reference)
        } else {
          var search = self
          search.argument = name
          edits += try search.edits(
            for: written.expression,
            in: caller.folder,
            depth: depth + 1
          )
        }
      }
      if needsStandard { edits += try standard(name, in: folder) }
      return edits.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }

    private func standard(_ name: String, in folder: String) throws(FixObstacle) -> [SourceEdit] {
      for block in project.blocks("variable", in: folder) where block.layout.labels == [name] {
        guard let written = block.layout.body.attribute("default") else {
          throw obstacle(
            "var.\(name) gets its value when it is applied",
            at: block.location,
            next: "Pass \(wanted) for it."
          )
        }
        return try replace(written, in: block.source, named: "var.\(name)")
      }
      throw obstacle("var.\(name) is not declared in the repository")
    }
  }
}

extension Expression {
  /// Whether a value is written out: a truth value, a number, plain text or nothing.
  var isLiteral: Bool {
    switch self {
    case .literal: true
    case .unary(.negate, .literal): true
    case .tuple(let items): items.allSatisfy(\.isLiteral)
    default: plainText != nil
    }
  }
}

extension ConfigurationSource {
  /// The first argument under another name whose value mentions a reference.
  fileprivate func firstUse(
    of reference: String,
    except argument: String
  ) -> (name: String, line: Int)? {
    func search(_ body: BodyLayout) -> (name: String, line: Int)? {
      for attribute in body.attributes where attribute.name != argument {
        if text(attribute.value).mentions(reference) { return (attribute.name, attribute.line) }
      }
      for block in body.blocks {
        if let found = search(block.body) { return found }
      }
      return nil
    }
    return search(body)
  }
}

extension String {
  /// Whether a reference stands in the text as a whole word.
  func mentions(_ reference: String) -> Bool {
    var rest = self[...]
    while let range = rest.firstRange(of: reference) {
      let after = range.upperBound < rest.endIndex ? rest[range.upperBound] : " "
      let isStart =
        range.lowerBound == startIndex
        || !self[index(before: range.lowerBound)].continuesReference
      if isStart, !after.continuesReference { return true }
      rest = rest[range.upperBound...]
    }
    return false
  }
}

extension Character {
  fileprivate var continuesReference: Bool { isLetter || isNumber || self == "_" || self == "-" }
}
