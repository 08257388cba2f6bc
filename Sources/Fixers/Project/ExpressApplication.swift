import ReadinessModel
import SyntaxTrees

/// One application of Express: where it is made, and how its package writes.
struct ExpressApplication {
  let package: NodePackage
  let sources: [ScriptSource]
  let style: ScriptStyle
  /// The file that makes the application.
  let source: ScriptSource
  let name: String
  /// The first statement that installs something in it.
  let firstUse: SyntaxNode

  /// Finds the one application of a package; `byHand` says what to do where there is not one.
  init(
    _ project: FixProject,
    package folder: String,
    routes: [Route],
    byHand: String
  ) throws(FixObstacle) {
    let place = routes.first?.location
    guard let package = place.flatMap({ project.package(of: $0.file) }) else {
      throw FixObstacle(
        "Express in \(folder.isEmpty ? "the root" : folder)",
        "there is no package.json that says what the code may use",
        at: place,
        next: "Add a package.json with the dependencies of the application."
      )
    }
    self.package = package
    sources = PackageSources.scripts(of: package, in: project)
    let apps = sources.compactMap { source in
      ExpressSite.application(in: source).map { (source, $0) }
    }
    guard let app = apps.first, apps.count == 1 else {
      throw FixObstacle(
        "Express in \(folder.isEmpty ? "the root" : folder)",
        apps.isEmpty
          ? "no file was found that makes the application with express()"
          : "\(apps.count) files make an application with express()",
        at: place,
        next: byHand
      )
    }
    let made = app.0
    (source, (name, firstUse)) = app
    let routing = sources.filter { source in routes.contains { $0.location.file == source.path } }
    style = ExpressSite.style(of: routing, app: made, package)
  }

  /// Where something goes that comes before everything else.
  var start: Int { above(firstUse) }

  /// Where something goes that comes before a statement: above the comments that belong to it.
  func above(_ statement: SyntaxNode) -> Int { source.above(statement) }

  /// The path of a new file: in the first of the folders that is there, beside the application.
  func file(named name: String, in folders: [String], _ project: FixProject) -> String {
    PackageSources.file(
      named: "\(name).\(PackageSources.ending(like: source.path))",
      in: folders,
      under: ProjectPath.folder(of: source.path),
      project
    )
  }

  /// A statement of the application's file, in its style.
  func statement(_ text: String) -> String {
    text + (ScriptStyle(source).usesSemicolons ? ";" : "")
  }

  /// A string in the quotes of the application's file.
  func quoted(_ text: String) -> String {
    let quote = ScriptStyle(source).quote
    return "\(quote)\(text)\(quote)"
  }
}

/// Calls that register a route.
enum RouteCalls {
  /// The call that registers a route on a router or application of Express.
  static func registration(of route: Route, in source: ScriptSource) -> SyntaxNode? {
    let method = route.method == "ANY" ? "all" : route.method.lowercased()
    return source.nodes(["call_expression"]).first { call in
      guard (call.line...call.endLine).contains(route.location.line),
        let function = call.child("function"), function.kind == "member_expression",
        function.child("property")?.text == method,
        function.child("property")?.line == route.location.line,
        let first = call.child("arguments")?.namedChildren.first
      else { return false }
      return first.kind == "string"
    }
  }
}

extension ScriptSource {
  /// Offset before a statement and the comments that stand right above it.
  func above(_ statement: SyntaxNode) -> Int {
    var offset = statement.range.lowerBound
    var line = statement.line
    for comment in nodes(["comment"]).reversed() where comment.range.upperBound <= offset {
      let begin = comment.range.lowerBound
      let indent = indentation(at: begin).utf8.count
      guard comment.endLine == line - 1, lineStart(of: begin) + indent == begin else { break }
      offset = begin
      line = comment.line
    }
    return offset
  }
}
