import Foundation
package import Reports

/// A folder of issues as files, one for each item of a plan.
///
/// Writing a plan again replaces its own files and no others: a file is known by the mark in it.
package struct IssueFolder: Sendable {
  /// What became of the files.
  package struct Result: Hashable, Sendable {
    /// Names of the files that were written.
    package var written: [String]
    /// Names of files of an earlier plan whose items are no longer in it.
    package var leftAlone: [String]
  }

  private static let bytesAtMost = 1_000_000

  private let folder: URL

  /// Creates a value for a folder, which need not be there.
  package init(path: String) { folder = URL(filePath: path, directoryHint: .isDirectory) }

  /// Writes the issues; refuses to write over what is not an issue of the same item.
  package func write(_ issues: [PlanIssue]) throws -> Result {
    for issue in issues {
      let file = folder.appending(path: issue.fileName)
      guard let text = text(of: file) else { continue }
      guard text.contains(PlanIssue.mark(of: issue.item)) else {
        throw EngineFailure.alreadyThere(path: file.path(percentEncoded: false))
      }
    }
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      for issue in issues {
        try Data(issue.file.utf8)
          .write(to: folder.appending(path: issue.fileName), options: .atomic)
      }
    } catch {
      throw EngineFailure.unwritable(
        path: folder.path(percentEncoded: false),
        reason: FileTrouble.reason(of: error)
      )
    }
    return Result(written: issues.map(\.fileName), leftAlone: earlier(than: issues))
  }

  private func earlier(than issues: [PlanIssue]) -> [String] {
    let current = Set(issues.map(\.fileName))
    let path = folder.path(percentEncoded: false)
    let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    return names.sorted().filter { name in
      guard name.hasSuffix(".md"), !current.contains(name) else { return false }
      let mark = PlanIssue.mark(of: String(name.dropLast(3)))
      return text(of: folder.appending(path: name))?.contains(mark) == true
    }
  }

  /// The text of a file, empty where it cannot be an issue, nil where there is none.
  private func text(of file: URL) -> String? {
    let path = file.path(percentEncoded: false)
    guard let attributes = try? FileManager.default.attributesOfItem(atPath: path) else {
      return nil
    }
    let size = (attributes[.size] as? NSNumber)?.intValue ?? .max
    guard attributes[.type] as? FileAttributeType == .typeRegular, size <= Self.bytesAtMost,
      let data = try? Data(contentsOf: file)
    else { return "" }
    return String(decoding: data, as: UTF8.self)
  }
}
