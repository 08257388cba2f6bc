import Engine
import Foundation
import ReadinessModel

/// What a client can read by name: controls, criteria, checks and reports.
struct ResourceLibrary: Sendable {
  private static let scheme = "auditwright://"
  private static let perPage = 50
  private static let charactersAtMost = 2_000_000

  private struct Entry {
    let uri: String
    let name: String
    let title: String
    var mediaType = "text/markdown"
  }

  private let workshop: Workshop

  init(workshop: Workshop) { self.workshop = workshop }

  // MARK: - Listing

  func list(_ parameters: JSON) throws(ProtocolError) -> JSON {
    let all = try entries()
    var start = 0
    if let cursor = parameters["cursor"] {
      guard let offset = cursor.text.flatMap(Int.init), (1..<max(2, all.count)).contains(offset)
      else {
        throw .parameters("the cursor is not one of ours")
      }
      start = offset
    }
    let end = min(all.count, start + Self.perPage)
    return [
      "resources": .array(
        all[start..<end].map {
          [
            "uri": .string($0.uri), "name": .string($0.name), "title": .string($0.title),
            "mimeType": .string($0.mediaType),
          ]
        }
      ),
      "nextCursor": end < all.count ? .string("\(end)") : nil,
    ]
  }

  func templates(_ parameters: JSON) throws(ProtocolError) -> JSON {
    guard parameters["cursor"] == nil else { throw .parameters("the cursor is not one of ours") }
    let templates = [
      ("controls/{id}", "control", "A control, for example SEC-3"),
      ("criteria/{id}", "criterion", "A trust services criterion, for example CC6.3"),
      ("checks/{id}", "check", "A check, for example routes-require-authentication"),
      ("reports/{format}", "report", "The readiness report, measured anew"),
    ]
    return [
      "resourceTemplates": .array(
        templates.map { path, name, title in
          [
            "uriTemplate": .string(Self.scheme + path), "name": .string(name),
            "title": .string(title),
          ]
        }
      )
    ]
  }

  private func entries() throws(ProtocolError) -> [Entry] {
    guard let names = try? ReadinessEngine(context: workshop.options.context).explainedNames()
    else { throw .internal("the catalogue cannot be used") }
    let reports = ReportTools.Form.allCases.filter { $0 != .html }.map {
      Entry(
        uri: "\(Self.scheme)reports/\($0.rawValue)",
        name: "report-\($0.rawValue)",
        title: "Readiness report",
        mediaType: $0.mediaType
      )
    }
    return reports
      + names.map { name in
        let folder =
          switch name.kind {
          case .control: "controls"
          case .criterion: "criteria"
          case .check: "checks"
          }
        return Entry(
          uri: "\(Self.scheme)\(folder)/\(name.name)",
          name: name.name,
          title: name.title
        )
      }
  }

  // MARK: - Reading

  /// The name that a request wants to read, when there is such a resource.
  func readable(
    _ parameters: JSON,
    in revision: ProtocolRevision
  ) throws(ProtocolError) -> String {
    guard let uri = parameters["uri"]?.text else {
      throw .parameters("uri is missing or no text")
    }
    guard try entries().contains(where: { $0.uri == uri }) else {
      throw ProtocolError(
        code: revision.hasSession ? -32002 : -32602,
        message: "Resource not found",
        data: ["uri": .string(UntrustedText.line(uri))]
      )
    }
    return uri
  }

  /// The answer to a request for a resource.
  func read(_ uri: String, for call: ToolCall) throws -> JSON {
    let parts = uri.dropFirst(Self.scheme.count).split(separator: "/").map(String.init)
    guard let kind = parts.first, let name = parts.last else {
      throw ProtocolError.parameters("the name of the resource is not whole")
    }
    let isReport = kind == "reports"
    let text: String
    let mediaType: String
    if isReport, let form = ReportTools.Form(rawValue: name) {
      text = UntrustedText.document(try report(form, call))
      mediaType = form.mediaType
    } else {
      text = Self.markdown(try workshop.engine(for: call).explain(name))
      mediaType = "text/markdown"
    }
    guard text.count <= Self.charactersAtMost else {
      throw ProtocolError.internal("the report is too long for one answer; use soc2_report")
    }
    let result: JSON = [
      "contents": [
        ["uri": .string(uri), "mimeType": .string(mediaType), "text": .string(text)]
      ]
    ]
    guard call.running.revision == .stateless else { return result }
    // A report is measured anew each time; what the catalogue says stays.
    return result.setting([
      "ttlMs": .integer(isReport ? 0 : 300_000),
      "cacheScope": .string(isReport ? "private" : "public"),
    ])
  }

  private func report(_ form: ReportTools.Form, _ call: ToolCall) throws -> String {
    do {
      return try ReportTools.text(form, workshop, call)
    } catch {
      guard let failure = EngineFailure(reporting: error), failure != .cancelled else {
        throw error
      }
      throw ProtocolError.internal("\(failure.description) \(failure.next)")
    }
  }

  private static func markdown(_ explanation: Explanation) -> String {
    var lines = ["# \(explanation.title)"]
    for section in explanation.sections {
      if !section.heading.isEmpty { lines += ["", "## \(section.heading)"] }
      lines.append("")
      lines += section.lines.map { section.isList ? "- \($0)" : $0 }
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
